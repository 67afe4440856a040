"""A heat map: a table in which the colour of a cell says what state it is in, and its text how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dirskg.exports.report.charts.svg import INK, QUIET, WIDE, box, picture, rows_of_text, text, wrapped
from dirskg.exports.report.model import Picture

# The tints of the pages; "" is hatched: not judged, which is not the same as bad.
_FILLS: Mapping[str, str] = {
    "covered": "#e3f3ee", "helix_incomplete": "#d9edfa", "single_supplier": "#fbe7bf", "thin": "#f6cdb0",
    "empty": "#a84a00", "more": "#cfe3f5", "fewer": "#f6cdb0", "same": "#f1f4f7", "none": "#ffffff",
}  # fmt: skip
_LABEL, _CELL, _ROW, _HEAD, _GAP = 196.0, 96.0, 23.0, 26.0, 2.0


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell: what it says, smaller below that its state, and the look of that state."""

    told: str
    below: str
    look: str


def heat(name: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Tile]]], alt: str) -> Picture:
    """The heat map, WIDE points wide."""
    cell = min(_CELL * 1.4, (WIDE - _LABEL) / max(1, len(columns)))
    head = [wrapped(column, cell - 4, 8, 3) for column in columns]
    parts = [
        rows_of_text(_LABEL + cell * (n + 0.5), _HEAD / 2, lines, size=8, anchor="middle", ink=QUIET)
        for n, lines in enumerate(head)
    ]
    for place, (label, tiles) in enumerate(rows):
        top = _HEAD + place * _ROW
        parts.append(rows_of_text(0, top + _ROW / 2, wrapped(label, _LABEL - 8, 8.5), size=8.5))
        parts += [_tile(_LABEL + n * cell, top, cell, tile, name) for n, tile in enumerate(tiles)]
    high = _HEAD + _ROW * len(rows)
    told = [("", *columns)]
    told += [(label, *(", ".join(filter(None, (one.told, one.below))) for one in tiles)) for label, tiles in rows]
    return picture(_LABEL + cell * len(columns), high, parts, alt, hatch=name, rows=told)


def _tile(x: float, y: float, width: float, tile: Tile, hatch: str) -> str:
    inner = (x + _GAP / 2, y + _GAP / 2, width - _GAP, _ROW - _GAP)
    fill = _FILLS.get(tile.look)
    ground = box(*inner, fill) if fill else box(*inner, "#ffffff") + box(*inner, f"url(#{hatch})")
    ink = "#ffffff" if tile.look == "empty" else INK
    below = wrapped(tile.below, width - 4, 7, 1)
    told = text(x + width / 2, y + (10.5 if below else 15), tile.told, size=9, anchor="middle", bold=True, ink=ink)
    return ground + told + "".join(text(x + width / 2, y + 19, one, size=7, anchor="middle", ink=ink) for one in below)
