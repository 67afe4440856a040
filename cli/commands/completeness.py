"""`dirskg completeness`: how many actors no list names yet, and our counts beside published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding


@click.command()
@showing_options
@pass_runtime
def command(run: Runtime, showing: Showing) -> None:
    """Estimate how many actors are missing, and compare with published figures.

    From how consortia and public pages overlap, for Belgium, each region, leg, domain and cell, with intervals. Where
    too few actors stand on both, it says so. Published figures stand beside our counts of the same thing.

    \b
    Examples:
      dirskg completeness
      dirskg completeness --format csv --table anchors
      dirskg --lang nl completeness -o volledigheid.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.completeness import completeness

        return completeness(opened.ecosystem)

    show_finding(run, showing, "completeness", analyse)
