"""Days as text: those of the graph, and those that people write (28/11/2026, 28-11-2026, 28 november 2026)."""

from __future__ import annotations

import re
from datetime import date

from dirskg.graph.wording.text import plain

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", re.ASCII)
# In Belgium the day stands first.
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th)? (?:de )?([a-z]+) (\d{4})", re.ASCII)
# In English, Dutch, French and German, without accents; then how they are shortened.
_MONTHS = (
    "january januari janvier januar janv", "february februari fevrier februar fevr", "march maart mars marz mrt mrz",
    "april avril", "may mei mai", "june juni juin", "july juli juillet juil", "august augustus aout",
    "september septembre sept", "october oktober octobre", "november novembre", "december dezember decembre",
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_MONTH |= {name[:3]: number for name, number in _MONTH.items() if name[:3] not in ("jui", "mar")} | {"mar": 3}


def month(word: str) -> int:
    """The number of the month that a word without accents and capitals names or shortens; 0 for another word."""
    return _MONTH.get(word, 0)


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
        return int(found[3]), month(found[2]), int(found[1])
    return None


def _none(text: str) -> str:
    raise ValueError(f"{text!r} is not a day; write it as 2026-11-28, or with the day first as 28/11/2026")
