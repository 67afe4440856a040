"""Quantiles of the gamma distribution against those of scipy."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.measures.gamma import log_gamma, lower_quantile, upper_quantile
from dirskg.graph.measures.stats import garwood

OUTSIDE = [0.025, 0.005, 0.3, 5e-7, 1e-15]


@pytest.mark.parametrize("outside", OUTSIDE)
@given(st.lists(st.floats(0.05, 20_000) | st.integers(1, 20_000).map(float), max_size=9))
def test_quantiles_are_those_of_scipy(outside: float, shapes: list[float]) -> None:
    a = np.array(shapes)
    np.testing.assert_allclose(lower_quantile(a, outside), scipy.special.gammaincinv(a, outside), rtol=1e-12)
    np.testing.assert_allclose(upper_quantile(a + 1, outside), scipy.special.gammainccinv(a + 1, outside), rtol=1e-12)


def test_the_interval_of_a_count_keeps_its_shape_and_known_values() -> None:
    low, high = garwood([[0, 1], [10, 100]])
    # The table of Garwood 1936 at 95 %.
    np.testing.assert_allclose(low, [[0, 0.0253], [4.795, 81.36]], rtol=1e-3)
    np.testing.assert_allclose(high, [[3.689, 5.572], [18.39, 121.63]], rtol=1e-3)
    assert garwood(3).low.shape == ()
    assert float(garwood(0.001).low) == 0.0
    np.testing.assert_array_equal(garwood([]).high, [])
    np.testing.assert_allclose(log_gamma(np.arange(1.0, 500)), scipy.special.gammaln(np.arange(1.0, 500)), rtol=1e-14)
