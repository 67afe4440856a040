"""`dirskg timeline`: the milestones of the governance, whose they are, and where they show red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, calendar_options, show_finding
from dirskg.cli.options import on_option
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding


@click.command()
@on_option("The day on which milestones are past or to come, such as 2026-11-25")
@calendar_options
@pass_runtime
def command(run: Runtime, on: str, showing: Showing) -> None:
    """Show the milestones of the governance: when, whose, with a place for which region, and what is amiss.

    Each with the page that says so. Red flags: no date, late, no owner, no source, a region without a seat in the body
    that owns it. As a calendar (ics) what has a date is an event, and what has none a task without a day.

    \b
    Examples:
      dirskg timeline
      dirskg --lang nl timeline -o tijdslijn.ics
      dirskg timeline --format csv --table flags
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.tracker import timeline

        return timeline(opened.ecosystem, on=on)

    show_finding(run, showing, "timeline", analyse)
