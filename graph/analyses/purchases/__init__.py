"""The large purchase files of Defence: what pages tell of them, who could take part in each region, and why."""

from dirskg.graph.analyses.purchases.actors import Candidate, Deal
from dirskg.graph.analyses.purchases.awards import ABROAD, SEVERAL, Money, RelatedAward
from dirskg.graph.analyses.purchases.nearest import Near
from dirskg.graph.analyses.purchases.purchases import (
    FileDetail,
    FileRow,
    PurchasesReport,
    RegionOnFile,
    Related,
    purchases,
)
from dirskg.graph.analyses.purchases.told import PurchaseFile, Told, file_named, purchase_files

__all__ = [
    "ABROAD",
    "SEVERAL",
    "Candidate",
    "Deal",
    "FileDetail",
    "FileRow",
    "Money",
    "Near",
    "PurchaseFile",
    "PurchasesReport",
    "RegionOnFile",
    "Related",
    "RelatedAward",
    "Told",
    "file_named",
    "purchase_files",
    "purchases",
]
