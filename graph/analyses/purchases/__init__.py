"""The large purchase files of Defence: what pages tell of them, who could take part in each region, and why."""

from dirskg.graph.analyses.purchases.actors import Candidate
from dirskg.graph.analyses.purchases.awards import ABROAD, SEVERAL, Money
from dirskg.graph.analyses.purchases.purchases import (
    FileDetail,
    FileRow,
    PurchasesReport,
    RegionOnFile,
    purchases,
)
from dirskg.graph.analyses.purchases.told import PurchaseFile, Told, file_named

__all__ = [
    "ABROAD", "SEVERAL", "Candidate", "FileDetail", "FileRow", "Money", "PurchaseFile", "PurchasesReport",
    "RegionOnFile", "Told", "file_named", "purchases",
]  # fmt: skip
