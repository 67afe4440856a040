"""Actors drawn again and left out: against doing it one by one, and what must hold in any order."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dirskg.graph.measures.actors import kinds
from dirskg.graph.measures.bootstrap import bootstrap_lq
from dirskg.graph.measures.leave_one_out import leave_out_herfindahl, leave_out_lq
from dirskg.graph.measures.specialisation import herfindahl, location_quotient
from dirskg.graph.measures.stats import Array

ROWS = ([0], [1], [0, 1])


class Actors(NamedTuple):
    """Region of each actor (2 is elsewhere), and its domains."""

    region: NDArray[np.int64]
    active: NDArray[np.int64]


@st.composite
def some_actors(draw: st.DrawFn) -> Actors:
    told = draw(st.lists(st.tuples(st.integers(0, 2), st.lists(st.integers(0, 1), min_size=3, max_size=3)), max_size=9))
    return Actors(
        np.array([region for region, _ in told], dtype=np.int64),
        np.array([active for _, active in told], dtype=np.int64).reshape(len(told), 3),
    )


def quotients(actors: Actors) -> Array:
    """LQ of regions 0, 1 and both together, among all; an emptied cell has 0."""
    counts = np.array([actors.active[np.isin(actors.region, row)].sum(axis=0) for row in ROWS]).reshape(3, 3)
    whole = actors.active.sum(axis=0)
    found = np.array([location_quotient([row, whole - row])[0] for row in counts])
    return np.where(counts == 0, np.nan_to_num(found), found)


def without(actors: Actors, number: int) -> Actors:
    return Actors(np.delete(actors.region, number), np.delete(actors.active, number, axis=0))


@given(actors=some_actors())
def test_leaving_out_is_what_doing_it_one_by_one_gives(actors: Actors) -> None:
    found = leave_out_lq(kinds(*actors), ROWS)
    counts = kinds(*actors).table([*ROWS, [0, 1, 2]])
    exists = (counts[:3].sum(axis=1)[:, None] * counts[3]) > 0
    assert np.array_equal(np.isnan(found.low), ~exists)
    if exists.any():
        left = np.array([quotients(without(actors, number)) for number in range(len(actors.region))])
        assert found.low[exists] == pytest.approx(left.min(axis=0)[exists])
        assert found.high[exists] == pytest.approx(left.max(axis=0)[exists])
        moves = np.abs(left - quotients(actors))
        for place in zip(*np.nonzero(exists), strict=True):
            most = moves[:, place[0], place[1]].max()
            if found.actor[place] < 0:
                assert most == pytest.approx(0, abs=1e-9)
                continue
            alike = np.flatnonzero(moves[:, place[0], place[1]] > most - 1e-9)
            assert (found.actor[place], found.alike[place]) == (alike[0], len(alike))


@given(actors=some_actors())
def test_leaving_out_of_the_herfindahl_index_too(actors: Actors) -> None:
    found = leave_out_herfindahl(kinds(*actors), ROWS)
    for place, row in enumerate(ROWS):
        mine = actors.active[np.isin(actors.region, row)]
        left = [herfindahl([mine.sum(axis=0) - one])[0] for one in mine]
        if not left or np.isnan(left).any():
            assert np.isnan(found.low[place])
            assert np.isnan(found.high[place])
            continue
        assert (found.low[place], found.high[place]) == (pytest.approx(min(left)), pytest.approx(max(left)))


def test_the_actor_that_a_cell_hangs_on() -> None:
    # Region 0: one actor in both domains, one in the first. Elsewhere: one in each.
    actors = kinds([0, 0, 2, 2], [[1, 1], [1, 0], [1, 0], [0, 1]])
    found = leave_out_lq(actors, [[0]])
    # LQ of the second domain is (1/3) / (2/5) = 5/6; without its only actor it is 0.
    assert (found.low[0, 1], found.actor[0, 1], found.alike[0, 1]) == (0, 0, 1)
    # Without the other actor of that domain it is (1/3) / (1/4).
    assert found.high[0, 1] == pytest.approx(4 / 3)


def test_drawing_again_agrees_with_the_exact_distribution() -> None:
    # Two actors, each in a domain and a region of its own: half of the draws hold both, and then LQ is 2.
    found = bootstrap_lq(kinds([0, 1], [[1, 0], [0, 1]]), ([0], [1]), draws=4000)
    # Of the draws in which region 0 and domain 0 occur, those with the first actor twice (one in three) give LQ 1.
    assert found.above[0, 0] == pytest.approx(2 / 3, abs=0.03)
    assert (found.low[0, 0], found.high[0, 0]) == (1, 2)
    assert np.isnan([found.low[0, 1], found.high[0, 1], found.above[0, 1]]).all()


def test_drawing_again_agrees_with_all_draws_where_most_are_elsewhere() -> None:
    region, active = np.array([0, 1, 2, 2, 2]), np.array([[1, 1, 0], [0, 1, 1], [1, 0, 0], [1, 1, 1], [0, 1, 0]])
    drawn = np.array(list(product(range(5), repeat=5)))
    cells = np.stack([(active[drawn] * np.isin(region[drawn], row)[:, :, None]).sum(axis=1) for row in ROWS], axis=1)
    domains = active[drawn].sum(axis=1)[:, None]
    with np.errstate(invalid="ignore"):
        exact = cells * domains.sum(axis=2, keepdims=True) / (cells.sum(axis=2, keepdims=True) * domains)
        above = (exact > 1 + 1e-9).sum(axis=0) / (~np.isnan(exact)).sum(axis=0)
    found = bootstrap_lq(kinds(region, active), ROWS, draws=20_000)
    seen = ~np.isnan(found.above)
    assert found.above[seen] == pytest.approx(above[seen], abs=0.015)
    for bound, q in ((found.low, 0.025), (found.high, 0.975)):
        least, most = np.nanquantile(exact, [q - 0.004, q + 0.004], axis=0)
        assert np.all((least[seen] <= bound[seen] + 1e-9) & (bound[seen] <= most[seen] + 1e-9))


def test_drawing_again_is_as_wide_as_theory_has_it() -> None:
    # 400 actors of one domain each. The variance of log LQ, by the delta method with the region as a part of the whole:
    # 1/X - 1/X_r. - 1/X_.d - 1/N + 2 LQ / N. Taking the two shares for independent would give a third more.
    region, domain = np.repeat([0, 1], [120, 280]), np.tile([0, 0, 1, 1, 1], 80)
    active = np.stack([domain == 0, domain == 1], axis=1)
    found = bootstrap_lq(kinds(region, active), ([0], [1]))
    se = np.sqrt(1 / 48 - 1 / 120 - 1 / 160 - 1 / 400 + 2 / 400)
    assert (np.log(found.high[0, 0]) - np.log(found.low[0, 0])) / (2 * 1.96) == pytest.approx(se, rel=0.06)
    assert found.above[0, 0] == pytest.approx(0.5, abs=0.1)


@settings(max_examples=30)
@given(actors=some_actors(), order=st.randoms(use_true_random=False))
def test_the_order_of_actors_changes_nothing_but_their_numbers(actors: Actors, order: np.random.Generator) -> None:
    places = list(range(len(actors.region)))
    order.shuffle(places)
    mixed = kinds(actors.region[places], actors.active[places])
    for mine, other in zip(
        bootstrap_lq(kinds(*actors), ROWS, draws=30), bootstrap_lq(mixed, ROWS, draws=30), strict=True
    ):
        assert np.array_equal(mine, other, equal_nan=True)
    left, again = leave_out_lq(kinds(*actors), ROWS), leave_out_lq(mixed, ROWS)
    for name in ("low", "high", "alike"):
        assert np.array_equal(getattr(left, name), getattr(again, name), equal_nan=True)


def test_bounds_stand_in_order_and_hold_the_middle() -> None:
    random = np.random.default_rng(5)
    actors = kinds(random.integers(0, 3, 60), random.random((60, 4)) < 0.4)
    found = bootstrap_lq(actors, ([0], [1]))
    whole = location_quotient(actors.table([[0], [1], [2]]))[:2]
    assert np.all((found.low <= whole) & (whole <= found.high))
    assert np.all((found.above >= 0) & (found.above <= 1))


def test_what_is_no_table_of_actors_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit|got the shapes"):
        kinds([0, 1], [[1]])
    with pytest.raises(ValueError, match="1 or 0"):
        kinds([0], [[2]])
    with pytest.raises(ValueError, match="0 draws"):
        bootstrap_lq(kinds([0], [[1]]), ([0],), draws=0)
