"""What policy loses when an actor leaves: cells of a domain and region, legs of the helix, calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from dirskg.graph.analyses.calls import CallRow
from dirskg.graph.analyses.coverage import FEDERAL, HELIX, on_legs
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.ontology.vocab import REGIONS

Cell = tuple[str, str]
Leg = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Losses:
    """By actor that leaves: cells (domain, region) without anybody left; cells that lose a leg of the helix (domain,
    region, leg); calls in which a domain has nobody any more. `single` is by group: cells in which one other is left.
    """

    emptied: Mapping[str, tuple[Cell, ...]]
    single: Mapping[str, tuple[Cell, ...]]
    legs: Mapping[str, tuple[Leg, ...]]
    calls: Mapping[str, tuple[str, ...]]


def losses(
    able: pd.DataFrame, calls: Iterable[CallRow], only: str = "", tops: Mapping[str, str] | None = None
) -> Losses:
    """The losses by each capable actor: `able` are the capable pairs, as `coverage.active` gives them, by region.

    `tops` names the group of each that is in one; who is in none is its own.

    Cells are of known places only. A federal government body covers the government leg of its domains in every
    region. One of the `calls`, which are answerable, is lost where one of its domains has nobody capable any more. With
    `only`, cells and calls are those of that domain.
    """
    pairs = able[able["domain"] == only] if only else able
    placed = pairs[pairs["area"].isin(REGIONS)]
    size = placed.groupby(["domain", "area"])["organisation"].transform("size")
    by_group = placed.assign(organisation=placed["organisation"].replace(dict(tops or {})))
    by_group = by_group.drop_duplicates(["domain", "area", "organisation"])
    suppliers = by_group.groupby(["domain", "area"])["organisation"].transform("size")
    return Losses(
        emptied=_cells(placed[size == 1]),
        single=_cells(by_group[suppliers == 2]),
        legs=_legs(pairs),
        calls=_calls(placed, calls),
    )


def answerable(able: pd.DataFrame, calls: Iterable[CallRow]) -> list[CallRow]:
    """The calls of which each domain has a capable actor at a known place."""
    there = set(able.loc[able["area"].isin(REGIONS), "domain"])
    return [call for call in calls if call.domains and there.issuperset(call.domains)]


def _cells(pairs: pd.DataFrame) -> dict[str, tuple[Cell, ...]]:
    found = lists_of((one, (domain, area)) for one, domain, area in rows(pairs, "organisation", "domain", "area"))
    return {one: tuple(sorted(cells)) for one, cells in found.items()}


def _legs(pairs: pd.DataFrame) -> dict[str, tuple[Leg, ...]]:
    """Who is the only one that covers a leg of a cell."""
    covering: dict[Leg, set[str]] = defaultdict(set)
    columns = ("organisation", "domain", "area", "leg", "level")
    for one, domain, area, leg, level in rows(on_legs(pairs), *columns):
        if leg not in HELIX:
            continue
        federal = leg == "government" and level in FEDERAL
        for region in REGIONS if federal else (area,):
            if region in REGIONS:
                covering[domain, region, leg].add(one)
    found = lists_of((next(iter(actors)), cell) for cell, actors in covering.items() if len(actors) == 1)
    return {one: tuple(sorted(cells)) for one, cells in found.items()}


def _calls(placed: pd.DataFrame, calls: Iterable[CallRow]) -> dict[str, tuple[str, ...]]:
    by_domain = placed.groupby("domain")["organisation"].unique()
    sole = {str(domain): str(found[0]) for domain, found in by_domain.items() if len(found) == 1}
    lost = sets_of((sole[domain], call.id) for call in calls for domain in call.domains if domain in sole)
    return {one: tuple(sorted(found)) for one, found in lost.items()}
