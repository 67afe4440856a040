"""`dirskg sources`: what can be built from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.screen import write_text

if TYPE_CHECKING:
    from dirskg.ingest.source import Source


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
    from dirskg.graph.home import read_manifest
    from dirskg.ingest.source import known_sources

    try:
        loaded = read_manifest(run.build_folder())["datasets"]
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
            f"  address    {_address(source)}",
            f"  how        {source.how}",
            f"  files      {', '.join([*sorted(source.files), *source.accepts])}",
            f"  loaded     {f'{rows:,} rows in the current build' if files else 'not in the current build'}",
        ]
        blocks.append("\n".join(lines))
    write_text(run, "\n\n".join(blocks) + "\n")


def _address(source: Source) -> str:
    if source.internal:
        return "your own files; internal: shown only with --include-internal"
    return f"{source.address} (read {source.retrieved})"
