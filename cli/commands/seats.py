"""`dirskg seats`: whom a consultation table needs to hear everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding


@click.command()
@click.option(
    "--size", type=click.IntRange(min=1), help="Seats at most; the set with the greatest reach is then looked for."
)
@click.option("--every-entity", is_flag=True, help="Ask for a public body of each region and community.")
@showing_options
@pass_runtime
def command(run: Runtime, size: int | None, every_entity: bool, showing: Showing) -> None:
    """Find the fewest bodies that reach every part of the ecosystem.

    A part is a domain in a region for a leg of the helix. The National Armaments Director and the Royal Higher
    Institute for Defence always have a seat. Parts without a voice and parts with nobody are shown apart.

    \b
    Examples:
      dirskg seats
      dirskg seats --size 8 --every-entity
      dirskg --lang fr seats -o sieges.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.seats import seats

        return seats(opened.ecosystem, size=size or 0, every_entity=every_entity)

    show_finding(run, showing, "seats", analyse)
