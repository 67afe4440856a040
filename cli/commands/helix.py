"""`dirskg helix`: where university, industry and government meet, and which leg is missing."""

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
    """Show where university, industry and government meet.

    By region and domain: the projects in which these legs of the helix meet, with intervals and how many projects could
    not be judged; and the legs that are missing, with the regions that have them.

    \b
    Examples:
      dirskg helix
      dirskg helix --format csv --table missing
      dirskg --lang fr helix -o helice.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.helix import helix

        return helix(opened.ecosystem, perimeter=perimeter)

    show_finding(run, showing, "helix", analyse)
