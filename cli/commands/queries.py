"""`dirskg queries`: the library of named queries."""

from __future__ import annotations

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.screen import on_screen
from dirskg.cli.words import library_query


@click.command()
@click.argument("name", default="")
@pass_runtime
def command(run: Runtime, name: str) -> None:
    """List the named queries and what they answer.

    With NAME: its parameters, columns and text.

    \b
    Examples:
      dirskg queries
      dirskg queries actors-in-domain
    """
    from dirskg.ontology import named_queries

    library = named_queries()
    if name:
        query = library[library_query(run, name)]
        parameters = [f"  {p.name} ({p.type}{', required' if p.required else ''}): {p.help}" for p in query.parameters]
        columns = [f"  {column}: {told}" for column, told in query.columns.items()]
        parts = [query.question, "Parameters:", *(parameters or ["  none"]), "Columns:", *columns, ""]
        run.write(on_screen("\n".join(parts) + "\n"), None)
        run.write(query.text, None)
        return
    asked = [query for query in library.values() if not query.feeds_analyses]
    width = max(len(query.name) for query in asked)
    run.write(on_screen("\n".join(f"{query.name:<{width}}  {query.question}" for query in asked) + "\n"), None)
    run.say(f"{len(asked)} queries. `dirskg queries NAME` shows one, `dirskg query --name NAME` asks it.")
