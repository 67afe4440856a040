"""`dirskg dependence`: domains and regions that hang on one actor, one group or a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, perimeter_option, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@click.command()
@perimeter_option
@showing_options
@pass_runtime
def command(run: Runtime, perimeter: Perimeter, showing: Showing) -> None:
    """Show which domains hang on one actor, one group or a few.

    By domain and region: suppliers with companies of one group counted once, the share of the largest, concentration
    with its range, and legs of the helix that one organisation alone covers.

    \b
    Examples:
      dirskg dependence
      dirskg dependence --format csv --table cells
      dirskg --lang nl dependence -o afhankelijkheid.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.resilience import dependence

        return dependence(opened.ecosystem, perimeter=perimeter)

    show_finding(run, showing, "dependence", analyse)
