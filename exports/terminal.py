"""Tables on a terminal. Text from data is shown as text: it cannot colour, move or retitle the reader's window."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from dirskg.exports.cells import one_line, readable
from dirskg.exports.table import Table

_UNBOUNDED = 100_000


def to_terminal(
    table: Table, title: str = "", notes: Iterable[str] = (), *, width: int = 0, colour: bool = False
) -> str:
    """A table with its title above and notes below, `width` columns wide (0: as wide as it needs).

    Numbers stand on the right and are shortened. `colour` adds ANSI codes of our own; those in the data are removed.
    """
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for place, name in enumerate(table.columns):
        grid.add_column(plain(name, "bold"), justify="right" if place in table.numbers else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(plain(readable(value)) for value in row))
    head = [plain(title, "bold"), Text()] if title else []
    return paint([*head, grid, *(plain(note, "dim") for note in notes)], width=width, colour=colour)


def plain(text: str, style: str = "") -> Text:
    """Text from anywhere in one style: neither markup nor control characters in it count."""
    return Text(one_line(text), style=style)


def paint(parts: Iterable[RenderableType], *, width: int = 0, colour: bool = False) -> str:
    """What a terminal of that width would show, as text with or without ANSI colours; no line ends in blanks."""
    out = StringIO()
    console = Console(
        file=out, width=width or _UNBOUNDED, force_terminal=colour, color_system="standard" if colour else None,
        legacy_windows=False, markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    for part in parts:
        console.print(part, soft_wrap=not width and isinstance(part, Text))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
