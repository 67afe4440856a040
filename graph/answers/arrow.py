"""Columns of plain values as Arrow has them: one type a column, and null where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from dirskg.graph.wording.days import day

_MOST_WHOLE, _MOST_EXACT = 2**63, 2**53
_ARROW = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}


def common_type(kinds: set[type], largest: int) -> type | None:
    """The one type that holds values of these types, of which `largest` is the largest whole number; None if none does.

    Whole numbers among fractions become fractions where these hold all of their digits. No values at all are text.
    """
    if kinds <= {str}:
        return str
    if kinds == {bool}:
        return bool
    if not kinds <= {int, float}:
        return None
    if kinds == {int}:
        return int if largest < _MOST_WHOLE else None
    return float if largest <= _MOST_EXACT else None


def typed_column(values: Sequence[object]) -> pa.Array | None:
    """Truths, whole numbers, numbers or text; None for a column of mixed types, which Arrow has no name for."""
    kinds = {type(value) for value in values if value is not None}
    largest = max((abs(value) for value in values if isinstance(value, int)), default=0)
    one = common_type(kinds, largest)
    return None if one is None else pa.array(values, _ARROW[one])


def day_column(texts: Sequence[object]) -> pa.Array:
    """Days from ISO text, such as 2024-02-29; null for what is no day."""
    return pa.array([day(text) for text in texts], pa.date32())
