"""Partners that a list broken over lines glued together: the end of one name stands in front of the next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Words = tuple[str, ...]


def repaired(rows: Sequence[Mapping[str, str]], note: str) -> dict[int, str]:
    """The names of partners as they should be, by the place of their row, among rows of this note.

    A row without a number is glued where it begins with words that end the name of the partner before it, or that the
    name before it, as another row writes it, goes on with: that one was cut, and is made whole where it has no number.
    """
    whole = {_words(row["participant"]): row["participant"] for row in reversed(rows)}
    found: dict[int, str] = {}
    before = -1
    for at, row in enumerate(rows):
        if note not in row["note"]:
            continue
        if before >= 0 and rows[before]["acronym"] == row["acronym"] and not row["pic"]:
            last = _words(found.get(before, rows[before]["participant"]))
            name, cut = _taken_apart(row["participant"], last, whole)
            if name:
                found[at] = name
            if cut and not rows[before]["pic"]:
                found[before] = cut
        before = at
    return found


def _taken_apart(text: str, last: Words, whole: Mapping[Words, str]) -> tuple[str, str]:
    """The partner's own name, and the whole name of the one before where it was cut; "" for what is as it should be."""
    words = _words(text)
    for count in range(len(words) - 1, 0, -1):
        glued = words[:count]
        if last + glued in whole or (len(last) > count and last[-count:] == glued):
            begin = list(re.finditer(r"\w+", text))[count].start()
            return text[begin:], whole.get(last + glued, "")
    return "", ""


def _words(text: str) -> Words:
    return tuple(re.findall(r"\w+", text.lower()))
