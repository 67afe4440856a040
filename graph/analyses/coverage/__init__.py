"""Who is counted where: actors of a perimeter by domain and area."""

from dirskg.graph.analyses.coverage.coverage import (
    FEDERAL,
    HELIX,
    INDUSTRY,
    By,
    active,
    among,
    areas_of,
    closing_regions,
    coverage,
    missing_legs,
    on_legs,
)
from dirskg.graph.analyses.coverage.perimeter import Perimeter, claims_within, counts

__all__ = [
    "FEDERAL", "HELIX", "INDUSTRY", "By", "Perimeter", "active", "among", "areas_of", "claims_within",
    "closing_regions", "counts", "coverage", "missing_legs", "on_legs",
]  # fmt: skip
