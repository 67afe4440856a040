"""Mixing of groups: published and hand-checked values, closed forms against permutations and enumeration."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle

from dirskg.graph.measures.communities import (
    adjusted_mutual_information,
    expected_mutual_information,
    leiden,
    mutual_information,
)
from dirskg.graph.measures.mixing import (
    assortativity,
    assortativity_error,
    ei_by_group,
    ei_index,
    ends,
    expected_ties,
    mixing_matrix,
    neutral_ei,
    neutral_ei_by_group,
    observed_over_expected,
    permuted_ei,
)


@st.composite
def labelled_networks(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ends of some ties among 3 to 7 vertices, and the groups (of 3) that these are in."""
    n = draw(st.integers(3, 7))
    pairs = draw(st.sets(st.sampled_from(list(combinations(range(n), 2))), min_size=1))
    u, v = np.array(sorted(pairs)).T
    return u, v, np.array(draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))


def two_triangles() -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, Any]]:
    """Ties and groups of worked example 10, and the example."""
    example = oracle(10)
    u, v = np.array(example["inputs"]["two_triangles_edges"]).T - 1
    names = sorted(set(example["inputs"]["groups"].values()))
    group = np.array([names.index(name) for _, name in sorted(example["inputs"]["groups"].items())])
    return u, v, group, example


# Worked examples


def test_assortativity_of_newmans_mixing_matrix() -> None:
    example = oracle(10)
    r = assortativity(example["inputs"]["newman_mixing_matrix"])
    assert r == pytest.approx(example["expected"]["newman_r_published"], abs=example["tolerance"]["published"])
    exact = example["expected"]["newman_r_from_rounded_entries"]
    assert r == pytest.approx(exact, abs=example["tolerance"]["analytic"])


def test_two_triangles() -> None:
    u, v, group, example = two_triangles()
    expected, tolerance = example["expected"], example["tolerance"]["analytic"]
    matrix = mixing_matrix(u, v, group, 2)
    assert matrix.tolist() == [[3, 1], [1, 3]]
    overall, by_group = ei_by_group(matrix)
    assert overall == pytest.approx(expected["two_triangles_ei"], abs=tolerance)
    assert by_group.tolist() == [-0.5, -0.5]
    assert assortativity(ends(matrix)) == pytest.approx(expected["two_triangles_assortativity"], abs=tolerance)


def test_neutral_value_of_unequal_groups() -> None:
    example = oracle(34)
    sizes = list(example["inputs"]["example_sizes"].values())
    tolerance = example["tolerance"]["closed_form"]
    assert neutral_ei(sizes) == pytest.approx(example["expected"]["expected_EI_26_20_4"], abs=tolerance)


def test_looks_open_and_is_nothing() -> None:
    # 32 researchers of four fields (17, 6, 3, 6) with 266 ties: 178 of them across give the published index.
    example = oracle(34)
    expected, tolerance = example["expected"], example["tolerance"]
    assert ei_index(178, 88) == pytest.approx(expected["eies_observed"], abs=tolerance["closed_form"])
    sizes = [17, 6, 3, 6]
    assert neutral_ei(sizes) == pytest.approx(expected["eies_expected"], abs=tolerance["closed_form"])
    # The mean over random labels does not depend on which pairs are tied, only on their number and on the sizes.
    group = np.repeat(range(4), sizes)
    pairs = np.array(list(combinations(range(32), 2)))
    u, v = np.random.default_rng(1).permutation(pairs)[: expected["eies_undirected_ties"]].T
    found = permuted_ei(u, v, group, 4, draws=20_000)
    assert found.mean == pytest.approx(expected["eies_perm_mean_20000"], abs=tolerance["permutation"])
    assert found.draws == 20_000
    assert found.p > 0.05


