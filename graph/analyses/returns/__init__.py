"""What a purchase gives back: ranges from an input-output table, beside published findings."""

from dirskg.graph.analyses.returns.assumed import Assumed, assumed
from dirskg.graph.analyses.returns.effects import ProductEffects
from dirskg.graph.analyses.returns.literature import LITERATURE
from dirskg.graph.analyses.returns.profile import Profile, Range, divisions
from dirskg.graph.analyses.returns.returns import ReturnsReport, returns
from dirskg.graph.analyses.returns.table import IoTable, Model, models

__all__ = [
    "LITERATURE", "Assumed", "IoTable", "Model", "ProductEffects", "Profile", "Range", "ReturnsReport", "assumed",
    "divisions", "models", "returns",
]  # fmt: skip
