"""Measures of a ranking: the worked example, ties, and agreement with counting one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle

from dirskg.graph.measures import link_prediction as lp
from dirskg.graph.measures import ranking as r

items = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=6)


def test_the_worked_example() -> None:
    example = oracle(15)
    given_, told, close = example["inputs"], example["expected"], example["tolerance"]
    relevant = [item in given_["relevant"] for item in given_["ranked_items"]]
    ranked = r.levels(given_["scores"], relevant)
    for k, precision in enumerate(told["precision_at"], start=1):
        assert r.precision_at(ranked, k) == pytest.approx(precision, abs=close)
    assert r.roc_auc(ranked) == pytest.approx(told["roc_auc_within_list"], abs=close)
    assert r.average_precision(ranked) == pytest.approx(told["average_precision"], abs=close)
    ranks = given_["ranks_for_mrr"]
    assert r.mean_reciprocal_rank(ranks) == pytest.approx(told["mrr"], abs=close)
    for k in (1, 3, 10):
        assert r.hits_at(ranks, k) == pytest.approx(told[f"hits_at_{k}"], abs=close)


@given(items, st.integers(1, 7))
def test_ties_count_as_all_their_orders_do(found: list[tuple[int, bool]], k: int) -> None:
    scores, relevant = zip(*found, strict=True)
    ranked = r.levels(scores, relevant)
    orders = [
        order for order in permutations(found) if all(a[0] >= b[0] for a, b in zip(order, order[1:], strict=False))
    ]
    hits = np.mean([sum(good for _, good in order[:k]) for order in orders])
    assert r.precision_at(ranked, k) == pytest.approx(hits / min(k, len(found)))
    if any(relevant):
        firsts = [next(i for i, (_, good) in enumerate(order, start=1) if good) for order in orders]
        assert r.first_ranks([scores], [relevant])[0] == pytest.approx(np.mean(firsts))


@given(items)
def test_auc_is_the_chance_of_a_right_order(found: list[tuple[int, bool]]) -> None:
    scores, relevant = zip(*found, strict=True)
    pairs = [(a > b) + (a == b) / 2 for a, good in found if good for b, other in found if not other]
    auc = r.roc_auc(r.levels(scores, relevant))
    assert (np.isnan(auc) and not pairs) or auc == pytest.approx(np.mean(pairs))
    # Any rising function of the scores ranks alike.
    assert r.roc_auc(r.levels(np.exp(scores), relevant)) == pytest.approx(auc, nan_ok=True)
    average = r.average_precision(r.levels(scores, relevant))
    assert np.isnan(average) or 0 < average <= 1


@given(items, st.integers(1, 4))
def test_a_row_may_stand_for_several_items(found: list[tuple[int, bool]], times: int) -> None:
    scores, relevant = (np.array(column) for column in zip(*found, strict=True))
    many = r.levels(scores, relevant * times, np.full(len(found), times))
    repeated = r.levels(np.repeat(scores, times), np.repeat(relevant, times))
    for measure in (r.roc_auc, r.average_precision):
        assert measure(many) == pytest.approx(measure(repeated), nan_ok=True)
    assert r.precision_at(many, 2) == pytest.approx(r.precision_at(repeated, 2))


def test_the_smallest_scores_are_told_apart_and_equals_are_not() -> None:
    # Along a path Katz scores fall by a factor of some 4 a step, exactly by the continuants of the path.
    n, beta = 30, Fraction(1, 4)
    theta = [Fraction(1), Fraction(1)]
    for _ in range(n):
        theta.append(theta[-1] - beta**2 * theta[-2])
    # The nearest pair and the far ones; between them scores differ by less than 12 digits.
    pairs = [(0, 2), *((u, v) for u, v in combinations(range(n), 2) if v - u > 14)]
    exact = [beta ** (v - u) * theta[u] * theta[n - 1 - v] / theta[n] for u, v in pairs]
    found = lp.katz(lp.adjacency(range(n - 1), range(1, n), n), float(beta))
    relevant = [v % 3 == 0 for _, v in pairs]
    chances = [(a > b) + (a == b) / 2 for a, good in zip(exact, relevant, strict=True) if good
               for b, other in zip(exact, relevant, strict=True) if not other]  # fmt: skip
    assert r.roc_auc(r.levels([found[pair] for pair in pairs], relevant)) == pytest.approx(np.mean(chances))
    assert r.significant([0.1 + 0.2, np.inf, -np.inf, 0.0]).tolist() == [r.significant(0.3), np.inf, -np.inf, 0.0]


def test_without_items_or_hits_there_is_no_number() -> None:
    nothing = r.levels([], [])
    assert np.isnan([r.roc_auc(nothing), r.average_precision(nothing), r.precision_at(nothing, 1)]).all()
    assert np.isnan(r.first_ranks([[1.0, 2.0]], [[False, False]])).all()
    assert np.isnan(r.mean_reciprocal_rank([]))


@pytest.mark.parametrize(("scores", "relevant"), [([1.0], [1, 0]), ([np.nan], [1]), ([1.0], [2])])
def test_what_is_no_ranking_is_refused(scores: list[float], relevant: list[int]) -> None:
    with pytest.raises(ValueError, match="levels"):
        r.levels(scores, relevant)
