"""How wide the columns of a worksheet are, so that it can be read on a screen and on the paper that it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dirskg.exports.tables.cells import Value
from dirskg.exports.tables.table import Row

A4, A3 = 9, 8  # as the format numbers them
_NARROW, _SAMPLE = 8, 500
_BUTTON = 3  # that of the filter
_SLIM, _MOST_FOR_PEOPLE = 26, 390  # a sheet of very many columns is one for machines: slim, and nothing wraps
_WIDEST, _NARROWEST = 100, 16
_OTHERS = (40, 32, 26, 20)  # how wide others are where one column has most of the text
# Characters in a line of the paper, whether it lies, and how narrow a column of text may become to fit: rather the next
# paper than a ribbon of words. At a line of 130 letters are of three quarters of their size, as at one of 205 across.
_PAPERS = ((95, False, 60), (130, False, 45), (150, True, 30), (205, True, _NARROWEST))


@dataclass(frozen=True, slots=True)
class Fit:
    """Widths in characters, the paper and how it lies, and whether texts longer than their column wrap."""

    widths: list[int]
    across: bool
    paper: int = A4
    wraps: bool = True


def fit(names: Sequence[str], rows: Sequence[Row], chosen: bool = False) -> Fit:
    """The widths for these columns, which are `chosen` for people, or many. What no A4 holds is printed on A3."""
    words, content = _needs(names, rows)
    whole = [max(width, len(name) + _BUTTON) for name, width in zip(names, content, strict=True)]
    if not chosen and sum(min(width, 60) for width in whole) > _MOST_FOR_PEOPLE:
        return Fit(_within(_SLIM, words, content), across=True, paper=A3, wraps=False)
    for room, across, least in _PAPERS:
        if sum(whole) <= room:
            return Fit(whole, across)
        for most in range(_WIDEST, least - 1, -1):
            widths = _within(most, words, content)
            if sum(widths) <= room:
                return Fit(_given(widths, words, rows, room), across)
    return Fit(_within(_NARROWEST, words, content), across=True, paper=A3)


def slim(names: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """Widths of columns that are for the screen alone, whose heads take three lines at most."""
    words, content = _needs(names, rows)
    return _within(
        _SLIM, [max(word, len(name) // 3 + _BUTTON) for word, name in zip(words, names, strict=True)], content
    )


def _needs(names: Sequence[str], rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """What the longest word of each head takes, or of the values where it is not that long, and the longest value."""
    content = [_NARROW for _ in names]
    words = [_word(name) + _BUTTON for name in names]
    for row in rows[:_SAMPLE]:
        content = [max(width, _length(value) + 1) for width, value in zip(content, row, strict=True)]
        words = [max(width, min(_word(value) + 1, _SLIM)) for width, value in zip(words, row, strict=True)]
    return words, content


def _given(widths: list[int], words: Sequence[int], rows: Sequence[Row], room: int) -> list[int]:
    """The same, but where rows are then less tall the column of most text has what few values of the others need."""
    lengths = [[_length(value) for value in row] for row in rows[:_SAMPLE]]
    longest = max(range(len(widths)), key=lambda column: sum(row[column] for row in lengths), default=0)

    def narrowed(most: int) -> list[int]:
        found = _within(most, words, widths)
        found[longest] = 0
        return [width or room - sum(found) for width in found]

    def tall(chosen: list[int]) -> int:
        return sum(max(-(-length // width) for length, width in zip(row, chosen, strict=True)) for row in lengths)

    return min((widths, *map(narrowed, _OTHERS)), key=tall)


def _word(value: Value) -> int:
    return max(map(len, value.split()), default=0) if isinstance(value, str) else 0


def _length(value: Value) -> int:
    """The characters that a cell shows: of a fraction not the digits that it keeps."""
    return len(f"{value:,.3f}" if isinstance(value, float) and not value.is_integer() else str(value))


def _within(most: int, words: Sequence[int], content: Sequence[int]) -> list[int]:
    """Widths of so many characters at most, heads broken between words."""
    return [max(word, min(most, width)) for word, width in zip(words, content, strict=True)]
