"""`dirskg sources`: what can be built from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.screen import Screen, on_screen, screen
from dirskg.cli.words import known_source
from dirskg.exports.language.answers import in_words, told
from dirskg.exports.language.naming import of_source

if TYPE_CHECKING:
    from dirskg.exports.language import Words
    from dirskg.ingest.source import Source


@click.command()
@click.argument("names", nargs=-1)
@click.option("--quality", is_flag=True, help="How far the pages behind the current build can be trusted, instead.")
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, names: tuple[str, ...], quality: bool, endpoint: str, output: Path | None) -> None:
    """Show the known sources, or the NAMES among them.

    What each is, its publisher and licence, where to get it, which files it needs, and what is loaded.

    With --quality: pages and facts by grade and by host, the projects that cite a copy because no number of theirs is
    known, and the facts that rest on encyclopaedias and aggregators alone. Grades: official register or portal; own
    site or annual report; federation or cluster list; press; encyclopaedia; aggregator.

    \b
    Examples:
      dirskg sources
      dirskg sources cordis kbo
      dirskg sources --quality
    """
    if endpoint and not quality:
        raise click.UsageError("--endpoint goes with --quality: the sources themselves are those of this program.")
    if names and quality:
        raise click.UsageError("--quality tells of the pages behind a build; leave the names of sources out.")
    if quality:
        run.write(_quality(run, endpoint, screen(output)), output, painted=True)
        return
    from dirskg.graph.builds.home import read_manifest
    from dirskg.graph.errors import NoBuild
    from dirskg.ingest.source import known_sources

    try:
        loaded = read_manifest(run.build_folder())["datasets"]
    except NoBuild:
        loaded = {}
    words, known = told(run.lang), known_sources()
    chosen = [known[known_source(run, name, known)] for name in names] or known.values()
    blocks = [_block(source, loaded.get(source.name, {}), words) for source in chosen]
    text = "\n\n".join(blocks) + "\n"
    run.write(on_screen(text, output), output)


def _block(source: Source, loaded: dict[str, Any], words: Words) -> str:
    """What a source is, line by line. loaded: what the manifest of the current build says of it."""
    files = loaded.get("files", {})
    rows = sum(file["rows_used"] for file in files.values())
    lines = [
        ("publisher", of_source(source.publisher, words.lang)),
        ("licence", of_source(source.licence, words.lang)),
        ("address", _address(source, words)),
        ("how", of_source(source.how, words.lang)),
        ("files", ", ".join([*sorted(source.files), *source.accepts])),
        *(
            ("read_in", f"{of_source(title, words.lang)} ({address})")
            for address, title in loaded.get("read_in", {}).items()
        ),
        ("loaded", words("sources_rows", n=rows) if files else words("sources_not_loaded")),
    ]
    heads = [words(f"sources_{line}") for line, _ in lines]
    wide = max(map(len, heads)) + 2
    shown = [f"  {head:{wide}}{text}" for head, (_, text) in zip(heads, lines, strict=True)]
    return "\n".join([f"{source.name}{words.high}: {of_source(source.title, words.lang)}", *shown])


def _quality(run: Runtime, endpoint: str, seen_on: Screen) -> str:
    from dirskg.exports.tables import Table
    from dirskg.exports.tables.terminal import Grid, Line, paint, table_parts
    from dirskg.graph.evidence.grades import by_grade, by_host
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        pages, weak = graph.select("source-quality"), graph.select("weak-facts")
        copies = graph.select("projects-on-copies")
    names, rows = pages.columns, pages.values(short)
    tables = {
        "quality_by_grade": (by_grade(names, rows), "source-quality"),
        "quality_by_host": (by_host(names, rows), "source-quality"),
        "quality_copies": ((copies.columns, copies.values(short)), "projects-on-copies"),
        "quality_weak": ((weak.columns, weak.values(short)), "weak-facts"),
    }
    words = told(run.lang)
    parts: list[Line | Grid] = []
    for title, ((columns, shown), query) in tables.items():
        table = in_words(Table.of(columns, shown), run.lang)
        parts += [*table_parts(table, words(title), (words("quality_query", query=query),)), Line("")]
    return paint(parts[:-1], width=seen_on.width, colour=seen_on.colour)


def _address(source: Source, words: Words) -> str:
    if source.internal:
        return words("sources_own")
    return words("sources_read", address=source.address, day=source.retrieved) if source.retrieved else source.address
