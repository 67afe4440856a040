"""Which competences texts ask for, against who trains in each region and Community, and what is known on mobility."""

from dirskg.graph.analyses.skills.asked import Asked
from dirskg.graph.analyses.skills.skills import SkillsReport, skills
from dirskg.graph.analyses.skills.training import COMMUNITIES

__all__ = ["COMMUNITIES", "Asked", "SkillsReport", "skills"]
