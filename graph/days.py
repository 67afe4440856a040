"""Days as text."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day(text: object) -> date | None:
    """The day that ISO text tells; None for a year, a month, and what is not in the calendar."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
