"""The coverage cube: how many organisations are active in each domain, area and leg of the helix."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from dirskg.graph.analyses.coverage.perimeter import Perimeter, claims_within
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held
from dirskg.graph.ecosystem.strengths import STRENGTHS
from dirskg.ontology.vocab import LEGS

By = Literal["region", "nuts2", "nuts3"]

# The helix has three legs; intermediaries are counted, but their absence is no missing leg.
HELIX = ("industry", "academia", "government")
FEDERAL = ("federal", "interfederal")
INDUSTRY = "industry"


def areas_of(organisations: pd.DataFrame, by: By) -> pd.Series[str]:
    """The area of each organisation, "" where it is unknown."""
    if by == "region":
        return organisations["region"]
    return organisations["nuts3"].str[:4] if by == "nuts2" else organisations["nuts3"]


def active(
    ecosystem: Ecosystem, *, by: By = "region", perimeter: Perimeter = "broad", of: Sequence[str] = STRENGTHS
) -> pd.DataFrame:
    """Belgian organisations and the domains that they are active in, one row per pair; of some strengths only, or all.

    Columns: organisation, domain, area ("" where unknown), leg, legs (all of them, with blanks between), level, size,
    group (what leaves and supplies as one: the top of its group, or itself), strength (graph/ecosystem/strengths.py:
    only the capable fill a cell), weight (sum of the weights of its claims in the domain), share (1 / number of its
    domains).
    Bodies of the EU and NATO in Belgium are not counted.
    """
    return among(_pairs(ecosystem, by, perimeter), of)


@once
def _pairs(ecosystem: Ecosystem, by: By, perimeter: Perimeter) -> pd.DataFrame:
    """The same of all strengths, without the shares."""
    actors = belgian(ecosystem)
    area = areas_of(actors, by)
    # Most claims of a large graph are on organisations abroad.
    claims = ecosystem.claims[["organisation", "domain", "weight", "confidence"]]
    claims = claims_within(claims[held(claims["organisation"], actors["id"])], actors, perimeter)
    # Sorted, so that sums of weights do not depend on the order of the rows.
    weight = claims.sort_values("weight").groupby(["organisation", "domain"], as_index=False)["weight"].sum()
    placed = actors[["id", "leg", "legs", "level", "size"]].assign(area=area)
    pairs: pd.DataFrame = weight.merge(placed, left_on="organisation", right_on="id")
    strengths = ecosystem.strengths[["organisation", "domain", "strength"]]
    pairs = pairs.merge(strengths, on=["organisation", "domain"], validate="one_to_one")
    tops = groups(ecosystem)
    pairs["group"] = [tops.get(one, one) for one in pairs["organisation"].tolist()]
    return pairs.drop(columns="id").sort_values(["domain", "area", "organisation"])


def among(pairs: pd.DataFrame, strengths: Sequence[str]) -> pd.DataFrame:
    """The active pairs of some strengths, with the shares that their organisations then have."""
    found = pairs[pairs["strength"].isin(strengths)].reset_index(drop=True)
    return found.assign(share=1 / found.groupby("organisation")["domain"].transform("count"))


def on_legs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Active pairs, a row for each leg that the organisation stands on, which is its `leg`; none without a leg."""
    return pairs.assign(leg=pairs["legs"].str.split()).explode("leg").dropna(subset="leg")


def coverage(pairs: pd.DataFrame, domains: Sequence[str], areas: Sequence[str]) -> pd.DataFrame:
    """The cube, one row a cell: domain, area, count, fractional (sum of shares), a column for each leg, groups,
    suppliers, sme, sme_owned, size_unknown, federal.

    Who stands on several legs counts on each, and once in the count. Those of one group are one of `groups` and, where
    companies, one of `suppliers`. `sme_owned` are SMEs that belong to a group, `size_unknown` companies. `federal` is
    the number of federal government bodies active in the domain, wherever they sit: they serve every area.
    Every domain x area is there, with zeros where nobody was seen; the area "" holds actors without a known place.
    """
    count, by_leg, federal, small, owned, unsized = (Counter[tuple[str, ...]]() for _ in range(6))
    shares: dict[tuple[str, ...], list[float]] = {}
    units: dict[tuple[str, ...], set[str]] = {}
    suppliers: dict[tuple[str, ...], set[str]] = {}
    columns = ("organisation", "group", "domain", "area", "legs", "level", "size", "share")
    # Row by row: a dozen groupings of a table so small take several times as long.
    for one, unit, domain, area, legs, level, size, share in zip(
        *(pairs[column].tolist() for column in columns), strict=True
    ):
        cell, company = (domain, area), INDUSTRY in legs.split()
        count[cell] += 1
        small[cell] += size == "SME"
        owned[cell] += size == "SME" and unit != one
        unsized[cell] += company and not size
        shares.setdefault(cell, []).append(share)
        units.setdefault(cell, set()).add(unit)
        suppliers.setdefault(cell, set()).update([unit] if company else [])
        by_leg.update((domain, area, leg) for leg in legs.split())
        federal[(domain,)] += level in FEDERAL and "government" in legs.split()
    cells = [(domain, area) for domain in domains for area in (*areas, "")]
    cube: dict[str, list[Any]] = {
        "domain": [domain for domain, _ in cells],
        "area": [area for _, area in cells],
        "count": [count[cell] for cell in cells],
        "fractional": [math.fsum(shares.get(cell, ())) for cell in cells],
        **{leg: [by_leg[*cell, leg] for cell in cells] for leg in LEGS},
        "groups": [len(units.get(cell, ())) for cell in cells],
        "suppliers": [len(suppliers.get(cell, ())) for cell in cells],
        "sme": [small[cell] for cell in cells],
        "sme_owned": [owned[cell] for cell in cells],
        "size_unknown": [unsized[cell] for cell in cells],
        "federal": [federal[(domain,)] for domain, _ in cells],
    }
    return pd.DataFrame(cube)


def missing_legs(legs: Mapping[str, int], federal: int = 0) -> tuple[str, ...]:
    """Legs of the helix that nobody covers, in alphabetical order; `federal` bodies cover the government leg."""
    covered = {leg for leg in HELIX if legs.get(leg)} | ({"government"} if federal else set())
    return tuple(sorted(set(HELIX) - covered))


def closing_regions(cube: pd.DataFrame, domain: str, area: str, leg: str) -> tuple[str, ...]:
    """Other areas that have the leg in this domain. None at all is a gap of the country, any is a path to it."""
    elsewhere = cube[(cube["domain"] == domain) & ~cube["area"].isin([area, ""]) & (cube[leg] > 0)]
    return tuple(sorted(elsewhere["area"]))


def concentration(cube: pd.DataFrame, leg: str = "industry") -> dict[str, float]:
    """Herfindahl index over areas of the actors of a leg, by domain; domains without such an actor are left out.

    1 is all in one area. With three areas the least possible value is 1/3.
    """
    placed = cube[cube["area"] != ""]
    totals = placed.groupby("domain")[leg].sum()
    squares = (placed[leg] ** 2).groupby(placed["domain"]).sum()
    return {str(d): float(squares[d] / totals[d] ** 2) for d in totals.index if totals[d] > 0}
