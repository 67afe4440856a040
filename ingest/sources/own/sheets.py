"""Sheets of workbooks and CSV files as they lie there: a header, and rows of raw cells with their row numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.csv_bytes import separator_of
from dirskg.ingest.reading.workbooks import open_workbook

# Unpacked size of a workbook: some 400,000 filled cells, which is far beyond what people write.
_MOST_BYTES = 50 << 20
_MOST_CELLS = 2_000_000
_MOST_FIELD = 100_000
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that has no value of its own: a formula, an error, a part of merged cells."""

    shown: str
    reason: str
    part: bool = False  # of merged cells, of which another one has the value

    def __str__(self) -> str:
        """What the spreadsheet shows, which is what a message shows."""
        return self.shown


Cell = str | int | float | bool | Fault | Any  # Any: dates and times


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows` by number as the spreadsheet shows it, row 1 first; `hidden` rows are read all the same."""

    file: str
    name: str
    origin: str  # what stands before the row number: own.xlsx:links
    rows: list[tuple[int, list[Cell]]]
    hidden: list[int] = field(default_factory=list)
    tabbed: bool = False  # a CSV file with tabs in place of commas
    fields: int = 0  # of the header of a CSV file
    concealed: list[str] = field(default_factory=list)  # what of it the workbook does not show, but for rows


def read_sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The sheets of a workbook that have anything in them, or the one of a CSV file.

    Raises Refused for a file that cannot be read as what it is.
    """
    if path.suffix.lower() == ".csv":
        separator = _separator(path)
        lines = list(_csv_rows(path, separator))
        yield Sheet(name, path.stem, name, lines, tabbed=separator == "\t", fields=len(lines[0][1]) if lines else 0)
        return
    with open_workbook(path, _MOST_BYTES) as book:
        for sheet in book.worksheets:
            rows = list(_rows(sheet))
            if rows:
                hidden = [number for number, _ in rows if sheet.row_dimensions[number].hidden]
                concealed = ["the sheet"] if sheet.sheet_state != "visible" else []
                columns = [(one, told) for one, told in sheet.column_dimensions.items() if told.hidden]
                concealed += [f"column {one}" for one, told in columns if (told.min or 1) <= sheet.max_column]
                title = sheet.title.strip()
                yield Sheet(name, title, f"{name}:{title}", rows, hidden, concealed=concealed)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Rows with anything in them; the cells of merged areas are faults, because only one of them has the value."""
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise Refused(
            f"Sheet {sheet.title!r} reaches to row {sheet.max_row:,} and column {sheet.max_column:,}. Delete the rows "
            "and columns beyond your data, which only have a format."
        )
    merged = {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1)
        for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1)
    }
    for row in sheet.iter_rows():
        cells = [_cell(cell, merged.get((cell.row, cell.column), "")) for cell in row]
        if any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in cells):
            yield row[0].row, cells


def _cell(cell: Any, merged: str) -> Cell:
    if merged:
        shown = "" if cell.value is None else str(cell.value)[:_MOST_SHOWN]
        reason = f"the cells {merged} are merged; unmerge them and write the value into each"
        return Fault(shown or merged, reason, part=not shown)
    if cell.data_type == "f":
        shown = cell.value if isinstance(cell.value, str) else "="
        return Fault(shown[:_MOST_SHOWN], "a formula; copy the cell and paste it as a value")
    if cell.data_type == "e":
        return Fault(str(cell.value), "an error of the spreadsheet; write the value itself")
    return cell.value


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        return separator_of(file.readline(_MOST_FIELD))


def _csv_rows(path: Path, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            csv.field_size_limit(_MOST_FIELD)
            reader = csv.reader(file, delimiter=separator, strict=True)
            for number, row in enumerate(reader, start=1):
                if any(value.strip() for value in row):
                    yield number, [_text(value) for value in row]
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: not UTF-8. Save it as 'CSV UTF-8', or as .xlsx.") from error
    except csv.Error as error:
        raise Refused(f"{path}, row {number + 1}: {error}. Check the quotes of that row, or save as .xlsx.") from error
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}. Close other programs and try again.") from error


def _text(value: str) -> Cell:
    """CSV holds no formulas, only texts that a spreadsheet would take for one."""
    if value.startswith("="):
        return Fault(value[:_MOST_SHOWN], "a formula; write the value itself")
    return value or None
