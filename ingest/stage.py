"""Where a source puts its rows, and how they get from there into DuckDB."""

from __future__ import annotations

from collections import Counter

import duckdb
import pyarrow as pa

from dirskg.ingest.arriving import arriving
from dirskg.ingest.audit import Audit
from dirskg.ingest.tables import NUMBERS, TABLES, columns
from dirskg.ingest.values.texts import mend

Value = str | float | None


class Stage:
    """Staged rows of one dataset, by table, in the order in which the source gave them."""

    def __init__(
        self, dataset: str, retrieved: str = "", *, register: bool = False, audit: Audit | None = None
    ) -> None:
        self._audit = audit  # to which repairs of texts are told
        self.dataset = dataset
        self.register = register
        self.kept: set[str] = set()  # keys of a register that enter though nobody else knows them
        self.closed: set[str] = set()  # keys of what a register says has ceased to exist
        self.retrieved = retrieved  # day of the newest record, where the files tell it
        self.read_last = ""  # day on which the last page was read, where single ones were read after the rest
        self.read_in: dict[str, str] = {}  # address and title of each copy of a publisher's records that was read
        self.rows: dict[str, list[dict[str, Value]]] = {table: [] for table in TABLES}
        self._told: Counter[str] = Counter()

    def add(self, table: str, origin: str, source: str = "", **values: Value) -> None:
        """Stage one row, its texts set right; empty text counts as missing.

        Raises KeyError for a table or column that is not there.
        """
        if table not in TABLES:
            raise KeyError(f"there is no table {table!r}; there are: {', '.join(TABLES)}")
        unknown = values.keys() - set(TABLES[table])
        if unknown:
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        if self._audit is not None:
            mend(values, origin, self._audit)
        self.rows[table].append({**values, "origin": origin, "source": source})

    def numbered(self, thing: str) -> str:
        """The id of a thing that may stand several times: as it is the first time, then with 2, 3 and so on."""
        self._told[thing] += 1
        return thing if self._told[thing] == 1 else f"{thing}/{self._told[thing]}"


def load(stages: list[Stage], con: duckdb.DuckDBPyConnection) -> None:
    """Create one DuckDB table `staged_<name>` for each table of the schema, with the dataset as first column."""
    con.execute("; ".join(map(_created, TABLES)))
    for table in TABLES:
        if filled := [_arrow(stage, table) for stage in stages if stage.rows[table]]:
            with arriving(con, pa.concat_tables(filled)):
                con.execute(f"INSERT INTO staged_{table} FROM arriving")
    # The newest dataset first; equally old ones by name.
    order = sorted(stages, key=lambda stage: stage.dataset)
    order.sort(key=lambda stage: stage.retrieved, reverse=True)
    con.execute("CREATE TABLE dataset_order (dataset VARCHAR, place INTEGER, register BOOLEAN, retrieved VARCHAR)")
    rows = [(stage.dataset, place, stage.register, stage.retrieved) for place, stage in enumerate(order)]
    con.executemany("INSERT INTO dataset_order VALUES (?, ?, ?, ?)", rows)
    con.execute("CREATE TABLE kept (key VARCHAR)")
    con.execute("INSERT INTO kept SELECT unnest(?::VARCHAR[])", [sorted(key for stage in stages for key in stage.kept)])


def _created(table: str) -> str:
    kinds = (f'"{column}" {"DOUBLE" if column in NUMBERS else "VARCHAR"}' for column in columns(table))
    return f"CREATE TABLE staged_{table} (dataset VARCHAR, {', '.join(kinds)})"


def _arrow(stage: Stage, table: str) -> pa.Table:
    rows = stage.rows[table]
    data: dict[str, pa.Array] = {"dataset": pa.array([stage.dataset] * len(rows), pa.string())}
    for column in columns(table):
        kind = pa.float64() if column in NUMBERS else pa.string()
        data[column] = pa.array([None if (value := row.get(column)) == "" else value for row in rows], kind)
    return pa.table(data)
