"""`dirskg partners`: whom an organisation could work with."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import on_option
from dirskg.graph.analyses.finding import Finding


@analysis("partners")
@click.argument("identifier", metavar="ID")
@click.option("--region", default="", metavar="R", help="Only partners of this region, such as BE3.")
@click.option("--leg", default="", metavar="L", help="Only this leg: industry, academia, government or intermediary.")
@click.option("-k", "k", type=click.IntRange(min=1), default=10, show_default=True, help="How many to suggest.")
@click.option("--include-known", is_flag=True, help="Also those that it is tied to already.")
@on_option("Count calls that close on this day or later")
@click.option(
    "--until", type=int, metavar="YEAR",
    help="Test on the past with what was known up to this year [default: half of the projects].",
)  # fmt: skip
def command(
    opened: Opened, identifier: str, region: str, leg: str, k: int, include_known: bool, on: str,
    until: int | None,
) -> Finding:  # fmt: skip
    """Suggest partners in Belgium for an organisation.

    By what they bring: domains related to its own, calls for both, a region or a leg where it has nobody. How such
    scores did on the past stands beside them. Any id of the organisation will do.

    \b
    Examples:
      dirskg partners ref-dotocean
      dirskg partners ref-fn-herstal --region BE2 --leg academia -k 5
      dirskg --lang fr partners kbo-0419052173 -o partenaires.html
    """
    from dirskg.graph.analyses.partners import partners

    return partners(
        opened.ecosystem, opened.organisation(identifier), on=on, region=opened.region(region), leg=opened.leg(leg),
        k=k, include_known=include_known, until=until,
    )  # fmt: skip
