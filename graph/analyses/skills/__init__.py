"""Which competences texts ask for, against who trains in each region and Community, and what is known on mobility."""

from dirskg.graph.analyses.skills.asked import Asked, Sentence
from dirskg.graph.analyses.skills.skills import STATES, DomainInRegion, SkillsReport, skills
from dirskg.graph.analyses.skills.training import COMMUNITIES, Training

__all__ = [
    "COMMUNITIES", "STATES", "Asked", "DomainInRegion", "Sentence", "SkillsReport", "Training", "skills",
]  # fmt: skip
