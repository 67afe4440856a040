"""Who stands beside those counted: organisations that only take part in projects of a domain, support others, or sit
elsewhere and have a plant there.

They fill no cell. But a reader wants to know how many they are, and whether a state hangs on not counting them: so each
cell is judged once more with those who take part, and with those on the spot, by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from dirskg.graph.analyses.coverage import among, coverage, missing_legs
from dirskg.graph.analyses.gaps.cells import Cell, judged
from dirskg.graph.analyses.gaps.comparison import compare_counts, population
from dirskg.graph.analyses.gaps.on_site import by_cell, counted_there
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE, STRENGTHS, SUPPORT, TAKES_PART
from dirskg.ontology.vocab import LEGS


def beside(
    cells: Sequence[Cell], pairs: pd.DataFrame, plants: pd.DataFrame, areas: Sequence[str], domains: Sequence[str]
) -> list[Cell]:
    """The cells with how many take part and support there, who has a plant there, and the state if either counted.

    `pairs` of all strengths, as `coverage.active` returns them, `plants` as `on_site.plants_of` does.
    """
    counts = pairs.groupby(["domain", "area", "strength"]).size().to_dict()
    capable, there = among(pairs, (CAPABLE,)), by_cell(plants)
    judge = rejudge(among(pairs, (CAPABLE, TAKES_PART)), areas, domains)
    more = counted_there(plants, list(capable.columns))
    judge_there = rejudge(pd.concat([capable, more]), areas, domains) if len(more) else judge
    where = set(rows(more, "domain", "area"))

    def told(cell: Cell) -> Cell:
        place = (cell.domain, cell.region)
        return replace(
            cell, takes_part=counts.get((*place, TAKES_PART), 0), support=counts.get((*place, SUPPORT), 0),
            state_with=judge(cell) if cell.region else cell.state, on_site=there.get(place, ()),
            state_on_site=judge_there(cell) if place in where else cell.state,
        )  # fmt: skip

    return [told(cell) for cell in cells]


def rejudge(wider: pd.DataFrame, areas: Sequence[str], domains: Sequence[str]) -> Callable[[Cell], str]:
    """What the state of a cell with a known place would be if all of `wider`, pairs as active, were counted."""
    cube = {(row["domain"], row["area"]): row for row in coverage(wider, domains, areas).to_dict("records")}
    placed = population(wider[wider["area"] != ""], areas, domains, {})
    within = compare_counts(placed, {area: [area] for area in areas}, located(wider))

    def state(cell: Cell) -> str:
        row = cube[cell.domain, cell.region]
        legs = {leg: int(row[leg]) for leg in LEGS}
        missing = missing_legs(legs, federal=int(row["federal"]))
        be, groups, suppliers = within[cell.region, cell.domain], int(row["groups"]), int(row["suppliers"])
        return judged(replace(cell, be=be, legs=legs, missing_legs=missing, groups=groups, suppliers=suppliers))

    return state


def located(pairs: pd.DataFrame) -> dict[str, float]:
    """By domain, the share of actors whose area is known."""
    share = (pairs["area"] != "").groupby(pairs["domain"]).mean()
    return {str(domain): float(value) for domain, value in share.items()}


def organisations_by_strength(pairs: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Organisations by their greatest strength, and by the first leg that they stand on ("" where it is unknown).

    No sum of firms, universities and ministries means anything, so they stand apart.
    """
    place = pairs["strength"].map({strength: number for number, strength in enumerate(STRENGTHS)})
    best = pairs.assign(place=place).sort_values("place", kind="stable").drop_duplicates("organisation")
    counts = best.groupby(["strength", "leg"]).size().to_dict()
    return {strength: {leg: int(counts.get((strength, leg), 0)) for leg in (*LEGS, "")} for strength in STRENGTHS}
