"""Excel workbooks: tables that filter, notes that wrap, and no cell that computes, links or runs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from types import TracebackType
from typing import Any

import xlsxwriter

from dirskg.exports.tables.cells import Value, one_line
from dirskg.exports.tables.table import Row, Table
from dirskg.exports.tables.workbook_fit import A4, fit, slim
from dirskg.graph.errors import DirskgError

_MOST_TITLE = 100  # letters of a header, of which Excel takes 255
_MOST_ROWS, _MOST_TEXT = 1_048_576, 32_767  # limits of the format; XlsxWriter would drop what exceeds them
_SMALLER = 1.25  # how many times the width of its column a text may be so that it can be read when written smaller
_MOST_EXACT = 2**53  # whole numbers beyond it lose digits in a spreadsheet
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The same table gives the same file, byte by byte: no clock time, but the first day that a zip archive can tell.
_CREATED = datetime(1980, 1, 1)
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF2"}
_FRACTION = "0.000"  # as shown; the cell keeps every digit
_FORMATS = {"count": "#,##0", "percent": "0%", "euro": "#,##0", "year": "0", "decimal": "#,##0.00"}
_WORD, _NOTE = 26, 84  # how wide words and notes are, in characters
_FIRST, _OTHER = 36, 22  # the same for the columns of a grid
_UPRIGHT = 130  # the characters that a grid may have in a line of a page that stands
_ONE_PAGE = 1150  # the points that a grid may be tall so that it is put on one such page, hardly smaller
_LETTERS = 1.08  # those in the width of a digit, by which columns are measured
_LINE, _ROOM, _MOST_TALL = 15, 3, 409  # points
_RIGHT = {"align": "right", "indent": 1}  # a number keeps off the text beside it
_TEXT = {"text_wrap": True, "valign": "top"}


class Workbook:
    """A workbook in the making; `with` ends it, and `content` then holds its bytes."""

    def __init__(self, title: str = "") -> None:
        self.content = b""
        self._out = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._out, _OPTIONS)
        self._title = one_line(title)
        self._book.set_properties({"title": self._title, "created": _CREATED})
        self._formats: dict[str, Any] = {}

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._book.close()
        self.content = self._out.getvalue()

    def table(
        self, name: str, table: Table, head: Sequence[str] = (), forms: Sequence[str] = (), title: str = "",
        printed: int = 0, kept: int = 0,
    ) -> None:  # fmt: skip
        """A sheet with a table: frozen header, filters, widths that fit, printed one page wide, `title` on each page.

        `head` shows instead of the column names; `forms` tells what the numbers of a column are (count, percent …).
        Of a table for machines too, the first columns, `printed` of them, are those for people; `kept` stay in sight.
        Raises DirskgError where the format has too few rows.
        """
        if len(table) >= _MOST_ROWS:
            raise DirskgError(
                f"{len(table):,} rows are more than a worksheet holds. Limit them, or write csv or parquet."
            )
        sheet = self._book.add_worksheet(name)
        names = [one_line(text) for text in head or table.columns]
        people = printed or len(names)
        found = fit(names[:people], [row[:people] for row in table.rows], chosen=bool(printed))
        widths = found.widths + slim(names[people:], [row[people:] for row in table.rows])
        for column, (text, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(column, column, width)
            self._write(sheet, 0, column, text, self._format(_HEAD | (_RIGHT if column in table.numbers else {})))
        sheet.set_row(0, _tall(zip(names, widths, strict=True)))
        for row, values in enumerate(table.rows, start=1):
            # What is longer than its column would run over the page: it is written smaller, or wraps at heights that
            # are told as in notes.
            wraps = [n < people and found.wraps and _long(*pair, _SMALLER) for n, pair in _each(values, widths)]
            long = any(_long(*pair, 1) for _, pair in _each(values, widths))
            if any(wraps):
                sheet.set_row(row, _tall(pair for n, pair in _each(values, widths) if wraps[n]))
            for column, (value, width) in _each(values, widths):
                look = self._look(value, forms[column] if forms else "", {"valign": "top"} if long else {})
                if wraps[column]:
                    look = self._format(_TEXT)
                elif _long(value, width, 1):
                    look = self._format({"shrink": True, "valign": "top"})
                self._write(sheet, row, column, value, look)
        sheet.freeze_panes(1, kept)
        self._printed(sheet, title, found.across, found.paper)
        sheet.repeat_rows(0)
        if printed:
            sheet.print_area(0, 0, len(table), printed - 1)
        if names:
            sheet.autofilter(0, 0, len(table), len(names) - 1)

    def grid(
        self, name: str, head: Sequence[str], body: Iterable[Sequence[tuple[str, Mapping[str, Any]]]],
        below: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """A sheet of wrapped texts, each with its XlsxWriter format; the first row and column stay in sight.

        The lines `below` run over the whole width.
        """
        sheet = self._book.add_worksheet(name)
        for column, text in enumerate(head):
            self._write(sheet, 0, column, text, self._format(_HEAD))
        widths = [_FIRST, *([_OTHER] * (len(head) - 1))]
        tall = [_tall(zip(head, widths, strict=True))]
        rows = list(body)
        for row, cells in enumerate(rows, start=1):
            for column, (text, look) in enumerate(cells):
                self._write(sheet, row, column, text, self._format({**_TEXT, **look}))
            tall.append(_tall((text, width) for (text, _), width in zip(cells, widths, strict=False)))
        tall.append(_LINE)
        for row, text in enumerate(below, start=len(rows) + 2):
            sheet.merge_range(row, 0, row, max(1, len(head) - 1), "", self._format(_TEXT))
            self._write(sheet, row, 0, text, self._format(_TEXT))
            tall.append(_tall([(text, sum(widths))]))
        for row, height in enumerate(tall):
            sheet.set_row(row, height)
        sheet.set_column(0, 0, _FIRST)
        sheet.set_column(1, max(1, len(head) - 1), _OTHER)
        sheet.freeze_panes(1, 1)
        across = sum(widths) > _UPRIGHT
        self._printed(sheet, across=across)
        if not across and sum(tall) < _ONE_PAGE:
            sheet.fit_to_pages(1, 1)

    def notes(self, name: str, lines: Iterable[tuple[str, str]]) -> None:
        """A sheet of pairs: a word in bold on the left, wrapped text on the right; a pair without text is a heading."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, _WORD)
        sheet.set_column(1, 1, _NOTE)
        sheet.hide_gridlines(2)
        self._printed(sheet, across=False)
        for row, (word, text) in enumerate(lines):
            # A heading runs on over the empty cell beside it. Heights are told: not every program finds them.
            look = {**_TEXT, "bold": True} if text else {"bold": True, "font_size": 13}
            sheet.set_row(row, _tall([(word if text else "", _WORD), (text, _NOTE)]))
            self._write(sheet, row, 0, word, self._format(look))
            self._write(sheet, row, 1, text, self._format(_TEXT))

    def _printed(self, sheet: Any, title: str = "", across: bool = True, paper: int = A4) -> None:
        """On paper a sheet is one page wide, however many it is long; each page says of what it is a page."""
        (sheet.set_landscape if across else sheet.set_portrait)()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&L" + (one_line(title) or self._title)[:_MOST_TITLE].replace("&", "&&") + "&R&A")
        sheet.set_footer("&R&P / &N")

    def _look(self, value: Value, form: str, more: Mapping[str, Any]) -> Any:
        """The format of a number: that of its column, else three digits for a fraction; and `more`."""
        look = dict(more)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            look |= _RIGHT
            if form in _FORMATS:
                look["num_format"] = _FORMATS[form]
            elif isinstance(value, float) and not value.is_integer():
                look["num_format"] = _FRACTION
        return self._format(look) if look else None

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


