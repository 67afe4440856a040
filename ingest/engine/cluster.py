"""A Spark Connect server (Apache Spark, Databricks, Sail) that the steps of a build run on, instead of DuckDB.

Every table of a step stands there as Parquet, in a schema of its own that is gone when the build ends. Tables travel
over the connection: the server needs to see no folder of this machine.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from dirskg.graph.errors import DirskgError
from dirskg.graph.wording.counted import counted
from dirskg.ingest.arriving import arriving
from dirskg.ingest.engine.limit import Limit
from dirskg.ingest.engine.seen import Folder, checked

if TYPE_CHECKING:
    from dirskg.ingest.engine.spelling import Speller

# What is sent at once: a message of the protocol holds 128 MB at most.
_ROWS, _BYTES = 200_000, 16_000_000
_LINES = "lines_of_a_file"
_DETAILS = re.compile(r'^<_\w+ of RPC.*?\bdetails = "(.+?)"$', re.DOTALL | re.MULTILINE)
HERE = "Nothing became current. Without --engine the build runs on this machine alone."


class Cluster:
    """A schema on the server, and what was put into it. `named` is the server as messages call it.

    folder: one of this machine that the server sees too, if there is one. limit: how long it may be silent.

    Raises DirskgError, from whatever is asked of it, where the server fails.
    """

    def __init__(self, session: Any, named: str, folder: Folder | None, limit: Limit) -> None:
        self.named, self.folder = named, folder
        self._session, self._limit = session, limit
        self._schema = f"dirskg_{secrets.token_hex(6)}"
        self._made: list[str] = []
        self._numbers = count()
        self._speller: Speller
        with self._asking("a schema of its own"):
            session.sql(f"CREATE DATABASE {self._schema}")
        self.forget()

    def forget(self) -> None:
        """Begin anew, with no tables."""
        from dirskg.ingest.engine.spelling import Speller

        self._speller = Speller()
        self._places: dict[str, str] = {}  # of each table, where it stands

    @property
    def tables(self) -> list[str]:
        """The tables that stand there."""
        return list(self._places)

    def put(self, con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
        """Send tables of DuckDB there, in place of those of the same names."""
        for table in tables:
            kinds = ", ".join(f'"{name}" {kind}' for name, kind, *_ in con.execute(f'DESCRIBE "{table}"').fetchall())
            pieces = _pieces(con.sql(f'FROM "{table}"').to_arrow_reader(_ROWS))
            if (first := next(pieces, None)) is None:
                self.run(f'CREATE TABLE "{table}" ({kinds})')
                continue
            with self._asking(table):
                place = self._fresh(table)
                self._session.createDataFrame(first).write.format("parquet").saveAsTable(place)
                for piece in pieces:
                    self._session.createDataFrame(piece).write.insertInto(place)
                self._speller.columns[table] = first.column_names
                self._show(table, place)

    def run(self, text: str) -> None:
        """Run the statements of a step, written for DuckDB."""
        for one in self._speller.statements(text):
            with self._asking(one.table):
                if not one.query:
                    self._places.pop(one.table, None)
                elif one.lasting:
                    place = self._fresh(one.table)
                    self._session.sql(f"CREATE TABLE {place} USING parquet AS {one.query}")
                    self._show(one.table, place)
                else:
                    self._session.sql(one.query).createOrReplaceTempView(one.table)

    def take(self, con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
        """Fetch tables into DuckDB, in place of those of the same names."""
        for table in tables:
            with self._asking(table):
                found = self._session.table(table).toArrow()
            with arriving(con, found):
                con.execute(f'CREATE OR REPLACE TABLE "{table}" AS FROM arriving')

    def batches(self, query: str) -> Iterator[pa.RecordBatch]:
        """The rows of a query, written for DuckDB, in pieces as they come."""
        with self._asking("the statements"):
            frame, client = self._session.sql(self._speller.query(query)), self._session.client
            # What the client itself hands out row by row; as columns it has no public name for it.
            parts = client.to_table_as_iterator(frame._plan.to_proto(client), frame._plan.observations)
        while True:
            with self._asking("the statements"):
                if (part := next(parts, None)) is None:
                    return
            if isinstance(part, pa.Table):
                yield from part.to_batches()

    def check(self, path: Path, separator: str, columns: int) -> int | str:
        """The rows of a file that the server reads as this machine does, or why it does not."""
        from dirskg.ingest.engine.spelling import Speller

        if not (place := self.folder.address(path) if self.folder else ""):
            return "it does not lie in the folder that the engine sees"
        try:
            with self._limit.watching():
                self._session.read.text(place).createOrReplaceTempView(_LINES)
                query = Speller({_LINES: ["value"]}).query(checked(_LINES, separator, columns))
                [row] = self._session.sql(query).toArrow().to_pylist()
        except Exception as error:
            if self._limit.over:
                raise self._failed(path.name, error) from error
            return f"the engine cannot read it ({first_line(error)})"
        many, held, odd = row["lines"], row["bytes"] or 0, row["odd"]
        if path.stat().st_size - held not in {many - 1, many, 2 * many - 2, 2 * many}:  # by what ends a line
            return "the engine sees another file there, of another size"
        return f"{counted(odd, 'line')} not made as the header" if odd or not many else many - 1

    def show_file(self, table: str, path: Path, separator: str, columns: list[str]) -> None:
        """Name a file there that was checked, as a table of texts."""
        assert self.folder
        with self._asking(table):
            found = self._session.read.csv(
                self.folder.address(path), header=True, sep=separator, quote='"', escape='"', mode="FAILFAST"
            )
            found.createOrReplaceTempView(table)
            self._speller.columns[table] = columns

    def show_parquet(self, table: str, place: Path, columns: list[str]) -> None:
        """Name a folder of Parquet files there as a table."""
        assert self.folder
        with self._asking(table):
            self._session.read.parquet(self.folder.address(place)).createOrReplaceTempView(table)
            self._speller.columns[table] = columns

    def clear(self) -> None:
        """Remove the tables that stand there."""
        with suppress(Exception), self._limit.watching():
            self._drop()
        self.forget()

    def close(self) -> None:
        """Remove what stands there, and hang up, in silence where that fails: the build is over."""
        with suppress(Exception), self._limit.watching():
            self._drop()
            self._session.sql(f"DROP DATABASE IF EXISTS {self._schema} CASCADE")
        with suppress(Exception), self._limit.watching():
            self._session.stop()

    def _drop(self) -> None:
        """Up to the first that fails: of a server that is gone nobody waits for each table."""
        while self._made:  # not all servers remove the files of a schema with it
            self._session.sql(f"DROP TABLE IF EXISTS {self._made[-1]}")
            self._made.pop()

    def _fresh(self, table: str) -> str:
        """A name for what a table holds from now on: what it held is read while that is made."""
        self._made.append(f"{self._schema}.`{table}_{next(self._numbers)}`")
        return self._made[-1]

    def _show(self, table: str, place: str) -> None:
        self._places[table] = place
        self._session.table(place).createOrReplaceTempView(table)

    @contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        try:
            with self._limit.watching():
                yield
        except (DirskgError, duckdb.Error):
            raise
        except Exception as error:  # the client raises errors of its own, of gRPC, and plain ones
            raise self._failed(what, error) from error

    def _failed(self, what: str, error: Exception) -> DirskgError:
        if self._limit.over:
            told = f"The engine {self.named} gave no answer at {what} within {self._limit.seconds:g} s"
            remedy = "See whether it still works: give it longer (--engine-timeout), or start it anew"
            rest = f"What it keeps of this build goes with DROP DATABASE {self._schema} CASCADE"
            return DirskgError(f"{told}. {remedy}. {rest}. {HERE}")
        self._session.client.set_retry_policies([])  # to clear up is all that follows, and no reason to wait
        return DirskgError(f"The engine {self.named} failed at {what}: {first_line(error)}. {HERE}")


def first_line(error: Exception) -> str:
    """What an error of the client says first: what follows is the plan of the query."""
    told = str(error).strip()
    if details := _DETAILS.search(told):  # of gRPC, whose first line is the name of an object
        told = details[1]
    return told.splitlines()[0][:300].rstrip(". ") if told else type(error).__name__


def _pieces(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """Rows as tables that are small enough to be sent at once."""
    for batch in reader:
        rows = pa.Table.from_batches([batch])
        step = max(1, min(len(rows), _BYTES * len(rows) // max(rows.nbytes, 1)))
        yield from (rows.slice(start, step) for start in range(0, len(rows), step))
