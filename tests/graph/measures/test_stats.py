"""Small-count statistics against worked examples, hand calculations and their defining equations."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from oracles import oracle
from scipy import special
from scipy import stats as scipy_stats

from dirskg.graph.measures import stats

shares = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])
probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=20)


# Worked examples


def test_intervals_of_shares_are_those_of_newcombe() -> None:
    example = oracle(7)
    k, n = np.transpose(example["inputs"]["proportions"])
    tolerance = example["tolerance"]["intervals"]
    assert_allclose(np.transpose(stats.wilson(k, n)), example["expected"]["wilson95"], rtol=0, atol=tolerance)
    exact = np.transpose(stats.clopper_pearson(k, n))
    assert_allclose(exact, example["expected"]["clopper_pearson95"], rtol=0, atol=tolerance)


def test_intervals_of_counts_are_those_of_garwood() -> None:
    example = oracle(7)
    found = np.transpose(stats.garwood(example["inputs"]["poisson_counts"]))
    published = list(example["expected"]["garwood95"].values())
    assert_allclose(found, published, rtol=0, atol=example["tolerance"]["intervals"])


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg() -> None:
    example = oracle(7)
    adjusted = stats.benjamini_hochberg(example["inputs"]["bh_p"])
    assert_allclose(adjusted, example["expected"]["bh_adjusted"], rtol=0, atol=example["tolerance"]["exact"])
    assert np.sum(adjusted <= example["inputs"]["bh_q"]) == example["expected"]["bh_rejections"]


@pytest.mark.parametrize("plot", ["Girdled", "Logged"])
def test_unseen_spiders(plot: str) -> None:
    example = oracle(7)
    found = stats.chao1(example["inputs"]["abundance"][plot])
    assert found == pytest.approx(example["expected"]["chao1"][plot], abs=example["tolerance"]["exact"])


# Facts that can be checked by hand


def test_zero_of_twenty_may_still_be_one_in_six() -> None:
    low, high = stats.wilson(0, 20)
    assert low == 0
    assert high == pytest.approx(0.16, abs=0.005)


def test_a_count_of_zero_is_compatible_with_a_mean_of_3_689() -> None:
    low, high = stats.garwood(0)
    assert low == 0
    assert high == pytest.approx(-math.log(0.025))
    assert high == pytest.approx(3.689, abs=5e-4)


def test_no_trials_leave_the_share_open() -> None:
    for interval in (stats.wilson(0, 0), stats.clopper_pearson(0, 0)):
        assert_array_equal(interval, (0, 1))


def test_intervals_broadcast() -> None:
    assert stats.wilson([[0], [1]], [10, 20, 30]).high.shape == (2, 3)
    assert stats.garwood(np.zeros((2, 3))).low.shape == (2, 3)


def test_benjamini_hochberg_keeps_shape_and_leaves_out_tests_not_made() -> None:
    adjusted = stats.benjamini_hochberg([[0.01, math.nan], [0.04, 0.03]])
    assert_allclose(adjusted, [[0.03, math.nan], [0.04, 0.04]])
    assert np.isnan(stats.benjamini_hochberg([math.nan])).all()
    assert stats.benjamini_hochberg([]).size == 0


@pytest.mark.parametrize(
    ("abundances", "estimate"),
    [
        ([1, 1, 2, 5], 4 + 8 / 9 * 2),
        ([1, 1, 1, 5], 4 + 7 / 8 * 3),
        ([3, 4, 0], 2),
        ([0, 0], 0),
        ([], 0),
    ],
    ids=["doubletons", "no doubletons", "complete", "nothing seen", "no kinds"],
)
def test_chao1_by_hand(abundances: list[int], estimate: float) -> None:
    assert stats.chao1(abundances) == pytest.approx(estimate)


def test_chapman_by_hand() -> None:
    assert stats.chapman(49, 39, 19) == 99
    assert stats.chapman(30, 30, 30) == 30


# Properties


@given(shares, levels)
def test_intervals_of_shares_hold_the_share(share: tuple[int, int], level: float) -> None:
    k, n = share
    for low, high in (stats.wilson(k, n, level), stats.clopper_pearson(k, n, level)):
        assert 0 <= low <= (k / n if n else 0.5) <= high <= 1


@given(shares.filter(lambda share: share[1] > 0), levels)
def test_wilson_bounds_solve_the_score_equation(share: tuple[int, int], level: float) -> None:
    k, n = share
    z = scipy_stats.norm.ppf((1 + level) / 2)
    for bound in stats.wilson(k, n, level):
        assert (k / n - bound) ** 2 == pytest.approx(z**2 * bound * (1 - bound) / n, abs=1e-12)


@given(shares, levels)
def test_clopper_pearson_leaves_the_same_tail_on_both_sides(share: tuple[int, int], level: float) -> None:
    k, n = share
    low, high = stats.clopper_pearson(k, n, level)
    if k > 0:
        assert scipy_stats.binom.sf(k - 1, n, low) == pytest.approx((1 - level) / 2)
    if k < n:
        assert scipy_stats.binom.cdf(k, n, high) == pytest.approx((1 - level) / 2)


@given(st.integers(0, 200), levels)
def test_garwood_holds_the_count_and_leaves_equal_tails(count: int, level: float) -> None:
    low, high = stats.garwood(count, level)
    assert low <= count < high
    assert scipy_stats.poisson.cdf(count, high) == pytest.approx((1 - level) / 2)
    if count:
        assert scipy_stats.poisson.sf(count - 1, low) == pytest.approx((1 - level) / 2)


@given(shares)
def test_more_confidence_is_a_wider_interval(share: tuple[int, int]) -> None:
    k, n = share
    for narrow, wide in pairwise(stats.wilson(k, n, level) for level in (0.8, 0.9, 0.95)):
        assert wide.low <= narrow.low
        assert narrow.high <= wide.high


@given(probabilities)
def test_adjusted_p_values_are_monotone_and_never_below_p(p: list[float]) -> None:
    adjusted = stats.benjamini_hochberg(p)
    assert np.all(adjusted >= np.array(p) * (1 - 1e-12))
    assert np.all(adjusted <= 1)
    assert np.all(np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0)


@given(probabilities, st.floats(0.01, 0.5))
def test_adjusted_p_values_reject_like_the_step_up_rule(p: list[float], q: float) -> None:
    ranked = np.sort(p)
    ratios = ranked * len(p) / np.arange(1, len(p) + 1)
    assume(np.all(np.abs(ratios - q) > 1e-9))  # at a tie the order of rounding would decide
    largest = max((rank for rank, ratio in enumerate(ratios, 1) if ratio <= q), default=0)
    assert np.sum(stats.benjamini_hochberg(p) <= q) == largest


@given(st.lists(st.integers(0, 9), max_size=30))
def test_chao1_is_at_least_what_was_seen(abundances: list[int]) -> None:
    seen = sum(count > 0 for count in abundances)
    assert stats.chao1(abundances) >= seen
    if 1 not in abundances:
        assert stats.chao1(abundances) == seen


@given(st.integers(0, 50), st.integers(0, 50), st.data())
def test_chapman_is_at_least_what_both_lists_name(n1: int, n2: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(0, min(n1, n2)))
    assert stats.chapman(n1, n2, m) >= n1 + n2 - m - 1e-9
    assert stats.chapman(n1, n2, m) == stats.chapman(n2, n1, m)


# What is refused


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_a_probability(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        stats.garwood(3, level)


@pytest.mark.parametrize("interval", [stats.wilson, stats.clopper_pearson])
def test_the_part_cannot_exceed_the_whole(interval: object) -> None:
    assert callable(interval)
    with pytest.raises(ValueError, match="k exceeds n"):
        interval(21, 20)


@pytest.mark.parametrize("count", [-1, math.nan, math.inf])
def test_counts_are_finite_and_not_negative(count: float) -> None:
    with pytest.raises(ValueError, match="finite and not negative"):
        stats.garwood(count)


def test_exact_methods_want_whole_counts() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        stats.chao1([1, 0.5])


def test_misfits_are_refused() -> None:
    with pytest.raises(ValueError, match="in common"):
        stats.chapman(10, 5, 6)
    with pytest.raises(ValueError, match="between 0 and 1"):
        stats.benjamini_hochberg([0.5, 1.5])


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.99])
def test_the_usual_deviates_and_bounds_are_those_of_scipy(level: float) -> None:
    outside = stats.tail(level)
    assert stats.deviate(level) == -special.ndtri(outside)
    assert stats.most_unseen(level) == pytest.approx(float(stats.garwood(0, level).high), rel=1e-15)


@given(probabilities)
def test_adjusted_p_values_are_those_of_scipy(p: list[float]) -> None:
    assert_array_equal(stats.benjamini_hochberg(p), scipy_stats.false_discovery_control(p))
