"""Cluster gaps: for each domain and area a state with the rule and the numbers behind it, and who could close it.

A zero in the data is not a zero in Belgium. Below an expected count of 3 nothing is called a gap; where too many
actors of a domain have no known place, nothing is called anything. The rules stand in `STATES`, first match wins
(methods: location quotient of Balassa 1965, Fisher's exact test, Benjamini and Hochberg 1995, delta interval of
Beyene and Moineddin 2005, gamma shrinkage with a = 2).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from dirskg.graph.analyses.closing import Closer, Closers
from dirskg.graph.analyses.coverage import HELIX, By, active, coverage, missing_legs
from dirskg.graph.analyses.perimeter import Perimeter
from dirskg.graph.errors import DirskgError
from dirskg.graph.frames import Ecosystem
from dirskg.graph.measures.specialisation import expected, fisher_under, location_quotient, lq_interval, shrunk_lq
from dirskg.graph.measures.stats import benjamini_hochberg
from dirskg.ontology.vocab import LEGS, REGIONS

LEAST_EXPECTED = 3.0
LEAST_LOCATED = 0.6
SIGNIFICANT = 0.05

# State and rule, first match wins. The words of the rules are shown to readers.
STATES = {
    "covered": "no rule below applies",
    "unknown": f"a rule below applies, but under {LEAST_LOCATED:.0%} of the domain's actors have a known place",
    "too few to tell": f"a rule below applies, but fewer than {LEAST_EXPECTED:g} actors are expected here, or none is "
    "seen and chance could explain it",
    "empty": f"no actor, {LEAST_EXPECTED:g} or more expected, adjusted p < {SIGNIFICANT:g}",
    "thin": f"one actor, or fewer than expected with adjusted p < {SIGNIFICANT:g}",
    "single supplier": "one company",
    "helix-incomplete": f"no actor of at least one leg among {', '.join(HELIX)}; a federal body active in the domain "
    "covers the government leg of every region",
}
GAPS = ("empty", "thin", "single supplier", "helix-incomplete")


@dataclass(frozen=True, slots=True)
class Cell:
    """One domain in one area. Counts are organisations; p is one-sided (fewer than expected).

    `region` is a NUTS code, or "" for the actors whose place is unknown: those cells have counts only, and NaN
    in place of statistics.
    """

    region: str
    domain: str
    state: str
    count: int
    fractional: float
    expected: float
    lq: float
    lq_low: float
    lq_high: float
    lq_shrunk: float
    p_under: float
    p_adjusted: float
    legs: dict[str, int]
    sme: int
    federal: int
    located: float
    missing_legs: tuple[str, ...]
    closable_by: tuple[Closer, ...] = ()

    def parameters(self) -> dict[str, str]:
        """Parameters of the named query that lists the evidence of the cell."""
        return {"domain": self.domain, **({"region": self.region} if self.region else {})}

    def to_json(self) -> dict[str, Any]:
        """The cell as the contract of `gaps --format json` has it; a number that does not exist is null."""
        return {
            "region": self.region,
            "domain": self.domain,
            "state": self.state,
            "rule": STATES.get(self.state, "place unknown: counted, not judged"),
            **{name: _number(getattr(self, name)) for name in _NUMBERS},
            "legs": self.legs,
            "sme": self.sme,
            "federal": self.federal,
            "missing_legs": list(self.missing_legs),
            "closable_by": [closer.to_json() for closer in self.closable_by],
            "evidence": {"query": "actors-in-domain", "parameters": self.parameters()},
        }


_NUMBERS = (
    "count", "fractional", "expected", "lq", "lq_low", "lq_high", "lq_shrunk", "p_under", "p_adjusted", "located",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GapReport:
    """All cells of one reading of the graph."""

    build: str
    by: By
    perimeter: Perimeter
    areas: tuple[str, ...]
    domains: pd.DataFrame
    regions: pd.DataFrame
    cells: tuple[Cell, ...]
    organisations: int

    def gaps(self) -> list[Cell]:
        """Cells in a state of gap, worst state first, then by shrunk location quotient."""
        found = [cell for cell in self.cells if cell.state in GAPS]
        return sorted(found, key=lambda c: (GAPS.index(c.state), c.lq_shrunk, c.domain, c.region))

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "build": self.build,
            "perimeter": self.perimeter,
            "by": self.by,
            "organisations": self.organisations,
            "domain_labels": "working" if self.domains["working"].any() else "official",
            "cells": [cell.to_json() for cell in self.cells],
        }


def gaps(
    ecosystem: Ecosystem, *, by: By = "region", domain: str = "", perimeter: Perimeter = "broad", build: str = ""
) -> GapReport:
    """The gap report of an ecosystem, by region (NUTS 1), nuts2 or nuts3, of all domains or of one.

    Margins and tests always use all domains, so that the numbers of a cell do not depend on what is shown.
    Raises DirskgError for a domain that the graph does not have.
    """
    domains = list(ecosystem.domains["id"])
    if domain and domain not in domains:
        raise DirskgError(f"Domain {domain!r} is not in the graph. There are: {', '.join(domains)}.")
    pairs = active(ecosystem, by=by, perimeter=perimeter)
    areas, labels = _areas(ecosystem, by)
    cube = coverage(pairs, domains, areas)
    statistics = _statistics(cube, domains, areas)
    closers = Closers(ecosystem, pairs)
    shown = [domain] if domain else domains
    cells = tuple(_cell(row, statistics, closers) for row in cube.to_dict("records") if row["domain"] in shown)
    counted = pairs if not domain else pairs[pairs["domain"] == domain]
    chosen = ecosystem.domains[ecosystem.domains["id"].isin(shown)]
    return GapReport(build, by, perimeter, (*areas, ""), chosen, labels, cells, counted["organisation"].nunique())


def _areas(ecosystem: Ecosystem, by: By) -> tuple[list[str], pd.DataFrame]:
    """Codes of all areas compared, seen or not, and their labels in the columns of the frame `regions`."""
    if by == "region":
        return list(REGIONS), ecosystem.regions
    level = ecosystem.areas[ecosystem.areas["id"].str.len() == {"nuts2": 4, "nuts3": 5}[by]]
    labels = {column: level["label"] for column in ecosystem.regions.columns if column != "id"}
    return level["id"].tolist(), pd.DataFrame({"id": level["id"], **labels}).reset_index(drop=True)


def _statistics(cube: pd.DataFrame, domains: list[str], areas: list[str]) -> pd.DataFrame:
    """Statistics by (domain, area) from the cells with a known place, and each domain's share of placed actors."""
    table = cube.pivot(index="area", columns="domain", values="count").reindex(index=areas, columns=domains)
    counts = table.to_numpy(dtype=float)
    interval = lq_interval(counts)
    under = fisher_under(counts)
    matrices = {
        "expected": expected(counts),
        "lq": location_quotient(counts),
        "lq_low": interval.low,
        "lq_high": interval.high,
        "lq_shrunk": shrunk_lq(counts),
        "p_under": under,
        "p_adjusted": benjamini_hochberg(under.ravel()).reshape(under.shape),
    }
    index = pd.MultiIndex.from_product([areas, domains], names=["area", "domain"])
    found = pd.DataFrame({name: matrix.ravel() for name, matrix in matrices.items()}, index=index)
    placed = cube[cube["area"] != ""].groupby("domain")["count"].sum()
    everybody = cube.groupby("domain")["count"].sum()
    share = (placed / everybody.replace(0, np.nan)).to_dict()
    found["located"] = [share.get(domain, np.nan) for domain in found.index.get_level_values("domain")]
    return found


