"""`dirskg smes`: the share of SMEs in the ecosystem and in projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dirskg.cli.finding import Opened, analysis, perimeter_option

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@analysis("smes")
@perimeter_option
def command(opened: Opened, perimeter: Perimeter) -> Finding:
    """Show the share of SMEs in the ecosystem and in projects.

    Among companies of known size, by region, with intervals; a test tells whether participants differ from the rest.

    \b
    Examples:
      dirskg smes
      dirskg --lang fr smes -o pme.html
    """
    from dirskg.graph.analyses.smes import sme_shares

    return sme_shares(opened.ecosystem, perimeter=perimeter)
