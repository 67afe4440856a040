"""Where university, industry and government meet, and which stages of a domain the data show."""

from dirskg.graph.analyses.helix.helix import HelixReport, MissingLeg, helix
from dirskg.graph.analyses.helix.meetings import MEETINGS, Meetings, Rate
from dirskg.graph.analyses.helix.stages import STAGES, Chain, StagesReport, Strip, stages

__all__ = [
    "MEETINGS", "STAGES", "Chain", "HelixReport", "Meetings", "MissingLeg", "Rate", "StagesReport", "Strip",
    "helix", "stages",
]  # fmt: skip
