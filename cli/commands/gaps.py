"""`dirskg gaps`: the cluster gap report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from dirskg.cli.finding import Opened, Showing, perimeter_option, show_analysis, show_finding, showing_options
from dirskg.cli.options import Choice
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dirskg.exports.gap_report import Format
    from dirskg.graph.analyses.coverage import By, Perimeter
    from dirskg.graph.analyses.finding import Finding
    from dirskg.graph.analyses.gaps import GapReport
    from dirskg.graph.evidence.explain import Explanation


@click.command()
@click.option(
    "--by", type=Choice(["region", "nuts2", "nuts3"]), default="region", show_default=True, help="Areas to compare."
)
@click.option("--domain", default="", metavar="D", help="Show only this domain, such as V3.")
@click.option("--region", default="", metavar="R", help="Show only this region, such as BE3 or Wallonia.")
@click.option("--topic", default="", metavar="T", help="Instead: who works on this topic where (`dirskg topics`).")
@perimeter_option
@showing_options
@pass_runtime
def command(run: Runtime, by: By, domain: str, region: str, topic: str, perimeter: Perimeter, showing: Showing) -> None:
    """Report where the cluster is thin or empty, and who could help.

    By domain and region, with the actors of other regions that could close each gap.

    Every cell tells its rule, count, expected count, location quotient with interval, and adjusted p. States rest on
    the comparison within Belgium; how a cell compares with EU programmes stands beside it.

    \b
    Examples:
      dirskg gaps
      dirskg gaps --perimeter strict -o gaps.html
      dirskg --lang nl gaps --domain V3 -o gaps.xlsx
      dirskg gaps --format csv --table areas
      dirskg gaps --domain V3 --explain
      dirskg gaps --region Wallonia --by nuts3
      dirskg gaps --topic quantum
    """
    if topic:
        if domain or region or by != "region" or perimeter != "broad":
            raise click.UsageError("--topic goes without --domain, --region, --by and --perimeter.")
        show_finding(run, showing, "topics", lambda opened: _on_topic(opened, topic))
        return

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.gaps import gaps

        return gaps(
            opened.ecosystem, by=by, domain=opened.domain(domain), region=opened.region(region), perimeter=perimeter,
            build=opened.build,
        )  # fmt: skip

    def render(opened: Opened, report: GapReport, explanations: Sequence[Explanation], **layout: Any) -> str | bytes:
        from dirskg.exports.gap_report import render_gap_report

        form = cast("Format", showing.format)
        return render_gap_report(report, form, run.lang, opened.manifest, explanations, **layout)

    show_analysis(run, showing, analyse, render)


def _on_topic(opened: Opened, topic: str) -> Finding:
    from dirskg.graph.analyses.topics import topic_gaps

    return topic_gaps(opened.ecosystem, opened.topic(topic))