def test_binary_projection_of_the_toy() -> None:
    # Ten ties among six actors of three regions; a-b and d-f are the two within a region: (8 - 2) / 10.
    example = oracle(33)
    ids = sorted(example["inputs"]["regions"])
    names = sorted(set(example["inputs"]["regions"].values()))
    group = np.array([names.index(example["inputs"]["regions"][one]) for one in ids])
    ties = [pair.split("-") for pair in example["expected"]["newman_weights"]]
    u, v = np.array([[ids.index(one) for one in pair] for pair in ties]).T
    overall, _ = ei_by_group(mixing_matrix(u, v, group, 3))
    assert overall == pytest.approx(example["expected"]["ei_index_binary_projection"], abs=example["tolerance"])
    weights = list(example["expected"]["newman_weights"].values())
    # The strengths of the six add up to twice the weight of all ties: 2 + 2 + 1 + 2 + 1 + 1.
    assert mixing_matrix(u, v, group, 3, weights)[np.triu_indices(3)].sum() == pytest.approx(9 / 2)


# Chance


@given(labelled_networks())
def test_neutral_value_is_the_mean_over_all_labellings(network: tuple[np.ndarray, ...]) -> None:
    u, v, group = network
    every = [ei_by_group(mixing_matrix(u, v, np.array(one), 3))[0] for one in set(permutations(group.tolist()))]
    assert np.mean(every) == pytest.approx(neutral_ei(np.bincount(group, minlength=3)))


def test_permutations_find_what_keeps_to_itself_and_nothing_in_noise() -> None:
    group = np.repeat([0, 1], 10)
    inside = np.array([pair for pair in combinations(range(20), 2) if group[pair[0]] == group[pair[1]]])
    u, v = inside.T
    found = permuted_ei(u, v, group, 2, draws=999)
    assert found.p == pytest.approx(0.002)
    assert found.group_p.tolist() == pytest.approx([0.002, 0.002])
    assert found.mean == pytest.approx(neutral_ei([10, 10]), abs=0.02)
    assert permuted_ei(u, v, np.tile([0, 1], 10), 2).p > 0.05


def test_neutral_values_by_group_follow_their_permutations() -> None:
    generator = np.random.default_rng(3)
    group = np.repeat([0, 1, 2], [30, 20, 10])
    pairs = np.array(list(combinations(range(60), 2)))
    u, v = generator.permutation(pairs)[:400].T
    found = permuted_ei(u, v, group, 3, draws=2000)
    assert found.group_mean == pytest.approx(neutral_ei_by_group([30, 20, 10]), abs=0.02)


def test_permutations_are_repeatable() -> None:
    u, v, group, _ = two_triangles()
    assert permuted_ei(u, v, group, 2, draws=500).p == permuted_ei(u, v, group, 2, draws=500).p
    assert permuted_ei(u, v, group, 2, draws=500, seed=2).mean != permuted_ei(u, v, group, 2, draws=500).mean


def test_without_ties_or_groups_there_is_no_index() -> None:
    none = np.array([], dtype=np.int64)
    found = permuted_ei(none, none, np.array([0, 1]), 2)
    assert np.isnan(found.p)
    assert np.isnan(found.mean)
    assert np.isnan(neutral_ei([1]))
    assert np.isnan(assortativity([[0.0]]))
    assert np.isnan(assortativity([[7.0]])), "all in one group"
    assert np.isnan(assortativity_error(np.zeros((2, 2))))


def test_expected_ties_of_two_triangles() -> None:
    # Degrees 2, 2, 3 in each: S = 7, Q = 17, P = (14^2 - 34) / 2 = 81; 7 * 49 / 81 across, 7 * 16 / 81 in each.
    u, v, group, _ = two_triangles()
    expected = expected_ties(np.bincount(np.append(u, v)), group, 2)
    assert expected == pytest.approx(np.array([[112 / 81, 343 / 81], [343 / 81, 112 / 81]]))


