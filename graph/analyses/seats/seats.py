"""Seats at the table: one for every government, or the fewest through which most of the ecosystem has a voice.

Only bodies that can sit for a government are looked at; kind and level decide. A cell is a domain in a region for a
leg. A body reaches it where it, a part of it or a body of its administration is an actor of the cell or is tied to one
in the collaboration network: by a shared project, a membership, or any other tie that is no seat in a consultation
body.
The choice is exact. By default: a seat for each entity, then the fewest seats. Where the fewest are asked for, or a
size: as many cells as possible, then the fewest seats, then the most cells reached by several, then the earliest ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dirskg.graph.analyses.coverage import active, on_legs
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.seats.seat_choice import (
    Cell,
    cells_of,
    objectives_of,
    programme_of,
    reach_of,
    who_sits_for,
)
from dirskg.graph.analyses.seats.seat_entities import (
    ENTITIES,
    FIXED,
    Entity,
    bodies_of,
    entities_of,
    heads_of,
    spoken_for,
)
from dirskg.graph.answers.as_json import AsJson, fields_as_json, json_value
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.measures.programming import ranked
from dirskg.ontology.vocab import LEGS, REGIONS

_ALTERNATIVES: Final = 3


@dataclass(frozen=True, slots=True)
class Seat(AsJson):
    """A body at the table: for how many bodies it speaks, itself included; cells that it reaches, that it adds to those
    before it, and that only it reaches.

    `substitutes` are bodies that could take its place without any cell being lost.
    """

    id: str
    fixed: bool
    leg: str
    kind: str
    level: str
    region: str
    entities: tuple[Entity, ...]
    speaks_for: int
    cells: tuple[Cell, ...]
    adds: int
    only: int
    substitutes: tuple[str, ...]

    def trace(self) -> Trace:
        """Where its reach comes from."""
        return Trace(self.id, "body-reach", {"body": self.id})

    def to_json(self) -> dict[str, Any]:
        """The seat as plain values."""
        return fields_as_json(self) | {"reaches": len(self.cells), "evidence": self.trace().to_json()}


_ALL: Final = Trace("cells", "actors-by-cell")


@dataclass(frozen=True, slots=True)
class SeatsReport(AsJson):
    """The seats, fixed ones first. `voiceless` cells have actors that no candidate reaches, `beyond` those that the
    bodies chosen do not reach but others would, `nobody` no actor at all."""

    json_keys = (
        "size=size? fewest cells=grid cells_with_actors=occupied cells_reached=reached reach evidence candidates seats "
        "named_but_not_in_the_graph=absent alternatives without_a_voice=voiceless not_reached_by_these=beyond "
        "with_nobody=nobody actors_without_place_or_leg=unplaced entities "
        "entities_without_a_body_in_the_graph=without_a_body"
    )
    evidence = _ALL

    size: int
    fewest: bool
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
    without_a_body: tuple[Entity, ...]

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
        voiceless = [{"cell": cell, "actors": n, "evidence": _cell_trace(cell)} for cell, n in self.voiceless]
        return fields_as_json(self) | {
            "cells_with_actors": len(self.occupied),
            "without_a_voice": json_value(voiceless),
        }

    def traces(self) -> tuple[Trace, ...]:
        """Where the cells, the reach of each seat and the actors without a voice come from."""
        return (_ALL, *(seat.trace() for seat in self.seats), *(_cell_trace(cell) for cell, _ in self.voiceless))


def _cell_trace(cell: Cell) -> Trace:
    return Trace(" ".join(cell), "actors-by-cell", dict(zip(("region", "domain", "leg"), cell, strict=True)))


def seats(ecosystem: Ecosystem, *, size: int = 0, fewest: bool = False) -> SeatsReport:
    """A seat for each entity that has a body in the graph, or with `fewest` the fewest seats with the greatest reach.

    With a `size`, the greatest reach within that many. Raises DirskgError where the size is too small for the seats
    that must be there.
    """
    pairs = active(ecosystem)
    placed = _placed(pairs)
    bodies = bodies_of(ecosystem)
    speakers = spoken_for(ecosystem, bodies)
    reach = reach_of(ecosystem, placed, speakers)
    ids = sorted(reach)
    represented = entities_of(bodies)
    sitting = who_sits_for(represented, heads_of(bodies))
    occupied = cells_of(placed)
    choice = programme_of(ids, reach, {} if fewest else sitting, size)
    weight = Counter(speakers["body"])
    goals = objectives_of(choice, ids, reach, weight, reaching=fewest or bool(size))
    found = list(ranked(choice, goals, 1 + _ALTERNATIVES))
    if not found:
        must = [one for one in FIXED if one in reach]
        raise DirskgError(f"{size} seats are too few for those that must be there: {', '.join(must)} and one for each "
                          "federated entity and the federal State. Give a larger --size, or --fewest.")  # fmt: skip
    teams = [[ids[i] for i in solution] for solution in found]
    same = [tuple(team) for team in teams[1:] if len(team) == len(teams[0]) and _equal(team, teams[0], reach)]
    table = tuple(_seats(teams[0], reach, bodies, represented, {} if fewest else sitting, weight))
    heard = frozenset().union(*(reach[one] for one in teams[0]))
    within = frozenset().union(*reach.values())
    counts = placed.groupby(["area", "domain", "leg"])["organisation"].nunique()
    grid = [(r, d, leg) for r in REGIONS for d in ecosystem.domains["id"] for leg in LEGS]
    return SeatsReport(
        size=size, fewest=fewest, grid=len(grid), occupied=occupied, seats=table,
        absent=tuple(one for one in FIXED if one not in reach), candidates=len(ids), alternatives=tuple(same),
        voiceless=tuple((cell, int(counts[cell])) for cell in occupied if cell not in within),
        beyond=tuple(cell for cell in occupied if cell in within and cell not in heard),
        nobody=tuple(sorted(set(grid) - set(occupied))),
        unplaced=pairs.loc[~pairs["organisation"].isin(placed["organisation"]), "organisation"].nunique(),
        entities={entity: tuple(seat.id for seat in table if entity in seat.entities) for entity in ENTITIES},
        without_a_body=tuple(entity for entity in ENTITIES if entity not in sitting),
    )  # fmt: skip


def voices(ecosystem: Ecosystem) -> tuple[int, int]:
    """How many cells have a voice once seats are given without limit, and how many have an actor.

    As many as the fewest `seats` reach: those that any candidate reaches, for none is left out for want of seats.
    """
    placed = _placed(active(ecosystem))
    reach = reach_of(ecosystem, placed, spoken_for(ecosystem, bodies_of(ecosystem)))
    return len(frozenset().union(*reach.values())), len(cells_of(placed))


def _placed(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs that belong to a cell, once for each leg of the actor: region and leg are known."""
    pairs = on_legs(pairs)
    return pairs[pairs["area"].isin(REGIONS) & pairs["leg"].isin(LEGS)]


def _equal(team: Sequence[str], best: Sequence[str], reach: Mapping[str, frozenset[Cell]]) -> bool:
    def heard(bodies: Sequence[str]) -> int:
        return len(frozenset().union(*(reach[one] for one in bodies)))

    return heard(team) == heard(best)


def _seats(
    team: Sequence[str], reach: Mapping[str, frozenset[Cell]], bodies: pd.DataFrame,
    represented: Mapping[str, tuple[Entity, ...]], sitting: Mapping[Entity, frozenset[str]], weight: Mapping[str, int],
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
        # Entities that would have no seat without this one.
        owed = [own for own in sitting.values() if one in own and not own & (set(team) - {one})]
        spare = [
            body for body in reach if body not in team and alone <= reach[body] and all(body in own for own in owed)
        ]
        row = facts[one]
        found.append(
            Seat(
                id=one, fixed=one in FIXED, leg=row["leg"], kind=row["kind"], level=row["level"], region=row["region"],
                entities=represented.get(one, ()), speaks_for=weight[one],
                cells=tuple(sorted(reach[one])), adds=len(reach[one] - heard),
                only=len(alone), substitutes=() if one in FIXED else tuple(sorted(spare)),
            )
        )  # fmt: skip
        heard |= reach[one]
    return found
