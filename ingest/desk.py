"""Where a register is read and selected: in DuckDB, or on an engine that sees its files; the SQL is the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb
import pyarrow as pa

from dirskg.ingest.arriving import fill, quoted
from dirskg.ingest.big_csv import (
    copied,
    csv_query,
    damaged,
    dictionaries,
    open_database,
    report_bad_rows,
    wanted_columns,
)
from dirskg.ingest.engine import Cluster, Folder
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.csv_bytes import columns_of, habits, separator


class Desk:
    """DuckDB, in the scratch folder of an intake. `con` has all tables that are made, and closes with the desk."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.con = open_database(intake)

    def query(self, name: str, columns: Iterable[str], unread: Iterable[str] = ()) -> str:
        """A query of columns of a file, every value text; those in `unread` are left out (see `csv_query`)."""
        return csv_query(self.con, self.intake, name, columns, unread)

    def copy(self, name: str, table: str, query: str) -> str:
        """Put what a query reads of a file into a table, count its rows, and return a query of the table."""
        return copied(self.con, self.intake, name, table, query)

    def stream(self, name: str, table: str, query: str) -> str:
        """The same for a file of which next to nothing is used: it is read where it lies, its rows are not counted."""
        return query

    def define(self, macros: str) -> None:
        """Define macros."""
        self.con.execute(macros)

    def run(self, text: str) -> None:
        """Run statements."""
        self.con.execute(text)

    def fill(self, table: str, /, **columns: list[str]) -> None:
        """Create a table of text columns from lists."""
        fill(self.con, table, **columns)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a query."""
        return dictionaries(self.con, query)

    def hand_over(self, tables: Iterable[str]) -> None:
        """Bring tables into `con`."""

    def report_streamed(self, name: str) -> None:
        """List the rows of a streamed file that were set aside."""
        report_bad_rows(self.con, self.intake, name)

    def close(self) -> None:
        """Remove all tables."""
        self.con.close()


class EngineDesk(Desk):
    """An engine that sees the files; `con` has what is handed over.

    What the engine would read otherwise than this machine is read here, and goes into the folder of both as Parquet.
    Raises OSError where nothing can be written there.
    """

    def __init__(self, intake: Intake, cluster: Cluster, folder: Folder, names: Iterable[str]) -> None:
        super().__init__(intake)
        self._cluster, self._folder = cluster, folder
        self._parcels = Path(mkdtemp(prefix="dirskg-", dir=folder.here))
        self._parcels.chmod(0o755)  # the engine may be somebody else
        self._rows: dict[str, int] = {}
        cluster.forget()
        for name in names:
            path = intake.paths[name]
            aside = "rows that cannot be read are set aside" if intake.set_aside else ""
            padded, nothing = habits(path)
            aside = aside or ("its values have blanks around them" if padded else "")
            aside = aside or (f"{nothing} stands where there is no value" if nothing else "")
            found = aside or cluster.check(path, separator(path), len(columns_of(path)))
            if isinstance(found, int):
                self._rows[name] = found
            else:
                intake.audit.note("engine", name, found, "read on this machine, and handed to the engine as Parquet")

    def query(self, name: str, columns: Iterable[str], unread: Iterable[str] = ()) -> str:
        if name not in self._rows:
            return super().query(name, columns, unread)
        path = self.intake.paths[name]
        chosen = wanted_columns(self.intake, name, set(columns_of(path)), columns, unread)
        view = f"file_{list(self.intake.paths).index(name)}"
        self._cluster.show_file(view, path, separator(path), columns_of(path))
        # An empty value is none, in quotes or bare; engines differ in that.
        values = ", ".join(f"""nullif("{column}", '') AS "{column}\"""" for column in chosen)
        return f'SELECT {values} FROM "{view}"'

    def copy(self, name: str, table: str, query: str) -> str:
        rows = self._made(name, table, query)
        self.intake.audit.count(name, rows)
        report_bad_rows(self.con, self.intake, name)
        return f"SELECT * FROM {table}"

    def stream(self, name: str, table: str, query: str) -> str:
        self._made(name, table, query)
        return f"SELECT * FROM {table}"

    def _made(self, name: str, table: str, query: str) -> int:
        """Create a table there; returns its rows."""
        if name in self._rows:
            self._cluster.run(f"CREATE TABLE {table} AS {query}")
            return self._rows[name]
        parcel = self._parcels / table
        try:
            columns = [column for column, *_ in self.con.execute(f"DESCRIBE {query}").fetchall()]
            told = self.con.execute(
                f"COPY ({query}) TO {quoted(parcel)} (FORMAT parquet, PER_THREAD_OUTPUT)"
            ).fetchone()
        except duckdb.Error as error:
            raise damaged(self.intake.paths[name], error) from error
        self._cluster.show_parquet(table, parcel, columns)
        return int(told[0]) if told else 0

    def define(self, macros: str) -> None:
        super().define(macros)
        self._cluster.run(macros)

    def run(self, text: str) -> None:
        self._cluster.run(text)

    def fill(self, table: str, /, **columns: list[str]) -> None:
        super().fill(table, **columns)
        self._cluster.put(self.con, [table])

    def rows(self, query: str) -> list[dict[str, Any]]:
        return [row for batch in self._cluster.batches(query) for row in pa.Table.from_batches([batch]).to_pylist()]

    def hand_over(self, tables: Iterable[str]) -> None:
        self._cluster.take(self.con, tables)

    def close(self) -> None:
        super().close()
        self._cluster.clear()
        shutil.rmtree(self._parcels, ignore_errors=True)


def open_desk(intake: Intake, names: Iterable[str]) -> Desk:
    """The desk for these files: on the engine, where there is one that sees a folder of this machine."""
    cluster = intake.cluster
    if cluster is None or cluster.folder is None or intake.limit:
        return Desk(intake)
    try:
        return EngineDesk(intake, cluster, cluster.folder, names)
    except OSError as error:
        why = f"{cluster.folder.here}: {error.strerror}"
        intake.audit.note("engine", "", why, "read and selected on this machine, not on the engine")
        return Desk(intake)
