"""Where the cluster is thin or empty, against Belgium and EU programmes, and who could close a gap."""

from dirskg.graph.analyses.gaps.cells import (
    EVIDENCE,
    GAPS,
    HELIX_GAPS,
    NOT_JUDGED,
    OPEN,
    SIGNIFICANT,
    SINGLE,
    STATES,
    SUPPLY_GAPS,
    Cell,
    Counted,
    wanted,
)
from dirskg.graph.analyses.gaps.closing import Actor, Closer
from dirskg.graph.analyses.gaps.comparison import (
    FALSE_DISCOVERIES,
    LEAST_EXPECTED,
    LEAST_LOCATED,
    NUMBERS,
    READINGS,
    Comparison,
    Mover,
)
from dirskg.graph.analyses.gaps.gaps import GapReport, gaps
from dirskg.graph.analyses.gaps.on_site import Plant
from dirskg.graph.analyses.gaps.populations import BY_PROJECT, OWN_PROGRAMMES
from dirskg.graph.analyses.gaps.profiles import Profile

__all__ = [
    "BY_PROJECT", "EVIDENCE", "FALSE_DISCOVERIES", "GAPS", "HELIX_GAPS", "LEAST_EXPECTED", "LEAST_LOCATED",
    "NOT_JUDGED", "NUMBERS", "OPEN", "OWN_PROGRAMMES", "READINGS", "SIGNIFICANT", "SINGLE", "STATES", "SUPPLY_GAPS",
    "Actor", "Cell", "Closer", "Comparison", "Counted", "GapReport", "Mover", "Plant", "Profile", "gaps", "wanted",
]  # fmt: skip
