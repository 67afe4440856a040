"""Dependence on single actors and groups: who would be missed most, and what would be lost."""

from dirskg.graph.analyses.resilience.dependence import dependence
from dirskg.graph.analyses.resilience.dependence_report import (
    HHI_FROM,
    HHI_LIMIT,
    TOP_LIMIT,
    Dependence,
    DependenceReport,
    Sole,
)
from dirskg.graph.analyses.resilience.leavers import Attack, Layer, Leaver
from dirskg.graph.analyses.resilience.resilience import ResilienceReport, resilience

__all__ = [
    "HHI_FROM", "HHI_LIMIT", "TOP_LIMIT", "Attack", "Dependence", "DependenceReport", "Layer", "Leaver",
    "ResilienceReport", "Sole", "dependence", "resilience",
]  # fmt: skip
