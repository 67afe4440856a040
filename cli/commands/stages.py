"""`dirskg stages`: the stages of the value chain that open data show."""

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
    """Show the stages of the value chain that open data show.

    Research, development, test, production, and supply or upkeep: organisations and projects seen at each, by domain
    and region, where the chain breaks off, and which regions close it together. Most sources tell of no stage.

    \b
    Examples:
      dirskg stages
      dirskg stages --format csv --table regions
      dirskg --lang de stages -o stufen.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.helix import stages

        return stages(opened.ecosystem, perimeter=perimeter)

    show_finding(run, showing, "stages", analyse)
