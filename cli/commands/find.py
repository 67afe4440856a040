"""`dirskg find`: records by name."""

from __future__ import annotations

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
    """Find records by name, in any language, misspelt too.

    Organisations, projects, calls and instruments.

    \b
    Examples:
      dirskg find "ecole royale militaire"
      dirskg find shipyards --limit 5
    """
    from dirskg.exports.table import Table
    from dirskg.graph.search import Hit, find
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        found = find(graph.select("names").values(short), text, limit)
    if not found:
        run.say(f"Nothing resembles {text!r}. Try a part of the name, or another language.")
    show_table(run, Table.of(Hit._fields, found), fmt, output, title=f"Names like {text}")
