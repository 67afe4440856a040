"""How many actors no list names yet, and published figures beside our counts."""

from dirskg.graph.analyses.completeness.anchors import Anchor
from dirskg.graph.analyses.completeness.completeness import CompletenessReport, Part, completeness, seen_share, whole

__all__ = ["Anchor", "CompletenessReport", "Part", "completeness", "seen_share", "whole"]
