"""How much hangs on an actor, by what is known of it, and who works on which topic."""

from dirskg.graph.analyses.importance.importance import PARTS, SCALES, Importance, importance

__all__ = ["PARTS", "SCALES", "Importance", "importance"]
