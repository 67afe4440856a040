"""`dirskg complement`: what the regions could bring each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dirskg.cli.finding import Opened, analysis, perimeter_option
from dirskg.cli.words import gap_option

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@analysis("complement")
@gap_option("One cell in depth, such as BE3/V3.")
@perimeter_option
def command(opened: Opened, gap: str, perimeter: Perimeter) -> Finding:
    """Show what the regions could bring each other.

    For each domain that a region does not hold: what it has in related domains, and what another region would add.
    With --gap: one of them in depth, with the organisations behind it and their ties.

    \b
    Examples:
      dirskg complement
      dirskg complement --gap BE3/V3
      dirskg --lang nl complement --gap BE2/V5 -o aanvulling.html
    """
    from dirskg.graph.analyses.complement import complementarity

    return complementarity(opened.ecosystem, gap=opened.gap(gap) if gap else None, perimeter=perimeter)
