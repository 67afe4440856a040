"""Frames row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, row by row."""
    # As lists, since walking along a column of text is some thirty times slower.
    return zip(*(frame[column].tolist() for column in columns), strict=True)
