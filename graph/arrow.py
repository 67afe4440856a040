"""Columns of plain values as Arrow has them: one type a column, and null where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from dirskg.graph.days import day

_MOST_WHOLE, _MOST_EXACT = 2**63, 2**53


def typed_column(values: Sequence[object]) -> pa.Array | None:
    """Truths, whole numbers, numbers or text; None for a column of mixed types, which Arrow has no name for.

    Whole numbers among fractions become fractions where these hold all of their digits. A column without any value is
    text.
    """
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {str}:
        return pa.array(values, pa.string())
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    if not kinds <= {int, float}:
        return None
    largest = max((abs(value) for value in values if isinstance(value, int)), default=0)
    if kinds == {int}:
        return pa.array(values, pa.int64()) if largest < _MOST_WHOLE else None
    return pa.array(values, pa.float64()) if largest <= _MOST_EXACT else None


def day_column(texts: Sequence[object]) -> pa.Array:
    """Days from ISO text, such as 2024-02-29; null for what is no day."""
    return pa.array([day(text) for text in texts], pa.date32())
