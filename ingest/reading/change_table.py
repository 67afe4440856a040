"""A small table of changes to try, from CSV or a workbook; and the example that shows its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from dirskg.graph.analyses.scenarios import ACTIONS, COLUMNS, THINGS
from dirskg.graph.errors import Refused
from dirskg.graph.wording.counted import counted
from dirskg.graph.wording.text import decoded
from dirskg.ingest.reading.csv_bytes import separator_of
from dirskg.ingest.reading.workbooks import cell_text, open_workbook

Rows = list[tuple[str, dict[str, str]]]

TEMPLATE = """\
action,what,organisation,name,country,region,leg,kind,size,domain,other,project,year
add,organisation,new-lab,New Laboratory,BE,BE3,academia,research_centre,,,,,
add,activity,new-lab,,,,,,,V4,,,2026
add,tie,new-lab,,,,,partnerIn,,,ref-dotocean,,2026
add,participation,new-lab,NEW PROJECT,,,,EDF,,V4,,new-project,2026
add,participation,ref-dotocean,,,,,,,,,new-project,2026
remove,organisation,ref-fn-herstal,,,,,,,,,,
"""
_NEEDED = ("action", "what", "organisation")
_MOST_ROWS = 10_000
_MOST_BYTES = 50 << 20  # of a workbook when unpacked


def read_change_rows(path: Path) -> Rows:
    """The rows of a .csv file (commas, semicolons, tabs, bars) or the first sheet of an .xlsx one: file:row, values.

    Rows are numbered as a spreadsheet shows them; blank ones are passed over. Raises Refused for a file that cannot be
    read, a column that is missing, unknown or there twice, and a row with more values than the header has columns.
    """
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise Refused(f"{path}: neither .csv nor .xlsx. Save it as one of them; `dirskg whatif --template` shows how.")
    if not path.is_file():
        raise Refused(f"{path}: no such file. `dirskg whatif --template` prints an example to begin with.")
    lines = _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path)
    header = _header(path, next(lines, []))
    found: Rows = []
    for number, values in enumerate(lines, start=2):
        if not any(values):
            continue
        if number > _MOST_ROWS:
            raise Refused(f"{path}, row {number}: more than {_MOST_ROWS} rows. Changes of that size belong in a build.")
        if any(values[len(header) :]):
            raise Refused(f"{path}, row {number}: {counted(len(values), 'value')} where the header has "
                          f"{counted(len(header), 'column')}. "
                          "Put text with commas between quotes.")  # fmt: skip
        found.append((f"{path.name}:{number}", dict(zip(header, values, strict=False))))
    return found


def _header(path: Path, told: list[str]) -> list[str]:
    header = [column.lower() for column in told]
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise Refused(f"{path}, row 1: column {', '.join(missing)} is missing. The columns are {', '.join(COLUMNS)}; "
                      f"action is {' or '.join(ACTIONS)}, what one of {', '.join(THINGS)}.")  # fmt: skip
    if wrong := sorted({column for column in header if column and column not in COLUMNS}):
        raise Refused(f"{path}, row 1: column {', '.join(wrong)} is not known. The columns are {', '.join(COLUMNS)}.")
    if twice := sorted({column for column in header if column and header.count(column) > 1}):
        raise Refused(f"{path}, row 1: column {', '.join(twice)} stands there twice. Keep one of them.")
    return header


def _csv(path: Path) -> Iterator[list[str]]:
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: not UTF-8. Save the file as 'CSV UTF-8' and try again.") from error
    except OSError as error:
        raise Refused(f"{path}: {error.strerror or error}. Check who may read it.") from error
    # Spreadsheets in Belgium separate by semicolons.
    header = next(iter(text.splitlines()), "")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator_of(header), strict=True)
    try:
        for values in reader:
            yield [value.strip() for value in values]
    except csv.Error as error:
        raise Refused(f"{path}, row {reader.line_num}: {error}. Check the quotes of that row.") from error


def _xlsx(path: Path) -> Iterator[list[str]]:
    with open_workbook(path, _MOST_BYTES, read_only=True, values=True) as book:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [cell_text(value).strip() for value in row]
