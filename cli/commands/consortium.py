"""`dirskg consortium`: a team for a call."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import Decimal
from dirskg.cli.words import each
from dirskg.graph.analyses.finding import Finding

_NUMBER = click.IntRange(min=0)


@analysis("consortium")
@click.argument("call")
@click.option("--size", type=click.IntRange(min=1), default=10, show_default=True, help="No more members than this.")
@click.option("--min-countries", "countries", type=_NUMBER, help="Countries [default: 3; 1 for DEFRA and DIANA].")
@click.option(
    "--min-entities", "entities", type=_NUMBER, help="Independent entities [default: 3; 1 for DEFRA and DIANA]."
)
@click.option("--regions", type=_NUMBER, default=2, show_default=True, help="Belgian regions with a member.")
@click.option(
    "--sme-share", type=Decimal(min=0, max=1), default=0.0, metavar="X",
    help="Least share of members that are SMEs, from 0 to 1; an unknown size is no SME.",
)  # fmt: skip
@click.option("--knowledge", type=_NUMBER, default=1, show_default=True, help="Knowledge institutions.")
@click.option("--critical", multiple=True, metavar="D", help="A domain of the call that two members must have.")
@click.option("--include", multiple=True, metavar="ID", help="An organisation that must be a member.")
@click.option("--exclude", multiple=True, metavar="ID", help="An organisation that must not be one.")
@click.option("--alternatives", type=click.IntRange(0, 20), default=3, show_default=True, help="Next best teams.")
def command(
    opened: Opened, call: str, size: int, countries: int | None, entities: int | None, regions: int, sme_share: float,
    knowledge: int, critical: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...], alternatives: int,
) -> Finding:  # fmt: skip
    """Propose the smallest and best team for a call.

    Every domain of the call has a member, and every rule is kept; of all such teams the smallest, and of those the one
    for which most speaks. Where none is possible, the fewest rules that stand in the way are named.

    \b
    Examples:
      dirskg consortium call-EDF-2026-DA-NAVAL-EMSAS
      dirskg consortium call-EDF-2026-DA-NAVAL-EMSAS --regions 3 --sme-share 0.2
      dirskg consortium call-EDF-2026-DA-NAVAL-EMSAS --include kbo-0466279196 -o team.html
    """
    from dirskg.graph.analyses.calls import Wishes, consortium, usual_for

    wanted, barred = opened.wanted_and_barred(include, exclude)
    named = opened.call(call)
    begin = usual_for(opened.ecosystem, named)
    wishes = Wishes(
        size=size, countries=begin.countries if countries is None else countries,
        entities=begin.entities if entities is None else entities, regions=regions, sme_share=sme_share,
        knowledge=knowledge, include=wanted, exclude=barred, critical=each(opened.domain, critical),
    )  # fmt: skip
    return consortium(opened.ecosystem, named, wishes, alternatives=alternatives)
