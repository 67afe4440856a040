"""`dirskg completeness`: how many actors no list names yet, and our counts beside published ones."""

from __future__ import annotations

from dirskg.cli.finding import Opened, analysis
from dirskg.graph.analyses.finding import Finding


@analysis("completeness")
def command(opened: Opened) -> Finding:
    """Estimate how many actors are missing.

    From how consortia and public pages overlap, for Belgium, each region, leg, domain and cell, with intervals. Where
    too few actors stand on both, it says so. Published figures stand beside our counts of the same thing.

    \b
    Examples:
      dirskg completeness
      dirskg completeness --format csv --table anchors
      dirskg --lang nl completeness -o volledigheid.html
    """
    from dirskg.graph.analyses.completeness import completeness

    return completeness(opened.ecosystem)
