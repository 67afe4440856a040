"""What a purchase gives back: ranges from an input-output table, beside published findings."""

from dirskg.graph.analyses.returns.assumed import Assumed, assumed
from dirskg.graph.analyses.returns.effects import Effect, ProductEffects
from dirskg.graph.analyses.returns.literature import LITERATURE, Published
from dirskg.graph.analyses.returns.profile import Profile, Range, divisions
from dirskg.graph.analyses.returns.returns import RegionPart, ReturnsReport, returns
from dirskg.graph.analyses.returns.table import IoTable, Model, models

__all__ = [
    "LITERATURE", "Assumed", "Effect", "IoTable", "Model", "ProductEffects", "Profile", "Published", "Range",
    "RegionPart", "ReturnsReport", "assumed", "divisions", "models", "returns",
]  # fmt: skip
