"""`dirskg helix`: where university, industry and government meet, and which leg is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dirskg.cli.finding import Opened, analysis, perimeter_option

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@analysis("helix")
@perimeter_option
def command(opened: Opened, perimeter: Perimeter) -> Finding:
    """Show where university, industry and government meet.

    By region and domain: the projects in which these legs of the helix meet, with intervals and how many projects could
    not be judged; and the legs that are missing, with the regions that have them.

    \b
    Examples:
      dirskg helix
      dirskg helix --format csv --table missing
      dirskg --lang fr helix -o helice.html
    """
    from dirskg.graph.analyses.helix import helix

    return helix(opened.ecosystem, perimeter=perimeter)
