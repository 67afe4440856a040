"""`dirskg resilience`: who would be missed most."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.graph.analyses.finding import Finding


@analysis("resilience")
@click.option("--domain", default="", metavar="D", help="Only actors, cells and calls of this domain, such as V3.")
@click.option("--region", default="", metavar="R", help="Only actors seated in this region, such as BE2.")
@click.option("-k", "k", type=click.IntRange(min=1), default=15, show_default=True, help="How many actors to show.")
def command(opened: Opened, domain: str, region: str, k: int) -> Finding:
    """Show what is lost when an actor leaves.

    For each Belgian actor taken out: calls that nobody could answer whole any more, domains of a region without
    anybody, legs of the helix, and others cut off. And how well the network holds together.

    \b
    Examples:
      dirskg resilience
      dirskg resilience --domain V3 --region BE2 -k 5
      dirskg --lang nl resilience -o vertrek.html
    """
    from dirskg.graph.analyses.resilience import resilience

    return resilience(opened.ecosystem, domain=opened.domain(domain), region=opened.region(region), k=k)
