"""`dirskg show`: everything known of one record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.runtime import (
    TEXT_ENDINGS,
    Runtime,
    endpoint_option,
    output_option,
    pass_runtime,
    pick_format,
    text_option,
)
from dirskg.cli.screen import Screen, screen
from dirskg.exports.language.answers import in_words, names_in, told

if TYPE_CHECKING:
    from dirskg.exports.tables import Table
    from dirskg.graph.evidence.dossier import Dossier, Section


@click.command()
@click.argument("identifier", metavar="ID")
@click.option(
    "--why", is_flag=True,
    help="Show also which source records were joined to it, by which rule or score, and its earlier ids.",
)  # fmt: skip
@text_option
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, identifier: str, why: bool, fmt: str | None, endpoint: str, output: Path | None) -> None:
    """Show everything known of one record.

    Facts, strength in each domain with its rule, evidence, projects, ties and remarks of an organisation, project, call
    or instrument, each with its source.

    Any id of an organisation will do: KBO (kbo-0419052173), ROR, PIC, Wikidata, or the id of a reference table.

    \b
    Examples:
      dirskg show ref-dotocean
      dirskg show kbo-0419052173 --why
      dirskg show project-101170819 --format json
    """
    from dirskg.graph.evidence.dossier import dossier

    with run.graph(endpoint) as graph:
        found, names = dossier(graph, identifier), names_in(graph, run.lang)
    if pick_format(fmt or "", output, TEXT_ENDINGS, "text") == "json":
        run.write(json.dumps(found.to_json(), indent=2, ensure_ascii=False) + "\n", output)
        return
    run.write(_text(found, why, screen(output), run.lang, names), output, painted=True)


def _text(found: Dossier, why: bool, seen_on: Screen, lang: str, names: Mapping[str, str]) -> str:
    from dirskg.exports.tables.terminal import Grid, Line, paint, plain, table_parts

    parts: list[Line | Grid] = [plain(found.id)]
    words = told(lang)
    for section in found.sections:
        shown = in_words(_shown(section, why), lang, names)
        note = words("query", name=section.query)
        parts += [Line(""), *table_parts(shown, words(f"show_{section.name}"), (note,))]
    return paint(parts, width=seen_on.width, colour=seen_on.colour)


def _shown(section: Section, why: bool) -> Table:
    """The rows and columns of a section that say something; how an organisation came about only on demand."""
    from dirskg.exports.tables import Table

    rows = section.rows if why else section.plain
    told = [place for place in range(len(section.columns)) if any(row[place] is not None for row in rows)]
    return Table.of((section.columns[place] for place in told), ([row[place] for place in told] for row in rows))
