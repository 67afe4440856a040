"""Dots with whiskers: values with the interval in which they lie, beside the line that says "as expected"."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dirskg.exports.report.charts.svg import (
    BLUE,
    INK,
    ORANGE,
    QUIET,
    RULE,
    WIDE,
    line,
    picture,
    ring,
    rows_of_text,
    text,
    wrapped,
)
from dirskg.exports.report.model import Picture

_LABEL, _ROW, _TOP, _FOOT, _TOLD = 196.0, 20.0, 8.0, 34.0, 112.0
_INKS = (BLUE, ORANGE)


@dataclass(frozen=True, slots=True)
class Dot:
    """A value, its interval (NaN where there is none), and how it is written at the end of the row."""

    value: float
    low: float
    high: float
    told: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis: where it begins and ends, whether it is logarithmic, its marks, and the line to hold values against."""

    least: float
    most: float
    marks: Sequence[float]
    written: Callable[[float], str] = field(compare=False)
    log: bool = False
    against: float = math.nan

    def place(self, value: float) -> float:
        """Where a value lies, between 0 and 1."""
        inside = min(max(value, self.least), self.most)
        if self.log:
            return math.log(inside / self.least) / math.log(self.most / self.least)
        return (inside - self.least) / (self.most - self.least)


def dots(
    rows: Sequence[tuple[str, Sequence[Dot]]], scale: Scale, axis: str, alt: str, series: Sequence[str] = ()
) -> Picture:
    """A row of dots for each label; the second series is hollow. `axis` says what is measured."""
    span = WIDE - _LABEL - _TOLD
    legend = 16.0 if len(series) > 1 else 0.0
    bottom = _TOP + legend + _ROW * len(rows)

    def across(value: float) -> float:
        return _LABEL + span * scale.place(value)

    parts = [line(across(mark), _TOP + legend, across(mark), bottom, RULE, 0.75) for mark in scale.marks]
    parts += [
        text(across(mark), bottom + 12, scale.written(mark), size=8, anchor="middle", ink=QUIET) for mark in scale.marks
    ]
    parts.append(text(_LABEL + span / 2, bottom + 26, axis, size=8, anchor="middle", ink=QUIET))
    if math.isfinite(scale.against):
        parts.append(line(across(scale.against), _TOP + legend, across(scale.against), bottom, INK, 1, "3 2"))
    parts += [_legend(n, name) for n, name in enumerate(series if legend else ())]
    for place, (label, found) in enumerate(rows):
        middle = _TOP + legend + _ROW * (place + 0.5)
        parts.append(rows_of_text(0, middle, wrapped(label, _LABEL - 12, 8.5), size=8.5))
        told = [one.told for one in found if one.told]
        parts.append(rows_of_text(WIDE, middle, told, size=7.5, anchor="end", ink=QUIET))
        apart = 8.0 if len(found) > 1 else 0.0
        parts += [
            _dot(one, middle + apart * (n - (len(found) - 1) / 2), across, n)
            for n, one in enumerate(found)
            if math.isfinite(one.value)
        ]
    written = [(label, ", ".join(one.told for one in found if one.told)) for label, found in rows]
    return picture(WIDE, bottom + _FOOT, parts, alt, rows=[("", axis), *written])


def _dot(dot: Dot, y: float, across: Callable[[float], float], series: int) -> str:
    ink = _INKS[series % len(_INKS)]
    whisker = line(across(dot.low), y, across(dot.high), y, ink, 1.25) if math.isfinite(dot.low + dot.high) else ""
    return whisker + ring(across(dot.value), y, 3, ink, "#ffffff" if series else ink)


def _legend(n: int, name: str) -> str:
    x = _LABEL + n * 150
    return ring(x + 4, _TOP + 3, 3, _INKS[n % len(_INKS)], "#ffffff" if n else _INKS[0]) + text(
        x + 12, _TOP + 6, name, size=8
    )
