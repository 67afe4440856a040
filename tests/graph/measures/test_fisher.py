"""Fisher's exact test against worked examples, exact fractions and scipy."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.testing import assert_allclose
from oracles import oracle
from scipy import stats as scipy_stats

from dirskg.graph.measures import specialisation
from dirskg.graph.measures.fisher import fisher_table, hypergeometric, share

EXACT = 1e-12
small = npst.arrays(np.int64, (2, 2), elements=st.integers(0, 15))
large = npst.arrays(np.int64, (3, 4), elements=st.integers(0, 3000))


def test_lady_tasting_tea() -> None:
    example = oracle(7)
    found = fisher_table(example["inputs"]["fisher_table"])
    answer, tolerance = example["expected"], example["tolerance"]["exact"]
    assert found.over == pytest.approx(answer["fisher_one_sided"], abs=tolerance)
    assert found.two_sided == pytest.approx(answer["fisher_two_sided"], abs=tolerance)


@given(small)
def test_one_table_is_exact_in_fractions(table: Any) -> None:
    (a, b), (c, d) = table.tolist()
    kind, drawn, total = a + c, a + b, a + b + c + d
    ways = {
        i: math.comb(kind, i) * math.comb(total - kind, drawn - i)
        for i in range(max(0, drawn + kind - total), min(kind, drawn) + 1)
    }
    sides = (lambda i: i <= a, lambda i: i >= a, lambda i: ways[i] <= ways[a])
    exact = [float(Fraction(sum(n for i, n in ways.items() if side(i)), sum(ways.values()))) for side in sides]
    assert_allclose(fisher_table(table), exact, rtol=EXACT)


@given(small)
def test_one_table_agrees_with_scipy(table: Any) -> None:
    answers = [scipy_stats.fisher_exact(table, side)[1] for side in ("less", "greater", "two-sided")]
    assert_allclose(fisher_table(table), answers, rtol=EXACT)


@given(large)
def test_all_cells_of_a_table_agree_with_scipy(table: Any) -> None:
    margins = table.sum() or 1, table.sum(axis=0)[None, :], table.sum(axis=1)[:, None]
    under, over = scipy_stats.hypergeom.cdf(table, *margins), scipy_stats.hypergeom.sf(table - 1, *margins)
    assert_allclose(specialisation.fisher_under(table), under, rtol=EXACT, atol=1e-300)
    assert_allclose(specialisation.fisher_over(table), over, rtol=EXACT, atol=1e-300)


@pytest.mark.parametrize(
    ("total", "kind", "drawn"), [(100_000, 17_559, 5_591), (250_000, 90_000, 60_000), (10, 10, 4), (9, 4, 9), (5, 0, 3)]
)
def test_the_terms_are_the_distribution(total: int, kind: int, drawn: int) -> None:
    terms = hypergeometric(total, np.array([float(kind)]), drawn)
    assert terms.max() == 1
    many = np.arange(terms.shape[1])
    for seen in np.unique(np.quantile(many, [0, 0.1, 0.25, 0.5, 1]).astype(int)):
        p = scipy_stats.hypergeom.cdf(seen, total, kind, drawn)
        assert_allclose(share(terms, many <= seen), [p], rtol=EXACT, atol=1e-300)


def test_nothing_is_seen_where_nothing_is() -> None:
    assert fisher_table([[0, 0], [0, 0]]) == (1, 1, 1)
    assert fisher_table([[0, 0], [3, 4]]) == (1, 1, 1)
    assert hypergeometric(0, np.empty(0), 0).shape == (0, 1)


def test_what_has_no_exact_test_is_refused() -> None:
    with pytest.raises(ValueError, match="whole counts"):
        fisher_table([[1.0, 0.5], [2.0, 3.0]])
    with pytest.raises(ValueError, match="2x2"):
        fisher_table([[1, 2, 3], [4, 5, 6]])
