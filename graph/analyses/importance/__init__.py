"""How much depends on an actor, judged by what is on record."""

from dirskg.graph.analyses.importance.importance import Importance, importance

__all__ = ["Importance", "importance"]
