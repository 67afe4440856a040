"""Where a register is read and selected: in DuckDB, or on an engine that sees its files; the SQL is the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from dirskg.ingest.big_csv import copied, csv_query, dictionaries, fill, open_database, report_bad_rows, wanted_columns
from dirskg.ingest.engine import Cluster
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.csv_bytes import columns_of, separator


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
    """An engine that sees the files; `con` has what is handed over."""

    def __init__(self, intake: Intake, cluster: Cluster) -> None:
        super().__init__(intake)
        self._cluster = cluster
        self._rows: dict[str, int] = {}
        cluster.forget()

    def check(self, names: Iterable[str]) -> str:
        """Why the engine cannot read one of these files as this machine does; "" where it can."""
        for name in names:
            path = self.intake.paths[name]
            found = self._cluster.check(path, separator(path), len(columns_of(path)))
            if isinstance(found, str):
                return f"{name}: {found}"
            self._rows[name] = found
        return ""

    def query(self, name: str, columns: Iterable[str], unread: Iterable[str] = ()) -> str:
        path = self.intake.paths[name]
        chosen = wanted_columns(self.intake, name, set(columns_of(path)), columns, unread)
        view = f"file_{list(self.intake.paths).index(name)}"
        self._cluster.show_file(view, path, separator(path), columns_of(path))
        # An empty value is none, in quotes or bare; engines differ in that.
        values = ", ".join(f"""nullif("{column}", '') AS "{column}\"""" for column in chosen)
        return f'SELECT {values} FROM "{view}"'

    def copy(self, name: str, table: str, query: str) -> str:
        self.intake.audit.count(name, self._rows[name])
        return self.stream(name, table, query)

    def stream(self, name: str, table: str, query: str) -> str:
        self._cluster.run(f"CREATE TABLE {table} AS {query}")
        return f"SELECT * FROM {table}"

    def run(self, text: str) -> None:
        self._cluster.run(text)

    def fill(self, table: str, /, **columns: list[str]) -> None:
        super().fill(table, **columns)
        self._cluster.put(self.con, [table])

    def rows(self, query: str) -> list[dict[str, Any]]:
        return [row for batch in self._cluster.batches(query) for row in pa.Table.from_batches([batch]).to_pylist()]

    def hand_over(self, tables: Iterable[str]) -> None:
        self._cluster.take(self.con, tables)

    def report_streamed(self, name: str) -> None:
        """Such a file is not read there."""

    def close(self) -> None:
        super().close()
        self._cluster.clear()


def open_desk(intake: Intake, names: Iterable[str]) -> Desk:
    """The desk for these files: on the engine where it sees them and finds every line whole, else on this machine."""
    cluster = intake.cluster
    if cluster is None or cluster.folder is None:
        return Desk(intake)
    desk = EngineDesk(intake, cluster)
    why = "rows are limited or set aside" if intake.limit or intake.set_aside else desk.check(names)
    if not why:
        return desk
    desk.close()
    intake.audit.note("engine", "", why, "read and selected on this machine, not on the engine")
    return Desk(intake)
