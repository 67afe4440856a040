"""`dirskg benchmark`: Belgium's part in the European Defence Fund against European benchmarks."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import Decimal
from dirskg.graph.analyses.finding import Finding


@analysis("benchmark")
@click.option(
    "--expect-share",
    type=Decimal(whole=100),
    metavar="PCT",
    help="A yardstick of your own: Belgium's share in percent.",
)
def command(opened: Opened, expect_share: float | None) -> Finding:
    """Compare Belgium's part in the European Defence Fund.

    Against its share in the economy of the EU, against other countries by size, and domain by domain against its part
    in the whole programme; each with an interval. Regions stand beside Belgium.

    \b
    Examples:
      dirskg benchmark
      dirskg benchmark --expect-share 3.6
      dirskg benchmark --format csv --table countries
    """
    from dirskg.graph.analyses.programmes import benchmark

    return benchmark(opened.ecosystem, expect_share=expect_share)
