"""`dirskg purchases`: the large purchase files of Defence, and whom to invite in each region, and why."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.graph.analyses.finding import Finding


@analysis("purchases")
@click.option("--file", "name", default="", metavar="NAME", help="One purchase file, by its short name or its words.")
@click.option(
    "-k", "shown", type=click.IntRange(min=1), default=8, show_default=True, help="Invitations a region that are named."
)
def command(opened: Opened, name: str, shown: int) -> Finding:
    """Show the large purchase files of Defence, and whom to invite.

    Every value, return, prime contractor and topic stands with the page that tells it, its day and grade; what no page
    tells is unknown. With --file: who in each region is in the file already, supplies or belongs to a prime contractor,
    works on its topics, can deliver in its domains, which topics nobody in Belgium works on, and ways from the prime.

    \b
    Examples:
      dirskg purchases
      dirskg purchases --file rmcm
      dirskg purchases --file "combat aircraft" -k 12 -o f-35.xlsx
      dirskg --lang nl purchases --file camo -o camo.html
    """
    from dirskg.graph.analyses.purchases import purchases

    return purchases(opened.ecosystem, name, shown=shown)
