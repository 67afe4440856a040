"""Strict reading of CSV files: a surprise in the structure stops the build and says how to mend the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from dirskg.graph.errors import Refused
from dirskg.graph.wording.counted import counted
from dirskg.ingest.audit import Audit
from dirskg.ingest.reading.csv_bytes import separator_of

_MAX_FIELD = 1_000_000


class Row:
    """One row of a table. Each value is taken by name; what is never taken is reported."""

    __slots__ = ("_values", "origin")

    def __init__(self, values: dict[str, str], origin: str) -> None:
        self._values = values
        self.origin = origin

    def take(self, column: str) -> str:
        """The value of a column without surrounding space; each can be taken once, and only one that is declared."""
        if column not in self._values:
            raise KeyError(f"{self.origin}: {column!r} is no column that source.toml declares, or was taken before")
        return self._values.pop(column).strip()

    def left(self) -> dict[str, str]:
        """Columns with a value that nobody took."""
        return {column: value for column, value in self._values.items() if value.strip()}


def read_rows(path: Path, required: tuple[str, ...], audit: Audit, name: str = "") -> Iterator[Row]:
    """Rows of a CSV file with a header, in UTF-8 with or without a mark; `name` stands for it in the audit.

    Rows are numbered as a spreadsheet shows them: the header is row 1, and a line end within quotes starts no new row.
    Raises Refused when the file is missing, empty, not UTF-8, lacks a column or has one twice. A row with a wrong
    number of fields or a NUL character is set aside, a blank one is passed over. Columns beyond the required ones are
    reported as ignored.
    """
    file = name or path.name
    number = 0
    with _open(path) as lines:
        try:
            delimiter = separator_of(lines.readline(_MAX_FIELD))
            lines.seek(0)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            header = _header(path, reader, required)
            number = 1
            for column in header:
                if column not in required:
                    audit.ignore("unknown column", f"{file}:1", column, "this column is not read")
            for number, values in enumerate(reader, start=2):
                if not any(value.strip() for value in values):
                    continue
                origin = f"{file}:{number}"
                audit.read(file)
                if fault := _fault(values, len(header)):
                    audit.refuse(fault[0], origin, ",".join(values)[:80].replace("\0", "\N{SYMBOL FOR NULL}"), fault[1])
                    continue
                row = Row({c: v for c, v in zip(header, values, strict=True) if c in required}, origin)
                yield row
                for column, value in row.left().items():
                    audit.ignore("unused value", origin, f"{column}={value}", "nothing reads this value")
        except UnicodeDecodeError as error:
            raise Refused(
                f"{path}, row {_not_utf8(path)}: not UTF-8. Save the file as 'CSV UTF-8' and build again."
            ) from error
        except csv.Error as error:
            raise Refused(
                f"{path}, row {number + 1}: {error}. Check the quotes of that row, or save the file again "
                "as 'CSV UTF-8' from the spreadsheet."
            ) from error


def _fault(values: list[str], columns: int) -> tuple[str, str] | None:
    """Kind and reason of what makes a row unusable, if anything does."""
    if len(values) != columns:
        return (
            "number of fields",
            f"{counted(len(values), 'field')} where the header has {columns}; check commas and quotes",
        )
    if any("\0" in value for value in values):
        return "NUL character", "the row holds a NUL character, so the file is damaged; export it again"
    return None


def _not_utf8(path: Path) -> int:
    """First row that is not UTF-8; the decoder reads ahead of the rows, so that its own position tells little."""
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as lines:
        rows = enumerate(csv.reader(lines), start=1)
        return next((number for number, values in rows if re.search("[\udc80-\udcff]", "".join(values))), 1)


def _open(path: Path) -> TextIO:
    if not path.is_file():
        raise Refused(f"{path}: no such file. `dirskg sources` lists the files that each source needs.")
    if path.stat().st_size == 0:
        raise Refused(f"{path}: the file is empty. Export it again; it must at least have its header row.")
    csv.field_size_limit(_MAX_FIELD)
    try:
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Refused(
            f"{path}: cannot be read: {error.strerror}. Check who may read it, and close other programs."
        ) from error


def _header(path: Path, reader: Iterator[list[str]], required: tuple[str, ...]) -> list[str]:
    header = [column.strip() for column in next(reader, [])]
    missing = [column for column in required if column not in header]
    if missing:
        told = f"column {', '.join(missing)} is missing; the header has: {', '.join(header)[:200]}."
        raise Refused(f"{path}, row 1: {told}")
    twice = sorted({column for column in required if header.count(column) > 1})
    if twice:
        raise Refused(f"{path}, row 1: column {', '.join(twice)} stands there twice. Keep one of them.")
    return header
