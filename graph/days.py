"""Days as text: those of the graph, and those that people write (28/11/2026, 28-11-2026, 28 november 2026)."""

from __future__ import annotations

import re
from datetime import date

from dirskg.graph.text import plain

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", re.ASCII)
# In Belgium the day stands first.
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th)? (?:de )?([a-z]+) (\d{4})", re.ASCII)
# The first letters that tell a month in Dutch, French, German and English; juin and juillet need four.
_MONTHS = (
    ("jan",), ("feb", "fev"), ("mar", "maa", "mrt"), ("apr", "avr"), ("may", "mai", "mei"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aou"), ("sep",), ("oct", "okt"), ("nov",), ("dec", "dez"),
)  # fmt: skip


def day(text: object) -> date | None:
    """The day that ISO text tells; None for a year, a month, and what is not in the calendar."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_of(text: str) -> str:
    """The day as 2026-11-28. Raises ValueError for what is no day, or could be told by nobody."""
    parts = _parts(" ".join(text.split()))
    try:
        return date(*parts).isoformat() if parts else _none(text)
    except ValueError:
        return _none(text)


def _parts(text: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NAMED.fullmatch(plain(text)):
        months = [number for number, forms in enumerate(_MONTHS, start=1) if found[2].startswith(forms)]
        return (int(found[3]), months[0], int(found[1])) if months else None
    return None


def _none(text: str) -> str:
    raise ValueError(f"{text!r} is not a day; write it as 2026-11-28, or with the day first as 28/11/2026")
