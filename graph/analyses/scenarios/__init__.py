"""What changes when actors, activities or ties come or go."""

from dirskg.graph.analyses.scenarios.changes import ACTIONS, COLUMNS, THINGS, Change, check_changes, leaving
from dirskg.graph.analyses.scenarios.scenario import changed
from dirskg.graph.analyses.scenarios.whatif import CAP, WhatIfReport, whatif
from dirskg.graph.analyses.scenarios.whatif_parts import CallChange, CellChange, LinkChange, Lost, TeamChange

__all__ = [
    "ACTIONS", "CAP", "COLUMNS", "THINGS", "CallChange", "CellChange", "Change", "LinkChange", "Lost", "TeamChange",
    "WhatIfReport", "changed", "check_changes", "leaving", "whatif",
]  # fmt: skip
