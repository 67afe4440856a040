"""`dirskg build`: from source files to a current build."""

from __future__ import annotations

import gc
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.pace import Pace
from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.showing import show_table
from dirskg.cli.words import known_source
from dirskg.exports.language.answers import told
from dirskg.graph.errors import DirskgError
from dirskg.graph.wording.counted import counted

if TYPE_CHECKING:
    from dirskg.ingest.audit import Issue
    from dirskg.ingest.building import Built, Order
    from dirskg.ingest.engine import Folder
    from dirskg.ingest.source import Source

_ALLOCATIONS = (50_000, 20, 100)  # between two looks for garbage
_STEPS = {
    "domains": "Reading the domains",
    "identity": "Finding out who is who",
    "frames": "Making the tables for analyses",
    "mapping": "Writing the graph",
    "store": "Loading the store",
    "internal": "Building the part with internal data",
    "publish": "Making it current",
}


def _engine(context: click.Context, parameter: click.Parameter, address: str) -> str:
    from dirskg.ingest.engine import check_address

    try:
        return check_address(address) if address else ""
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _seen(context: click.Context, parameter: click.Parameter, text: str) -> Folder | None:
    from dirskg.ingest.engine import Folder

    try:
        return Folder.of(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE[=PATH]]...")
@click.option(
    "--domains", type=click.Path(path_type=Path), help="Turtle file of domains to use instead of the working set."
)
@click.option("--strict", is_flag=True, help="Stop at the first refused row.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", callback=lambda _, __, rows: rows or 0,
    help="Trial: read at most N rows of each file; never becomes current.",
)  # fmt: skip
@click.option(
    "--set-aside-bad-rows", "set_aside", is_flag=True,
    help="Leave out rows of publishers' files that cannot be read, and list them among the issues.",
)  # fmt: skip
@click.option(
    "--engine", default="", metavar="ADDRESS", callback=_engine,
    help="Run entity tables and mapping on a Spark Connect server, such as sc://localhost:15002.",
)  # fmt: skip
@click.option(
    "--engine-sees", "engine_sees", default="", metavar="FOLDER[=ADDRESS]", callback=_seen,
    help="A folder that the engine sees too, at this address: registers within are read and selected there.",
)  # fmt: skip
@click.option(
    "--engine-timeout", type=click.IntRange(1, 86400), default=1800, show_default=True, metavar="SECONDS",
    help="What the engine may take for a statement: some never end one.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Read and check only; build nothing.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Then remove all builds but the newest N and the current one.",
)
@pass_runtime
def command(run: Runtime, /, sources: tuple[str, ...], dry_run: bool, keep: int | None, **how: Any) -> None:
    """Build the graph from its sources and make it current.

    Without SOURCE the reference tables that ship with the program are built. A source with =PATH is read from
    that folder, or that zip file: with folders and zip files within it. A build that fails or is stopped leaves the
    current one as it was; `dirskg issues --failed` lists what it found until then.

    \b
    Examples:
      dirskg build
      dirskg build reference=my-tables --strict
    """
    from dirskg.ingest.building import build, rehearse

    # It goes on for long, with large inputs; nearly all that it makes is kept to the end, and walked through each time.
    gc.set_threshold(*_ALLOCATIONS)
    gc.enable()
    if how["engine_sees"] and not how["engine"]:
        raise click.UsageError("--engine-sees tells of an engine: name it with --engine.")
    order = _order(run, sources, **how)
    trial = dry_run or order.limit
    if order.engine and not trial:
        _tell_engine(run, order)
    steps = {source.name: f"Reading {source.name}" for source, _ in order.sources}
    pace = Pace.of(run.home, {source.name: _megabytes(folder or source.folder) for source, folder in order.sources})
    later = {step: told for step, told in _STEPS.items() if step != "internal" or _internal(order)}
    with run.steps({"domains": _STEPS["domains"], **steps, **later}, pace) as progress:
        if trial:
            issues = rehearse(order, run.home, progress)
            pace.forget()
            _show(run, issues, order)
            return
        built = build(order, run.home, progress)
    _tell_build(run, built, order)
    if keep:
        from dirskg.cli.commands.prune import prune_builds

        prune_builds(run, keep)


