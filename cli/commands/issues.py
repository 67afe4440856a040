"""`dirskg issues`: what was set aside, repaired or doubted, and why."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_frame
from dirskg.graph.errors import DirskgError


@click.command()
@click.argument("source", default="")
@click.option(
    "--action", type=click.Choice(["refused", "repaired", "ignored", "noted"]), help="Only issues of this action."
)
@click.option("--sum", "summed", is_flag=True, help="Only how many there are, by source, action and kind.")
@format_option
@output_option
@pass_runtime
def command(run: Runtime, source: str, action: str | None, summed: bool, fmt: str | None, output: Path | None) -> None:
    """List rows and values that were not simply used, and why.

    File, row, value and reason, for the current build.

    refused: the row was left out. repaired: used in another form. ignored: the value was left out, the row used.
    noted: used, but look at it.

    \b
    Examples:
      dirskg issues
      dirskg issues --sum
      dirskg issues reference --action refused -o issues.xlsx
    """
    import pandas as pd

    from dirskg.graph.home import read_manifest

    build = run.build_folder()
    try:
        issues = pd.read_csv(build / "issues.csv", dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise DirskgError(f"{build / 'issues.csv'} cannot be read: {error}. Build again.") from error
    known = [*read_manifest(build)["datasets"], "identity"]
    if source and source not in known:
        raise DirskgError(
            f"Source {source!r} is not in the current build. There are: {', '.join(known)}; "
            "those of internal sources are told with --include-internal."
        )
    if source:
        issues = issues[issues["dataset"] == source]
    if action:
        issues = issues[issues["action"] == action]
    if summed:
        issues = issues.groupby(["dataset", "action", "kind"], as_index=False).agg(
            issues=("value", "size"), first=("origin", "first"), value=("value", "first"), reason=("reason", "first")
        )
    show_frame(run, issues, fmt, output, title="Issues")
