"""Single points of failure: domains, regions and legs that hang on one actor, one group or a few.

Companies of one group count once, for they leave together. Weight is the sum of the weights of the evidence on a
company in a domain; it measures what sources tell, not capacity or turnover.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import pandas as pd

from dirskg.graph.analyses.coverage import HELIX, Perimeter, active, claims_within
from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.analyses.resilience.groups import controllers, group_of
from dirskg.graph.frames import Ecosystem
from dirskg.graph.measures.concentration import unbiased_herfindahl
from dirskg.graph.measures.dependence import concentration, exits, half_holders, left_out, top_share
from dirskg.ontology.vocab import LEGS, REGIONS

Flag = Literal["no actor", "single actor", "no company", "sole supplier", "top share", "concentrated"]
FLAGS: Final[tuple[Flag, ...]] = get_args(Flag)
BELGIUM: Final = "BE"
INDUSTRY: Final = "industry"
TOP_LIMIT: Final = 0.5
HHI_LIMIT: Final = 0.25
# With fewer suppliers the index exceeds its limit whatever their shares are.
HHI_FROM: Final = 4


@dataclass(frozen=True, slots=True)
class Top:
    """The supplier with most weight: its companies, the group that they belong to ("" for none), its shares.

    `fractional` counts each company as one, split over its domains. `alike` suppliers have as much weight, this one
    included, which is then merely the first of them by id.
    """

    companies: tuple[str, ...]
    group: str
    share: float
    fractional: float
    alike: int

    def to_json(self) -> dict[str, Any]:
        """The supplier as plain values."""
        return {
            "companies": list(self.companies), "group": self.group, "share": finite(self.share),
            "fractional": finite(self.fractional), "alike": self.alike,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dependence:
    """One domain in one region, or in all of Belgium (BELGIUM): how many actors there are, and what hangs on the top.

    `exits` is, by leg, how many must leave to empty it; `suppliers` that of industry. `half` suppliers hold half of
    the weight. `hhi` is over suppliers by weight, `low` and `high` with one left out; `unbiased` over `pieces` of
    evidence, corrected for their number. NaN where there are none, or too few to correct.
    """

    region: str
    domain: str
    perimeter: Perimeter
    legs: Mapping[str, int]
    exits: Mapping[str, int]
    top: Top | None
    half: int
    hhi: float
    low: float
    high: float
    unbiased: float
    pieces: int

    @property
    def actors(self) -> int:
        """Organisations of every leg, those of unknown leg included."""
        return sum(self.legs.values())

    @property
    def companies(self) -> int:
        """Organisations of industry."""
        return self.legs.get(INDUSTRY, 0)

    @property
    def suppliers(self) -> int:
        """Companies, those of one group counted once."""
        return self.exits.get(INDUSTRY, 0)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The rules that this cell meets: see FLAGS, TOP_LIMIT, HHI_LIMIT, HHI_FROM."""
        share = self.top.share if self.top else 0.0
        met: dict[Flag, bool] = {
            "no actor": self.actors == 0,
            "single actor": self.actors == 1,
            "no company": self.actors > 0 and self.companies == 0,
            "sole supplier": self.suppliers == 1,
            "top share": self.suppliers > 1 and share > TOP_LIMIT,
            "concentrated": self.suppliers >= HHI_FROM and self.hhi > HHI_LIMIT,
        }
        return tuple(flag for flag in FLAGS if met[flag])

    def trace(self, leg: str = "") -> Trace:
        """The named query that lists the evidence on all actors of the cell, or of one leg."""
        where = {} if self.region == BELGIUM else {"region": self.region}
        strict = {"perimeter": "strict"} if self.perimeter == "strict" else {}
        return _trace(f"{self.region}/{self.domain}", {**where, "domain": self.domain, **strict}, leg)

    def to_json(self) -> dict[str, Any]:
        """The cell as plain values."""
        numbers = {"hhi": self.hhi, "hhi_low": self.low, "hhi_high": self.high, "hhi_unbiased": self.unbiased}
        return {
            "region": self.region, "domain": self.domain, "actors": self.actors, "legs": dict(self.legs),
            "exits": dict(self.exits), "suppliers": self.suppliers, "top": self.top.to_json() if self.top else None,
            "half_held_by": self.half, "pieces": self.pieces, **{name: finite(n) for name, n in numbers.items()},
            "flags": list(self.flags), "evidence": self.trace().to_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sole:
    """The only unit of a leg in a domain in all of Belgium: one organisation, or companies of one group."""

    domain: str
    leg: str
    organisations: tuple[str, ...]
    group: str
    regions: tuple[str, ...]
    pieces: int
    sources: tuple[str, ...]
    perimeter: Perimeter

    def trace(self) -> Trace:
        """The named query that lists the evidence."""
        strict = {"perimeter": "strict"} if self.perimeter == "strict" else {}
        return _trace(f"sole/{self.domain}", {"domain": self.domain, **strict}, self.leg)

    def to_json(self) -> dict[str, Any]:
        """The unit as plain values."""
        return {
            "domain": self.domain, "leg": self.leg, "organisations": list(self.organisations), "group": self.group,
            "regions": list(self.regions), "pieces": self.pieces, "sources": list(self.sources),
            "evidence": self.trace().to_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Belgian companies that are controlled by one owner, or that one of them controls, and where two or more meet."""

    top: str
    companies: tuple[str, ...]
    domains: tuple[str, ...]

    def traces(self) -> tuple[Trace, ...]:
        """For each company, the named query that lists its recorded owners."""
        return tuple(Trace(f"group/{self.top}", "owners-of-companies", {"entity": one}) for one in self.companies)

    def to_json(self) -> dict[str, Any]:
        """The group as plain values."""
        evidence = [trace.to_json() for trace in self.traces()]
        return {
            "group": self.top, "companies": list(self.companies), "domains": list(self.domains), "evidence": evidence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DependenceReport:
    """All domains of Belgium, each domain in each region, the sole actors of a leg, and the groups."""

    perimeter: Perimeter
    country: tuple[Dependence, ...]
    cells: tuple[Dependence, ...]
    sole: tuple[Sole, ...]
    groups: tuple[Group, ...]
    unplaced: int

    def single_points(self) -> tuple[str, ...]:
        """Domains in which one exit leaves nobody."""
        return tuple(cell.domain for cell in self.country if "single actor" in cell.flags)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "perimeter": self.perimeter,
            "limits": {"top_share": TOP_LIMIT, "hhi": HHI_LIMIT, "hhi_from_suppliers": HHI_FROM},
            "single_points": list(self.single_points()), "unplaced": self.unplaced,
            "country": [cell.to_json() for cell in self.country], "cells": [cell.to_json() for cell in self.cells],
            "sole": [one.to_json() for one in self.sole], "groups": [group.to_json() for group in self.groups],
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """Where the counts come from: all domains, then the regions, then sole actors and groups."""
        cells = (cell.trace() for cell in (*self.country, *self.cells))
        groups = (trace for group in self.groups for trace in group.traces())
        return (*cells, *(one.trace() for one in self.sole), *groups)


def dependence(ecosystem: Ecosystem, *, perimeter: Perimeter = "broad") -> DependenceReport:
    """How much each domain hangs on few, in Belgium and in each region."""
    tops = group_of(controllers(ecosystem))
    pairs = _pairs(ecosystem, perimeter, tops)
    domains = sorted({str(domain) for domain in ecosystem.domains["id"]})
    by_domain = {str(domain): group for domain, group in pairs.groupby("domain")}
    none = pairs.iloc[:0]
    country = [_cell(BELGIUM, domain, perimeter, by_domain.get(domain, none)) for domain in domains]
    cells = []
    for region in REGIONS:
        here = {domain: group[group["area"] == region] for domain, group in by_domain.items()}
        cells += [_cell(region, domain, perimeter, here.get(domain, none)) for domain in domains]
    return DependenceReport(
        perimeter=perimeter,
        country=tuple(country),
        cells=tuple(cells),
        sole=tuple(_sole(ecosystem, perimeter, pairs, domains)),
        groups=tuple(_groups(pairs, tops)),
        unplaced=int(pairs.loc[pairs["area"] == "", "organisation"].nunique()),
    )


def _trace(figure: str, where: Mapping[str, str], leg: str) -> Trace:
    named = f"{figure}/{leg}" if leg else figure
    return Trace(named, "domain-evidence", {**where, **({"leg": leg} if leg else {})})


def _pairs(ecosystem: Ecosystem, perimeter: Perimeter, tops: Mapping[str, str]) -> pd.DataFrame:
    """Active pairs with the number of pieces of evidence, and the unit that leaves as one."""
    pairs = active(ecosystem, perimeter=perimeter)
    claims = claims_within(ecosystem.claims, ecosystem.organisations, perimeter)
    pieces = claims.groupby(["organisation", "domain"]).size().reset_index(name="pieces")
    found = pairs.merge(pieces, on=["organisation", "domain"], how="left")
    # A group is one of companies; a research body that a company owns leaves on its own.
    legs = zip(found["organisation"], found["leg"], strict=True)
    found["unit"] = [tops.get(one, one) if leg == INDUSTRY else one for one, leg in legs]
    return found.sort_values(["domain", "organisation"], ignore_index=True)


def _cell(region: str, domain: str, perimeter: Perimeter, pairs: pd.DataFrame) -> Dependence:
    legs = {leg: int((pairs["leg"] == leg).sum()) for leg in (*LEGS, "")}
    units = exits({leg: pairs.loc[pairs["leg"] == leg, "unit"] for leg in LEGS})
    firms = pairs[pairs["leg"] == INDUSTRY]
    weight = firms.groupby("unit")["strength"].sum()
    pieces = firms.groupby("unit")["pieces"].sum()
    low, high = left_out(weight)
    return Dependence(
        region=region,
        domain=domain,
        perimeter=perimeter,
        legs=legs,
        exits=units,
        top=_top(firms, weight),
        half=half_holders(weight),
        hhi=concentration(weight),
        low=float(low),
        high=float(high),
        unbiased=float(unbiased_herfindahl([pieces.to_list()])[0]) if len(pieces) else float("nan"),
        pieces=int(pieces.sum()),
    )


def _top(firms: pd.DataFrame, weight: pd.Series[float]) -> Top | None:
    """The supplier of most weight; of those with as much, the first by id."""
    if not len(weight) or not weight.max() > 0:
        return None
    # Sums in another order differ by a hair, which must not decide between two of equal weight.
    rounded = weight.round(9)
    unit = str(rounded.idxmax())
    fractional = firms.groupby("unit")["share"].sum()
    members = tuple(sorted(firms.loc[firms["unit"] == unit, "organisation"]))
    group = "" if members == (unit,) else unit
    return Top(
        members,
        group,
        top_share(weight),
        float(fractional[unit] / fractional.sum()),
        int((rounded == rounded.max()).sum()),
    )


def _sole(ecosystem: Ecosystem, perimeter: Perimeter, pairs: pd.DataFrame, domains: Sequence[str]) -> list[Sole]:
    """Legs of the helix that one unit alone covers in all of Belgium, known place or not."""
    claims = claims_within(ecosystem.claims, ecosystem.organisations, perimeter)
    placed = pairs[pairs["leg"].isin(HELIX) & pairs["domain"].isin(domains)]
    found = []
    for (domain, leg), group in placed.groupby(["domain", "leg"]):
        if group["unit"].nunique() > 1:
            continue
        members, unit = tuple(sorted(group["organisation"])), str(group["unit"].iloc[0])
        told = claims[(claims["domain"] == domain) & claims["organisation"].isin(members)]
        found.append(
            Sole(
                domain=str(domain),
                leg=str(leg),
                organisations=members,
                group="" if members == (unit,) else unit,
                regions=tuple(sorted(set(group["area"]))),
                pieces=len(told),
                sources=tuple(sorted(set(told["source"]) - {""})),
                perimeter=perimeter,
            )
        )
    return found


def _groups(pairs: pd.DataFrame, tops: Mapping[str, str]) -> list[Group]:
    """Groups with two or more Belgian companies, and the domains in which two or more of them are active."""
    firms = pairs[pairs["leg"] == INDUSTRY]
    found = []
    for top, group in firms[firms["unit"].isin(set(tops.values()))].groupby("unit"):
        members = tuple(sorted(set(group["organisation"])))
        if len(members) > 1:
            meet = group["domain"].value_counts()
            found.append(Group(str(top), members, tuple(sorted(str(d) for d in meet[meet > 1].index))))
    return found