def _tell_engine(run: Runtime, order: Order) -> None:
    """Where what is done."""
    from dirskg.ingest.engine import shown

    engine = shown(order.engine)
    if order.engine_sees:
        told = f"Registers in {order.engine_sees.here} are read and selected on {engine}, where entity tables and "
        told += "mapping run too; what else there is, and who is who, is worked out on this machine."
    else:
        told = "Sources are read and organisations told apart on this machine; entity tables and mapping run on "
        told += f"{engine}."
    run.say(told, engine=engine)


def _tell_build(run: Runtime, built: Built, order: Order) -> None:
    """What was built, from which rows, with which issues."""
    counts = built.manifest["counts"]
    run.say(
        f"Built {built.name}: {counted(counts['quads'], 'statement')} on "
        f"{counted(counts['organisations'], 'organisation')} ({counts['belgian_organisations']:,} Belgian), "
        f"{counted(counts['projects'], 'project')}, {counted(counts['participations'], 'participation')}.",
        build=built.name,
    )
    for name, dataset in built.whole["datasets"].items():
        run.say(_rows(name, dataset, "en" if run.json_log else run.lang), source=name)
    lists = f"`dirskg {'--include-internal ' if _internal(order) else ''}issues` lists them"
    run.say(_told(built.issues, f": {lists}"))
    if names := ", ".join(_internal(order)):
        run.say(f"Internal data of {names} stand apart: `dirskg --include-internal COMMAND` takes them in.")


def _internal(order: Order) -> list[str]:
    """The internal sources of an order."""
    return [source.name for source, _ in order.sources if source.internal]


def _megabytes(place: Path | None) -> float:
    """Size of a file, or of all files of a folder; what cannot be read is told later."""
    files = [place] if place and place.is_file() else place.rglob("*") if place else []
    try:
        return sum(file.stat().st_size for file in files) / 1e6
    except OSError:
        return 0.0


def _rows(name: str, dataset: dict[str, Any], lang: str) -> str:
    """Rows in, used and aside of one source, and its issues by kind of action."""
    rows, used, aside = (
        sum(file[what] for file in dataset["files"].values()) for what in ("rows", "rows_used", "rows_aside")
    )
    words = told(lang)
    kinds = ((words(f"word_{action}"), words.decimal(count, 0)) for action, count in dataset["issues"].items())
    # The word of a table does not bend with the number: it stands before it but in English.
    issues = ", ".join(f"{n} {word}" if lang == "en" else f"{word} ({n})" for word, n in kinds)
    return f"  {name}: {counted(rows, 'row')} in, {used:,} used, {aside:,} aside" + (
        f"; issues: {issues}" if issues else ""
    )


def _order(run: Runtime, sources: tuple[str, ...], **how: Any) -> Order:
    from dirskg.ingest.building import Order
    from dirskg.ingest.source import known_sources

    known = known_sources()
    chosen: list[tuple[Source, Path | None]] = []
    for text in sources or ("reference",):
        given, _, path = text.partition("=")
        name = known_source(run, given, known)
        if name in {source.name for source, _ in chosen}:
            raise DirskgError(f"Source {name} is given twice. Put all of its files into one folder, and give that.")
        chosen.append((known[name], Path(path).expanduser() if path else None))
    return Order(tuple(chosen), **how)


def _show(run: Runtime, issues: list[Issue], order: Order) -> None:
    """What a trial found, of the files that were given: those that ship with the program say the same every time."""
    from dirskg.exports.tables import Table
    from dirskg.ingest.audit import Issue

    given = {source.name for source, folder in order.sources if folder} or {source.name for source, _ in order.sources}
    found = [issue for issue in issues if issue.dataset in given]
    if found:
        table = Table.of((f.name for f in fields(Issue)), map(astuple, found))
        show_table(run, table, None, None, title=told(run.lang)("issues_title"), names={})
    run.say(f"Checked, nothing built. {_told(found, ' in ' + ', '.join(sorted(given)))}")


def _told(issues: list[Issue], where: str) -> str:
    refused = sum(issue.action == "refused" for issue in issues)
    told = f"{counted(len(issues), 'issue')}, of which {counted(refused, 'refused row')}{where}."
    return told if issues else "No issues."
