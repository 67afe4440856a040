"""`dirskg resilience`: who must not leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding


@click.command()
@click.option("--domain", default="", metavar="D", help="Only actors, cells and calls of this domain, such as V3.")
@click.option("--region", default="", metavar="R", help="Only actors seated in this region, such as BE2.")
@click.option("-k", "k", type=click.IntRange(min=1), default=15, show_default=True, help="How many actors to show.")
@showing_options
@pass_runtime
def command(run: Runtime, domain: str, region: str, k: int, showing: Showing) -> None:
    """Show what is lost when an actor leaves.

    For each Belgian actor taken out: calls that nobody could answer whole any more, domains of a region without
    anybody, legs of the helix, and others cut off. And how well the network holds together.

    \b
    Examples:
      dirskg resilience
      dirskg resilience --domain V3 --region BE2 -k 5
      dirskg --lang nl resilience -o vertrek.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.resilience import resilience

        return resilience(opened.ecosystem, domain=opened.domain(domain), region=opened.region(region), k=k)

    show_finding(run, showing, "resilience", analyse)
