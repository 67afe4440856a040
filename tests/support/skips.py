"""How many tests were skipped for want of the real files beside the checkout, and which of these they need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from folders import SHARED

_FOLDER = re.compile(re.escape(str(SHARED)) + r"(?:/(\w+))?")


def skips_told(reasons: Iterable[str]) -> str:
    """One line on the skips of a run, by their reasons; "" where none wants real files."""
    found = [_FOLDER.search(reason) for reason in reasons]
    folders = Counter(f"shared/{one[1] or ''}" for one in found if one)
    if not folders:
        return ""
    told = ", ".join(f"{n} need {folder}" for folder, n in sorted(folders.items()))
    others = found.count(None)
    rest = f" Skipped for other reasons: {others}." if others else ""
    return f"Skipped for want of real files: {folders.total()} ({told}). They belong into {SHARED}.{rest}"
