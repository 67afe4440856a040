"""Who is counted as Belgian: the one rule for analyses and networks."""

from __future__ import annotations

import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once


def is_belgian(organisations: pd.DataFrame) -> pd.Series[bool]:
    """Whether each is an organisation in Belgium: no body of the EU and NATO, and not the state itself."""
    told = organisations
    return (told["country"] == "BE") & (told["level"] != "international") & (told["kind"] != "state")


@once
def belgian(ecosystem: Ecosystem) -> pd.DataFrame:
    """The organisations in Belgium."""
    return ecosystem.organisations[is_belgian(ecosystem.organisations)]
