"""`dirskg find`: records by name."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_frame


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
    from dirskg.graph.search import find
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        names = graph.select("names").to_pandas(short)
    found = find(names, text, limit)
    if found.empty:
        run.say(f"Nothing resembles {text!r}. Try a part of the name, or another language.")
    show_frame(run, found, fmt, output, title=f"Names like {text}")
