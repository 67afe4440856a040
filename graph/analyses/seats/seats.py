"""Seats at the table: the fewest bodies through which every region, domain and leg of the helix has a voice.

A cell is a domain in a region for a leg. A body reaches it where an actor of the cell is the body itself or is tied to
it in the collaboration network: by a shared project, a membership, or any other tie that is no seat in a consultation
body. The choice is exact: as many cells as possible, then the fewest seats, then the fewest that are no public bodies,
then the most cells reached by several, then the earliest ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.analyses.seats.seat_choice import (
    FIXED,
    Cell,
    bodies_of,
    cells_of,
    objectives_of,
    programme_of,
    reach_of,
)
from dirskg.graph.analyses.seats.seat_entities import ENTITIES, Entity, entities_of
from dirskg.graph.errors import DirskgError
from dirskg.graph.frames import Ecosystem
from dirskg.graph.measures.programming import ranked
from dirskg.ontology.vocab import LEGS, REGIONS

_ALTERNATIVES: Final = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """A body at the table: cells that it reaches, that it adds to those before it, and that only it reaches.

    `substitutes` are bodies that could take its place without any cell being lost.
    """

    id: str
    fixed: bool
    leg: str
    kind: str
    level: str
    region: str
    entities: tuple[Entity, ...]
    cells: tuple[Cell, ...]
    adds: int
    only: int
    substitutes: tuple[str, ...]

    def trace(self) -> Trace:
        """Where its reach comes from."""
        return Trace(self.id, "body-reach", {"body": self.id})

    def to_json(self) -> dict[str, Any]:
        """The seat as plain values."""
        return {
            "id": self.id, "fixed": self.fixed, "leg": self.leg, "kind": self.kind, "level": self.level,
            "region": self.region, "entities": list(self.entities), "reaches": len(self.cells), "adds": self.adds,
            "only": self.only, "substitutes": list(self.substitutes), "cells": [list(cell) for cell in self.cells],
            "evidence": self.trace().to_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatsReport:
    """The seats, fixed ones first. `voiceless` cells have actors that no candidate reaches, `beyond` those that the
    bodies chosen do not reach but others would, `nobody` no actor at all."""

    size: int
    grid: int
    occupied: tuple[Cell, ...]
    seats: tuple[Seat, ...]
    absent: tuple[str, ...]
    candidates: int
    alternatives: tuple[tuple[str, ...], ...]
    voiceless: tuple[tuple[Cell, int], ...]
    beyond: tuple[Cell, ...]
    nobody: tuple[Cell, ...]
    unplaced: int
    entities: Mapping[Entity, tuple[str, ...]]

    @property
    def reached(self) -> int:
        """Cells that some seat reaches."""
        return len(self.occupied) - len(self.voiceless) - len(self.beyond)

    @property
    def reach(self) -> float:
        """Their share of the cells that have an actor; NaN where none has."""
        return self.reached / len(self.occupied) if self.occupied else float("nan")

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "size": self.size or None, "cells": self.grid, "cells_with_actors": len(self.occupied),
            "cells_reached": self.reached, "reach": finite(self.reach), "evidence": _ALL.to_json(),
            "candidates": self.candidates, "seats": [seat.to_json() for seat in self.seats],
            "named_but_not_in_the_graph": list(self.absent),
            "alternatives": [list(ids) for ids in self.alternatives],
            "without_a_voice": [
                {"cell": list(cell), "actors": n, "evidence": _cell_trace(cell).to_json()}
                for cell, n in self.voiceless
            ],
            "not_reached_by_these": [list(cell) for cell in self.beyond],
            "with_nobody": [list(cell) for cell in self.nobody],
            "actors_without_place_or_leg": self.unplaced,
            "entities": {entity: list(ids) for entity, ids in self.entities.items()},
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """Where the cells, the reach of each seat and the actors without a voice come from."""
        return (_ALL, *(seat.trace() for seat in self.seats), *(_cell_trace(cell) for cell, _ in self.voiceless))


_ALL: Final = Trace("cells", "actors-by-cell")


def _cell_trace(cell: Cell) -> Trace:
    return Trace(" ".join(cell), "actors-by-cell", dict(zip(("region", "domain", "leg"), cell, strict=True)))


def seats(ecosystem: Ecosystem, *, size: int = 0, every_entity: bool = False) -> SeatsReport:
    """The fewest seats with the greatest reach; with a `size`, the greatest reach within that many.

    `every_entity` asks for a seat for each federated entity that has a candidate. Raises DirskgError where the size
    is too small for the seats that must be there.
    """
    pairs = active(ecosystem)
    placed = _placed(pairs)
    bodies = bodies_of(ecosystem)
    reach = reach_of(ecosystem, placed, bodies["id"].tolist())
    ids = sorted(reach)
    public = set(bodies.loc[bodies["leg"] == "government", "id"])
    represented = entities_of(ecosystem, bodies)
    occupied = cells_of(placed)
    choice = programme_of(ids, reach, represented, size, every_entity)
    found = list(ranked(choice, objectives_of(choice, ids, reach, public, every_entity), 1 + _ALTERNATIVES))
    if not found:
        must = [one for one in FIXED if one in reach]
        raise DirskgError(f"{size} seats are too few for those that must be there: {', '.join(must)} and one for each "
                          "federated entity where that was asked. Give a larger --size.")  # fmt: skip
    teams = [[ids[i] for i in solution] for solution in found]
    same = [tuple(team) for team in teams[1:] if len(team) == len(teams[0]) and _equal(team, teams[0], reach)]
    table = tuple(_seats(teams[0], reach, bodies, represented, every_entity))
    heard = frozenset().union(*(reach[one] for one in teams[0]))
    within = frozenset().union(*reach.values())
    counts = placed.groupby(["area", "domain", "leg"])["organisation"].nunique()
    grid = [(r, d, leg) for r in REGIONS for d in ecosystem.domains["id"] for leg in LEGS]
    return SeatsReport(
        size=size, grid=len(grid), occupied=occupied, seats=table,
        absent=tuple(one for one in FIXED if one not in reach), candidates=len(ids), alternatives=tuple(same),
        voiceless=tuple((cell, int(counts[cell])) for cell in occupied if cell not in within),
        beyond=tuple(cell for cell in occupied if cell in within and cell not in heard),
        nobody=tuple(sorted(set(grid) - set(occupied))),
        unplaced=pairs.loc[~pairs.index.isin(placed.index), "organisation"].nunique(),
        entities={entity: tuple(seat.id for seat in table if entity in seat.entities) for entity in ENTITIES},
    )  # fmt: skip


def voices(ecosystem: Ecosystem) -> tuple[int, int]:
    """How many cells have a voice once seats are given without limit, and how many have an actor.

    As many as `seats` without a size reaches: those that any candidate reaches, for none is left out for want of seats.
    """
    placed = _placed(active(ecosystem))
    reach = reach_of(ecosystem, placed, bodies_of(ecosystem)["id"].tolist())
    return len(frozenset().union(*reach.values())), len(cells_of(placed))


def _placed(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs that belong to a cell: region and leg are known."""
    return pairs[pairs["area"].isin(REGIONS) & pairs["leg"].isin(LEGS)]


