"""CSV files too large for memory, as queries of DuckDB: columns by name, every value text, nothing guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake

_MEMORY = "2GB"
_LONGEST_HEADER = 100_000
_FIRST_ROWS = 50_000
_BLOCK = 1 << 20
# What DuckDB says of a file, in our words.
_FAULTS = {
    "not utf-8 encoded": "not UTF-8",
    "Maximum line size": "a line of over two million characters",
    "unterminated quote": "a quote that never closes",
    "Expected Number of Columns": "more or fewer values than the header has columns",
    "detect the CSV parsing dialect": "not a table with the separator of its first line throughout",
}


def open_database(intake: Intake) -> duckdb.DuckDBPyConnection:
    """A database in the scratch folder of an intake, which spills there what does not fit into memory."""
    con = duckdb.connect(str(intake.scratch / f"{intake.source.name}.duckdb"))
    con.execute(f"SET memory_limit = '{_MEMORY}'")
    con.execute(f"SET temp_directory = {quoted(intake.scratch)}")
    con.execute("SET preserve_insertion_order = false")
    return con


def csv_query(
    con: duckdb.DuckDBPyConnection, intake: Intake, name: str, columns: Iterable[str], unread: Iterable[str] = ()
) -> str:
    """A query of the columns of a file that has them all, in any order; those in `unread` are left out.

    A column that is not asked for is reported once. Raises Refused where one is missing or the file is no CSV.
    """
    path, wanted = intake.paths[name], list(columns)
    delimiter = _delimiter(path)
    _check_bytes(path)
    limit = f" LIMIT {intake.limit}" if intake.limit else ""
    source = (
        f"read_csv({quoted(path)}, header = true, all_varchar = true, delim = '{delimiter}', quote = '\"', "
        "escape = '\"', nullstr = '', strict_mode = true)"
    )
    try:
        there = {column for column, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    except duckdb.Error as error:
        if "Error when sniffing" in str(error):
            _check_rows(path, delimiter)
        raise damaged(path, error) from error
    if missing := [column for column in wanted if column not in there]:
        told = f"column {', '.join(missing)} is missing; the header has: {', '.join(sorted(there))[:300]}"
        raise Refused(f"{path}, row 1: {told}")
    ignored = intake.source.ignored.get("column", frozenset())
    for column in sorted(there - set(wanted) - ignored) if "*" not in ignored else ():
        intake.audit.ignore("unknown column", f"{name}:1", column, "this column is not read")
    chosen = ", ".join(f'"{column}"' for column in wanted if column not in set(unread))
    return f"SELECT {chosen} FROM {source}{limit}"


def _check_rows(path: Path, delimiter: str) -> None:
    """Raises Refused with the first row that is not like the header, which DuckDB does not tell of the first pages."""
    number = 1
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            header = next(rows, [])
            for number, row in enumerate(islice(rows, _FIRST_ROWS), start=2):
                if row and len(row) != len(header):
                    told = f"{len(row)} values where the header has {len(header)}"
                    raise Refused(f"{path}, row {number}: {told}. Download the file again.")
        except csv.Error as error:
            raise Refused(
                f"{path}, row {number + 1}: quotes that do not fit ({error}). Download the file again."
            ) from error


def copied(con: duckdb.DuckDBPyConnection, intake: Intake, name: str, table: str, query: str) -> str:
    """Put what a query reads of a file into a table, count its rows in the audit, and return a query of the table.

    Raises Refused where the file turns out to be damaged.
    """
    try:
        con.execute(f"CREATE TABLE {table} AS {query}")
    except duckdb.Error as error:
        raise damaged(intake.paths[name], error) from error
    count = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    intake.audit.count(name, int(count[0]) if count else 0)
    return f"SELECT * FROM {table}"


def header_of(path: Path) -> set[str]:
    """The names of the columns of a file. Raises Refused where it has no first line that is text."""
    return set(next(csv.reader([_first_line(path)], delimiter=_delimiter(path)), []))


def _check_bytes(path: Path) -> None:
    """Raises Refused where a NUL character shows that the file is damaged: DuckDB takes it for a letter."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                line = _line_of_nul(path)
                raise Refused(f"{path}, line {line}: a NUL character, so the file is damaged. Download it again.")


def _line_of_nul(path: Path) -> int:
    """The number of the first line with one. Looked for apart, since counting takes longer than looking."""
    line = 1
    with path.open("rb") as file:
        while b"\0" not in (block := file.read(_BLOCK)):
            line += block.count(b"\n")
    return line + block.partition(b"\0")[0].count(b"\n")


def _delimiter(path: Path) -> str:
    """Semicolon or comma, whichever the header has more of."""
    line = _first_line(path)
    return ";" if line.count(";") > line.count(",") else ","


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:  # as text, what follows the line would be decoded with it
            line = file.readline(_LONGEST_HEADER).decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}. Check the name and who may read it.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path}, row 1: not UTF-8. Download the file again.") from error
    if not line.strip() or len(line) == _LONGEST_HEADER:
        raise Refused(f"{path}: no header in the first line. Is this the right file?")
    return line.rstrip("\r\n")


def damaged(path: Path, error: duckdb.Error) -> Refused:
    """The refusal of a file that DuckDB could not read: it tells line and reason, and never what stands there.

    A want of memory or disk is no fault of the file: that error is raised again.
    """
    if isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
        raise error
    told = str(error)
    reason = next((words for sign, words in _FAULTS.items() if sign in told), "not a table that can be read")
    line = re.search(r"on Line: (\d+)", told)
    place = f", line {line[1]}" if line else ""
    return Refused(f"{path}{place}: {reason}. Download the file again.")


def newest_day(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """The latest of the time stamps that a query gives in its column `day`, as yyyy-mm-dd; "" where there is none."""
    found = con.execute(
        f"SELECT max(day[:10]) FROM ({query}) WHERE regexp_matches(day, '^\\d{{4}}-\\d\\d-\\d\\d') "
        "AND try_cast(day[:10] AS DATE) IS NOT NULL"  # a day that the calendar has
    )
    (day,) = found.fetchone() or ("",)
    return str(day or "")


def quoted(path: Path | str) -> str:
    """A path or name as text in SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def fill(con: duckdb.DuckDBPyConnection, table: str, /, **columns: list[str]) -> None:
    """Create a table of text columns from lists."""
    con.register("arriving", pa.table({column: pa.array(values, pa.string()) for column, values in columns.items()}))
    con.execute(f"CREATE TABLE {table} AS SELECT * FROM arriving")
    con.unregister("arriving")


def dictionaries(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    found = con.execute(query)
    columns = [column for column, *_ in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
