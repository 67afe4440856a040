"""Whom to invite and who meets whom when: the greatest sum of points of meetings, nobody twice in one slot.

Small cases are solved exactly, with a variable for each pair and slot. Large ones leave out slots at first: guests and
meetings are chosen so that nobody has more meetings than there are slots, and no meeting lacks one of its guests. No
plan passes that bound, and what is chosen finds its slots nearly always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.programme import Programme, Row
from dirskg.graph.measures.programming import one_of_the_best, relaxed
from dirskg.graph.measures.slots import Pair, into_slots
from dirskg.graph.measures.tightening import Tightened

# Variables of a pair and a slot that the exact solver takes in a second or two.
_EXACT = 600
_ROUNDS = 12
_WHOLE = 1 - 1e-6
# How near to the bound a plan must be, or so many branches are looked at; how many are tried for each next best.
_GAP, _NODES, _TRIES = 0.005, 30, 3
# Of more pairs than these the first branch alone takes half a minute.
_MANY, _GAP_OF_MANY = 20_000, 0.02


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


@dataclass(frozen=True, slots=True)
class Plans:
    """The best plans that were found, each with other guests, or other meetings where all are invited.

    bound: more points than this no plan has; None, and no plans, where no choice of guests keeps the rules.
    """

    best: tuple[Plan, ...]
    bound: float | None


def plans(fair: Fair, k: int = 1, *, exact_up_to: int = _EXACT) -> Plans:
    """The k best plans: exact up to so many pairs and slots, else near the bound, the next with one other guest."""
    if len(fair.points) * fair.slots <= exact_up_to:
        found = list(_found(fair, k))
        return Plans(tuple(found), float(found[0].points) if found else None)
    choice = _Choice(fair)
    best = choice.plan() if choice.possible else None
    if best is None:
        return Plans((), None)
    found = [best, *_exchanged(fair, best, k - 1)]
    told = (replace(plan, exact=plan.points >= choice.bound) for plan in found)
    return Plans(tuple(sorted(told, key=lambda plan: (-plan.points, plan.guests)))[:k], choice.bound)


def _found(fair: Fair, k: int) -> Iterator[Plan]:
    shut: list[Row] = []
    for _ in range(k):
        found = _exact(fair, shut)
        if found is None:
            return
        yield found
        if fair.guests < fair.people:
            shut.append(_cut(dict.fromkeys(found.guests, 1), range(fair.people)))
        else:
            shut.append(_other_meetings(fair, found))


class _Choice:
    """Guests and meetings without slots, and the bound that they give."""

    def __init__(self, fair: Fair) -> None:
        pairs, n = list(fair.points), fair.people
        rows = list(fair.choice.rows)
        for one, mine in enumerate(_by_person(fair, pairs)):
            rows.append(Row({**{n + place: 1 for place in mine}, one: -fair.slots}, high=0))
        rows.append(Row({n + place: 1 for place in range(len(pairs))}, high=fair.slots * fair.at_once))
        objective = {n + i: -fair.points[pair] for i, pair in enumerate(pairs)}
        self._fair, self._whole = fair, Tightened(Programme(n + len(pairs), n, tuple(rows)), objective)
        ends, meetings = np.array(pairs, dtype=np.int64).reshape(-1, 2), np.arange(n, n + len(pairs))

        def alone(shares: NDArray[np.float64]) -> NDArray[np.int64]:
            """Meetings that hold more of a share than one of their guests."""
            over = [np.column_stack((meetings, end))[shares[meetings] > shares[end] + 1e-6] for end in ends.T]
            return np.concatenate(over)

        self.possible = self._whole.tighten(alone)
        self._step = int(np.gcd.reduce(list(fair.points.values())))

    @property
    def bound(self) -> float:
        """More points than this no plan has."""
        # Points come in steps.
        return float(self._step * np.floor(-self._whole.least / self._step + 1e-6))

    def plan(self) -> Plan | None:
        """The best plan that is found: step by step, and by branches where that is not near enough."""
        found = _stepwise(self._fair)
        gap = _GAP if len(self._fair.points) <= _MANY else _GAP_OF_MANY
        if found is None or found.points >= (1 - gap) * self.bound:
            return found
        guests = self._whole.decided(gap, _NODES)
        return found if guests is None else max(found, _planned(self._fair, guests), key=lambda plan: plan.points)


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


def _stepwise(fair: Fair) -> Plan | None:
    """Choose guests by the points of their best meetings with guests, until that finds no better ones."""
    best: Plan | None = None
    worth = _last_left(fair)
    for _ in range(_ROUNDS):
        guests = one_of_the_best(fair.choice, {one: -points for one, points in worth.items() if points})
        if guests is None:
            return None
        found = _planned(fair, guests)
        if best is not None and found.points <= best.points:
            break
        best, worth = found, _worth(fair, guests)
    return best


def _planned(fair: Fair, guests: Sequence[int]) -> Plan:
    met = _meetings(fair, set(guests))
    return Plan(tuple(guests), met, sum(fair.points[pair] for pair in met), exact=False)


def _exchanged(fair: Fair, best: Plan, k: int) -> Iterator[Plan]:
    """Plans with one guest another: those that promise most, as far as the rules allow."""
    loss: Counter[int] = Counter(dict.fromkeys(best.guests, 0))
    for pair in best.meetings:
        loss.update(dict.fromkeys(pair, fair.points[pair]))
    gain = _worth(fair, best.guests)
    outside = [one for one in range(fair.people) if one not in loss and gain[one]]
    swaps = sorted((loss[out] - gain[come], out, come) for out in best.guests for come in outside)
    kept = (guests for _, out, come in swaps if _keeps(fair, guests := sorted({*best.guests, come} - {out})))
    for guests in islice(kept, _TRIES * k):
        yield _planned(fair, guests)


def _keeps(fair: Fair, guests: Sequence[int]) -> bool:
    sums = (sum(row.coefficients.get(one, 0) for one in guests) for row in fair.choice.rows)
    return all(row.low <= found <= row.high for row, found in zip(fair.choice.rows, sums, strict=True))


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
    """Meetings of these guests with their slots: the best without slots first, then what finds room."""
    pairs = [pair for pair in fair.points if guests.issuperset(pair)]
    rows = [Row(dict.fromkeys(mine, 1), high=fair.slots) for mine in _by_person(fair, pairs) if mine]
    at_once = min(fair.at_once, len(guests) // 2)
    rows.append(Row(dict.fromkeys(range(len(pairs)), 1), high=fair.slots * at_once))
    programme = Programme(len(pairs), len(pairs), tuple(rows))
    objective = {i: -fair.points[pair] for i, pair in enumerate(pairs)}
    found = relaxed(programme, objective)
    chosen = set(np.flatnonzero(found[1] > _WHOLE).tolist()) if found else set()
    # Where three meet in a ring, shares are halves.
    if found and (found[1] > 1 - _WHOLE).sum() > len(chosen):
        chosen = set(Tightened(programme, objective).decided(_GAP / 10, _NODES) or chosen)
    order = sorted(range(len(pairs)), key=lambda i: (i not in chosen, -fair.points[pairs[i]], pairs[i]))
    return into_slots(fair.people, (pairs[i] for i in order), fair.slots, at_once)


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
