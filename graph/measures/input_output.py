"""Input-output analysis: what a purchase sets going in the products that it needs, and theirs.

Flows are a matrix of money: row i says what each product j (column) took of product i. All results are per unit of
final demand, or in the unit of the flows.

Sources: Miller and Blair (2009), Input-Output Analysis, chapters 2, 3 and 6; Eurostat Manual of Supply, Use and
Input-Output Tables (2008), chapter 15.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
# What the inverse may miss the identity by: beyond that its digits mean nothing.
_RESIDUAL = 1e-8


class NotInvertible(ValueError):
    """The system has no solution that means anything: some products need as much of each other as they are."""


def coefficients(flows: ArrayLike, output: ArrayLike) -> Array:
    """What one unit of each product takes of each: A = Z / x. What nobody makes takes nothing."""
    table, made = np.asarray(flows, dtype=np.float64), np.asarray(output, dtype=np.float64)
    return np.divide(table, made, out=np.zeros_like(table), where=made > 0)


def inverse(taken: ArrayLike) -> Array:
    """The Leontief inverse L = (I - A)^-1: what is made of each product for one unit of final demand of each.

    Raises NotInvertible where I - A has no inverse, or A has an eigenvalue of 1 or more in size, so that the rounds of
    purchases never come to an end.
    """
    a = np.asarray(taken, dtype=np.float64)
    if a.size and max(abs(np.linalg.eigvals(a))) >= 1:
        raise NotInvertible("products need as much of each other as they are, so that purchases never come to an end")
    identity = np.eye(len(a))
    try:
        found = np.asarray(np.linalg.inv(identity - a), dtype=np.float64)
    except np.linalg.LinAlgError as error:
        raise NotInvertible(str(error)) from error
    if a.size and abs((identity - a) @ found - identity).max() > _RESIDUAL:
        raise NotInvertible("the table is so near to having no solution that its digits mean nothing")
    return found


def closed(taken: ArrayLike, income: ArrayLike, spent: ArrayLike) -> Array:
    """A with households as one more product: `income` that they get and what they `spend`, per unit; type II.

    Households pay each other nothing. All wages are taken to be spent, so that type II is an upper bound.
    """
    a, row, column = (np.asarray(one, dtype=np.float64) for one in (taken, income, spent))
    return np.block([[a, column[:, None]], [row[None, :], np.zeros((1, 1))]])
