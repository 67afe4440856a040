"""A timeline: milestones by date, what is not dated apart, with the owner of each and the seats of the regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dirskg.exports.report.charts.svg import (
    BLUE,
    INK,
    ORANGE,
    QUIET,
    RULE,
    WIDE,
    box,
    line,
    picture,
    ring,
    rows_of_text,
    text,
    wrapped,
)
from dirskg.exports.report.model import Picture

_LABEL, _OWNER, _SEAT, _UNDATED, _ROW, _HEAD = 168.0, 86.0, 16.0, 46.0, 26.0, 22.0


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone: its date ("" for none), title and owner in words, whether it is done, and a sign a region."""

    day: str
    title: str
    owner: str
    done: bool
    seats: tuple[str, ...]


def timeline(events: Sequence[Event], regions: Sequence[str], heads: Sequence[str], today: str, alt: str) -> Picture:
    """The timeline; `heads` are the words for owner, seats, no date and today."""
    owner, seats, undated, now = heads
    years = sorted({int(event.day[:4]) for event in events if event.day} | {int(today[:4])})
    first, last = years[0], years[-1] + 1
    right = WIDE - _OWNER - _SEAT * len(regions)
    end = right - _UNDATED
    bottom = _HEAD + _ROW * len(events)

    def across(day: str) -> float:
        told = date.fromisoformat(f"{day}-01-01"[:10])  # a year, a month or a day
        start = date(first, 1, 1)
        return _LABEL + (end - _LABEL) * (told - start).days / (date(last, 1, 1) - start).days

    parts = [box(end + 4, _HEAD, _UNDATED - 8, bottom - _HEAD, "url(#undated)")]
    for year in range(first, last):
        x = across(str(year))
        parts += [line(x, _HEAD, x, bottom, RULE, 0.75), text(x + 2, _HEAD - 8, str(year), size=8, ink=QUIET)]
    parts += [line(across(today), _HEAD, across(today), bottom, INK, 1, "3 2")]
    parts.append(text(across(today) - 2, bottom + 10, now, size=7.5, anchor="end", ink=QUIET))
    parts.append(
        rows_of_text(
            end + _UNDATED / 2, _HEAD - 11, wrapped(undated, _UNDATED, 7.5), size=7.5, anchor="middle", ink=QUIET
        )
    )
    parts.append(text(right + 2, _HEAD - 8, owner, size=8, ink=QUIET))
    parts += [
        text(WIDE - _SEAT * (len(regions) - n - 0.5), _HEAD - 8, region, size=7, anchor="middle", ink=QUIET)
        for n, region in enumerate(regions)
    ]
    parts.append(text(WIDE, bottom + 10, seats, size=7.5, anchor="end", ink=QUIET))
    for place, event in enumerate(events):
        middle = _HEAD + _ROW * (place + 0.5)
        parts.append(line(0, middle + _ROW / 2, WIDE, middle + _ROW / 2, RULE, 0.5))
        parts.append(rows_of_text(0, middle, wrapped(event.title, _LABEL - 6, 7.5, 3), size=7.5))
        x = across(event.day) if event.day else end + _UNDATED / 2
        ink = BLUE if event.done else ORANGE
        parts.append(ring(x, middle, 4, ink, ink if event.done else "#ffffff"))
        parts.append(rows_of_text(right + 2, middle, wrapped(event.owner, _OWNER - 6, 7, 3), size=7))
        parts += [
            text(WIDE - _SEAT * (len(regions) - n - 0.5), middle + 3, sign, size=9, anchor="middle")
            for n, sign in enumerate(event.seats)
        ]
    return picture(WIDE, bottom + 16, parts, alt, hatch="undated")
