"""What the commands of the analyses share: their options, and how a finding gets from the frames to the reader."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pick_format

if TYPE_CHECKING:
    from dirskg.exports.findings import Format
    from dirskg.graph.analyses.finding import Finding
    from dirskg.graph.explain import Explanation
    from dirskg.graph.frames import Ecosystem

_FORMATS = ("table", "json", "csv", "md", "html", "xlsx")
_ENDINGS = {".txt": "table", **{f".{name}": name for name in _FORMATS[1:]}}

perimeter_option = click.option(
    "--perimeter",
    type=click.Choice(["strict", "broad"]),
    default="broad",
    show_default=True,
    help="Strict: only organisations with a documented defence tie.",
)


@dataclass(frozen=True, slots=True)
class Showing:
    """How a finding is to be shown."""

    format: str
    table: str
    explain: bool
    endpoint: str
    output: Path | None


def showing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every analysis to a command, which gets them as `showing`."""

    @click.option(
        "--format",
        "fmt",
        type=click.Choice(_FORMATS),
        help="Form of the answer [default: table, or by the ending of -o].",
    )
    @click.option("--table", default="", metavar="NAME", help="With csv: which of the tables [default: the first].")
    @click.option("--explain", is_flag=True, help="Show the query, rows and sources behind every figure.")
    @endpoint_option
    @output_option
    @wraps(command)
    def with_options(
        *args: Any, fmt: str | None, table: str, explain: bool, endpoint: str, output: Path | None, **kwargs: Any
    ) -> None:
        chosen = pick_format(fmt or "", output, _ENDINGS, "table")
        if chosen == "xlsx" and output is None and sys.stdout.isatty():
            raise click.UsageError("xlsx is no text: give a file with -o.")
        command(*args, showing=Showing(chosen, table, explain, endpoint, output), **kwargs)

    return with_options


def show_finding(run: Runtime, showing: Showing, name: str, analyse: Callable[[Ecosystem], Finding]) -> None:
    """Open the graph, analyse its frames, and write what was found in the words of `exports/findings/<name>`."""
    with run.graph(showing.endpoint) as graph:
        ecosystem = graph.ecosystem.speaking(run.lang)
        build = graph.build.name if graph.build else showing.endpoint
        finding = analyse(ecosystem)
        explanations: tuple[Explanation, ...] = ()
        if showing.explain:
            from dirskg.graph.explain import explain

            explanations = explain(graph, finding.traces())
    # Only now, because these take a second to load, and wrong usage or a missing build should be told at once.
    from dirskg.exports.findings import Speaker, render_finding

    screen = showing.output is None and sys.stdout.isatty()
    result = render_finding(
        name,
        finding,
        Speaker(name, ecosystem, run.lang, build),
        cast("Format", showing.format),
        explanations,
        table=showing.table,
        width=shutil.get_terminal_size().columns if screen else 0,
        colour=screen,
        bom=showing.output is not None,
    )
    run.write(result, showing.output)
