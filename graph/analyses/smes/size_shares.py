"""Shares of SMEs among companies, participations and money, and what they could be at most and at least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dirskg.graph.analyses.finding import finite
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.measures.stats import Array, wilson

SME = "SME"
DRAWS = 2000
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Share(AsJson):
    """SMEs among the units of known size: `smes` of `known`, with a Wilson interval; `companies` of any size.

    `owned` of the SMEs belong to a group: by the EU's definition they may be none, whatever they say themselves.
    """

    json_keys = "smes owned known unknown companies share low high least most"

    smes: int
    known: int
    companies: int
    low: float
    high: float
    owned: int = 0

    @property
    def share(self) -> float:
        """SMEs over units of known size; NaN where there are none."""
        return self.smes / self.known if self.known else float("nan")

    @property
    def unknown(self) -> int:
        """Units of unknown size."""
        return self.companies - self.known

    @property
    def least(self) -> float:
        """The share if no unit of unknown size, and none that is owned, were an SME."""
        return (self.smes - self.owned) / self.companies if self.companies else float("nan")

    @property
    def most(self) -> float:
        """The share if every unit of unknown size were an SME."""
        return (self.smes + self.unknown) / self.companies if self.companies else float("nan")


def share_of(units: pd.DataFrame) -> Share:
    """The share of SMEs among units, given their size ("" where unknown) and whether they are owned."""
    told = units["size"].tolist()
    smes, known = told.count(SME), len(told) - told.count("")
    low, high = wilson(smes, known)
    owned = int((units["owned"] & (units["size"] == SME)).sum())
    return Share(smes, known, len(told), float(low), float(high), owned)


@dataclass(frozen=True, slots=True)
class Money:
    """Known EU contributions in euro: to SMEs, to companies of known size, to all; and to how many companies.

    `owned` of it went to SMEs that belong to a group.

    `low` and `high` bound the share at 95 %: whole companies are drawn again. NaN with less than five of known size, or
    where all or nothing goes to SMEs: to draw again from what is all alike says nothing.
    """

    smes: float
    known: float
    total: float
    companies: int
    sized: int
    low: float
    high: float
    owned: float = 0.0

    @property
    def unknown(self) -> float:
        """What goes to companies of unknown size."""
        return self.total - self.known

    @property
    def least(self) -> float:
        """The share of all money that is known, if no company of unknown size, and none that is owned, were an SME."""
        return (self.smes - self.owned) / self.total if self.total else float("nan")

    @property
    def most(self) -> float:
        """The share of all money that is known, if every company of unknown size were an SME."""
        return (self.smes + self.unknown) / self.total if self.total else float("nan")

    @property
    def share(self) -> float:
        """What goes to SMEs over what goes to companies of known size; NaN where that is nothing."""
        return self.smes / self.known if self.known else float("nan")

    def to_json(self) -> dict[str, Any]:
        """The amounts as plain values."""
        return {
            "smes": round(self.smes, 2), "known": round(self.known, 2), "total": round(self.total, 2),
            "unknown": round(self.unknown, 2), "owned": round(self.owned, 2),
            "companies": self.companies, "of_known_size": self.sized, "share": finite(self.share),
            "low": finite(self.low), "high": finite(self.high), "least": finite(self.least), "most": finite(self.most),
        }  # fmt: skip


def money_of(roles: pd.DataFrame, amount: pd.Series[float]) -> Money:
    """Money by size class; `amount` is NaN where a contribution is not known."""
    known = amount.notna()
    paid = amount[known].groupby([roles.loc[known, "organisation"], roles.loc[known, "size"]]).sum()
    money, size = paid.to_numpy(), paid.index.get_level_values("size").to_numpy(dtype=object)
    sized = size != ""
    all_of, small = money[sized], np.where(size == SME, money, 0.0)[sized]
    low, high = _ratio_interval(small, all_of)
    owned = float(amount[known & roles["owned"] & (roles["size"] == SME)].sum())
    return Money(float(small.sum()), float(all_of.sum()), float(paid.sum()), len(paid), len(all_of), low, high, owned)


def _ratio_interval(part: Array, whole: Array) -> tuple[float, float]:
    """Percentile bootstrap of sum(part) / sum(whole) over units (Efron 1979), from a fixed seed."""
    n = len(whole)
    if n < FEWEST or not 0 < part.sum() < whole.sum():
        return float("nan"), float("nan")
    drawn = np.random.default_rng(1).integers(n, size=(DRAWS, n))
    total = whole[drawn].sum(axis=1)
    low, high = np.quantile(part[drawn].sum(axis=1)[total > 0] / total[total > 0], [0.025, 0.975])
    return float(low), float(high)
