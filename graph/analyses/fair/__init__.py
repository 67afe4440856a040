"""A competence fair: whom to invite, and who meets whom when and why."""

from dirskg.graph.analyses.fair.fair import FairReport, Meeting, fair
from dirskg.graph.analyses.fair.guests import Guest
from dirskg.graph.analyses.fair.reasons import POINTS, Reason
from dirskg.graph.analyses.fair.rules import FairWishes

__all__ = ["POINTS", "FairReport", "FairWishes", "Guest", "Meeting", "Reason", "fair"]
