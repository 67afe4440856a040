"""Strict reading of CSV files: a surprise in the structure stops the build and says how to mend the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dirskg.graph.errors import Refused
from dirskg.ingest.audit import Audit

_MAX_FIELD = 1_000_000


class Row:
    """One row of a table. Each value is taken by name; what is never taken is reported."""

    __slots__ = ("_values", "origin")

    def __init__(self, values: dict[str, str], origin: str) -> None:
        self._values = values
        self.origin = origin

    def take(self, column: str) -> str:
        """The value of a column without surrounding space; each can be taken once."""
        return self._values.pop(column).strip()

    def left(self) -> dict[str, str]:
        """Columns with a value that nobody took."""
        return {column: value for column, value in self._values.items() if value.strip()}


def read_rows(path: Path, required: tuple[str, ...], audit: Audit) -> Iterator[Row]:
    """Rows of a CSV file with a header, in UTF-8 with or without a byte-order mark.

    Raises Refused when the file is missing, empty, not UTF-8, or lacks a column. A row with a wrong number
    of fields is set aside. Columns beyond the required ones are reported as ignored.
    """
    file = path.name
    with _open(path) as lines:
        try:
            reader = csv.reader(lines, strict=True)
            header = _header(path, reader, required)
            for column in header:
                if column not in required:
                    audit.ignore("unknown column", f"{file}:1", column, "this column is not read")
            for values in reader:
                origin = f"{file}:{reader.line_num}"
                audit.read(file)
                if len(values) != len(header):
                    reason = f"{len(values)} fields where the header has {len(header)}; check commas and quotes"
                    audit.refuse("number of fields", origin, ",".join(values)[:80], reason)
                    continue
                row = Row({c: v for c, v in zip(header, values, strict=True) if c in required}, origin)
                yield row
                for column, value in row.left().items():
                    audit.ignore("unused value", origin, f"{column}={value}", "nothing reads this value")
        except UnicodeDecodeError as error:
            raise Refused(
                f"{path}: not UTF-8 near byte {error.start} (after row {reader.line_num}). "
                "Save the file as 'CSV UTF-8' and build again."
            ) from error
        except csv.Error as error:
            raise Refused(
                f"{path}, row {reader.line_num + 1}: {error}. Check the quotes of that row, or save the file again "
                "as 'CSV UTF-8' from the spreadsheet."
            ) from error


def _open(path: Path):  # type: ignore[no-untyped-def]
    if not path.is_file():
        raise Refused(f"{path}: no such file. `dirskg sources` lists the files that each source needs.")
    if path.stat().st_size == 0:
        raise Refused(f"{path}: the file is empty. Export it again; it must at least have its header row.")
    csv.field_size_limit(_MAX_FIELD)
    return path.open(encoding="utf-8-sig", newline="")


def _header(path: Path, reader: Iterator[list[str]], required: tuple[str, ...]) -> list[str]:
    header = [column.strip() for column in next(reader, [])]
    missing = [column for column in required if column not in header]
    if missing:
        hint = " The header seems to be separated by ';': save the file with commas." if ";" in "".join(header) else ""
        raise Refused(
            f"{path}, row 1: column {', '.join(missing)} is missing; the header has: {', '.join(header)[:200]}.{hint}"
        )
    return header
