"""`dirskg prune`: old builds are removed."""

from __future__ import annotations

import click

from dirskg.cli.runtime import Runtime, pass_runtime


@click.command()
@click.option("--keep", type=click.IntRange(min=1), required=True, metavar="N", help="How many whole builds stay.")
@pass_runtime
def command(run: Runtime, keep: int) -> None:
    """Remove old builds.

    The current one and the newest N that are whole stay. Damaged builds are removed too, unless no build is whole.

    \b
    Example:
      dirskg prune --keep 5
    """
    prune_builds(run, keep)


def prune_builds(run: Runtime, keep: int) -> None:
    """Remove old builds, and say which and how much room that makes."""
    from dirskg.graph.wording.counted import counted
    from dirskg.ingest.building.prune import prune

    gone, freed = prune(run.home, keep)
    told = (
        f"Removed {counted(len(gone), 'build')} ({', '.join(gone)}), {freed / 1e6:,.1f} MB."
        if gone
        else "No build to remove."
    )
    run.say(told, removed=gone, bytes=freed)