def _equal(team: Sequence[str], best: Sequence[str], reach: Mapping[str, frozenset[Cell]]) -> bool:
    def heard(bodies: Sequence[str]) -> int:
        return len(frozenset().union(*(reach[one] for one in bodies)))

    return heard(team) == heard(best)


def _seats(
    team: Sequence[str], reach: Mapping[str, frozenset[Cell]], bodies: pd.DataFrame,
    represented: Mapping[str, tuple[Entity, ...]], every_entity: bool,
) -> list[Seat]:  # fmt: skip
    """Fixed seats first, then those that add most to the ones before."""
    facts = {row["id"]: row for row in bodies.to_dict("records")}
    heard: set[Cell] = set()
    waiting, found = list(team), []
    while waiting:
        one = min(waiting, key=lambda body: (body not in FIXED, -len(reach[body] - heard), body))
        waiting.remove(one)
        others: frozenset[Cell] = frozenset().union(*(reach[body] for body in team if body != one))
        alone = reach[one] - others
        spoken = {entity for body in team if body != one for entity in represented.get(body, ())}
        owed = set(represented.get(one, ())) - spoken if every_entity else set()
        spare = [
            body
            for body in reach
            if body not in team and alone <= reach[body] and owed <= set(represented.get(body, ()))
        ]
        row = facts[one]
        found.append(
            Seat(
                id=one, fixed=one in FIXED, leg=row["leg"], kind=row["kind"], level=row["level"], region=row["region"],
                entities=represented.get(one, ()), cells=tuple(sorted(reach[one])), adds=len(reach[one] - heard),
                only=len(alone), substitutes=() if one in FIXED else tuple(sorted(spare)),
            )
        )  # fmt: skip
        heard |= reach[one]
    return found
