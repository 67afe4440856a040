"""Tables of the dumps as workbooks and as JSON, as tables of text in DuckDB."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import duckdb

from dirskg.graph.errors import Refused
from dirskg.ingest.arriving import arriving, table_of
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.json_reading import read_values
from dirskg.ingest.reading.workbooks import cell_text, open_workbook

_PIECE = 50_000
# Unpacked size of a workbook: the largest known has 40 MB.
_MOST_BYTES = 1 << 30
# Objects of which the names are looked at: one that is blank may be left out of some.
_FIRST = 1_000

Rows = Iterator[tuple[Any, ...]]
Form = tuple[tuple[Any, ...], Rows]


def open_form(path: Path) -> Form | None:
    """The header and the rows of a workbook's first sheet, or of JSON; None for a file in another form."""
    rows = {".xlsx": _sheet, ".json": _table}.get(path.suffix.lower(), lambda _: None)(path)
    return None if rows is None else (next(rows, ()), rows)


def load_form(
    con: duckdb.DuckDBPyConnection, intake: Intake, name: str, form: Form, columns: list[str], table: str
) -> str:
    """A query of some columns of an opened form, as text.

    A formula is refused: what it shows is not what it says.
    """
    head, rows = form
    header = [str(value) for value in head]
    for column in sorted(set(header) - set(columns) - intake.source.ignored["column"]):
        intake.audit.ignore("unknown column", f"{name}:1", column, "this column is not read")
    places = [header.index(column) for column in columns]
    con.execute(f"CREATE TABLE {table} ({', '.join(f'{chr(34)}{column}{chr(34)} VARCHAR' for column in columns)})")
    number = 2
    while piece := list(islice(rows, _PIECE)):
        # A row ends with its last filled cell.
        cells = [[row[place] if place < len(row) else None for place in places] for row in piece]
        texts = [texts for at, row in enumerate(cells) if (texts := _texts(row, intake, name, number + at))]
        number += len(piece)
        with arriving(con, table_of(columns, texts)):
            con.execute(f"INSERT INTO {table} SELECT * FROM arriving")
    return f"SELECT * FROM {table}" + (f" LIMIT {intake.limit}" if intake.limit else "")


def _sheet(path: Path) -> Rows:
    with open_workbook(path, _MOST_BYTES, read_only=True) as book:
        sheet = book.worksheets[0]
        # Some programs write a size that does not hold, and the rows beyond it would be lost.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)


def _table(path: Path) -> Rows:
    found = objects(path)
    first = list(islice(found, _FIRST))
    header = list(dict.fromkeys(name for one in first for name in one))
    yield tuple(header)
    for number, one in enumerate(chain(first, found), start=1):
        if new := one.keys() - set(header):
            told = f"{', '.join(sorted(new))[:200]}, which none of the first {_FIRST:,} has"
            raise Refused(f"{path}, value {number}: it has {told}. Take the dump as CSV.")
        yield tuple(one.get(name) for name in header)


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file: one after another, as a list, or as the one list within an object."""
    for value, number in read_values(path):
        lists = [inner for inner in value.values() if isinstance(inner, list)] if isinstance(value, dict) else []
        wrapped = len(lists) == 1 and lists[0] and all(isinstance(one, dict) for one in lists[0])
        found = lists[0] if wrapped and "id" not in value and "projectID" not in value else [value]
        for one in found:
            if not isinstance(one, dict):
                raise Refused(f"{path}, value {number}: no object with the columns of a table. Is this the right file?")
            yield one


def _texts(row: list[Any], intake: Intake, name: str, number: int) -> list[str | None] | None:
    """The values of a row as text; None where it is set aside."""
    if formula := next((value for value in row if isinstance(value, str) and value.startswith("=")), None):
        told = f"a formula ({formula[:60]})"
        if not intake.set_aside:
            raise Refused(f"{intake.paths[name]}, row {number}: {told}. Save the sheet with values only, or as CSV.")
        intake.audit.read(name)
        intake.audit.refuse("malformed row", f"{name}:{number}", formula[:60], "a formula: its value is not known")
        return None
    return [_text(value) or None for value in row]


def _text(value: Any) -> str:
    if isinstance(value, str):  # as most are
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else cell_text(value)
