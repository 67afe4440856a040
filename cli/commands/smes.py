"""`dirskg smes`: the share of SMEs in the ecosystem and in projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, perimeter_option, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.coverage import Perimeter
    from dirskg.graph.analyses.finding import Finding


@click.command()
@perimeter_option
@showing_options
@pass_runtime
def command(run: Runtime, perimeter: Perimeter, showing: Showing) -> None:
    """Show the share of SMEs in the ecosystem and in projects.

    Among companies of known size, by region, with intervals; a test tells whether participants differ from the rest.

    \b
    Examples:
      dirskg smes
      dirskg --lang fr smes -o pme.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.smes import sme_shares

        return sme_shares(opened.ecosystem, perimeter=perimeter)

    show_finding(run, showing, "smes", analyse)
