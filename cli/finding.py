"""What the commands of the analyses share: their options, and how a finding gets from the frames to the reader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, update_wrapper, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dirskg.cli.options import Choice
from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime, pick_format
from dirskg.cli.screen import screen
from dirskg.cli.words import Words, one_of
from dirskg.graph.errors import NoTable

if TYPE_CHECKING:
    from dirskg.exports.findings import Format
    from dirskg.graph.analyses.finding import Finding
    from dirskg.graph.evidence.explain import Explanation

_FORMATS = ("table", "json", "csv", "md", "html", "xlsx")

perimeter_option = click.option(
    "--perimeter", type=Choice(["strict", "broad"]), default="broad", show_default=True,
    help="Strict: only organisations with a documented defence tie.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Showing:
    """How a finding is to be shown."""

    format: str
    table: str
    explain: bool
    endpoint: str
    output: Path | None


def showing_options(command: Callable[..., None], formats: Sequence[str] = _FORMATS) -> Callable[..., None]:
    """Add the options of every analysis to a command, which gets them as `showing`."""
    endings = {".txt": "table", **{f".{name}": name for name in formats[1:]}}

    @click.option(
        "--format", "fmt", type=Choice(formats), help="Form of the answer [default: table, or by the ending of -o]."
    )
    @click.option("--table", default="", metavar="NAME", help="With csv: which of the tables [default: the first].")
    @click.option("--explain", is_flag=True, help="Show the query, rows and sources behind every figure.")
    @endpoint_option
    @output_option
    @wraps(command)
    def with_options(
        *args: Any, fmt: str | None, table: str, explain: bool, endpoint: str, output: Path | None, **kwargs: Any
    ) -> None:
        chosen = pick_format(fmt or "", output, endings, "table")
        if chosen == "xlsx" and output is None and sys.stdout.isatty():
            raise click.UsageError("xlsx is no text: give a file with -o.")
        if table and chosen != "csv":
            raise click.UsageError("--table chooses a table of csv: give --format csv, or a name that ends in .csv.")
        command(*args, showing=Showing(chosen, table, explain, endpoint, output), **kwargs)

    return with_options


@dataclass(frozen=True, slots=True)
class Opened(Words):
    """What an analysis gets: a graph with its frames in the language asked for, its build's name and manifest."""

    build: str
    manifest: Mapping[str, Any] | None

    @property
    def as_of(self) -> str:
        """The day of the latest data; "" where nothing tells."""
        datasets = (self.manifest or {}).get("datasets", {}).values()
        return max((str(dataset.get("retrieved", "")) for dataset in datasets), default="")


# The same for an analysis with days or hours, which can be written as a calendar too.
calendar_options = partial(showing_options, formats=(*_FORMATS, "ics"))


def analysis(name: str, *, calendar: bool = False) -> Callable[[Callable[..., Finding]], click.Command]:
    """Make a command of an analysis: a function from an `Opened` and its own options to a finding of that name."""

    def decorate(analyse: Callable[..., Finding]) -> click.Command:
        # Before the options that all share, on the screen and in help.
        own = analyse.__dict__.pop("__click_params__", [])

        def shown(run: Runtime, /, showing: Showing, **asked: Any) -> None:
            show_finding(run, showing, name, lambda opened: analyse(opened, **asked))

        passed = pass_runtime(update_wrapper(shown, analyse))
        with_options = calendar_options(passed) if calendar else showing_options(passed)
        with_options.__dict__["__click_params__"] += own
        return click.command()(with_options)

    return decorate


def show_finding(run: Runtime, showing: Showing, name: str, analyse: Callable[[Opened], Finding]) -> None:
    """Open the graph, analyse it, and write what was found in the words that `exports` has for it."""

    def render(opened: Opened, finding: Finding, explanations: Sequence[Explanation], **layout: Any) -> str | bytes:
        from dirskg.exports.findings import Speaker, render_finding

        speaker = Speaker(name, opened.ecosystem, run.lang, opened.build, as_of=opened.as_of)
        return render_finding(name, finding, speaker, cast("Format", showing.format), explanations, **layout)

    show_analysis(run, showing, analyse, render)


def show_analysis(
    run: Runtime, showing: Showing, analyse: Callable[[Opened], Finding], render: Callable[..., str | bytes]
) -> None:
    """Open the graph, analyse it, and write what `render(opened, finding, explanations, **layout)` makes of it.

    Both import what they need only when called: it takes a second to load, and wrong usage or a missing build should
    be told at once.
    """
    with run.graph(showing.endpoint) as graph:
        build = graph.name or showing.endpoint
        opened = Opened(graph, graph.ecosystem.speaking(run.lang), build, graph.manifest)
        finding = analyse(opened)
        explanations: tuple[Explanation, ...] = ()
        if showing.explain:
            from dirskg.graph.evidence.explain import explain

            explanations = explain(graph, finding.traces())
    width, colour = screen(showing.output)
    bom = showing.output is not None

    def rendered(table: str) -> str | bytes:
        return render(opened, finding, explanations, table=table, width=width, colour=colour, bom=bom)

    try:
        result = rendered(showing.table)
    except NoTable as error:
        result = rendered(one_of(run, showing.table, ((name, name) for name in error.names), str(error)))
    run.write(result, showing.output, painted=showing.format == "table")
