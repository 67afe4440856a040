"""Excel workbooks: tables that filter, notes that wrap, and no cell that computes, links or runs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from types import TracebackType
from typing import Any

import xlsxwriter

from dirskg.exports.cells import Value, one_line
from dirskg.exports.table import Table
from dirskg.graph.errors import DirskgError

_MOST_ROWS, _MOST_TEXT = 1_048_576, 32_767  # limits of the format; XlsxWriter would drop what exceeds them
_NARROW, _WIDE, _SAMPLE = 8, 60, 500
_MOST_EXACT = 2**53  # whole numbers beyond it lose digits in a spreadsheet
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The same table gives the same file, byte by byte: no clock time, but the first day that a zip archive can tell.
_CREATED = datetime(1980, 1, 1)
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF2"}
_FRACTION = {"num_format": "0.000"}  # as shown; the cell keeps every digit
_FORMATS = {"count": "#,##0", "percent": "0%", "euro": "#,##0", "year": "0", "decimal": "#,##0.00"}
_A4 = 9
_WORD, _NOTE = 30, 110  # how wide words and notes are, in characters
_LINE, _ROOM, _MOST_TALL = 15, 3, 409  # points
_TEXT = {"text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class About:
    """What a table is and how it was found: the read-me sheet of its workbook."""

    title: str
    notes: tuple[str, ...] = ()
    build: str = ""
    query: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


class Workbook:
    """A workbook in the making; `with` ends it, and `content` then holds its bytes."""

    def __init__(self, title: str = "") -> None:
        self.content = b""
        self._out = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._out, _OPTIONS)
        self._book.set_properties({"title": one_line(title), "created": _CREATED})
        self._formats: dict[str, Any] = {}

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._book.close()
        self.content = self._out.getvalue()

    def table(self, name: str, table: Table, head: Sequence[str] = (), forms: Sequence[str] = ()) -> None:
        """A sheet with a table: frozen header, filters, widths that fit, printed one page wide.

        `head` shows instead of the column names; `forms` tells what the numbers of a column are (count, percent …).
        Raises DirskgError where the format has too few rows.
        """
        if len(table) >= _MOST_ROWS:
            raise DirskgError(
                f"{len(table):,} rows are more than a worksheet holds. Limit them, or write csv or parquet."
            )
        sheet = self._book.add_worksheet(name)
        names = [one_line(text) for text in head or table.columns]
        for column, text in enumerate(names):
            self._write(sheet, 0, column, text, self._format(_HEAD))
        for column, width in enumerate(_widths(names, table)):
            sheet.set_column(column, column, width)
        for row, values in enumerate(table.rows, start=1):
            for column, value in enumerate(values):
                self._write(sheet, row, column, value, self._look(value, forms[column] if forms else ""))
        sheet.freeze_panes(1, 0)
        _printed(sheet)
        sheet.repeat_rows(0)
        if names:
            sheet.autofilter(0, 0, len(table), len(names) - 1)

    def grid(self, name: str, head: Sequence[str], body: Iterable[Sequence[tuple[str, Mapping[str, Any]]]]) -> None:
        """A sheet of wrapped texts, each with its XlsxWriter format; the first row and column stay in sight."""
        sheet = self._book.add_worksheet(name)
        for column, text in enumerate(head):
            self._write(sheet, 0, column, text, self._format(_HEAD))
        for row, cells in enumerate(body, start=1):
            for column, (text, look) in enumerate(cells):
                self._write(sheet, row, column, text, self._format({**_TEXT, **look}))
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, max(1, len(head) - 1), 22)
        sheet.freeze_panes(1, 1)
        _printed(sheet)

    def notes(self, name: str, lines: Iterable[tuple[str, str]]) -> None:
        """A sheet of pairs: a word in bold on the left, wrapped text on the right; a pair without text is a heading."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, _WORD)
        sheet.set_column(1, 1, _NOTE)
        sheet.hide_gridlines(2)
        _printed(sheet)
        for row, (word, text) in enumerate(lines):
            # A heading runs on over the empty cell beside it. Heights are told: not every program finds them.
            look = {**_TEXT, "bold": True} if text else {"bold": True, "font_size": 13}
            tall = max(_lines(word, _WORD) if text else 1, _lines(text, _NOTE))
            sheet.set_row(row, min(_LINE * tall + _ROOM, _MOST_TALL))
            self._write(sheet, row, 0, word, self._format(look))
            self._write(sheet, row, 1, text, self._format(_TEXT))

    def _look(self, value: Value, form: str) -> Any:
        """The format of a number: that of its column, else three digits for a fraction."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        if form in _FORMATS:
            return self._format({"num_format": _FORMATS[form]})
        return self._format(_FRACTION) if isinstance(value, float) and not value.is_integer() else None

    def _format(self, look: Mapping[str, Any]) -> Any:
        key = repr(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(look))
        return self._formats[key]

    def _write(self, sheet: Any, row: int, column: int, value: Value, look: Any = None) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, look)
        elif isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= _MOST_EXACT:
            sheet.write_number(row, column, value, look)
        elif value is not None and value != "":
            text = str(value)
            sheet.write_string(row, column, text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…", look)


def _lines(text: str, wide: int) -> int:
    """The lines that a text takes in a column, rather one too many than one too few."""
    return max(1, math.ceil(len(text) / (0.85 * wide)))


def _printed(sheet: Any) -> None:
    """On paper a sheet is one page wide, however many it is long."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def to_xlsx(table: Table, about: About) -> bytes:
    """A workbook with the table and a read-me sheet. Raises DirskgError for more rows than a sheet holds."""
    with Workbook(about.title) as book:
        book.table("Table", table)
        book.notes("Read me", _read_me(table, about))
    return book.content


def _read_me(table: Table, about: About) -> list[tuple[str, str]]:
    parameters = ", ".join(f"{key} = {value}" for key, value in about.parameters.items())
    facts = [("Build", about.build), ("Query", about.query), ("Parameters", parameters), ("Rows", f"{len(table):,}")]
    lines = [(one_line(about.title), ""), *((word, text) for word, text in facts if text)]
    return [*lines, *(("Note", one_line(note)) for note in about.notes)]


def _widths(names: Sequence[str], table: Table) -> list[int]:
    widths = [len(name) + 3 for name in names]  # room for the button of the filter
    for row in table.rows[:_SAMPLE]:
        widths = [max(width, len(str(value)) + 1) for width, value in zip(widths, row, strict=True)]
    return [min(_WIDE, max(_NARROW, width)) for width in widths]
