"""`dirskg complement`: what the regions could bring each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, perimeter_option, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.words import gap_words

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@click.command()
@click.option("--gap", default="", metavar="REGION/DOMAIN", help="One cell in depth, such as BE3/V3.")
@perimeter_option
@showing_options
@pass_runtime
def command(run: Runtime, gap: str, perimeter: Perimeter, showing: Showing) -> None:
    """Show what the regions could bring each other.

    For each domain that a region does not hold: what it has in related domains, and what another region would add.
    With --gap: one of them in depth, with the organisations behind it and their ties.

    \b
    Examples:
      dirskg complement
      dirskg complement --gap BE3/V3
      dirskg --lang nl complement --gap BE2/V5 -o aanvulling.html
    """
    if gap:
        gap_words(gap)

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.complement import complementarity

        return complementarity(opened.ecosystem, gap=opened.gap(gap) if gap else None, perimeter=perimeter)

    show_finding(run, showing, "complement", analyse)
