"""`dirskg returns`: what a purchase gives back, as ranges, by an input-output table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.cli.options import Decimal
from dirskg.graph.errors import Refused

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding
    from dirskg.graph.analyses.returns import IoTable, Profile, Range

    _ParamType = click.ParamType[Range]
else:
    _ParamType = click.ParamType  # no generic type before click 8.2

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class Shares(_ParamType):
    """A share, or the least and the most of it: 0.4, 40%, 0.16-0.40."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Range:
        """Both ends of it."""
        from dirskg.graph.analyses.returns import Range
        from dirskg.ingest.input_output import share_range

        if isinstance(value, Range):
            return value
        try:
            return share_range(str(value), "")
        except Refused as error:
            self.fail(str(error).removeprefix(": "), param, ctx)


@analysis("returns")
@click.option(
    "--io-table", "tables", type=_FILE, metavar="FILE",
    help="Input-output table of products by products: naio_10_cp1700 of Eurostat as JSON, CSV or TSV.",
)  # fmt: skip
@click.option(
    "--file", "file", default="", metavar="NAME", help="Value and domestic share of a purchase file, as told."
)
@click.option("--value", type=Decimal(min=0), help="What is spent, in millions without VAT [default: 100].")
@click.option(
    "--domestic-share", "domestic", type=Shares(), metavar="SHARE",
    help="What of it is bought from makers at home: 40%, or from least to most as 0.16-0.40 [default].",
)  # fmt: skip
@click.option(
    "--profile", "bought", type=_FILE, metavar="FILE",
    help="CSV of what is bought: product, share (or value) and, where known, domestic_share.",
)  # fmt: skip
@click.option("--country", default="", help="Country of the table, where the file has several [default: BE].")
@click.option("--year", default="", help="Year of the table, where the file has several [default: the latest].")
@click.option(
    "--tax-share", type=Shares(), metavar="SHARE",
    help="Taxes and contributions as a share of value added, as you state them, for what flows to the Treasury.",
)  # fmt: skip
def command(
    opened: Opened, tables: Path | None, file: str, value: float | None, domestic: Range | None, bought: Path | None,
    country: str, year: str, tax_share: Range | None,
) -> Finding:  # fmt: skip
    """Show what a purchase gives back to the economy.

    Output, value added, wages, taxes, jobs and imports, as ranges by an input-output table: at the suppliers, with all
    of theirs (type I), and with what wages are spent on (type II, an upper bound). How much is bought at home is an
    assumption that you can change. What others found stands beside it. Without a table the command says what is needed
    and where to get it. --file takes value and share at home of a purchase file as pages tell them: assumptions, which
    --value and --domestic-share change.

    \b
    Examples:
      dirskg returns
      dirskg returns --value 150 --domestic-share 30-50%
      dirskg returns --file aswf --domestic-share 10-30%
      dirskg --lang fr returns --tax-share 0.43 -o retours.html
    """
    from dirskg.graph.analyses.purchases import file_named
    from dirskg.graph.analyses.returns import assumed, returns

    told = assumed(file_named(opened.ecosystem, file), stated=value is not None) if file else None
    spent, home = (told.millions, told.home) if told else (None, None)
    profile, table = _read(tables, spent if value is None else value, domestic or home, bought, country, year)
    return returns(opened.ecosystem, profile, table, tax_share=tax_share, file=told)


def _read(
    tables: Path | None, value: float | None, domestic: Range | None, bought: Path | None, country: str, year: str
) -> tuple[Profile, IoTable | None]:
    from dirskg.graph.analyses.returns import Profile
    from dirskg.ingest.input_output import read_profile, read_table

    told: dict[str, Any] = {"value": value, "home": domestic}
    profile = (
        read_profile(bought, value=value, home=domestic)
        if bought
        else Profile(**{name: one for name, one in told.items() if one is not None})
    )
    return profile, read_table(tables, country=country, year=year) if tables else None
