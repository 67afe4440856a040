"""`dirskg dependence`: domains and regions that hang on one actor, one group or a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dirskg.cli.finding import Opened, analysis, perimeter_option

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@analysis("dependence")
@perimeter_option
def command(opened: Opened, perimeter: Perimeter) -> Finding:
    """Show which domains hang on one actor, one group or a few.

    By domain and region: suppliers with companies of one group counted once, the share of the largest, concentration
    with its range, and legs of the helix that one organisation alone covers.

    \b
    Examples:
      dirskg dependence
      dirskg dependence --format csv --table cells
      dirskg --lang nl dependence -o afhankelijkheid.html
    """
    from dirskg.graph.analyses.resilience import dependence

    return dependence(opened.ecosystem, perimeter=perimeter)
