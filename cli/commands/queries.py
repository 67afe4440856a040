"""`dirskg queries`: the library of named queries."""

from __future__ import annotations

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.graph.errors import DirskgError


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
    if name and name not in library:
        raise DirskgError(f"No query is called {name!r}. `dirskg queries` lists them.")
    if name:
        query = library[name]
        parameters = [f"  {p.name} ({p.type}{', required' if p.required else ''}): {p.help}" for p in query.parameters]
        columns = [f"  {column}: {told}" for column, told in query.columns.items()]
        parts = [query.question, "Parameters:", *(parameters or ["  none"]), "Columns:", *columns, "", query.text]
        run.write("\n".join(parts), None)
        return
    width = max(len(query) for query in library)
    told = [f"{q.name:<{width}}  {q.question}" for q in library.values() if not q.name.startswith("frame-")]
    run.write("\n".join(told) + "\n", None)
