"""`dirskg gaps`: the cluster gap report."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dirskg.cli.finding import perimeter_option
from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime, pick_format

if TYPE_CHECKING:
    from dirskg.exports.gap_report import Format
    from dirskg.graph.analyses.coverage import By
    from dirskg.graph.analyses.perimeter import Perimeter

_FORMATS = ("table", "json", "csv", "md", "html", "xlsx")
_ENDINGS = {".txt": "table", **{f".{name}": name for name in _FORMATS[1:]}}


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
@click.option(
    "--format", "fmt", type=click.Choice(_FORMATS), help="Form of the report [default: table, or by the ending of -o]."
)
@endpoint_option
@output_option
@pass_runtime
def command(
    run: Runtime, by: By, domain: str, perimeter: Perimeter, fmt: str | None, endpoint: str, output: Path | None
) -> None:
    """Report where the cluster is thin or empty, and who could help.

    By domain and region, with the actors of other regions that could close each gap.

    Every cell tells its rule, count, expected count, location quotient with interval, and adjusted p.

    \b
    Examples:
      dirskg gaps
      dirskg gaps --perimeter strict -o gaps.html
      dirskg --lang nl gaps --domain V3 -o gaps.xlsx
    """
    chosen = cast("Format", pick_format(fmt or "", output, _ENDINGS, "table"))
    if chosen == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("xlsx is no text: give a file with -o.")
    with run.graph(endpoint) as graph:
        ecosystem, manifest = graph.ecosystem.speaking(run.lang), graph.manifest
        build = graph.build.name if graph.build else endpoint
    # Only now, because these take a second to load, and wrong usage or a missing build should be told at once.
    from dirskg.exports.gap_report import render_gap_report
    from dirskg.graph.analyses.gaps import gaps

    report = gaps(ecosystem, by=by, domain=domain, perimeter=perimeter, build=build)
    screen = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if screen else 0
    result = render_gap_report(
        report,
        chosen,
        run.lang,
        manifest,
        width=width,
        colour=screen,
        bom=output is not None,
    )
    run.write(result, output)
