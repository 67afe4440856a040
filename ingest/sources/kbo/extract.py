"""The tables of the extract: the full extract, then each update in its order, deletes before inserts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

from dirskg.graph.errors import Refused
from dirskg.ingest.desk import Desk, open_desk
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.csv_bytes import separator_of
from dirskg.ingest.sources.kbo.written_anew import as_published
from dirskg.ingest.values.published import day

# Table and the column that deletes and inserts go by.
KEYS = {
    "activity": "EntityNumber", "address": "EntityNumber", "denomination": "EntityNumber",
    "enterprise": "EnterpriseNumber", "establishment": "EstablishmentNumber", "code": "Code",
}  # fmt: skip
STREAMED = "activity_0"
_WHOLE_DAY = len("2026-08-22")
_MOST_DIGITS = 9
# Known, and of no use here.
UNREAD = frozenset({"ActivityGroup", "JuridicalSituation", "JuridicalFormCAC", "Box", "ExtraAddressInfo"})


@contextmanager
def open_extract(intake: Intake) -> Iterator[Desk]:
    """A desk with the view `t` of each table t as it is after the last update; every column is text.

    Raises Refused for a table that is missing, lacks a column, or is damaged.
    """
    _check_updates(intake)
    tables = {table: (_full(intake, table), _updates(intake, table)) for table in KEYS}
    files = [one for full, more in tables.values() for one in (full, *_names(more))]
    with closing(open_desk(intake, files)) as desk:
        for table, (full, updates) in tables.items():
            _open_table(desk, table, full, updates)
        yield desk


def snapshot_day(intake: Intake) -> str:
    """The day of the extract, or of its last update, as yyyy-mm-dd; "" where no meta.csv tells it."""
    told = {archive: meta.get("SnapshotDate", "") for archive, meta in _meta(intake).items()}
    days = (day(text, f"{archive}/meta.csv".lstrip("/"), intake.audit) for archive, text in told.items())
    return max((found for found in days if len(found) == _WHOLE_DAY), default="")


def _meta(intake: Intake) -> dict[str, dict[str, str]]:
    """What the meta.csv of each archive tells, "" for those in the folder itself."""
    found = {}
    for name, path in intake.paths.items():
        archive, _, bare = name.rpartition("/")
        if bare == "meta.csv" and path.is_file():
            lines = path.read_text("utf-8-sig", errors="replace").splitlines()
            told = csv.reader(lines, delimiter=separator_of(next(iter(lines), "")))
            rows = ([one.strip() for one in row] for row in told)
            header = next((row for row in rows if "Variable" in row), [])
            named = (dict(zip(header, row, strict=False)) for row in rows)
            found[archive] = {row.get("Variable", ""): row.get("Value", "") for row in named}
    return found


def _extract_numbers(intake: Intake) -> dict[str, int]:
    """The number of each archive whose meta.csv tells one."""
    told = {archive: meta.get("ExtractNumber", "") for archive, meta in _meta(intake).items()}
    return {archive: int(one) for archive, one in told.items() if one.isdecimal() and len(one) <= _MOST_DIGITS}


def _check_updates(intake: Intake) -> None:
    """Updates count from the full extract on: an older one is refused, a missing one noted."""
    numbers = _extract_numbers(intake)
    last = numbers.pop(_full(intake, "enterprise").rpartition("/")[0], None)
    for archive, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        if last is not None and number <= last:
            raise Refused(
                f"{intake.folder}: {archive} is number {number}, not newer than number {last} before it. Leave it out."
            )
        if last is not None and number > last + 1:
            intake.audit.note("update", archive, str(number), f"the one before it is {last}: some are missing between")
        last = number


def _open_table(desk: Desk, table: str, full: str, updates: list[dict[str, str]]) -> None:
    columns = desk.intake.source.files[f"{table}.csv"]
    parts = [_staged(desk, full, f"{table}_0", columns)]
    key = KEYS[table]
    for number, update in enumerate(updates, start=1):
        for kind, wanted in (("delete", (key,)), ("insert", columns)):
            if kind not in update:
                continue
            arrived = _staged(desk, update[kind], f"{table}_{number}_{kind}", wanted)
            # An insert holds all present rows of what it touches, also where no delete came with it.
            parts = [f"SELECT * FROM ({part}) ANTI JOIN ({arrived}) USING ({key})" for part in parts]
            parts += [arrived] if kind == "insert" else []
    desk.run(f"CREATE VIEW {table} AS " + " UNION ALL ".join(parts))


def _full(intake: Intake, table: str) -> str:
    """Name of a table of the full extract: it stands beside enterprise.csv, of which there may be one only."""
    archives = [n.rpartition("/")[0] for n in intake.paths if n.rpartition("/")[2] == "enterprise.csv"]
    names = [f"{archive}/{table}.csv".lstrip("/") for archive in archives]
    there = [name for name in names if name in intake.paths and intake.paths[name].is_file()]
    if len(there) != 1:
        told = f"stands there {len(there)} times ({', '.join(there)})" if there else "is missing"
        raise Refused(f"{intake.folder}: {table}.csv {told}. {intake.source.how}")
    return there[0]


def _updates(intake: Intake, table: str) -> list[dict[str, str]]:
    """File names of the deletes and inserts of a table by update, oldest first: by their number, else by their name."""
    found: dict[str, dict[str, str]] = {}
    for name in intake.paths:
        archive, _, bare = name.rpartition("/")
        if part := re.fullmatch(rf"{table}_(delete|insert)\.csv", bare.lower()):
            found.setdefault(archive, {})[part[1]] = name
    numbers = _extract_numbers(intake)
    return [found[archive] for archive in sorted(found, key=lambda one: (numbers.get(one, 0), one))]


def _names(updates: list[dict[str, str]]) -> list[str]:
    return [name for update in updates for name in update.values()]


def _staged(desk: Desk, name: str, table: str, columns: tuple[str, ...]) -> str:
    """Put the columns of a file into a table, count its rows in the audit, and return a query of them.

    The largest table, of which next to nothing is used, is not copied here: the query reads the file itself.
    """
    query = as_published(desk, name, desk.query(name, columns, UNREAD), columns)
    return (desk.stream if table == STREAMED else desk.copy)(name, table, query)


def count_streamed(desk: Desk) -> None:
    """Count the rows of the file that was not copied, from the table `newest`, without those an update removed."""
    [row] = desk.rows("SELECT sum(told) AS told FROM newest")
    name, inserts = _full(desk.intake, "activity"), [one.get("insert") for one in _updates(desk.intake, "activity")]
    inserted = sum(desk.intake.audit.files[one].rows for one in inserts if one)
    desk.intake.audit.count(name, int(row["told"] or 0) - inserted)
    desk.report_streamed(name)
