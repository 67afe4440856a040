"""`dirskg stages`: the stages of the value chain that open data show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dirskg.cli.finding import Opened, analysis, perimeter_option

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@analysis("stages")
@perimeter_option
def command(opened: Opened, perimeter: Perimeter) -> Finding:
    """Show the stages of the value chain that open data show.

    Research, development, test, production, and supply or upkeep: organisations and projects seen at each, by domain
    and region, where the chain breaks off, and which regions close it together. Most sources tell of no stage.

    \b
    Examples:
      dirskg stages
      dirskg stages --format csv --table regions
      dirskg --lang de stages -o stufen.html
    """
    from dirskg.graph.analyses.helix import stages

    return stages(opened.ecosystem, perimeter=perimeter)
