"""`dirskg template`: spreadsheets to fill in with facts of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, needed_output, pass_runtime, replacing
from dirskg.graph.errors import DirskgError


@click.command()
@needed_output("Folder to write to.", folder=True)
@click.option("--domains", type=click.Path(path_type=Path), help="Turtle file of the domains that you build with.")
@pass_runtime
def command(run: Runtime, output: Path, domains: Path | None) -> None:
    """Write spreadsheets to fill in with your own facts.

    A workbook with a sheet each for organisations, links, activities, establishments, projects and participations, with
    explanations, lists to choose from and examples that are never read; and the same as CSV files. Files that are there
    already are not written over. Check what you filled in with: dirskg build reference own=own/own.xlsx --dry-run

    \b
    Example:
      dirskg template -o own
    """
    from dirskg.ingest.sources.own.template import template_files
    from dirskg.ingest.taxonomy import read_taxonomy

    files = template_files(read_taxonomy(domains))
    if there := [name for name in files if (output / name).exists()]:
        raise DirskgError(f"{output / there[0]} is there already. Choose another folder with -o, or move it away.")
    for name, data in files.items():
        with replacing(output / name) as path:
            path.write_bytes(data)
    run.say(f"Written: {', '.join(str(output / name) for name in files)}")
