"""A CSV file of any size before it is read as a table: header, separator, line ends, bytes that do not belong."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, zip_longest
from pathlib import Path

from dirskg.graph.errors import Refused

_LONGEST_HEADER = 100_000
_BLOCK = 1 << 20
BLANKS = " \N{NO-BREAK SPACE}"
# What database programs, R and pandas write.
_NO_VALUE = frozenset(("NULL", "null", "NA", "<NA>", "nan", "NaN", "None", r"\N"))
_COUNTRY = re.compile("[A-Z]{2}")
_FIRST_ROWS = 100  # they tell: looking at thirty million for what hardly anybody's file has would be dear


def columns_of(path: Path) -> list[str]:
    """The names of the columns, without blanks around. Raises Refused where the first line of the file is no text."""
    return [one.strip() for one in next(csv.reader([first_line(path)], delimiter=separator(path)), [])]


def separator(path: Path) -> str:
    """Semicolon, comma, tab or bar, whichever the header has most of."""
    return separator_of(first_line(path))


def separator_of(header: str) -> str:
    """The separator of a header: the one that it has most of, a comma where it has none."""
    return max(",;\t|", key=header.count)


def first_line(path: Path) -> str:
    """The header, whichever line end it has."""
    try:
        with path.open("rb") as file:  # as text, what follows the line would be decoded with it
            line = file.readline(_LONGEST_HEADER).partition(b"\r")[0].decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}. Check the name and who may read it.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path}, row 1: not UTF-8. Download the file again, or save it as 'CSV UTF-8'.") from error
    if not line.strip() or len(line) == _LONGEST_HEADER:
        raise Refused(f"{path}: no header in the first line. Is this the right file?")
    return line.rstrip("\n")


def first_rows(path: Path) -> Iterator[list[str]]:
    """The first rows, the header among them, up to one whose quotes do not fit: who reads the table tells that."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file, suppress(csv.Error):
        yield from islice(csv.reader(file, delimiter=separator(path)), _FIRST_ROWS)


def habits(path: Path) -> tuple[bool, str]:
    """Whether the first rows begin with blanks around a value, as in an export of columns that have a fixed width, and
    the word that the program wrote wherever there is no value ("NULL"), "" where it wrote nothing."""
    rows = [row for row in islice(first_rows(path), 1, None) if row]
    columns = [{*map(str.strip, cells)} - {""} for cells in zip_longest(*rows, fillvalue="")]
    # Who has such a word leaves no cell blank: NA beside blanks is Namibia, and so it is among codes of countries.
    codes = {place for place, told in enumerate(columns) if len(told) > 1 and all(map(_COUNTRY.fullmatch, told))}
    words = Counter(
        one for row in rows if "" not in row for place, one in enumerate(map(str.strip, row))
        if one in _NO_VALUE and place not in codes
    )  # fmt: skip
    [(word, times)] = words.most_common(1) or [("", 0)]
    return any(row[0] != row[0].strip(BLANKS) for row in rows), word if times > 1 else ""


def odd_bytes(path: Path) -> tuple[bool, bool]:
    """Whether a file holds a NUL character, and whether it holds a carriage return without a line feed after it."""
    nul = lone = pending = False
    for block in _blocks(path):
        nul = nul or b"\0" in block
        lone = lone or (pending and not block.startswith(b"\n"))
        pending = block.endswith(b"\r")
        if not lone and b"\r" in block:  # counting takes longer than looking
            lone = block.count(b"\r") - pending > block.count(b"\r\n")
    return nul, lone or pending


def with_line_feeds(path: Path, target: Path) -> Path:
    """A copy of a file in which every line end is a line feed."""
    with target.open("wb") as file:
        held = b""
        for block in _blocks(path):
            held += block
            whole = held[:-1] if held.endswith(b"\r") else held
            file.write(whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
            held = held[len(whole) :]
        file.write(held.replace(b"\r", b"\n"))
    return target


def lines_with_nul(path: Path) -> list[int]:
    """The numbers of the lines that hold a NUL character."""
    found, line = [], 1
    with path.open("rb") as file:
        for text in file:
            if b"\0" in text:
                found.append(line)
            line += 1
    return found


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
