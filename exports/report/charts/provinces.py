"""A map of the provinces: how many are in each, as a number and as a tint. Its outlines are those of the explorer."""

from __future__ import annotations

from collections.abc import Mapping

from dirskg.exports.drawing.provinces import outlines
from dirskg.exports.report.charts.svg import picture, text
from dirskg.exports.report.model import Picture

# None, and four steps up to the most; on the two darkest numbers are white.
_TINTS = ("#ffffff", "#d3e8f5", "#9ecae6", "#3f82b5", "#1d4e89")
_WIDE, _SQUARE, _HIGH = 220.0, 1020.0, 830.0
_INNERMOST = "BE10"  # it lies within another


def provinces(numbers: Mapping[str, int], alt: str) -> Picture:
    """The map, _WIDE points wide, with a number by NUTS code in each province."""
    scale = _WIDE / _SQUARE
    most = max(numbers.values(), default=0)
    shapes, told = [], []
    for code, one in sorted(outlines().items(), key=lambda item: item[0] == _INNERMOST):
        count = numbers.get(code, 0)
        step = 1 + min(3, 4 * count // (most + 1)) if count else 0
        look = f'fill="{_TINTS[step]}" fill-rule="evenodd" stroke="#44515f" stroke-width="2.5"'
        shapes.append(f'<path d="{one["outline"]}" {look}/>')
        ink = "#ffffff" if step > 2 else "#16202b"
        told.append(
            text(scale * (one["x"] + 10), scale * one["y"] + 3, str(count), anchor="middle", bold=True, ink=ink)
        )
    ground = f'<g transform="scale({scale:.4f}) translate(10 0)">{"".join(shapes)}</g>'
    return picture(_WIDE, scale * _HIGH, [ground, *told], alt)
