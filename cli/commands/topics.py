"""`dirskg topics`: the topics, with how many actors, projects and calls are in each."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_table
from dirskg.exports.language.answers import told


@click.command()
@click.option("--domain", default="", metavar="D", help="Only topics of this domain, such as V3.")
@format_option
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, domain: str, fmt: str | None, endpoint: str, output: Path | None) -> None:
    """List the topics with the actors, projects and calls in each.

    Topics are what texts speak of, one level below the domains. Actors are Belgian: who says so itself, coordinates a
    project that does, or takes part in several.

    \b
    Examples:
      dirskg topics
      dirskg --lang fr topics --domain H8
    """
    from dirskg.exports.tables import Table
    from dirskg.ontology import short

    words = told(run.lang)
    with run.graph(endpoint) as graph:
        found = graph.select("topics", {"lang": run.lang})
        rows, only = found.values(short), domain and graph.lookup.code("domain", domain)
    place = found.columns.index("domains")
    kept = [row for row in rows if not only or only in str(row[place] or "").split()]
    outside = sum(not row[place] for row in rows)
    if outside:
        run.say(words("topics_outside", n=outside, all=len(rows)))
    show_table(run, Table.of(found.columns, kept), fmt, output, title=words("topics_title"), names={})
    run.say(words("topics_counted", n=len(kept)))
