"""`dirskg ties`: who works with whom across regions, and who holds them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import Choice

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding
    from dirskg.graph.network.regional import AreaLevel


@analysis("ties")
@click.option("--domain", default="", metavar="D", help="Only organisations active in this domain, such as V3.")
@click.option("--since", type=int, metavar="YEAR", help="Only projects and ties of this year and later.")
@click.option(
    "--by", type=Choice(["region", "nuts2"]), default="region", show_default=True, help="Regions or provinces."
)
@click.option(
    "-k", type=click.IntRange(min=1), default=10, show_default=True, help="How many bridging organisations to list."
)
def command(opened: Opened, domain: str, since: int | None, by: AreaLevel, k: int) -> Finding:
    """Show the ties between regions, and who holds them together.

    Ties between organisations in Belgium against what chance gives: where collaboration is missing, whether regions
    keep to themselves, and which organisations join partners of two regions that are not tied otherwise.

    \b
    Examples:
      dirskg ties
      dirskg ties --domain V3 --since 2022
      dirskg --lang nl ties --by nuts2 -o banden.html
    """
    from dirskg.graph.analyses.ties import ties_between_regions

    return ties_between_regions(opened.ecosystem, by=by, domain=opened.domain(domain), since=since, k=k)
