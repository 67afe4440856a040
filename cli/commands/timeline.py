"""`dirskg timeline`: the milestones of the governance, whose they are, and where they show red flags."""

from __future__ import annotations

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import on_option
from dirskg.graph.analyses.finding import Finding


@analysis("timeline", calendar=True)
@on_option("The day on which milestones are past or to come, such as 2026-11-25")
def command(opened: Opened, on: str) -> Finding:
    """Show the milestones of the governance, and what is amiss.

    When each is, whose, with a place for which region, and the page that says so. Red flags: no date, late, no owner,
    no source, a region without a seat in the body that owns it. As a calendar (ics) what has a date is an event, and
    what has none a task without a day.

    \b
    Examples:
      dirskg timeline
      dirskg --lang nl timeline -o tijdslijn.ics
      dirskg timeline --format csv --table flags
    """
    from dirskg.graph.analyses.tracker import timeline

    return timeline(opened.ecosystem, on=on)
