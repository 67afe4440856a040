"""Tables on a terminal. Text from data is shown as text: it cannot colour, move or retitle the reader's window.

What fits the screen stands in columns, whose words stay whole. Of what does not, the columns stand in parts below each
other where the first one or two tell the rows apart; else it is told record by record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dirskg.exports.tables.addresses import Addresses
from dirskg.exports.tables.cells import one_line, readable
from dirskg.exports.tables.lines import breadth, wrapped
from dirskg.exports.tables.table import Table

_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "magenta": "35", "cyan": "36"}
# Blanks between two columns where there is room, and where there is little.
_GAP, _NARROW = 3, 2
_MOST_PARTS = 4
# Without a screen a row stays one line; longer text stands out of its column, or blanks would fill up every other row.
_WIDEST = 120
_LEFT: frozenset[int] = frozenset()


class Line(NamedTuple):
    """A paragraph, or what stands in a cell, in one style: words out of "bold", "dim" and colours."""

    text: str
    style: str = ""
    indent: int = 0


class Grid(NamedTuple):
    """A table: its headings, its rows, and the places of the columns that stand on the right."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Line]]
    right: frozenset[int] = _LEFT
    gap: int = _GAP


def to_terminal(
    table: Table, title: str = "", notes: Iterable[str] = (), *, width: int = 0, colour: bool = False
) -> str:
    """A table with its title above and notes below, `width` columns wide (0: as wide as it needs).

    Numbers stand on the right and are shortened. `colour` adds ANSI codes of our own; those in the data are removed.
    """
    return paint(table_parts(table, title, notes), width=width, colour=colour)


def table_parts(table: Table, title: str = "", notes: Iterable[str] = ()) -> Iterator[Line | Grid]:
    """A table with its title above and notes below, as parts of what `paint` shows."""
    if title:
        yield from (plain(title, "bold"), Line(""))
    rows = [[plain(readable(value)) for value in row] for row in table.rows]
    yield Grid([one_line(name) for name in table.columns], rows, table.numbers)
    for note in notes:
        yield plain(note, "dim")


def plain(text: str, style: str = "", indent: int = 0) -> Line:
    """Text from anywhere in one style: no control characters in it count."""
    return Line(one_line(text), style, indent)


def paint(parts: Iterable[Line | Grid], *, width: int = 0, colour: bool = False) -> str:
    """What a terminal of that width would show, as text with or without ANSI colours; no line ends in blanks.

    Where there is a width, long addresses in tables are numbered, and told whole at the end.
    """
    addresses = Addresses()
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            texts = wrapped(part.text, width - part.indent, cut=False) if width else [part.text]
            lines += [" " * part.indent + _painted(text, part.style, colour) for text in texts]
        else:
            lines += _shown(part, addresses, width, colour)
    below = addresses.below()
    return "".join(f"{line.rstrip()}\n" for line in [*lines, *([""] if below else []), *below])


def _shown(grid: Grid, addresses: Addresses, width: int, colour: bool) -> Iterator[str]:
    """The lines of a table, with ever shorter addresses until it fits."""
    forms = [_short(grid, addresses, host=host) for host in (True, False)] if width else [grid]
    for form in forms:
        if fitting := _widths(form, width):
            yield from _columns(form, *fitting, colour, whole=not width)
            return
    parts = _parts(forms[-1], width)
    for number, (part, fitting) in enumerate(parts):
        yield from [""] * bool(number)
        yield from _columns(part, *fitting, colour)
    if not parts:
        yield from _records(forms[0], width, colour)


def _short(grid: Grid, addresses: Addresses, *, host: bool = True) -> Grid:
    rows = [[cell._replace(text=addresses.shortened(cell.text, host=host)) for cell in row] for row in grid.rows]
    return grid._replace(rows=rows)


def _columns(grid: Grid, widths: list[int], gap: int, colour: bool, *, whole: bool = False) -> Iterator[str]:
    yield from _row([Line(head, "bold") for head in grid.heads], widths, grid.right, gap, colour)
    yield "─" * (sum(widths) + gap * (len(widths) - 1))
    for row in grid.rows:
        yield from _row(row, widths, grid.right, gap, colour, whole=whole)


