"""What goes into DuckDB: rows, as a table of Arrow that statements see as `arriving`, and text within a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

_TEXT = pa.string()


@contextmanager
def arriving(con: duckdb.DuckDBPyConnection, rows: pa.Table | pd.DataFrame) -> Iterator[None]:
    """Let the statements within take rows from the view `arriving`."""
    con.register("arriving", rows)
    yield
    con.unregister("arriving")


def table_of(columns: Iterable[str], rows: Sequence[Sequence[object]], kind: pa.DataType | None = _TEXT) -> pa.Table:
    """Rows as columns of Arrow, all of one kind; of None each is of the kind of its values."""
    return pa.table({name: pa.array([row[place] for row in rows], kind) for place, name in enumerate(columns)})


def fill(con: duckdb.DuckDBPyConnection, table: str, /, **columns: Iterable[str]) -> None:
    """Create a table of text columns from lists."""
    with arriving(con, pa.table({column: pa.array(values, _TEXT) for column, values in columns.items()})):
        con.execute(f"CREATE TABLE {table} AS SELECT * FROM arriving")


def quoted(text: str | Path) -> str:
    """A text, name or path as SQL."""
    return "'" + str(text).replace("'", "''") + "'"