@given(labelled_networks())
def test_as_many_ties_are_expected_as_seen(network: tuple[np.ndarray, ...]) -> None:
    u, v, group = network
    expected = expected_ties(np.bincount(np.append(u, v), minlength=len(group)), group, 3)
    assert expected[np.triu_indices(3)].sum() == pytest.approx(len(u))
    assert (expected >= 0).all()


def test_many_small_degrees_give_the_configuration_model() -> None:
    group = np.repeat([0, 1], 500)
    expected = expected_ties(np.ones(1000), group, 2)
    assert expected == pytest.approx(np.array([[125, 250], [250, 125]]), rel=0.003)


def test_interval_of_a_ratio_is_that_of_the_count() -> None:
    # Garwood: 2 ties lie within 0.2422 and 7.2247.
    found = observed_over_expected(np.array([[2.0, 0.0], [0.0, 2.0]]), np.array([[4.0, 0.0], [0.0, 2.0]]))
    assert [float(part[0, 0]) for part in found[1:]] == pytest.approx([0.5, 0.2422 / 4, 7.2247 / 4], abs=1e-4)
    assert np.isnan(found.ratio[0, 1])


def test_error_of_assortativity_is_the_jackknife_over_ties() -> None:
    u, v, group, _ = two_triangles()
    r = assortativity(ends(mixing_matrix(u, v, group, 2)))
    one_less = [assortativity(ends(mixing_matrix(np.delete(u, i), np.delete(v, i), group, 2))) for i in range(len(u))]
    error = assortativity_error(mixing_matrix(u, v, group, 2))
    assert error == pytest.approx(float(np.sqrt(np.sum((np.array(one_less) - r) ** 2))))


# Communities


def test_mutual_information_as_scikit_learn_and_vinh_publish_it() -> None:
    left = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    right = [1, 1, 1, 1, 2, 1, 2, 2, 2, 2, 3, 1, 3, 3, 3, 2, 2]
    table = np.zeros((3, 3))
    np.add.at(table, (np.array(left) - 1, np.array(right) - 1), 1)
    assert mutual_information(table) == pytest.approx(0.41022, abs=1e-5)
    assert expected_mutual_information(table.sum(axis=1), table.sum(axis=0)) == pytest.approx(0.15042, abs=1e-5)
    assert adjusted_mutual_information(left, right) == pytest.approx(0.27821, abs=1e-5)


labels = st.lists(st.integers(0, 2), min_size=6, max_size=6)


@given(labels, labels)
def test_expected_mutual_information_is_the_mean_over_all_pairings(left: list[int], right: list[int]) -> None:
    def table(one: tuple[int, ...]) -> np.ndarray:
        counts = np.zeros((3, 3))
        np.add.at(counts, (left, one), 1)
        return counts

    every = [mutual_information(table(one)) for one in permutations(right)]
    margins = [np.bincount(one) for one in (left, right)]
    chance = expected_mutual_information(*(margin[margin > 0] for margin in margins))
    assert chance == pytest.approx(np.mean(every), abs=1e-9)


@given(labels, labels)
def test_agreement_is_symmetric_and_blind_to_names(left: list[int], right: list[int]) -> None:
    found = adjusted_mutual_information(left, right)
    assert adjusted_mutual_information(right, left) == pytest.approx(found, abs=1e-9)
    assert adjusted_mutual_information([7 - one for one in left], right) == pytest.approx(found, abs=1e-9)
    assert adjusted_mutual_information(left, left) == pytest.approx(1)


def test_agreement_with_nothing_is_zero() -> None:
    assert adjusted_mutual_information([0, 0, 0, 0], [0, 1, 2, 3]) == 0
    assert np.isnan(adjusted_mutual_information([], []))


def test_communities_of_two_triangles_are_the_triangles() -> None:
    u, v, group, _ = two_triangles()
    found = leiden(6, u, v, np.ones(7), seed=1)
    assert adjusted_mutual_information(found, group) == pytest.approx(1)
    assert leiden(6, u, v, np.ones(7), seed=1).tolist() == found.tolist()
