"""The tables of the extract in DuckDB: the full extract, then each update in its order, deletes before inserts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb

from dirskg.graph.errors import Refused
from dirskg.ingest.source import Intake

# Table and the column that deletes and inserts go by.
KEYS = {
    "activity": "EntityNumber", "address": "EntityNumber", "denomination": "EntityNumber",
    "enterprise": "EnterpriseNumber", "establishment": "EstablishmentNumber", "code": "Code",
}  # fmt: skip
STREAMED = "activity_0"
# Known, and of no use here.
UNREAD = frozenset({"ActivityGroup", "JuridicalSituation", "JuridicalFormCAC", "Box", "ExtraAddressInfo"})
_MEMORY = "2GB"


def open_extract(intake: Intake) -> duckdb.DuckDBPyConnection:
    """A database with the view `t` of each table t as it is after the last update; every column is text.

    Raises Refused for a table that is missing, lacks a column, or is damaged.
    """
    con = duckdb.connect(str(intake.scratch / "kbo.duckdb"))
    con.execute(f"SET memory_limit = '{_MEMORY}'")
    con.execute(f"SET temp_directory = {_quoted(intake.scratch)}")
    con.execute("SET preserve_insertion_order = false")
    for table in KEYS:
        _open_table(con, intake, table)
    return con


def snapshot_day(intake: Intake) -> str:
    """The day of the extract, or of its last update, as yyyy-mm-dd; "" where no meta.csv tells it."""
    days = []
    for name, path in intake.paths.items():
        if name.rpartition("/")[2] == "meta.csv" and path.is_file():
            told = dict(row[:2] for row in csv.reader(path.read_text("utf-8-sig").splitlines()) if len(row) > 1)
            days.append("-".join(reversed(told.get("SnapshotDate", "").split("-"))))
    return max(days, default="")


def _open_table(con: duckdb.DuckDBPyConnection, intake: Intake, table: str) -> None:
    full = [name for name in intake.paths if name.rpartition("/")[2] == f"{table}.csv" and intake.paths[name].is_file()]
    if len(full) != 1:
        told = "is missing" if not full else f"stands there {len(full)} times ({', '.join(full)})"
        raise Refused(f"{intake.folder}: {table}.csv {told}. {intake.source.how}")
    columns = intake.source.files[f"{table}.csv"]
    parts = [_staged(con, intake, full[0], f"{table}_0", columns)]
    key = KEYS[table]
    for number, update in enumerate(_updates(intake, table), start=1):
        for kind, wanted in (("delete", (key,)), ("insert", columns)):
            name = update.get(kind)
            if name is None:
                continue
            arrived = _staged(con, intake, name, f"{table}_{number}_{kind}", wanted)
            if kind == "delete":
                parts = [f"SELECT * FROM ({p}) WHERE {key} NOT IN (FROM ({arrived}))" for p in parts]
            else:
                # An insert holds all present rows of what it touches, also where no delete came with it.
                touched = f"SELECT {key} FROM ({arrived})"
                parts = [f"SELECT * FROM ({p}) WHERE {key} NOT IN ({touched})" for p in parts] + [arrived]
    con.execute(f"CREATE VIEW {table} AS " + " UNION ALL ".join(parts))


def _updates(intake: Intake, table: str) -> list[dict[str, str]]:
    """File names of the deletes and inserts of a table by update, oldest first (archives carry their number)."""
    found: dict[str, dict[str, str]] = {}
    for name in intake.paths:
        archive, _, bare = name.rpartition("/")
        if part := re.fullmatch(rf"{table}_(delete|insert)\.csv", bare):
            found.setdefault(archive, {})[part[1]] = name
    return [found[archive] for archive in sorted(found)]


def _staged(con: duckdb.DuckDBPyConnection, intake: Intake, name: str, table: str, columns: tuple[str, ...]) -> str:
    """Put the columns of a file into a table, count its rows in the audit, and return a query of them.

    The largest table, of which next to nothing is used, is not copied: the query reads the file itself.
    """
    path = intake.paths[name]
    limit = f" LIMIT {intake.limit}" if intake.limit else ""
    source = (
        f"read_csv({_quoted(path)}, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', "
        "nullstr = '', strict_mode = true)"
    )
    try:
        there = {column for column, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        if missing := [column for column in columns if column not in there]:
            told = f"column {', '.join(missing)} is missing; the header has: {', '.join(sorted(there))}"
            raise Refused(f"{path}, row 1: {told}")
        wanted = ", ".join(f'"{column}"' for column in columns if column not in UNREAD)
        kind = "VIEW" if table == STREAMED else "TABLE"
        con.execute(f"CREATE {kind} {table} AS SELECT {wanted} FROM {source}{limit}")
    except duckdb.Error as error:
        raise damaged(path, error) from error
    for column in sorted(there - set(columns)):
        intake.audit.ignore("unknown column", f"{name}:1", column, "this column is not read")
    if table != STREAMED:
        count = con.execute(f"SELECT count(*) FROM {table}").fetchone()
        intake.audit.count(name, int(count[0]) if count else 0)
    return f"SELECT * FROM {table}"


def count_streamed(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Count the rows of the file that was not copied, from the table `counted`, without those an update removed."""
    name = next(name for name in intake.paths if name.rpartition("/")[2] == "activity.csv")
    count = con.execute("SELECT told FROM counted").fetchone()
    intake.audit.count(name, int(count[0]) if count else 0)


def damaged(path: Path, error: duckdb.Error) -> Refused:
    """The refusal of a file that DuckDB could not read."""
    return Refused(f"{path}: {_first_lines(error)} Download the extract again.")


def _first_lines(error: duckdb.Error) -> str:
    told = " ".join(line.strip() for line in str(error).split("\n")[:2])
    return told if told.endswith(".") else told + "."


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