def _cell(row: Mapping[Hashable, Any], statistics: pd.DataFrame, closers: Closers) -> Cell:
    area, domain = row["area"], row["domain"]
    legs = {leg: int(row[leg]) for leg in LEGS}
    if area:
        numbers = {str(k): float(v) for k, v in statistics.loc[(area, domain)].items()}
    else:
        numbers = dict.fromkeys(statistics.columns, float("nan"))
    facts: dict[str, Any] = {**numbers, "fractional": float(row["fractional"]), "count": int(row["count"])}
    facts |= {"legs": legs, "sme": int(row["sme"]), "federal": int(row["federal"])}
    facts["missing_legs"] = missing_legs(legs, federal=int(row["federal"])) if area else ()
    cell = Cell(region=area, domain=domain, state="", **facts)
    if not area:
        return replace(cell, state="place unknown")
    state = _state(cell)
    return replace(cell, state=state, closable_by=closers.of(domain, area, _wanted(state, cell.missing_legs)))


def _wanted(state: str, missing: tuple[str, ...]) -> tuple[str, ...]:
    """The legs that would close a gap: any actor where there is hardly one, else what the cell lacks."""
    if state in ("empty", "thin"):
        return LEGS
    if state == "single supplier":
        return tuple(dict.fromkeys(("industry", *missing)))
    return missing if state == "helix-incomplete" else ()


def _state(cell: Cell) -> str:
    scarce = cell.p_adjusted < SIGNIFICANT and cell.count < cell.expected
    if cell.count == 0:
        state = "empty"
    elif cell.count == 1 or scarce:
        state = "thin"
    elif cell.legs["industry"] == 1:
        state = "single supplier"
    elif cell.missing_legs:
        state = "helix-incomplete"
    else:
        return "covered"
    # Written so that NaN, a domain in which nobody was seen anywhere, counts as unknown.
    if not cell.located >= LEAST_LOCATED:
        return "unknown"
    if cell.expected < LEAST_EXPECTED or (state == "empty" and not scarce):
        return "too few to tell"
    return state


def _number(value: float | int) -> float | int | None:
    return None if isinstance(value, float) and not np.isfinite(value) else value
