"""`dirskg calls`: which calls could be answered, by which regions, and by whom."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.options import on_option
from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.graph.analyses.finding import Finding


@click.command()
@click.argument("call", default="")
@click.option("--open", "only_open", is_flag=True, help="Only calls that are open on the day.")
@on_option("The day, such as 2026-11-25")
@click.option("--programme", default="", metavar="P", help="Only this programme, such as EDF.")
@click.option("--region", default="", metavar="R", help="Only calls in which this region can answer, such as BE2.")
@click.option("--domain", default="", metavar="D", help="Only calls in this domain, such as V3.")
@click.option(
    "--least", type=click.IntRange(min=1), default=2, show_default=True,
    help="Capable actors, a group as one, with which a region can answer in a domain.",
)  # fmt: skip
@click.option(
    "--hold-out", "until", type=int, metavar="YEAR",
    help="Test the ranking on the past: does it find who took part in the calls after this year?",
)  # fmt: skip
@showing_options
@pass_runtime
def command(
    run: Runtime, call: str, only_open: bool, on: str, programme: str, region: str, domain: str,
    least: int, until: int | None, showing: Showing,
) -> None:  # fmt: skip
    """Show which calls could be answered, by which regions and whom.

    Without CALL: calls of the latest year of each programme, or with --open those open now. Each tells whether several
    regions, one alone, only regions together or nobody can answer in its domains and topics. With CALL: one call in
    depth, with the organisations that fit it and why, and what came out of earlier calls on the same.

    \b
    Examples:
      dirskg calls --open
      dirskg calls --programme DIANA --least 3
      dirskg calls --hold-out 2022
      dirskg --lang nl calls call-EDF-EDIP-P-2027-FNLC-CPA-AMDS -o oproep.html
    """
    if call and (only_open or programme or domain):
        raise click.UsageError("CALL names one call: leave --open, --programme and --domain out.")

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.calls import calls

        return calls(
            opened.ecosystem, on=on, call=opened.call(call), only_open=only_open,
            programme=opened.programme(programme), region=opened.region(region), domain=opened.domain(domain),
            least=least, until=until,
        )  # fmt: skip

    show_finding(run, showing, "calls", analyse)
