"""`dirskg diff`: what changed between two builds."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_table
from dirskg.exports.language.answers import told

_SAME = "SELECT ?a ?b { ?a owl:sameAs ?b }"


@click.command()
@click.argument("a")
@click.argument("b", default="")
@format_option
@output_option
@pass_runtime
def command(run: Runtime, a: str, b: str, fmt: str | None, output: Path | None) -> None:
    """Show what changed between two builds.

    Organisations, projects, participations, ties and claims that were added, went or changed from A to B. One that is
    there under another id, by what a build tells or by its name and seat, has changed its id.

    A and B are builds by name, number or hash (`dirskg status` tells the current one); B is the current build
    unless given.

    \b
    Examples:
      dirskg diff 1
      dirskg diff 1 3 -o changes.xlsx
    """
    from dirskg.exports.tables import Table
    from dirskg.graph.ecosystem.difference import Change, difference
    from dirskg.ontology import short

    with run.graph(build=a) as old, run.graph(build=b) as new:
        also = [(str(a), str(b)) for graph in (old, new) for a, b in graph.select(_SAME).values(short)]
        found = difference(old.ecosystem, new.ecosystem, also)
        same = old.manifest["content_hash"] == new.manifest["content_hash"]
    words = told(run.lang)
    if not found:
        run.say(words("diff_same" if same else "diff_none"))
        if output is None and fmt in (None, "table"):
            return
    title = words("diff_title", a=a, b=b or words("diff_current"))
    show_table(run, Table.of(Change._fields, found, blank=True), fmt, output, title=title, names={})
