"""`dirskg benchmark`: Belgium's part in the European Defence Fund against European benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.options import Decimal
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding


@click.command()
@click.option(
    "--expect-share",
    type=Decimal(whole=100),
    metavar="PCT",
    help="A yardstick of your own: Belgium's share in percent.",
)
@showing_options
@pass_runtime
def command(run: Runtime, expect_share: float | None, showing: Showing) -> None:
    """Hold Belgium's part in the European Defence Fund against benchmarks.

    Against its share in the economy of the EU, against other countries by size, and domain by domain against its part
    in the whole programme; each with an interval. Regions stand beside Belgium.

    \b
    Examples:
      dirskg benchmark
      dirskg benchmark --expect-share 3.6
      dirskg benchmark --format csv --table countries
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.programmes import benchmark

        return benchmark(opened.ecosystem, expect_share=expect_share)

    show_finding(run, showing, "benchmark", analyse)
