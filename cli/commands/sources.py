"""`dirskg sources`: what can be built from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.screen import Screen, screen, write_text

if TYPE_CHECKING:
    from dirskg.ingest.source import Source


@click.command()
@click.option("--quality", is_flag=True, help="How far the pages behind the current build can be trusted, instead.")
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, quality: bool, endpoint: str, output: Path | None) -> None:
    """Show the known sources.

    What each is, its publisher and licence, where to get it, which files it needs, and what is loaded.

    With --quality: pages and facts by grade and by host, and the facts that rest on encyclopaedias and aggregators
    alone. Grades: official register or portal; own site or annual report; federation or cluster list; press;
    encyclopaedia; aggregator.

    \b
    Examples:
      dirskg sources
      dirskg sources --quality
    """
    if endpoint and not quality:
        raise click.UsageError("--endpoint goes with --quality: the sources themselves are those of this program.")
    if quality:
        run.write(_quality(run, endpoint, screen(output)), output, painted=True)
        return
    from dirskg.graph.errors import NoBuild
    from dirskg.graph.home import read_manifest
    from dirskg.ingest.source import known_sources

    try:
        loaded = read_manifest(run.build_folder())["datasets"]
    except NoBuild:
        loaded = {}
    blocks = []
    for source in known_sources().values():
        files = loaded.get(source.name, {}).get("files", {})
        rows = sum(file["rows_used"] for file in files.values())
        lines = [
            f"{source.name}: {source.title}",
            f"  publisher  {source.publisher}",
            f"  licence    {source.licence}",
            f"  address    {_address(source)}",
            f"  how        {source.how}",
            f"  files      {', '.join([*sorted(source.files), *source.accepts])}",
            *(
                f"  read in    {title} ({address})"
                for address, title in loaded.get(source.name, {}).get("read_in", {}).items()
            ),
            f"  loaded     {f'{rows:,} rows in the current build' if files else 'not in the current build'}",
        ]
        blocks.append("\n".join(lines))
    text = "\n\n".join(blocks) + "\n"
    run.write(text, output) if output else write_text(run, text)


def _quality(run: Runtime, endpoint: str, seen_on: Screen) -> str:
    from dirskg.exports.table import Table
    from dirskg.exports.terminal import Grid, Line, paint, table_parts
    from dirskg.graph.grades import by_grade, by_host
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        pages, weak = graph.select("source-quality"), graph.select("weak-facts")
    names, rows = pages.columns, pages.values(short)
    told = {
        "Pages and facts by grade": (by_grade(names, rows), "source-quality"),
        "By host": (by_host(names, rows), "source-quality"),
        "Facts that rest on encyclopaedias and aggregators alone": ((weak.columns, weak.values(short)), "weak-facts"),
    }
    parts: list[Line | Grid] = []
    for title, ((columns, shown), query) in told.items():
        parts += [*table_parts(Table.of(columns, shown), title, (f"Query: {query}",)), Line("")]
    return paint(parts[:-1], width=seen_on.width, colour=seen_on.colour)


def _address(source: Source) -> str:
    if source.internal:
        return "your own files; internal: shown only with --include-internal"
    return f"{source.address} (read {source.retrieved})"