def _widths(grid: Grid, width: int) -> tuple[list[int], int] | None:
    """How wide each column is and how far apart they are; None where their longest words do not fit side by side."""
    columns = [[head, *(row[place].text for row in grid.rows)] for place, head in enumerate(grid.heads)]
    widths = [max(breadth(line) for text in texts for line in text.split("\n")) for texts in columns]
    if not width:
        return [min(width, _WIDEST) for width in widths], grid.gap
    least = [max(breadth(word) for text in texts for word in text.split() or [""]) for texts in columns]
    for gap in range(grid.gap, _NARROW - 1, -1):
        room = width - gap * (len(columns) - 1)
        if sum(least) <= room:
            return _narrowed(widths, least, room), gap
    return None


def _narrowed(widths: list[int], least: list[int], room: int) -> list[int]:
    """The widths, of which the widest give way until all fit the room; none below its least."""
    widths = [max(low, min(width, room)) for width, low in zip(widths, least, strict=True)]
    for _ in range(sum(widths) - room):
        slack = [width if width > low else 0 for width, low in zip(widths, least, strict=True)]
        widths[slack.index(max(slack))] -= 1
    return widths


def _parts(grid: Grid, width: int) -> list[tuple[Grid, tuple[list[int], int]]]:
    """A few tables that fit, each with the columns that tell the rows apart and some of the others; none if none do."""
    distinct = (n for n in (1, 2) if len({tuple(cell.text for cell in row[:n]) for row in grid.rows}) == len(grid.rows))
    keys, count = next(distinct, 0), len(grid.heads)
    parts: list[tuple[Grid, tuple[list[int], int]]] = []
    first = place = keys
    while keys and len(grid.rows) > 1 and first < count and len(parts) < _MOST_PARTS:
        fitting = None
        while place < count and (
            wider := _widths(part := _part(grid, [*range(keys), *range(first, place + 1)]), width)
        ):
            fitting, place = (part, wider), place + 1
        if fitting is None:
            return []
        parts.append(fitting)
        first = place
    return parts if first == count else []


def _part(grid: Grid, places: list[int]) -> Grid:
    right = frozenset(new for new, old in enumerate(places) if old in grid.right)
    rows = [[row[place] for place in places] for row in grid.rows]
    return Grid([grid.heads[place] for place in places], rows, right, grid.gap)


def _records(grid: Grid, width: int, colour: bool) -> Iterator[str]:
    """A block for each row: what is there, each on a line of its own after its heading."""
    side = min(max(map(breadth, grid.heads)), width // 2)
    widths = [side, width - side - _NARROW]
    for number, row in enumerate(grid.rows):
        if number:
            yield ""
        for head, cell in zip(grid.heads, row, strict=True):
            if max(map(breadth, cell.text.split()), default=0) > widths[1]:
                yield from _row([Line(head, "bold")], [width], _LEFT, 0, colour)
                yield from _row([Line(""), cell], [0, width - _NARROW], _LEFT, _NARROW, colour)
            elif cell.text:
                yield from _row([Line(head, "bold"), cell], widths, _LEFT, _NARROW, colour)


def _row(
    cells: Sequence[Line], widths: Sequence[int], right: frozenset[int], gap: int, colour: bool, *, whole: bool = False
) -> Iterator[str]:
    """The lines of a row, whose cells stay `whole` where nothing limits them."""
    texts = [
        cell.text.split("\n") if whole else wrapped(cell.text, width) for cell, width in zip(cells, widths, strict=True)
    ]
    for line in range(max(map(len, texts), default=0)):
        shown = []
        for place, (lines, cell, width) in enumerate(zip(texts, cells, widths, strict=True)):
            text = lines[line] if line < len(lines) else ""
            blanks = " " * (width - breadth(text))
            text = _painted(text, cell.style, colour)
            shown.append(blanks + text if place in right else text + blanks)
        yield (" " * gap).join(shown)


def _painted(text: str, style: str, colour: bool) -> str:
    return (
        f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m" if text and colour and style else text
    )
