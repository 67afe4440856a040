"""How much depends on an actor, judged by what is on record."""

from dirskg.graph.analyses.importance.importance import PARTS, SCALES, Importance, importance

__all__ = ["PARTS", "SCALES", "Importance", "importance"]
