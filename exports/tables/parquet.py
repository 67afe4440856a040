"""Tables and frames as Parquet: the only writer that needs pandas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dirskg.exports.tables.cells import Value, exact, plain_value
from dirskg.exports.tables.table import Table
from dirskg.graph.answers.arrow import day_column, typed_column

# Columns of frames: those of whole numbers, and those of days as precise as they are told.
_WHOLE = ("year", "employees", "offers", "offers_sme", "tied", "ties")
_DAYS = ("start", "end", "opens", "deadline", "date", "day")


def to_parquet(data: Table | pd.DataFrame) -> bytes:
    """A Parquet file with NULL for what is missing. A column of mixed types, which Parquet has no name for, is text.

    Years and heads of a frame are whole numbers and its days dates. Where a source tells a month or a year for a day
    there is no date: what it tells stands in a second column, such as `start_told` beside `start`.
    """
    out = BytesIO()
    columns = dict(_of_table(data) if isinstance(data, Table) else _of_frame(data))
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _of_table(table: Table) -> Iterator[tuple[str, pa.Array]]:
    columns: Sequence[Sequence[Value]] = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    for place, (name, values) in enumerate(zip(table.columns, columns, strict=True)):
        yield name, day_column(values) if place in table.days else _column(values)


def _of_frame(frame: pd.DataFrame) -> Iterator[tuple[str, pa.Array]]:
    for place, name in enumerate(map(str, frame.columns)):
        values = frame.iloc[:, place]
        if pd.api.types.is_numeric_dtype(values):
            whole = name in _WHOLE and bool((values.dropna() % 1 == 0).all())
            yield name, pa.array(values.astype("Int64") if whole else values, from_pandas=True)
        else:
            plain = [value if value != "" else None for value in map(plain_value, values.tolist())]
            if name in _DAYS:
                yield name, day_column(plain)
                name += "_told"
            yield name, _column(plain)


def _column(values: Sequence[Value]) -> pa.Array:
    typed = typed_column(values)
    return pa.array([None if v is None else exact(v) for v in values], pa.string()) if typed is None else typed
