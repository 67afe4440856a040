"""Whom each body that can sit reaches, and the choice among them as a yes-or-no programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dirskg.graph.analyses.seats.seat_entities import ENTITIES, FIXED, Entity
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.programme import Objective, Programme, Row
from dirskg.graph.network.projection import collaboration_network

# Region, domain, leg.
Cell = tuple[str, str, str]


def cells_of(placed: pd.DataFrame) -> tuple[Cell, ...]:
    """The cells that have an actor."""
    return tuple(sorted(set(rows(placed, "area", "domain", "leg"))))


def reach_of(ecosystem: Ecosystem, placed: pd.DataFrame, speakers: pd.DataFrame) -> dict[str, frozenset[Cell]]:
    """The cells that each body reaches: it, or somebody for whom it speaks, is an actor of it or has a tie to one."""
    network = collaboration_network(ecosystem)
    names = network.organisations["id"]
    own = speakers["speaker"].drop_duplicates()
    # From a speaker to an actor: most ties of a large graph are between others.
    speaks, acts = (names.isin(ids).to_numpy() for ids in (own, placed["organisation"]))
    tail, head = np.concatenate([network.u, network.v]), np.concatenate([network.v, network.u])
    told = speaks[tail] & acts[head]
    ids = names.to_numpy()
    near = pd.concat(
        [
            pd.DataFrame({"speaker": ids[tail[told]], "organisation": ids[head[told]]}),
            pd.DataFrame({"speaker": own, "organisation": own}),
        ]
    )  # fmt: skip
    near = (
        speakers.merge(near, on="speaker")[["body", "organisation"]].drop_duplicates().merge(placed, on="organisation")
    )
    found = sets_of((body, tuple(cell)) for body, *cell in rows(near, "body", "area", "domain", "leg"))
    return {body: frozenset(found[body]) for body in speakers["body"]}


def programme_of(
    ids: Sequence[str], reach: Mapping[str, frozenset[Cell]], sitting: Mapping[Entity, frozenset[str]], size: int
) -> Programme:
    """Variables: one for each body, then one for each cell that some body reaches.

    `sitting` are the entities that must have a seat, each with the bodies of which one must have it.
    """
    cells = sorted(frozenset().union(*reach.values()))
    found = [
        Row({**{i: 1 for i, one in enumerate(ids) if cell in reach[one]}, len(ids) + number: -1}, low=0)
        for number, cell in enumerate(cells)
    ]
    found += [Row({ids.index(one): 1}, low=1, rule="fixed") for one in FIXED if one in reach]
    if size:
        found.append(Row(dict.fromkeys(range(len(ids)), 1), high=size, rule="size"))
    for entity, bodies in sitting.items():
        found.append(Row({i: 1 for i, one in enumerate(ids) if one in bodies}, low=1, rule=f"entity:{entity}"))
    return Programme(len(ids) + len(cells), len(ids), tuple(found))


def who_sits_for(
    represented: Mapping[str, tuple[Entity, ...]], heads: Mapping[str, tuple[Entity, ...]]
) -> dict[Entity, frozenset[str]]:
    """For each entity of which a body can sit, its heads, or all its bodies where it has no head on record."""
    found: dict[Entity, frozenset[str]] = {}
    for entity in ENTITIES:
        own = frozenset(one for one, headed in heads.items() if entity in headed)
        own = own or frozenset(one for one, speaks in represented.items() if entity in speaks)
        if own:
            found[entity] = own
    return found


def objectives_of(
    choice: Programme, ids: Sequence[str], reach: Mapping[str, frozenset[Cell]], weight: Mapping[str, int], *,
    reaching: bool,
) -> list[Objective]:  # fmt: skip
    """Fewest seats, then those that speak for most; where reach decides, most cells before these and most each after.

    Companies and their ties thus never change a table that reach does not decide.
    """
    least: list[Objective] = [
        dict.fromkeys(range(choice.decisions), 1),
        {i: -weight[one] for i, one in enumerate(ids)},
    ]
    if not reaching:
        return least
    each = {i: -len(reach[one]) for i, one in enumerate(ids)}
    return [dict.fromkeys(range(choice.decisions, choice.variables), -1), least[0], each, least[1]]
