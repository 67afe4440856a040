"""The share of SMEs: in the ecosystem, and among those that take part in projects.

Only organisations of industry whose size class is known are counted, and how many are not is told: where few sizes
are known, the share says little, which its interval shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.analyses.perimeter import Perimeter
from dirskg.graph.frames import Ecosystem
from dirskg.graph.measures.stats import fisher_table, wilson
from dirskg.ontology.vocab import REGIONS


@dataclass(frozen=True, slots=True)
class Share:
    """SMEs among the companies of known size: `smes` of `known`, with a Wilson interval; `companies` of any size."""

    smes: int
    known: int
    companies: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """SMEs over companies of known size; NaN where there are none."""
        return self.smes / self.known if self.known else float("nan")

    def to_json(self) -> dict[str, Any]:
        """The share as plain values."""
        numbers = {"share": self.share, "low": self.low, "high": self.high}
        return {
            "smes": self.smes, "known": self.known, "companies": self.companies,
            **{name: finite(value) for name, value in numbers.items()},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SmeRow:
    """One region ("" for all of Belgium): SMEs in the ecosystem, among participants in projects, and among the rest.

    `p` is the two-sided Fisher p of participants against the rest.
    """

    region: str
    base: Share
    participants: Share
    p: float

    def to_json(self) -> dict[str, Any]:
        """The row as plain values."""
        return {
            "region": self.region, "base": self.base.to_json(), "participants": self.participants.to_json(),
            "p": finite(self.p), "evidence": trace(self.region).to_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SmeReport:
    """SME shares of all regions, Belgium first."""

    perimeter: Perimeter
    rows: tuple[SmeRow, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {"perimeter": self.perimeter, "rows": [row.to_json() for row in self.rows]}

    def traces(self) -> tuple[Trace, ...]:
        """Where the shares come from."""
        return tuple(trace(row.region) for row in self.rows)


def sme_shares(ecosystem: Ecosystem, *, perimeter: Perimeter = "broad") -> SmeReport:
    """The share of SMEs among companies active in a domain, by region, against those that take part in a project."""
    pairs = active(ecosystem, perimeter=perimeter)
    companies = pairs[pairs["leg"] == "industry"].drop_duplicates("organisation")
    part = companies["organisation"].isin(ecosystem.participations["organisation"])
    companies = companies.assign(participant=part)
    areas: Mapping[str, pd.DataFrame] = {"": companies, **{r: companies[companies["area"] == r] for r in REGIONS}}
    return SmeReport(perimeter, tuple(_row(region, group) for region, group in areas.items()))


def trace(region: str) -> Trace:
    """Where the share of a region comes from."""
    return Trace(region or "BE", "sme-share-by-region")


def _row(region: str, companies: pd.DataFrame) -> SmeRow:
    inside, outside = _share(companies[companies["participant"]]), _share(companies[~companies["participant"]])
    table = [[inside.smes, inside.known - inside.smes], [outside.smes, outside.known - outside.smes]]
    return SmeRow(region, _share(companies), inside, fisher_table(table).two_sided)


def _share(companies: pd.DataFrame) -> Share:
    known = companies[companies["size"] != ""]
    smes = int((known["size"] == "SME").sum())
    low, high = wilson(smes, len(known))
    return Share(smes, len(known), len(companies), float(low), float(high))
