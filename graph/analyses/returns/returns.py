"""Return effects of a purchase: output, value added, jobs, taxes and imports as ranges, by an input-output table.

Without a table only what others found and where a purchase could land first are told, with what is needed for more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.analyses.returns.assumed import Assumed
from dirskg.graph.analyses.returns.effects import (
    Effect,
    ProductEffects,
    allocations,
    by_product,
    cases,
    effects,
)  # fmt: skip
from dirskg.graph.analyses.returns.literature import LITERATURE
from dirskg.graph.analyses.returns.profile import Profile, Range
from dirskg.graph.analyses.returns.table import IoTable, models
from dirskg.graph.analyses.smes import SmeRow, sme_shares
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.stats import wilson
from dirskg.ontology.vocab import BELGIUM

_RETURN = "economic-return"


@dataclass(frozen=True, slots=True)
class RegionPart(AsJson):
    """A region: its companies among all whose region is known, their share with its interval, and what that is worth.

    worth: what of the purchase its companies would get, if money went by the number of companies.
    """

    json_keys = "* evidence=trace"

    region: str
    companies: int
    share: float
    interval: Range
    worth: Range
    trace: Trace


@dataclass(frozen=True, slots=True)
class Figure(AsJson):
    """A published figure on return, in euro: promised, expected, or said to be reached."""

    id: str
    subject: str
    region: str
    programme: str
    year: float
    value: float
    qualifier: str
    publisher: str


@dataclass(frozen=True, slots=True)
class ReturnsReport:
    """The effects of a purchase; without a table there are none. figures are the published ones on return."""

    profile: Profile
    table: IoTable | None
    rules: tuple[str, ...]
    effects: tuple[Effect, ...]
    products: tuple[ProductEffects, ...]
    regions: tuple[RegionPart, ...]
    unplaced: int
    figures: tuple[Figure, ...]
    tax_share: Range | None = None
    assumed: Assumed | None = None

    @property
    def treasury(self) -> Range | None:
        """Taxes and contributions at the stated share of value added; None where no share was stated."""
        added = next((one.type1 for one in self.effects if one.name == "value_added"), None)
        if added is None or self.tax_share is None:
            return None
        return Range(added.low * self.tax_share.low, added.high * self.tax_share.high)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        table = self.table
        about = table and {
            "source": table.source, "country": table.country, "year": table.year, "unit": table.unit,
            "products": len(table.products), "misfit": table.misfit, "withheld": table.withheld,
            "negative": table.negative, "unmade": list(table.unmade), "imports_by": list(self.rules),
        }  # fmt: skip
        return {
            "profile": self.profile.to_json(), "assumed": self.assumed and self.assumed.to_json(), "table": about,
            "effects": [one.to_json() for one in self.effects],
            "treasury": self.treasury and self.treasury.to_json(),
            "tax_share": self.tax_share and self.tax_share.to_json(),
            "products": [{**one.to_json(), "share": finite(one.share)} for one in self.products],
            "regions": [one.to_json() for one in self.regions], "unplaced": self.unplaced,
            "literature": [one.to_json() for one in LITERATURE], "published": [one.to_json() for one in self.figures],
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """Published figures on return, and the companies of each region."""
        told = (Trace(one.id, "published-figures", {"figure": one.id}) for one in self.figures)
        file = self.assumed.file.traces() if self.assumed else ()
        return *file, *told, *(one.trace for one in self.regions)


def returns(
    ecosystem: Ecosystem, profile: Profile | None = None, table: IoTable | None = None, *,
    tax_share: Range | None = None, file: Assumed | None = None,
) -> ReturnsReport:  # fmt: skip
    """The effects of a purchase; `tax_share` is what of value added flows to the Treasury, as the asker states it.

    file: the purchase file from which value and share at home were taken, where the profile rests on one.
    """
    bought = profile or Profile()
    everybody = [row for row in sme_shares(ecosystem).rows if row.region != BELGIUM]
    found = models(table) if table else ()
    told = allocations(table, bought) if table else []
    shares = {product: share if bought.shares else float("nan") for one in told for product, share in one.items()}
    return ReturnsReport(
        bought, table, tuple(model.rule for model in found),
        effects(list(cases(table, found, bought))) if table else (),
        by_product(table, found, shares) if table else (),
        _regions(everybody, bought), sum(row.base.companies for row in everybody if not row.region),
        _figures(ecosystem), tax_share, file,
    )  # fmt: skip


def _figures(ecosystem: Ecosystem) -> tuple[Figure, ...]:
    found = ecosystem.figures[ecosystem.figures["subject"].str.startswith(_RETURN)].sort_values(["programme", "id"])
    return tuple(Figure(*row) for row in rows(found, *Figure.__slots__))


def _regions(everybody: list[SmeRow], bought: Profile) -> tuple[RegionPart, ...]:
    placed = [row for row in everybody if row.region]
    companies = sum(row.base.companies for row in placed)
    if not companies:
        return ()
    at_home = [bought.home, *bought.at_home.values()]
    least, most = (bought.value * pick for pick in (min(r.low for r in at_home), max(r.high for r in at_home)))
    parts = []
    for row in placed:
        low, high = (float(end) for end in wilson(row.base.companies, companies))
        parts.append(
            RegionPart(
                row.region, row.base.companies, row.base.companies / companies, Range(low, high),
                Range(least * low, most * high), row.traces()[0],
            )
        )  # fmt: skip
    return tuple(parts)
