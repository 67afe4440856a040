"""`dirskg whatif`: what would change if actors left or came, or worked on something else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.options import on_option
from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.graph.analyses.finding import Finding


@click.command()
@click.option("--without", multiple=True, metavar="ID", help="As if this organisation were gone; may be repeated.")
@click.option(
    "--changes", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Changes from .csv or .xlsx."
)
@click.option("--call", default="", metavar="CALL", help="Also compare the best team for this call.")
@on_option("The day on which calls are open")
@click.option("--template", is_flag=True, help="Print an example of a file of changes, and end.")
@showing_options
@pass_runtime
def command(
    run: Runtime, without: tuple[str, ...], changes: Path | None, call: str, on: str, template: bool,
    showing: Showing,
) -> None:  # fmt: skip
    """Show what would change if actors left, came or changed.

    A file has one change a row: add or remove an organisation, an activity (organisation and domain), a tie or a
    participation. Write an example with --template, edit it, and give it to --changes. Gaps, calls, links between
    regions and teams are compared before and after; what stays is counted.

    \b
    Examples:
      dirskg whatif --without ror-02vmnye06
      dirskg whatif --template -o changes.csv
      dirskg whatif --without ref-fn-herstal --call call-EDF-2026-DA-NAVAL-EMSAS
    """
    if template:
        from dirskg.ingest.reading.change_table import TEMPLATE

        run.write(TEMPLATE, showing.output)
        return

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.scenarios import changed, check_changes, leaving, whatif
        from dirskg.ingest.reading.change_table import read_change_rows

        resolve = partial(opened.graph.resolve, kind="organisation")
        told = leaving(map(resolve, without))
        if changes is not None:
            # Those named on the command line go first, so that the file cannot speak of them.
            found = [(origin, opened.row(values)) for origin, values in read_change_rows(changes)]
            told += check_changes(found, changed(opened.graph.ecosystem, told), resolve)
        return whatif(opened.ecosystem, told, on=on, call=opened.call(call))

    show_finding(run, showing, "whatif", analyse)