def _each(values: Row, widths: Sequence[int]) -> Iterator[tuple[int, tuple[Value, int]]]:
    """The values of a row, each with the number and the width of its column."""
    return enumerate(zip(values, widths, strict=True))


def _long(value: Value, width: int, times: float) -> bool:
    """Whether a cell is a text longer than so many times the width of its column."""
    return isinstance(value, str) and len(value) >= times * width


def _lines(text: str, wide: int) -> int:
    """The lines that a text takes in a column, rather one too many than one too few."""
    lines, wide = 0, int(wide * _LETTERS)
    for line in text.split("\n"):
        lines, room = lines + 1, wide
        for word in line.split():
            if len(word) > room < wide:
                lines, room = lines + 1, wide
            # A word that is longer than a line is broken.
            lines += max(0, math.ceil(len(word) / wide) - 1)
            room -= min(len(word) % wide or wide, room) + 1
    return lines


def _tall(texts: Iterable[tuple[Value, int]]) -> float:
    """How tall a row is, in points, for its texts in columns so wide."""
    return min(_LINE * max((_lines(str(text), wide) for text, wide in texts), default=1) + _ROOM, _MOST_TALL)


def to_xlsx(table: Table, title: str, notes: Iterable[str] = ()) -> bytes:
    """A workbook with the table, and a sheet that says what it is.

    Raises DirskgError for more rows than a sheet holds.
    """
    about = [(one_line(title), ""), ("Rows", f"{len(table):,}"), *(("Note", one_line(note)) for note in notes)]
    with Workbook(title) as book:
        book.table("Table", table)
        book.notes("Read me", about)
    return book.content
