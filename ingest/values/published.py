"""Figures of publishers' files: what is none is left out and reported. Publishers write no signs of thousands."""

from __future__ import annotations

import re

from dirskg.ingest.audit import Audit
from dirskg.ingest.values.figures import read_day, read_number, read_truth, read_year

# EUR: more than the budget of the EU.
_MOST = 1e13
_SHOWN = 80
_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def amount(text: str, origin: str, audit: Audit) -> float | None:
    """An amount in euro, None where there is none."""
    if not text.strip():
        return None
    try:
        found = read_number(text, grouped=False)
    except ValueError as error:
        audit.ignore("number", origin, text[:_SHOWN], f"not an amount: {error}")
        return None
    if not 0 <= found < _MOST:
        audit.ignore("number", origin, text[:_SHOWN], "below zero, or beyond all amounts")
        return None
    if _LIKE_THOUSANDS.fullmatch(text.strip()):
        audit.note("number", origin, text, f"read as {found:.2f}; a spreadsheet that saved the file may mean thousands")
    return found


def truth(text: str, origin: str, audit: Audit) -> bool:
    """Whether a text says yes; a blank one says no."""
    try:
        return bool(text.strip()) and read_truth(text)
    except ValueError as error:
        audit.ignore("yes or no", origin, text[:_SHOWN], str(error))
        return False


def day(text: str, origin: str, audit: Audit) -> str:
    """A day as yyyy-mm-dd, or as much of it as is told; "" where there is none."""
    try:
        return read_day(text) if text.strip() else ""
    except ValueError as error:
        audit.ignore("date", origin, text[:_SHOWN], str(error))
        return ""


def year(text: str) -> float | None:
    """The year of a day; that of 3/4/2025 is known, though its month is not."""
    try:
        return float(read_year(text))
    except ValueError:
        return None
