"""`dirskg seats`: who could sit at a consultation table, and who is heard there."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.graph.analyses.finding import Finding


@analysis("seats")
@click.option(
    "--size", type=click.IntRange(min=1), help="Seats at most; the set with the greatest reach is then looked for."
)
@click.option("--fewest", is_flag=True, help="Ask for the fewest seats that reach most, not one for every entity.")
def command(opened: Opened, size: int | None, fewest: bool) -> Finding:
    """Find a seat for every government, or the fewest that reach most.

    The federal State (the Ministry of Defence), the Regions and the Communities have a seat each; one government that
    serves two has one. With --fewest the smallest set of governments, departments and agencies with the greatest reach.
    A part of the ecosystem is a domain in a region for a leg of the helix. The National Armaments Director and the
    Royal Higher Institute for Defence always have a seat. Parts without a voice and parts with nobody are shown apart.

    \b
    Examples:
      dirskg seats
      dirskg seats --fewest
      dirskg seats --size 12
      dirskg --lang fr seats -o sieges.html
    """
    from dirskg.graph.analyses.seats import seats

    return seats(opened.ecosystem, size=size or 0, fewest=fewest)
