"""Pooling of shares: by hand, and what must hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.measures.pooling import beta_binomial

counts = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda t: (min(t), max(t))), min_size=1, max_size=12
)


def test_two_groups_by_hand() -> None:
    # p = 1/2, S = 4/16 + 4/16 = 1/2, S / p(1-p) = 2; phi = (2 - 1) / (8 - 32/8 - 1) = 1/3, so the prior weighs 2.
    found = beta_binomial([1, 3], [4, 4])
    assert found.strength == pytest.approx(2)
    assert found.values.tolist() == pytest.approx([(1 + 1) / 6, (3 + 1) / 6])


def test_groups_as_different_as_can_be_keep_their_shares() -> None:
    found = beta_binomial([0, 4], [4, 4])
    assert (found.strength, found.values.tolist()) == (0, [0.0, 1.0])


def test_differences_that_chance_makes_are_drawn_in_wholly() -> None:
    found = beta_binomial([2, 2, 3], [4, 5, 5])
    assert found.strength == math.inf
    assert found.values.tolist() == pytest.approx([0.5, 0.5, 0.5])


def test_a_group_without_trials_has_the_common_share_and_no_group_has_none() -> None:
    assert beta_binomial([0, 1, 3], [0, 4, 4]).values[0] == pytest.approx(0.5)
    assert all(math.isnan(value) for value in beta_binomial([0, 0], [0, 0]).values)
    assert beta_binomial([], []).values.size == 0


@given(counts)
def test_pooled_shares_lie_between_their_own_and_the_common_one(groups: list[tuple[int, int]]) -> None:
    k, n = (np.array(side) for side in zip(*groups, strict=True))
    found = beta_binomial(k, n)
    if n.sum() == 0:
        return
    own = np.where(n > 0, k / np.maximum(n, 1), found.common)
    assert np.all(found.values >= np.minimum(own, found.common) - 1e-12)
    assert np.all(found.values <= np.maximum(own, found.common) + 1e-12)
    turned = beta_binomial(n - k, n)
    assert turned.values == pytest.approx(1 - found.values)


@pytest.mark.parametrize(("k", "n"), [([2], [1]), ([1, 1], [2]), ([0.5], [1]), ([-1], [1])])
def test_what_is_no_count_is_refused(k: list[float], n: list[float]) -> None:
    with pytest.raises(ValueError, match="beta_binomial"):
        beta_binomial(k, n)
