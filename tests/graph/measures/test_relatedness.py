"""Relatedness of domains and what it gives a region to build on: worked examples and properties."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import ArrayLike, NDArray
from oracles import oracle

from dirskg.graph.measures import relatedness as r

Matrix = NDArray[np.float64]

incidences = st.tuples(st.integers(2, 5), st.integers(1, 8)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 1))
)


@st.composite
def presence_and_phi(draw: st.DrawFn) -> tuple[NDArray[np.bool_], Matrix]:
    regions, domains = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    there = draw(arrays(np.bool_, (regions, domains)))
    half = draw(arrays(np.float64, (domains, domains), elements=st.floats(0, 5)))
    return there, r.without_diagonal(half + half.T)


def test_co_occurrence_of_the_worked_example() -> None:
    example = oracle(3)
    incidence = np.array(example["inputs"]["incidence_industry_by_event"])
    found = r.co_occurrence(incidence)
    assert found.tolist() == example["expected"]["cooccurrence_of_incidence"]
    with_diagonal = found + np.diag(incidence.sum(axis=1))
    assert with_diagonal.tolist() == example["expected"]["cooccurrence_with_diagonal"]


@pytest.mark.parametrize(
    ("name", "measure"),
    [("prob", r.probability), ("association", r.association)],
)
def test_relatedness_of_the_worked_example(name: str, measure: Callable[[ArrayLike], Matrix]) -> None:
    example = oracle(3)
    found = measure(example["inputs"]["cooccurrence"])
    np.testing.assert_allclose(found, example["expected"]["relatedness"][name], atol=example["tolerance"], rtol=0)


def test_density_of_the_worked_example_with_its_diagonal() -> None:
    example = oracle(4)
    there = np.array(example["inputs"]["presence_region_by_tech"], dtype=bool)
    found = r.relatedness_density(there, example["inputs"]["relatedness"])
    np.testing.assert_allclose(found, example["expected"]["relatedness_density_pct"], atol=example["tolerance"], rtol=0)
    for part, kept in (("ext_absent_cells_rounded", ~there), ("int_present_cells_rounded", there)):
        told = np.array([[np.nan if v is None else v for v in row] for row in example["expected"][part]])
        np.testing.assert_array_equal(np.where(kept, np.round(found), np.nan), told)


def test_complementary_linkages_of_the_worked_example() -> None:
    example = oracle(27)
    there, phi = example["inputs"]["presence"], example["inputs"]["phi"]
    density, added = r.relatedness_density(there, phi), r.added_density(there, phi)
    tolerance = example["tolerance"]
    np.testing.assert_allclose(density, example["expected"]["relatedness_density"], atol=tolerance, rtol=0)
    np.testing.assert_allclose(added, example["expected"]["added_density_r_s_i"], atol=tolerance, rtol=0)


@given(incidences)
def test_relatedness_is_symmetric_and_averages_to_one(incidence: NDArray[np.int64]) -> None:
    c = r.co_occurrence(incidence)
    for measure in (r.association, r.probability):
        found = measure(c)
        np.testing.assert_array_equal(found, found.T)
        order = np.arange(len(c))[::-1]
        np.testing.assert_allclose(measure(c[np.ix_(order, order)]), found[np.ix_(order, order)])
    s, phi = c.sum(axis=1), np.nan_to_num(r.association(c))
    # sum_j phi_ij s_j / T = 1 for every kind that stands with another.
    np.testing.assert_allclose((phi @ s)[s > 0], s.sum())


@given(presence_and_phi())
def test_densities_fit_each_other(case: tuple[NDArray[np.bool_], Matrix]) -> None:
    there, phi = case
    density, added = r.relatedness_density(there, phi), r.added_density(there, phi)
    known = phi.sum(axis=0) > 0
    assert np.isnan(density[:, ~known]).all()
    assert ((density[:, known] >= 0) & (density[:, known] <= 100 + 1e-9)).all()
    for one in range(len(there)):
        assert (added[one, one, known] == 0).all()
        for other in range(len(there)):
            # What r has and what s adds is what the two have together.
            union = r.relatedness_density([there[one] | there[other]], phi)[0]
            np.testing.assert_allclose(density[one] + added[one, other], union, atol=1e-9)
    np.testing.assert_allclose(r.shares(phi)[:, known].sum(axis=0), 100)
    # Density is the sum of the shares of what is there.
    np.testing.assert_allclose(there @ np.nan_to_num(r.shares(phi)), np.nan_to_num(density), atol=1e-9)


@pytest.mark.parametrize("bad", [[[0, 1], [2, 0]], [[0, 1]], [[0, -1], [-1, 0]], [[0, np.nan], [np.nan, 0]]])
def test_what_is_no_co_occurrence_is_refused(bad: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="relatedness:"):
        r.association(bad)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        r.relatedness_density([[1, 0, 1]], np.zeros((2, 2)))
