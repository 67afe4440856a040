"""`dirskg find`: records by name."""

from __future__ import annotations

import re
from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_table


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=15, show_default=True, help="Show at most this many.")
@format_option
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, text: str, limit: int, fmt: str | None, endpoint: str, output: Path | None) -> None:
    """Find records by name, in any language, misspelt too, or by number.

    Organisations, projects, calls and instruments. Numbers are those of registers, however they are written: KBO or
    VAT, PIC, ROR, LEI.

    \b
    Examples:
      dirskg find "ecole royale militaire"
      dirskg find shipyards --limit 5
      dirskg find 0419.052.173
    """
    from dirskg.exports.table import Table
    from dirskg.graph.search import Hit, called, find
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        names = graph.select("names").values(short)
        by_number = [hit for one in graph.lookup.identified(text) for hit in called(names, one)]
    found = [*by_number, *(hit for hit in find(names, text, limit) if hit.id not in {one.id for one in by_number})][
        :limit
    ]
    if not found:
        number = "No record has this number. " if re.search(r"\d{4}", text) else ""
        run.say(f"Nothing resembles {text!r}. {number}Try a part of the name, or another language.")
    show_table(run, Table.of(Hit._fields, found), fmt, output, title=f"Names like {text}")
