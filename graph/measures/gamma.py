"""Quantiles of the gamma distribution, on which the exact interval of a count rests.

The logarithm of its lower tail is concave in log x, that of its upper tail in x (shapes from 1 on). Newton's steps from
a bound on the outer side therefore move to the quantile and never past it. Both tails are sums or fractions of positive
terms and keep their digits. `scipy.special` gives the same to 1e-12; to import it takes a third of a second.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_DIGITS, _LAST_STEP = 1e-15, 1e-9
_MOST_STEPS, _MOST_TERMS = 100, 100_000


def log_gamma(values: Array) -> Array:
    """The logarithm of the gamma function of each value."""
    return np.array([math.lgamma(value) for value in values.ravel()]).reshape(values.shape)


def lower_quantile(shape: Array, outside: float) -> Array:
    """Where the gamma distribution of each positive shape leaves `outside` below."""
    scale = log_gamma(shape)
    # P(a, x) <= x^a / Gamma(a + 1), and no more than exp(-t) lies below a - sqrt(2 a t): both lie to the left.
    power = (math.log(outside) + scale + np.log(shape)) / shape
    near = shape - np.sqrt(-2 * shape * math.log(outside))
    u = np.where(near > 0, np.maximum(power, np.log(np.where(near > 0, near, 1.0))), power)
    for _ in range(_MOST_STEPS):
        below = _below(shape, np.exp(u))  # over x times the density
        held = np.exp(shape * u - np.exp(u) - scale) * below
        step = below * np.log(outside / held)
        u = u + step
        if not np.any(np.abs(step) > _LAST_STEP):
            break  # what is still missing is of the order of the square of this step
    return np.exp(u)


def upper_quantile(shape: Array, outside: float) -> Array:
    """Where the gamma distribution of each shape, 1 or more, leaves `outside` above."""
    scale, most = log_gamma(shape), -math.log(outside)
    # No more than exp(-t) lies above a + sqrt(2 a t) + t.
    x = shape + np.sqrt(2 * shape * most) + most
    for _ in range(_MOST_STEPS):
        above = _above(shape, x)  # over x times the density
        held = np.exp(shape * np.log(x) - x - scale) * above
        step = x * above * np.log(held / outside)
        x = x + step
        if not np.any(np.abs(step) > _LAST_STEP * x):
            break
    return x


def _below(a: Array, x: Array) -> Array:
    """1/a (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …)."""
    term = total = 1 / a
    for n in range(1, _MOST_TERMS):
        term = term * x / (a + n)
        total = total + term
        if not np.any(term > _DIGITS * total):
            break
    return total


def _above(a: Array, x: Array) -> Array:
    """The fraction of Legendre, 1/(x - a + 1 - (1 - a)/(x - a + 3 - 2(2 - a)/(x - a + 5 - …))), in the way of Lentz."""
    value = c = x - a + 1
    d = np.zeros_like(value)
    for n in range(1, _MOST_TERMS):
        over, under = n * (a - n), x - a + 2 * n + 1
        d = 1 / (under + over * d)
        c = under + over / c
        value = value * c * d
        if not np.any(np.abs(c * d - 1) > _DIGITS):
            break
    return 1 / value
