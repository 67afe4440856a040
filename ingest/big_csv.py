"""CSV files too large for memory, as queries of DuckDB: columns by name, every value text, nothing guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Set
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from dirskg.graph.errors import Refused
from dirskg.graph.wording.counted import counted
from dirskg.ingest.arriving import quoted
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.csv_bytes import (
    BLANKS,
    columns_of,
    habits,
    lines_with_nul,
    odd_bytes,
    separator,
    with_line_feeds,
)

_MEMORY = "2GB"
_FIRST_ROWS = 50_000
_ANEW = (
    "Download the file again. If the publisher's own has such rows, build with --set-aside-bad-rows: they are left out "
    "and listed among the issues."
)
# What DuckDB says of a file, in our words.
_FAULTS = {
    "not utf-8 encoded": "not UTF-8 (a spreadsheet writes it as 'CSV UTF-8')",
    "Maximum line size": "a line of over two million characters",
    "unterminated quote": "a quote that never closes",
    "Expected Number of Columns": "more or fewer values than the header has columns",
    "detect the CSV parsing dialect": "not a table with the separator of its first line throughout",
}
_BAD_ROWS = {
    "INVALID ENCODING": "not UTF-8",
    "LINE SIZE OVER MAXIMUM": "a line of over two million characters",
    "MISSING COLUMNS": "fewer values than the header has columns",
    "TOO MANY COLUMNS": "more values than the header has columns",
    "UNQUOTED VALUE": "quotes that do not fit",
}


def open_database(intake: Intake) -> duckdb.DuckDBPyConnection:
    """A database in the scratch folder of an intake, which spills there what does not fit into memory."""
    scratch = intake.scratch
    return duckdb.connect(
        scratch / f"{intake.source.name}.duckdb",
        config={"memory_limit": _MEMORY, "temp_directory": str(scratch), "preserve_insertion_order": False},
    )


def csv_query(
    con: duckdb.DuckDBPyConnection, intake: Intake, name: str, columns: Iterable[str], unread: Iterable[str] = ()
) -> str:
    """A query of the columns of a file that has them all, in any order; those in `unread` are left out.

    A column that is not asked for is reported once. Raises Refused where one is missing or the file is no CSV.
    """
    path = intake.paths[name]
    limit = f" LIMIT {intake.limit}" if intake.limit else ""
    source = _source(intake, name)
    try:
        there = {column for column, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    except duckdb.Error as error:
        if "Error when sniffing" in str(error):
            _check_rows(path, separator(path))
        raise damaged(path, error) from error
    wanted = list(columns)
    if there.issuperset(wanted) < header_of(path).issuperset(wanted):  # it took a row with more values for the header
        _check_rows(path, separator(path))
    read = wanted_columns(intake, name, there, wanted, unread)
    padded, nothing = habits(path)
    value = '"{}"'
    if padded:
        intake.audit.repair("letters", name, "", "blanks around values; read without them")
        value = f"nullif(trim({value}, '{BLANKS}'), '')"
    if nothing:
        intake.audit.repair("letters", name, nothing, "stands wherever there is no value; read as none")
        value = f"nullif({value}, '{nothing}')"
    chosen = ", ".join(f'{value.format(column)} AS "{column}"' for column in read)
    whole = " AND ".join(f"""NOT contains(coalesce("{column}", ''), chr(0))""" for column in sorted(there))
    return f"SELECT {chosen} FROM {source}{f' WHERE {whole}' if intake.set_aside else ''}{limit}"


def wanted_columns(
    intake: Intake, name: str, there: Set[str], columns: Iterable[str], unread: Iterable[str]
) -> list[str]:
    """The columns of a file that are read; a column that is not asked for is reported once.

    Raises Refused where one is missing.
    """
    path, wanted = intake.paths[name], list(columns)
    if missing := [column for column in wanted if column not in there]:
        told = f"column {', '.join(missing)} is missing; the header has: {', '.join(sorted(there))[:300]}"
        raise Refused(f"{path}, row 1: {told}. Download the file again; put it elsewhere if it is another one.")
    ignored = intake.source.ignored.get("column", frozenset())
    for column in sorted(there - set(wanted) - ignored) if "*" not in ignored else ():
        intake.audit.ignore("unknown column", f"{name}:1", column, "this column is not read")
    return [column for column in wanted if column not in set(unread)]


def _source(intake: Intake, name: str) -> str:
    """The call that reads a file, after a look at its bytes; where bad rows are set aside, it takes note of them."""
    path = intake.paths[name]
    nul, lone = odd_bytes(path)
    if nul:
        _refuse_nul(intake, name, lines_with_nul(path))
    if (delimiter := separator(path)) == "\t":
        intake.audit.note("separator", f"{name}:1", "", "a tab-separated file, read as such")
    if lone:
        intake.audit.repair("line ends", name, "", "some lines end with a carriage return alone; read as line ends")
        path = with_line_feeds(path, intake.scratch / f"lines-{_number(intake, name)}.csv")
    call = f"read_csv({quoted(path)}, header = true, delim = '{delimiter}', quote = '\"', escape = '\"', nullstr = '', "
    if not intake.set_aside:
        return f"{call} all_varchar = true, strict_mode = true)"
    header = columns_of(path)
    # Of two columns of one name the first has it.
    named = [column if column not in header[:at] else f"{column} {at}" for at, column in enumerate(header)]
    columns = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in named)
    number = _number(intake, name)
    return (
        f"{call} auto_detect = false, columns = {{{columns}}}, strict_mode = true, store_rejects = true, "
        f"rejects_table = 'bad_{number}', rejects_scan = 'bad_scan_{number}', rejects_limit = 0)"
    )


def _number(intake: Intake, name: str) -> int:
    return list(intake.paths).index(name)


def _refuse_nul(intake: Intake, name: str, lines: list[int]) -> None:
    """DuckDB takes a NUL character for a letter: rows with one are set aside by what the query asks."""
    if not intake.set_aside:
        told = "a NUL character, so the file is damaged"
        raise Refused(f"{intake.paths[name]}, line {lines[0]}: {told}. {_ANEW}")
    intake.audit.count(name, len(lines))
    for line in lines:
        intake.audit.refuse("malformed row", f"{name}:{line}", "", "a NUL character, so the file is damaged")


def _check_rows(path: Path, delimiter: str) -> None:
    """Raises Refused with the first row that is not like the header, which DuckDB does not tell of the first pages."""
    number = 1
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            header = next(rows, [])
            for number, row in enumerate(islice(rows, _FIRST_ROWS), start=2):
                if row and len(row) != len(header):
                    told = f"{counted(len(row), 'value')} where the header has {len(header)}"
                    raise Refused(f"{path}, row {number}: {told}. {_ANEW}")
        except csv.Error as error:
            raise Refused(f"{path}, row {number + 1}: quotes that do not fit ({error}). {_ANEW}") from error


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
    report_bad_rows(con, intake, name)
    return f"SELECT * FROM {table}"


def report_bad_rows(con: duckdb.DuckDBPyConnection, intake: Intake, name: str) -> None:
    """List the rows of a file that its query left out, if it was to set bad rows aside."""
    if not intake.set_aside:  # to look for the table takes as long as to read a small file
        return
    table = f"bad_{_number(intake, name)}"
    if not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone():
        return
    # A query that is run twice tells them twice.
    query = f"""SELECT line, min(error_type)::VARCHAR AS kind, any_value(csv_line) AS text
        FROM {table} GROUP BY line ORDER BY line"""
    for row in dictionaries(con, query):
        text = row["text"] or ""
        if "\0" in text:  # told already
            continue
        lines = len(text.strip("\r\n").splitlines())
        swallowed = f"; it takes {counted(lines - 1, 'line')} after it along" if lines > 1 else ""
        intake.audit.count(name, 1)
        reason = _BAD_ROWS.get(row["kind"], "not a row that can be read") + swallowed
        # What stands there may tell of a person, so it is not shown.
        intake.audit.refuse("malformed row", f"{name}:{row['line']}", "", reason)


def header_of(path: Path) -> set[str]:
    """The names of the columns of a file. Raises Refused where it has no first line that is text."""
    return set(columns_of(path))


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
    return Refused(f"{path}{place}: {reason}. {_ANEW}")


def newest_day(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """The latest of the time stamps that a query gives in its column `day`, as yyyy-mm-dd; "" where there is none."""
    found = con.execute(
        f"SELECT max(day[:10]) FROM ({query}) WHERE regexp_matches(day, '^\\d{{4}}-\\d\\d-\\d\\d') "
        "AND try_cast(day[:10] AS DATE) IS NOT NULL"  # a day that the calendar has
    )
    (day,) = found.fetchone() or ("",)
    return str(day or "")


def dictionaries(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    found = con.execute(query)
    columns = [column for column, *_ in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
