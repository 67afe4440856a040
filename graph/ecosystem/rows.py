"""Frames row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd


@overload
def rows(frame: pd.DataFrame, one: str, other: str, /) -> Iterator[tuple[Any, Any]]: ...
@overload
def rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]: ...
def rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, row by row."""
    # As lists, since walking along a column of text is some thirty times slower.
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def held(column: pd.Series, values: pd.Series | Collection[str]) -> NDArray[np.bool_]:
    """Whether each text of a column is one of the values: what `isin` does, which looks at the values one by one."""
    import pandas as pd
    import pyarrow.compute as pc

    told = pa.array(column)
    if not (pa.types.is_large_string(told.type) or pa.types.is_string(told.type)):
        return column.isin(values).to_numpy(dtype=bool)
    wanted = values.tolist() if isinstance(values, pd.Series) else list(values)
    found: NDArray[np.bool_] = pc.is_in(told, value_set=pa.array(wanted, told.type)).to_numpy(zero_copy_only=False)
    return found


def ranked(column: pd.Series) -> tuple[NDArray[np.int64], pd.Index]:
    """For each text its place among the different ones in alphabetical order, and these."""
    import pandas as pd

    codes, different = pd.factorize(column)
    order = different.argsort()
    return np.argsort(order)[codes].astype(np.int64), different.take(order)
