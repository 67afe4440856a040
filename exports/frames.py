"""Frames of the analyses as tables, and tables and frames as Parquet: the only writers that need pandas."""

from __future__ import annotations

from io import BytesIO

import pandas as pd

from dirskg.exports.cells import exact, plain_value
from dirskg.exports.table import Table


def table_of(frame: pd.DataFrame) -> Table:
    """The rows of a frame without its index. Truths, which pandas counts among numbers, are none."""
    columns = [map(plain_value, frame.iloc[:, place].tolist()) for place in range(frame.shape[1])]
    kinds = list(frame.dtypes)
    numbers = (
        place
        for place, kind in enumerate(kinds)
        if pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
    )
    return Table(tuple(map(str, frame.columns)), list(zip(*columns, strict=True)), frozenset(numbers))


def to_parquet(data: Table | pd.DataFrame) -> bytes:
    """A Parquet file. A column of mixed types, which Parquet has no name for, becomes text."""
    out = BytesIO()
    frame = pd.DataFrame(list(data.rows), columns=list(data.columns)) if isinstance(data, Table) else data
    storable = frame.reset_index(drop=True)
    storable.columns = storable.columns.map(str)
    for name in [name for name, kind in storable.dtypes.items() if pd.api.types.is_object_dtype(kind)]:
        kinds = {type(value) for value in storable[name] if plain_value(value) is not None}
        if len(kinds) > 1 and not kinds <= {int, float}:
            values = [plain_value(value) for value in storable[name]]
            storable[name] = pd.Series([None if v is None else exact(v) for v in values], dtype=object)
    storable.to_parquet(out, index=False)
    return out.getvalue()
