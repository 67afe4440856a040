"""`dirskg fair`: whom to invite to a competence fair, and who meets whom when and why."""

from __future__ import annotations

import re

import click

from dirskg.cli.finding import Opened, Showing, calendar_options, show_finding
from dirskg.cli.options import Decimal, on_option
from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.words import each
from dirskg.graph.analyses.finding import Finding

_SHARE = Decimal(min=0, max=1)
_HOUR = re.compile(r"([01]?\d|2[0-3])[:hu.]([0-5]\d)")


def _hour(ctx: click.Context, param: click.Parameter, value: str) -> str:
    found = _HOUR.fullmatch(value.strip())
    if value and not found:
        raise click.BadParameter(f"{value!r} is no hour; write it as 09:30.")
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


@click.command()
@click.option("--guests", type=click.IntRange(2, 400), default=40, show_default=True, help="No more guests than this.")
@click.option("--slots", type=click.IntRange(1, 40), default=8, show_default=True, help="Meetings one after another.")
@click.option("--tables", type=click.IntRange(min=1), help="Meetings at the same time [default: as guests need].")
@click.option("--domain", "domains", multiple=True, metavar="D", help="Only this domain, with two guests at least.")
@click.option("--region-share", type=_SHARE, default=0.15, show_default=True, help="Least share of each region.")
@click.option("--leg-share", type=_SHARE, default=0.1, show_default=True, help="Least share of each leg of the helix.")
@click.option(
    "--sme-share", type=_SHARE, default=0.2, show_default=True, help="Least share of SMEs; an unknown size is none."
)
@click.option("--include", multiple=True, metavar="ID", help="An organisation that must be invited.")
@click.option("--exclude", multiple=True, metavar="ID", help="An organisation that must not be.")
@click.option("--include-known", "known", is_flag=True, help="Let those meet too that are tied already.")
@click.option("--alternatives", type=click.IntRange(0, 10), default=2, show_default=True, help="Next best plans.")
@on_option("Day of the fair, for calls that are open then")
@click.option("--starts", default="", callback=_hour, metavar="HH:MM", help="Hour of the first meeting, in Belgium.")
@click.option("--minutes", type=click.IntRange(1, 480), default=20, show_default=True, help="Length of a meeting.")
@click.option("--pause", type=click.IntRange(0, 480), default=5, show_default=True, help="Minutes between meetings.")
@calendar_options
@pass_runtime
def command(
    run: Runtime, guests: int, slots: int, tables: int | None, domains: tuple[str, ...], region_share: float,
    leg_share: float, sme_share: float, include: tuple[str, ...], exclude: tuple[str, ...], known: bool,
    alternatives: int, on: str, starts: str, minutes: int, pause: int, showing: Showing,
) -> None:  # fmt: skip
    """Plan a competence fair: whom to invite, and who meets whom.

    Each meeting has a slot and a reason. A reason is a gap that one could close for the other, an open call to which
    each brings what the other lacks, or topics that complete each other. Nobody sits twice in one slot. Files have a
    schedule for each guest, and with the hour of --starts the plan can be written as a calendar. Where no choice of
    guests keeps the rules, those in the way are named.

    \b
    Examples:
      dirskg fair --guests 20 --slots 6
      dirskg fair --domain V3 --guests 12 --sme-share 0.1 -o fair.xlsx
      dirskg --lang nl fair --on 2027-03-10 --starts 09:30 -o beurs.ics
    """
    if showing.format == "ics" and not starts:
        raise click.UsageError("A calendar needs hours: give the first one with --starts 09:30.")

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.fair import FairWishes, fair

        wanted, barred = opened.wanted_and_barred(include, exclude)
        wishes = FairWishes(
            guests, slots, tables or 0, region_share, leg_share, sme_share, each(opened.domain, domains), wanted,
            barred, known, starts, minutes, pause, each=showing.format != "table",
        )  # fmt: skip
        return fair(opened.ecosystem, wishes, on=on, alternatives=alternatives)

    show_finding(run, showing, "fair", analyse)
