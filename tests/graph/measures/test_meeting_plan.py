"""Meeting plans: the best of all by trying all, bounds that hold, and nobody in two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.measures.meeting_plan import Fair, Plan, Plans, plans
from dirskg.graph.measures.programme import Row
from dirskg.graph.measures.slots import Pair, into_slots


def keeps(fair: Fair, plan: Plan) -> None:
    """All that a plan must be."""
    assert len(plan.guests) <= fair.guests
    assert {one for pair in plan.meetings for one in pair} <= set(plan.guests)
    assert plan.points == sum(fair.points[pair] for pair in plan.meetings)
    seats = Counter((one, slot) for pair, slot in plan.meetings.items() for one in pair)
    assert max(seats.values(), default=1) == 1
    assert set(plan.meetings.values()) <= set(range(fair.slots))
    assert max(Counter(plan.meetings.values()).values(), default=0) <= fair.at_once
    for row in fair.rules:
        assert row.low <= sum(w for one, w in row.coefficients.items() if one in plan.guests) <= row.high


def matchings(pairs: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
    """All sets of pairs in which nobody stands twice."""
    if not pairs:
        yield ()
        return
    first, rest = pairs[0], pairs[1:]
    yield from matchings(rest)
    free = tuple(pair for pair in rest if not set(pair) & set(first))
    yield from ((first, *found) for found in matchings(free))


def best_of_all(fair: Fair) -> int:
    """The most points of any choice of guests and any meetings in each slot."""

    def rest(pairs: tuple[Pair, ...], slots: int) -> int:
        if not slots:
            return 0
        found = (
            sum(fair.points[pair] for pair in met) + rest(tuple(p for p in pairs if p not in met), slots - 1)
            for met in matchings(pairs)
            if len(met) <= fair.at_once
        )
        return max(found)

    best = -1
    for guests in combinations(range(fair.people), min(fair.guests, fair.people)):
        if all(r.low <= sum(w for one, w in r.coefficients.items() if one in guests) <= r.high for r in fair.rules):
            best = max(best, rest(tuple(pair for pair in fair.points if set(pair) <= set(guests)), fair.slots))
    return best


def drawn(seed: int, people: int, slots: int, guests: int, tables: int = 0, part: float = 0.7) -> Fair:
    random = Random(seed)
    points = {pair: random.randint(1, 9) for pair in combinations(range(people), 2) if random.random() < part}
    half = Row(dict.fromkeys(range(people // 2), 1), low=1, rule="half")
    return Fair(people, points, slots, guests, (half,), tables)


@pytest.mark.parametrize("seed", range(6))
def test_small_plans_are_the_best_of_all(seed: int) -> None:
    for fair in (drawn(seed, 5, 2, 4), drawn(seed, 5, 2, 5, tables=1), drawn(seed, 6, 2, 4)):
        plan, *others = plans(fair, 3).best
        keeps(fair, plan)
        assert plan.exact
        assert plan.points == best_of_all(fair)
        assert [one.points for one in others] == sorted((one.points for one in others), reverse=True)
        assert all(one.points <= plan.points for one in others)


@pytest.mark.parametrize("seed", range(6))
def test_the_way_of_large_fairs_stays_within_its_bound_on_small_ones(seed: int) -> None:
    for fair in (drawn(seed, 5, 2, 4), drawn(seed, 5, 2, 5, tables=1), drawn(seed, 6, 2, 4)):
        found, most = plans(fair, 2, exact_up_to=0), best_of_all(fair)
        assert found.bound is not None
        assert found.best[0].points <= most <= found.bound
        assert found.best[0].points >= 0.85 * most
        for plan in found.best:
            keeps(fair, plan)
            assert plan.points == most or not plan.exact


def test_three_who_all_meet_need_three_slots() -> None:
    points: Mapping[Pair, int] = {(0, 1): 3, (0, 2): 2, (1, 2): 2, (3, 4): 1}
    (plan,) = plans(Fair(5, points, 2, 5), 1).best
    assert plan.points == 6
    (plan,) = plans(Fair(5, points, 3, 5), 1).best
    assert plan.points == 8


def test_no_guests_can_be_chosen() -> None:
    rows = (Row({0: 1}, low=1, rule="first"), Row({0: 1}, high=0, rule="not first"))
    fair = Fair(3, {(0, 1): 1}, 2, 3, rows)
    assert plans(fair) == Plans((), None)
    large = Fair(40, dict.fromkeys(combinations(range(40), 2), 1), 2, 10, rows)
    assert plans(large) == Plans((), None)


def test_large_plans_keep_all_rules_and_come_near_their_bound() -> None:
    for fair in (drawn(1, 120, 12, 120, part=0.5), drawn(2, 60, 6, 24, tables=8, part=0.5)):
        found = plans(fair, 2)
        for plan in found.best:
            keeps(fair, plan)
        assert found.bound is not None
        assert 0.98 * found.bound <= found.best[0].points <= found.bound


@given(st.integers(0, 10_000), st.integers(2, 9), st.integers(1, 9))
def test_with_one_slot_more_than_meetings_everybody_finds_one(seed: int, people: int, most: int) -> None:
    """Vizing: one slot more than anybody has meetings is always enough."""
    random = Random(seed)
    pairs = [pair for pair in combinations(range(people), 2) if random.random() < 0.6]
    busiest = max(Counter(one for pair in pairs for one in pair).values(), default=0)
    found = into_slots(people, pairs, busiest + 1, people)
    assert set(found) == set(pairs)
    assert len({(one, slot) for pair, slot in found.items() for one in pair}) == 2 * len(pairs)
    capped = into_slots(people, pairs, busiest + 1, most)
    assert max(Counter(capped.values()).values(), default=0) <= most
