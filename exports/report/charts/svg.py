"""What the charts are drawn with: SVG that needs no script, no style sheet and no font but the one it names first.

The colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart; where one carries a meaning it
stands in words or signs as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from markupsafe import escape

from dirskg.exports.report.model import Picture

# The PDF has the first in it; a browser takes what the reader's system has.
_FONT = "FiraGO, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
WIDE = 482.0  # points of a chart that is as wide as the page
INK, QUIET, RULE = "#16202b", "#4a5663", "#cfd6de"
BLUE, ORANGE = "#1d4e89", "#d55e00"
_EM = 0.54  # mean width of a letter, as a part of its size


def picture(
    width: float, height: float, parts: Iterable[str], alt: str, hatch: str = "", rows: Iterable[Sequence[str]] = ()
) -> Picture:
    """The chart; `hatch` is the name of its hatching, which must be its own on a page with several charts."""
    lines = '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="#dde2e7" stroke-width="1"/>'
    pattern = f'<pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse">{lines}</pattern>'
    body = "".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(alt)}" font-family="{_FONT}">'
        f"{f'<defs>{pattern}</defs>' if hatch else ''}{body}</svg>"
    )
    return Picture(svg, width, height, alt, tuple(map(tuple, rows)))


def text(
    x: float, y: float, told: str, *, size: float = 9, anchor: str = "start", bold: bool = False, ink: str = INK
) -> str:
    """A line of text; y is its base line."""
    weight = ' font-weight="bold"' if bold else ""
    look = f'font-size="{size:g}" text-anchor="{anchor}" fill="{ink}"{weight}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(told)}</text>'


def rows_of_text(
    x: float, middle: float, lines: list[str], *, size: float = 9, anchor: str = "start", ink: str = INK
) -> str:
    """Lines of text around a middle."""
    top = middle - (len(lines) - 1) * size * 0.6 + size * 0.35
    return "".join(
        text(x, top + n * size * 1.2, line, size=size, anchor=anchor, ink=ink) for n, line in enumerate(lines)
    )


def box(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> str:
    """A rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="{stroke}"/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"{dashes}/>'


def ring(x: float, y: float, radius: float, stroke: str, fill: str) -> str:
    """A circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>'


def wrapped(told: str, width: float, size: float = 9, most: int = 2) -> list[str]:
    """The text on lines that fit a width; what `most` lines cannot hold ends in an ellipsis."""
    room = max(4, int(width / (size * _EM)))
    lines = wrap(" ".join(told.split()), room, break_long_words=False, break_on_hyphens=False)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = f"{kept[-1][: room - 1]}…"
    return [one if len(one) <= room + 2 else f"{one[:room]}…" for one in kept]
