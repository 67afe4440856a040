"""Who may take a seat, whom each reaches, and the choice among them as a yes-or-no programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from dirskg.graph.analyses.calls import belgian, succeeded
from dirskg.graph.analyses.seats.seat_entities import ENTITIES, GOVERNMENTS, Entity
from dirskg.graph.frames import Ecosystem
from dirskg.graph.measures.programming import Objective, Programme, Row
from dirskg.graph.network.projection import collaboration_network

# Region, domain, leg.
Cell = tuple[str, str, str]

# The National Armaments Director and the Royal Higher Institute for Defence, whom demand 1.1 names.
FIXED: Final = ("ref-nad", "ror-00kxpat18")
# Bodies that are tables themselves, and those that control the government, do not take a seat.
TABLES: Final = frozenset(
    (
        "advisory committees", "audit body", "consultation body", "consultation platform", "council",
        "parliamentary committee", "state", "steering committee", "task force",
    )
)  # fmt: skip


def cells_of(placed: pd.DataFrame) -> tuple[Cell, ...]:
    """The cells that have an actor."""
    return tuple(sorted(set(placed[["area", "domain", "leg"]].itertuples(index=False, name=None))))


def bodies_of(ecosystem: Ecosystem) -> pd.DataFrame:
    """Who may take a seat: public bodies, and intermediaries such as clusters and federations, in Belgium."""
    rows = belgian(ecosystem)
    rows = rows[rows["leg"].isin(("government", "intermediary")) & ~rows["kind"].isin(TABLES)]
    rows = rows[~rows["id"].isin(succeeded(ecosystem.ties))]
    return rows.drop_duplicates("id").sort_values("id", ignore_index=True)


def reach_of(ecosystem: Ecosystem, placed: pd.DataFrame, bodies: Sequence[str]) -> dict[str, frozenset[Cell]]:
    """The cells that each body reaches, itself or by one tie."""
    network = collaboration_network(ecosystem)
    names = network.organisations["id"].to_numpy()
    one, other = names[network.u], names[network.v]
    near = pd.concat(
        [
            pd.DataFrame({"body": one, "organisation": other}), pd.DataFrame({"body": other, "organisation": one}),
            pd.DataFrame({"body": bodies, "organisation": bodies}, dtype=object),
        ]
    )  # fmt: skip
    near = near[near["body"].isin(bodies)].merge(placed, on="organisation")
    found: dict[str, set[Cell]] = {body: set() for body in bodies}
    for body, area, domain, leg in near[["body", "area", "domain", "leg"]].itertuples(index=False, name=None):
        found[body].add((area, domain, leg))
    return {body: frozenset(cells) for body, cells in found.items()}


def programme_of(
    ids: Sequence[str], reach: Mapping[str, frozenset[Cell]], represented: Mapping[str, tuple[Entity, ...]],
    size: int, every_entity: bool,
) -> Programme:  # fmt: skip
    """Variables: one for each body, then one for each cell that some body reaches."""
    cells = sorted(frozenset().union(*reach.values()))
    rows = [
        Row({**{i: 1 for i, one in enumerate(ids) if cell in reach[one]}, len(ids) + number: -1}, low=0)
        for number, cell in enumerate(cells)
    ]
    rows += [Row({ids.index(one): 1}, low=1, rule="fixed") for one in FIXED if one in reach]
    if size:
        rows.append(Row(dict.fromkeys(range(len(ids)), 1), high=size, rule="size"))
    if every_entity:
        for entity in ENTITIES:
            own = {i: 1 for i, one in enumerate(ids) if entity in represented.get(one, ())}
            rows += [Row(own, low=1, rule=f"entity:{entity}")] if own else []
    return Programme(len(ids) + len(cells), len(ids), tuple(rows))


def objectives_of(
    choice: Programme, ids: Sequence[str], reach: Mapping[str, frozenset[Cell]], public: set[str], every_entity: bool
) -> list[Objective]:
    """Most cells; fewest seats; fewest that are no public bodies; most cells of each seat."""
    # Where an entity must have a seat, its own government has it rather than one of its services.
    governments: list[Objective] = [{i: -1 for i, one in enumerate(ids) if one in GOVERNMENTS}] if every_entity else []
    return [
        dict.fromkeys(range(choice.decisions, choice.variables), -1),
        dict.fromkeys(range(choice.decisions), 1),
        {i: 1 for i, one in enumerate(ids) if one not in public},
        *governments,
        {i: -len(reach[one]) for i, one in enumerate(ids)},
    ]
