"""The demands of the resolution: what is measured of each, how surely, and what is missing."""

from dirskg.graph.analyses.tracker.indicators import Indicator
from dirskg.graph.analyses.tracker.milestones import DONE, Milestone, Place, milestones
from dirskg.graph.analyses.tracker.timeline import Step, TimelineReport, timeline
from dirskg.graph.analyses.tracker.tracker import Demand, TrackerReport, tracker

__all__ = [
    "DONE", "Demand", "Indicator", "Milestone", "Place", "Step", "TimelineReport", "TrackerReport", "milestones",
    "timeline", "tracker",
]  # fmt: skip
