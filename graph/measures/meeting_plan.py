"""Whom to invite and who meets whom when: the greatest sum of points of meetings, nobody twice in one slot.

Small cases are solved exactly, with a variable for each pair and slot. Large ones are chosen step by step, and stand
beside a bound that no plan can pass: the greatest sum if guests and meetings could be parts (linear relaxation).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.programming import Programme, Row, one_of_the_best, relaxed
from dirskg.graph.measures.slots import Pair, into_slots

# Variables of a pair and a slot that the exact solver takes in a second or two.
_EXACT = 600
_ROUNDS = 12
_SPARE = 2
_WHOLE = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Fair:
    """What a plan is made for: people by number, pairs with points above 0, slots, tables (0: as many as needed).

    rules: conditions on the first `people` variables, each 1 for a guest.
    """

    people: int
    points: Mapping[Pair, int]
    slots: int
    guests: int
    rules: tuple[Row, ...] = ()
    tables: int = 0

    @property
    def at_once(self) -> int:
        """Meetings at the same time, at most."""
        seats = min(self.guests, self.people) // 2
        return min(seats, self.tables) if self.tables else seats

    @property
    def choice(self) -> Programme:
        """The choice of guests alone."""
        each = dict.fromkeys(range(self.people), 1)
        few = (Row(each, low=2), Row(each, high=self.guests, rule="guests"))  # nobody meets alone
        return Programme(self.people, self.people, (*few, *self.rules))


@dataclass(frozen=True, slots=True)
class Plan:
    """Guests, and the slot of each pair that meets; `exact` where no plan has more points."""

    guests: tuple[int, ...]
    meetings: Mapping[Pair, int]
    points: int
    exact: bool


def bound(fair: Fair) -> float | None:
    """More points than this no plan has; None where no choice of guests keeps the rules."""
    pairs, n = list(fair.points), fair.people
    rows = list(fair.choice.rows)
    for one, mine in enumerate(_by_person(fair, pairs)):
        rows.append(Row({**{n + place: 1 for place in mine}, one: -fair.slots}, high=0))
    rows.append(Row({n + place: 1 for place in range(len(pairs))}, high=fair.slots * fair.at_once))
    found = relaxed(
        Programme(n + len(pairs), n, tuple(rows)), {n + i: -fair.points[pair] for i, pair in enumerate(pairs)}
    )
    return None if found is None else -found[0]


def plans(fair: Fair, k: int = 1) -> tuple[Plan, ...]:
    """The k best plans that were found, each with other guests, or other meetings where all are invited.

    Empty where no choice of guests keeps the rules. Exact for small cases; else the best that the steps find, which
    look for a few more than are asked for: the first that they find need not be the best.
    """
    exact = len(fair.points) * fair.slots <= _EXACT
    found = _found(fair, k if exact else k + _SPARE, exact=exact)
    return tuple(sorted(found, key=lambda plan: (-plan.points, plan.guests))[:k])


def _found(fair: Fair, k: int, *, exact: bool) -> Iterator[Plan]:
    shut: list[Row] = []
    for _ in range(k):
        found = _exact(fair, shut) if exact else _stepwise(fair, shut)
        if found is None:
            return
        yield found
        if fair.guests < fair.people:
            shut.append(_cut(dict.fromkeys(found.guests, 1), range(fair.people)))
        elif exact:
            shut.append(_other_meetings(fair, found))
        else:
            return


def _exact(fair: Fair, shut: Sequence[Row]) -> Plan | None:
    pairs, n, slots = list(fair.points), fair.people, fair.slots
    rows, size = [*fair.choice.rows, *shut], n + len(pairs) * slots
    of = _by_person(fair, pairs)
    for slot in range(slots):
        rows += [Row({**{n + place * slots + slot: 1 for place in of[one]}, one: -1}, high=0) for one in range(n)]
        every = {n + place * slots + slot: 1 for place in range(len(pairs))}
        rows += [Row(every, high=fair.at_once)]
    rows += [Row({n + place * slots + slot: 1 for slot in range(slots)}, high=1) for place in range(len(pairs))]
    # Among plans of as many points one with fewer guests.
    weights = dict.fromkeys(range(n), 1)
    for place, pair in enumerate(pairs):
        weights |= {n + place * slots + slot: -fair.points[pair] * (n + 1) for slot in range(slots)}
    taken = one_of_the_best(Programme(size, size, tuple(rows)), weights)
    if taken is None:
        return None
    met = {pairs[(one - n) // slots]: (one - n) % slots for one in taken if one >= n}
    return Plan(tuple(one for one in taken if one < n), met, sum(fair.points[pair] for pair in met), exact=True)


def _stepwise(fair: Fair, shut: Sequence[Row]) -> Plan | None:
    """Choose guests by the points of their best meetings with guests, until that finds no better ones."""
    best: Plan | None = None
    choice = Programme(fair.people, fair.people, (*fair.choice.rows, *shut))
    worth = _last_left(fair)
    for _ in range(_ROUNDS):
        guests = one_of_the_best(choice, {one: -points for one, points in worth.items() if points})
        if guests is None:
            return None
        met = _meetings(fair, set(guests))
        points = sum(fair.points[pair] for pair in met)
        if best is not None and points <= best.points:
            break
        best, worth = Plan(guests, met, points, exact=False), _worth(fair, guests)
    return best


def _last_left(fair: Fair) -> dict[int, int]:
    """How long each stays if whose best meetings have least points leaves again and again (Charikar 2000)."""
    points, left = _points(fair), np.arange(fair.people)
    found: dict[int, int] = {}
    while len(left):
        weakest = int(np.argmin(_best(points[np.ix_(left, left)], fair.slots)))
        found[int(left[weakest])] = len(found) + 1
        left = np.delete(left, weakest)
    return found


def _worth(fair: Fair, guests: Sequence[int]) -> dict[int, int]:
    """The points of the best meetings that each could have with these guests, one a slot."""
    return dict(enumerate(_best(_points(fair)[:, list(guests)], fair.slots).tolist()))


def _points(fair: Fair) -> NDArray[np.int64]:
    found = np.zeros((fair.people, fair.people), dtype=np.int64)
    for (i, j), points in fair.points.items():
        found[i, j] = found[j, i] = points
    return found


def _best(points: NDArray[np.int64], slots: int) -> NDArray[np.int64]:
    """The sum of the greatest points of each row, one a slot."""
    few = points if points.shape[1] <= slots else -np.partition(-points, slots - 1, axis=1)[:, :slots]
    found: NDArray[np.int64] = few.sum(axis=1)
    return found


def _meetings(fair: Fair, guests: set[int]) -> dict[Pair, int]:
    """Meetings of these guests with their slots: those of the relaxation first, then what finds room."""
    pairs = [pair for pair in fair.points if guests.issuperset(pair)]
    rows = [Row(dict.fromkeys(mine, 1), high=fair.slots) for mine in _by_person(fair, pairs) if mine]
    rows.append(Row(dict.fromkeys(range(len(pairs)), 1), high=fair.slots * fair.at_once))
    found = relaxed(Programme(len(pairs), len(pairs), tuple(rows)), {i: -fair.points[p] for i, p in enumerate(pairs)})
    shares = found[1] if found else [0.0] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: (shares[i] < _WHOLE, -fair.points[pairs[i]], pairs[i]))
    return into_slots(fair.people, (pairs[i] for i in order), fair.slots, fair.at_once)


def _by_person(fair: Fair, pairs: Sequence[Pair]) -> list[list[int]]:
    """The places of the pairs of each."""
    found: list[list[int]] = [[] for _ in range(fair.people)]
    for place, pair in enumerate(pairs):
        for one in pair:
            found[one].append(place)
    return found


def _cut(taken: Mapping[int, int], every: range) -> Row:
    """At least one of these choices must be another."""
    return Row({i: -1 if i in taken else 1 for i in every}, low=1 - len(taken))


def _other_meetings(fair: Fair, found: Plan) -> Row:
    n, slots = fair.people, fair.slots
    weights = {
        n + place * slots + slot: -1 if pair in found.meetings else 1
        for place, pair in enumerate(fair.points)
        for slot in range(slots)
    }
    return Row(weights, low=1 - len(found.meetings))
