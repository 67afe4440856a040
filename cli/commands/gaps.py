"""`dirskg gaps`: the cluster gap report."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, cast

import click

from dirskg.cli.finding import Showing, perimeter_option, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.exports.gap_report import Format
    from dirskg.graph.analyses.coverage import By
    from dirskg.graph.analyses.perimeter import Perimeter
    from dirskg.graph.explain import Explanation


@click.command()
@click.option(
    "--by",
    type=click.Choice(["region", "nuts2", "nuts3"]),
    default="region",
    show_default=True,
    help="Areas to compare.",
)
@click.option("--domain", default="", metavar="D", help="Show only this domain, such as V3.")
@perimeter_option
@showing_options
@pass_runtime
def command(run: Runtime, by: By, domain: str, perimeter: Perimeter, showing: Showing) -> None:
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
    """
    with run.graph(showing.endpoint) as graph:
        ecosystem, manifest = graph.ecosystem.speaking(run.lang), graph.manifest
        build = graph.build.name if graph.build else showing.endpoint
        # Only now, because this takes a second to load, and a missing build should be told at once.
        from dirskg.graph.analyses.gaps import gaps

        report = gaps(ecosystem, by=by, domain=domain, perimeter=perimeter, build=build)
        explanations: tuple[Explanation, ...] = ()
        if showing.explain:
            from dirskg.graph.explain import explain

            explanations = explain(graph, report.traces())
    from dirskg.exports.gap_report import render_gap_report

    screen = showing.output is None and sys.stdout.isatty()
    result = render_gap_report(
        report,
        cast("Format", showing.format),
        run.lang,
        manifest,
        explanations,
        table=showing.table,
        width=shutil.get_terminal_size().columns if screen else 0,
        colour=screen,
        bom=showing.output is not None,
    )
    run.write(result, showing.output)
