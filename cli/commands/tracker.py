"""`dirskg tracker`: the demands of the resolution, what can be measured of each, and what is missing."""

from __future__ import annotations

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import on_option
from dirskg.graph.analyses.finding import Finding


@analysis("tracker")
@on_option("The day on which calls are open or not, such as 2026-11-25")
def command(opened: Opened, on: str) -> Finding:
    """Go through the demands of the resolution one by one.

    For each: what open data measure of it, how sure that is, what is missing, and the command behind the figure. The
    milestones stand below with what they lack: a date, an owner, a seat for each region.

    \b
    Examples:
      dirskg tracker
      dirskg --lang fr tracker -o suivi.html
      dirskg tracker --format csv --table milestones
    """
    from dirskg.graph.analyses.tracker import tracker

    return tracker(opened.ecosystem, on=on)
