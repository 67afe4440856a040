"""Single points of failure: domains, regions and legs that hang on one actor, one group or a few.

Companies of one group count once, for they leave together. Weight is the sum of the weights of the evidence on a
company in a domain; it measures what sources tell, not capacity or turnover.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

import numpy as np
import pandas as pd

from dirskg.graph.analyses.coverage import HELIX, Perimeter, active, claims_within, on_legs
from dirskg.graph.analyses.resilience.dependence_report import (
    INDUSTRY,
    Dependence,
    DependenceReport,
    Group,
    Sole,
    Top,
)
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.measures.concentration import unbiased_herfindahl
from dirskg.graph.measures.dependence import concentration, exits, half_holders, left_out, top_share
from dirskg.ontology.vocab import BELGIUM, LEGS, REGIONS


class _Active(NamedTuple):
    """An organisation active in a domain; `unit` is what leaves as one: itself, or the top of its group."""

    organisation: str
    domain: str
    area: str
    legs: str
    unit: str
    weight: float
    share: float
    pieces: int


def dependence(ecosystem: Ecosystem, *, perimeter: Perimeter = "broad") -> DependenceReport:
    """How much each domain hangs on few, in Belgium and in each region."""
    pairs = _pairs(ecosystem, perimeter)
    domains = sorted({str(domain) for domain in ecosystem.domains["id"]})
    in_domain = lists_of((one.domain, one) for one in map(_Active._make, rows(pairs, *_Active._fields)))
    country = [_cell(BELGIUM, domain, perimeter, in_domain[domain]) for domain in domains]
    cells = [
        _cell(region, domain, perimeter, [one for one in in_domain[domain] if one.area == region])
        for region in REGIONS
        for domain in domains
    ]
    return DependenceReport(
        perimeter=perimeter,
        country=tuple(country),
        cells=tuple(cells),
        sole=tuple(_sole(ecosystem, perimeter, pairs, domains)),
        groups=tuple(_groups(pairs)),
        unplaced=int(pairs.loc[pairs["area"] == "", "organisation"].nunique()),
    )


def _pairs(ecosystem: Ecosystem, perimeter: Perimeter) -> pd.DataFrame:
    """Who can deliver in which domain, with the number of pieces of evidence."""
    pairs = active(ecosystem, perimeter=perimeter, of=(CAPABLE,))
    claims = claims_within(ecosystem.claims, ecosystem.organisations, perimeter)
    pieces = claims.groupby(["organisation", "domain"]).size().reset_index(name="pieces")
    found = pairs.merge(pieces, on=["organisation", "domain"], how="left").rename(columns={"group": "unit"})
    return found.sort_values(["domain", "organisation"], ignore_index=True)


def _cell(region: str, domain: str, perimeter: Perimeter, pairs: Sequence[_Active]) -> Dependence:
    told = [leg for one in pairs for leg in one.legs.split() or [""]]
    ordered = sorted(pairs, key=lambda one: one.unit)
    firms = lists_of((one.unit, one) for one in ordered if INDUSTRY in one.legs.split())
    # fsum, so that sums of weights do not depend on the order of the rows.
    weight = [fsum(one.weight for one in members) for members in firms.values()]
    pieces = [sum(one.pieces for one in members) for members in firms.values()]
    low, high = left_out(weight)
    return Dependence(
        region=region,
        domain=domain,
        perimeter=perimeter,
        actors=len(pairs),
        legs={leg: told.count(leg) for leg in (*LEGS, "")},
        exits=exits({leg: [one.unit for one in pairs if leg in one.legs.split()] for leg in LEGS}),
        top=_top(firms, weight),
        half=half_holders(weight),
        hhi=concentration(weight),
        low=float(low),
        high=float(high),
        unbiased=float(unbiased_herfindahl([pieces])[0]) if pieces else float("nan"),
        pieces=sum(pieces),
    )


def _top(firms: Mapping[str, Sequence[_Active]], weight: Sequence[float]) -> Top | None:
    """The supplier of most weight; of those with as much, the first by id."""
    # Sums in another order differ by a hair, which must not decide between two of equal weight.
    rounded = np.round(weight, 9)
    if not max(weight, default=0.0) > 0:
        return None
    first = int(rounded.argmax())
    unit = list(firms)[first]
    fractional = [fsum(one.share for one in members) for members in firms.values()]
    members = tuple(sorted(one.organisation for one in firms[unit]))
    group = "" if members == (unit,) else unit
    share = fractional[first] / float(np.sum(fractional))
    return Top(members, group, top_share(weight), share, int((rounded == rounded[first]).sum()))


def _sole(ecosystem: Ecosystem, perimeter: Perimeter, pairs: pd.DataFrame, domains: Sequence[str]) -> list[Sole]:
    """Legs of the helix that one unit alone covers in all of Belgium, known place or not."""
    claims = claims_within(ecosystem.claims, ecosystem.organisations, perimeter)
    placed = on_legs(pairs)
    placed = placed[placed["leg"].isin(HELIX) & placed["domain"].isin(domains)]
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


def _groups(pairs: pd.DataFrame) -> list[Group]:
    """Groups of two or more Belgian organisations, and the domains in which two or more of them are active."""
    found = []
    for top, group in pairs.groupby("unit"):
        members = tuple(sorted(set(group["organisation"])))
        if len(members) > 1:
            meet = group["domain"].value_counts()
            found.append(Group(str(top), members, tuple(sorted(str(d) for d in meet[meet > 1].index))))
    return found
