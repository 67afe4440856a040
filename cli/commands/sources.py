"""`dirskg sources`: what can be built from."""

from __future__ import annotations

import click

from dirskg.cli.runtime import Runtime, pass_runtime


@click.command()
@pass_runtime
def command(run: Runtime) -> None:
    """Show the known sources.

    What each is, its publisher and licence, where to get it, which files it needs, and what is loaded.

    \b
    Example:
      dirskg sources
    """
    from dirskg.graph.errors import NoBuild
    from dirskg.graph.home import build_path, read_manifest
    from dirskg.ingest.source import known_sources

    try:
        loaded = read_manifest(build_path(run.home))["datasets"]
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
            f"  address    {source.address} (read {source.retrieved})",
            f"  how        {source.how}",
            f"  files      {', '.join([*sorted(source.files), *source.accepts])}",
            f"  loaded     {f'{rows:,} rows in the current build' if files else 'not in the current build'}",
        ]
        blocks.append("\n".join(lines))
    run.write("\n\n".join(blocks) + "\n", None)
