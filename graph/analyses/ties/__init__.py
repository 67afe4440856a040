"""Who works with whom across regions, held against chance, and who bridges them."""

from dirskg.graph.analyses.ties.bridges import Bridge
from dirskg.graph.analyses.ties.path_traces import path_traces
from dirskg.graph.analyses.ties.region_pairs import LAYERS, Openness, Pair
from dirskg.graph.analyses.ties.ties import Spread, TiesReport, region_pairs, ties_between_regions

__all__ = [
    "LAYERS", "Bridge", "Openness", "Pair", "Spread", "TiesReport", "path_traces", "region_pairs",
    "ties_between_regions",
]  # fmt: skip
