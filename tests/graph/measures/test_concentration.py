"""Concentration: published answers, sums done by hand, and what must hold for any table."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from oracles import oracle

from dirskg.graph.measures.concentration import (
    effective_number,
    gini,
    gini_ceiling,
    hachman,
    hoover,
    shannon,
    unbiased_herfindahl,
)
from dirskg.graph.measures.specialisation import herfindahl, krugman, marshall, symmetric
from dirskg.graph.measures.stats import Array

tables = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 6)), elements=st.integers(0, 30))


def test_published_indices() -> None:
    example = oracle(2)
    table, told, tolerance = example["inputs"]["matrix"], example["expected"], example["tolerance"]
    exact = {
        "herfindahl": herfindahl, "krugman": krugman, "hoover_specialisation": hoover, "hachman": hachman
    }  # fmt: skip
    for name, measure in exact.items():
        assert measure(table) == pytest.approx(told[name], abs=tolerance["default"]), name
    rounded = tolerance["entropy_and_gini"]
    assert shannon(table) == pytest.approx(told["shannon_entropy_bits"], abs=rounded)
    assert gini(np.transpose(table)) == pytest.approx(told["gini_by_column"], abs=rounded)
    assert gini([example["inputs"]["gini_vector"]]) == pytest.approx([told["gini_vector"]], abs=rounded)
    columns = [np.nan if value is None else value for value in told["gini_matrix_columns"]]
    assert gini(np.transpose(example["inputs"]["gini_matrix"])) == pytest.approx(columns, abs=rounded, nan_ok=True)


def test_the_ceiling_of_gini_is_all_in_one_of_n() -> None:
    for n in (1, 3, 5, 15):
        assert gini([[7] + [0] * (n - 1)]) == pytest.approx([gini_ceiling(n)])
    assert gini_ceiling(3) == pytest.approx(2 / 3)
    assert math.isnan(gini_ceiling(0))


def test_the_unbiased_index_by_hand() -> None:
    # Of 5 there are 10 pairs; 3 of one kind make 3 pairs alike, 2 of another 1.
    assert unbiased_herfindahl([[3, 2, 0]]) == pytest.approx([4 / 10])
    assert unbiased_herfindahl([[1, 0], [0, 0]]) == pytest.approx([np.nan, np.nan], nan_ok=True)
    with pytest.raises(ValueError, match="whole counts"):
        unbiased_herfindahl([[0.5, 1]])


@given(table=tables)
def test_what_holds_for_any_table(table: Array) -> None:
    n, width = table.sum(axis=1), table.shape[1]
    some, pairs = n > 0, n > 1
    index = herfindahl(table)
    # The two usual ways to write the unbiased index are one.
    with np.errstate(divide="ignore", invalid="ignore"):
        other = (index - 1 / n) / (1 - 1 / n)
    assert unbiased_herfindahl(table)[pairs] == pytest.approx(other[pairs])
    assert np.all(unbiased_herfindahl(table)[pairs] <= index[pairs] + 1e-12)
    assert np.all((effective_number(index)[some] >= 1 - 1e-9) & (effective_number(index)[some] <= width + 1e-9))
    assert np.all((gini(table)[some] >= -1e-12) & (gini(table)[some] <= gini_ceiling(width) + 1e-12))
    assert np.all((shannon(table)[some] >= 0) & (shannon(table)[some] <= np.log2(width) + 1e-9))
    # As Shannon's entropy is the lesser the more concentrated, so is Renyi's of order two below it.
    assert np.all(np.log2(effective_number(index)[some]) <= shannon(table)[some] + 1e-9)
    assert np.all((hachman(table)[some] > 0) & (hachman(table)[some] <= 1 + 1e-9))
    for measure in (hachman, hoover, shannon, gini, unbiased_herfindahl):
        found = measure(table)
        assert np.array_equal(np.isnan(found), ~pairs if measure is unbiased_herfindahl else ~some)
        assert measure(table[:, ::-1]) == pytest.approx(found, nan_ok=True)
    alike = np.tile(table[:1], (3, 1))
    assert hachman(alike) == pytest.approx([1.0 if n[0] else np.nan] * 3, nan_ok=True)


def test_marshall_by_hand() -> None:
    # Seen 8 and 2 where 5 each are expected: m = 1, quotients 1.6 and 0.4, spread 0.36 - 1/5 = 0.16, w = 0.16 / 0.36.
    assert marshall([8, 2], [5, 5]) == pytest.approx([1 + 0.6 * 4 / 9, 1 - 0.6 * 4 / 9])
    assert marshall([6, 4], [5, 5]) == pytest.approx([1, 1])  # chance explains this much
    assert marshall([[8, 2, 0]], [[5, 5, 0]]) == pytest.approx(
        np.array([[1 + 4 / 15, 1 - 4 / 15, np.nan]]), nan_ok=True
    )
    assert np.isnan(marshall([0], [0])).all()
    with pytest.raises(ValueError, match="do not fit"):
        marshall([1, 2], [1])


@given(seen=arrays(np.int64, 6, elements=st.integers(0, 40)), mean=st.floats(0.5, 20))
def test_marshall_pulls_towards_the_mean_and_keeps_the_order_of_equally_sure_cells(seen: Array, mean: float) -> None:
    quotients, found = seen / mean, marshall(seen, np.full(6, mean))
    centre = quotients.mean()
    assert np.all(np.abs(found - centre) <= np.abs(quotients - centre) + 1e-9)
    assert np.all(np.diff(found[np.argsort(seen)]) >= -1e-9)


def test_the_symmetric_quotient() -> None:
    assert symmetric([0, 1, 3, np.nan]) == pytest.approx([-1, 0, 0.5, np.nan], nan_ok=True)
