"""Location quotients against worked examples, their invariants and Fisher's test cell by cell."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.testing import assert_allclose, assert_array_equal
from oracles import oracle

from dirskg.graph.measures import specialisation as sp
from dirskg.graph.measures.fisher import fisher_table

shapes = npst.array_shapes(min_dims=2, max_dims=2, max_side=5)
tables = npst.arrays(np.int64, shapes, elements=st.integers(0, 30))
filled = npst.arrays(np.int64, shapes, elements=st.integers(1, 30))

# 30 of 100 actors in region 0, 15 of 100 in domain 0, 10 in both.
BY_HAND = [[10, 20], [5, 65]]


# Worked examples


@pytest.mark.parametrize("case", ["case_A", "case_B"])
def test_location_quotients_are_those_of_econgeo(case: str) -> None:
    example = oracle(1)
    answer = example["expected"][case]
    lq = sp.location_quotient(example["inputs"][case]["matrix"])
    assert_allclose(lq, answer["lq"], rtol=0, atol=example["tolerance"])
    assert_array_equal(sp.presence(lq), np.array(answer["rca_binary_ge_1"], dtype=bool))


def test_indices_of_the_hand_checked_case() -> None:
    example = oracle(1)
    matrix, answer = example["inputs"]["case_A"]["matrix"], example["expected"]["case_A"]
    assert_allclose(sp.krugman(matrix), answer["krugman_index"], rtol=0, atol=example["tolerance"])
    assert_allclose(sp.herfindahl(matrix), answer["herfindahl"], rtol=0, atol=example["tolerance"])


def test_indices_are_those_of_econgeo() -> None:
    example = oracle(2)
    matrix, answer = example["inputs"]["matrix"], example["expected"]
    tolerance = example["tolerance"]["default"]
    assert_allclose(sp.krugman(matrix), answer["krugman"], rtol=0, atol=tolerance)
    assert_allclose(sp.herfindahl(matrix), answer["herfindahl"], rtol=0, atol=tolerance)


# Facts that can be checked by hand


def test_one_table_by_hand() -> None:
    assert_allclose(sp.expected(BY_HAND), [[4.5, 25.5], [10.5, 59.5]])
    assert sp.location_quotient(BY_HAND)[0, 0] == pytest.approx(10 / 4.5)
    assert sp.shrunk_lq(BY_HAND)[0, 0] == pytest.approx(12 / 6.5)
    assert sp.krugman(BY_HAND)[0] == pytest.approx(abs(10 / 30 - 0.15) + abs(20 / 30 - 0.85))
    assert sp.herfindahl(BY_HAND)[0] == pytest.approx((1 + 4) / 9)


def test_interval_of_one_cell_by_hand() -> None:
    low, high = sp.lq_interval(BY_HAND)
    reach = math.exp(1.959964 * math.sqrt(1 / 10 - 1 / 30 + 1 / 15 - 1 / 100))
    assert low[0, 0] == pytest.approx(10 / 4.5 / reach, rel=1e-6)
    assert high[0, 0] == pytest.approx(10 / 4.5 * reach, rel=1e-6)


def test_an_empty_cell_is_bounded_by_3_689_over_expected() -> None:
    table = [[0, 20], [10, 70]]
    low, high = sp.lq_interval(table)
    assert low[0, 0] == 0
    assert high[0, 0] == pytest.approx(3.689 / 2, abs=5e-4)


def test_p_of_an_empty_cell_by_hand() -> None:
    table = [[0, 3], [2, 5]]
    assert sp.fisher_under(table)[0, 0] == pytest.approx(math.comb(8, 3) / math.comb(10, 3))
    assert sp.fisher_over(table)[0, 0] == 1


def test_p_stays_exact_far_out_in_the_tail() -> None:
    assert sp.fisher_over([[20, 0], [0, 480]])[0, 0] == pytest.approx(1 / math.comb(500, 20), rel=1e-9, abs=0)


def test_nothing_expected_is_unknown_not_zero() -> None:
    table = [[0, 0, 0], [3, 0, 2]]
    for result in (sp.location_quotient(table), *sp.lq_interval(table)):
        assert np.isnan(result[0]).all()
        assert np.isnan(result[:, 1]).all()
        assert np.isfinite(result[1, [0, 2]]).all()
    assert not sp.presence(sp.location_quotient(table))[0].any()
    assert_array_equal(sp.fisher_under(table), np.ones((2, 3)))
    assert np.isnan(sp.krugman(table)[0])
    assert np.isnan(sp.herfindahl(table)[0])


def test_an_empty_table_says_nothing() -> None:
    nothing = np.zeros((2, 3))
    assert_array_equal(sp.expected(nothing), nothing)
    assert np.isnan(sp.location_quotient(nothing)).all()
    assert np.isnan(sp.lq_interval(nothing).high).all()
    assert_array_equal(sp.fisher_over(nothing), np.ones((2, 3)))
    assert_array_equal(sp.shrunk_lq(nothing), np.ones((2, 3)))


def test_as_expected_is_presence_for_fractional_weights_too() -> None:
    assert_array_equal(sp.presence([0.999, 1.0, 1.001, math.nan]), [False, True, True, False])
    for parts in (3, 7, 49):
        assert sp.presence(sp.location_quotient(np.full((parts, 5), 1 / parts))).all()


# Properties


@given(tables)
def test_expected_counts_have_the_margins_of_the_table(table: Any) -> None:
    expect = sp.expected(table)
    assert_allclose(expect.sum(axis=0), table.sum(axis=0), atol=1e-9)
    assert_allclose(expect.sum(axis=1), table.sum(axis=1), atol=1e-9)


@given(tables)
def test_the_weighted_mean_of_location_quotients_is_one(table: Any) -> None:
    lq, total = sp.location_quotient(table), max(table.sum(), 1)
    regions, domains = table.sum(axis=1) / total, table.sum(axis=0) / total
    assert_allclose(np.nansum(lq * regions[:, np.newaxis], axis=0)[domains > 0], 1)
    assert_allclose(np.nansum(lq * domains, axis=1)[regions > 0], 1)


@given(tables, st.sampled_from([0.1, 2, 1000]))
def test_location_quotients_do_not_depend_on_the_unit(table: Any, factor: float) -> None:
    scaled = table * factor
    assert_allclose(sp.location_quotient(scaled), sp.location_quotient(table))
    assert_allclose(sp.krugman(scaled), sp.krugman(table), atol=1e-12)
    assert_allclose(sp.herfindahl(scaled), sp.herfindahl(table))


@given(filled)
def test_no_specialisation_where_all_regions_are_alike(table: Any) -> None:
    alike = np.vstack([table[0], 2 * table[0]])
    assert_allclose(sp.location_quotient(alike), 1)
    assert sp.presence(sp.location_quotient(alike)).all()
    assert_allclose(sp.krugman(alike), 0, atol=1e-12)


@given(tables)
def test_indices_stay_in_their_range(table: Any) -> None:
    busy = table.sum(axis=1) > 0
    krugman, herfindahl = sp.krugman(table)[busy], sp.herfindahl(table)[busy]
    assert np.all((krugman >= 0) & (krugman < 2))
    assert np.all((herfindahl >= 1 / table.shape[1] - 1e-12) & (herfindahl <= 1 + 1e-12))


@given(tables, st.sampled_from([0.5, 0.8, 0.95]))
def test_intervals_hold_the_location_quotient(table: Any, level: float) -> None:
    lq = sp.location_quotient(table)
    low, high = sp.lq_interval(table, level)
    known = ~np.isnan(lq)
    assert_array_equal(np.isnan(low) | np.isnan(high), ~known)
    assert np.all((low <= lq)[known] & (lq <= high)[known])
    wider = sp.lq_interval(table, 0.99)
    assert np.all((wider.low <= low)[known] & (high <= wider.high)[known])


@given(filled)
def test_ten_times_the_evidence_narrows_the_interval(table: Any) -> None:
    few, many = sp.lq_interval(table), sp.lq_interval(10 * table)
    assert np.all(few.low <= many.low + 1e-9)
    assert np.all(many.high <= few.high + 1e-9)


@given(tables, st.sampled_from([0.5, 2.0, 10.0]))
def test_shrinkage_moves_towards_one_and_not_past_it(table: Any, a: float) -> None:
    lq, shrunk = sp.location_quotient(table), sp.shrunk_lq(table, a)
    known = ~np.isnan(lq)
    assert np.all(np.abs(shrunk - 1)[known] <= np.abs(lq - 1)[known] + 1e-12)
    assert np.all(((shrunk - 1) * (lq - 1))[known] >= -1e-12)
    assert_array_equal(shrunk[~known], 1)


@given(tables)
def test_both_sides_overlap_in_the_observed_table_only(table: Any) -> None:
    total, rows, columns = int(table.sum()), table.sum(axis=1), table.sum(axis=0)
    both = sp.fisher_under(table) + sp.fisher_over(table)
    for (r, d), x in np.ndenumerate(table):
        ways = math.comb(int(columns[d]), int(x)) * math.comb(total - int(columns[d]), int(rows[r] - x))
        assert both[r, d] - ways / math.comb(total, int(rows[r])) == pytest.approx(1)


@given(npst.arrays(np.int64, (3, 2), elements=st.integers(0, 12)))
def test_cells_agree_with_the_test_of_one_table(table: Any) -> None:
    under, over = sp.fisher_under(table), sp.fisher_over(table)
    rows, columns, total = table.sum(axis=1), table.sum(axis=0), table.sum()
    for (r, d), x in np.ndenumerate(table):
        cell = [[x, rows[r] - x], [columns[d] - x, total - rows[r] - columns[d] + x]]
        assert (under[r, d], over[r, d]) == pytest.approx(fisher_table(cell)[:2])


# What is refused


@pytest.mark.parametrize("function", [sp.fisher_under, sp.fisher_over])
def test_fractional_counts_have_no_exact_test(function: Any) -> None:
    with pytest.raises(ValueError, match="whole counts"):
        function([[0.5, 1], [2, 3]])


@pytest.mark.parametrize("counts", [[1, 2, 3], [[1, -2]], [[1, math.nan]]], ids=["vector", "negative", "unknown"])
def test_only_matrices_of_counts_are_taken(counts: Any) -> None:
    with pytest.raises(ValueError, match="regions x domains"):
        sp.location_quotient(counts)


def test_a_prior_without_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="prior weight"):
        sp.shrunk_lq(BY_HAND, 0)
