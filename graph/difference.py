"""What changed between two builds: organisations, participations, ties and claims that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from dirskg.graph.frames import Ecosystem

# Frame, columns that make a row what it is, and columns whose change is worth telling.
_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "organisations": (
        ("id",), ("label", "leg", "kind", "level", "country", "region", "nuts3", "town", "size", "homepage"),
    ),
    "projects": (
        ("id",),
        ("acronym", "title", "programme", "call", "category", "year", "start", "end", "status", "eu_contribution"),
    ),
    "participations": (("project", "organisation", "role"), ("contribution",)),
    "ties": (("from", "kind", "to", "year"), ()),
    "claims": (("organisation", "domain", "basis", "project"), ("confidence",)),
}  # fmt: skip


class Change(NamedTuple):
    """A row that differs: its frame, what became of it (added, gone, changed), its key, and old -> new."""

    kind: str
    change: str
    what: str
    detail: str


def difference(old: Ecosystem, new: Ecosystem) -> list[Change]:
    """What differs, frame by frame."""
    return [change for kind in _KEYS for change in _changes(kind, getattr(old, kind), getattr(new, kind))]


def _changes(kind: str, old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Change]:
    keys, told = _KEYS[kind]
    before, after = _by_key(old, keys, told), _by_key(new, keys, told)
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Change(kind, "added", key, after[key][1])
        elif key not in after:
            yield Change(kind, "gone", key, before[key][1])
        else:
            changes = [
                f"{column}: {was or '(blank)'} -> {now or '(blank)'}"
                for column, was, now in zip(told, before[key][0], after[key][0], strict=True)
                if was != now
            ]
            if changes:
                yield Change(kind, "changed", key, "; ".join(changes))


def _by_key(
    frame: pd.DataFrame, keys: tuple[str, ...], told: tuple[str, ...]
) -> dict[str, tuple[tuple[str, ...], str]]:
    """For each key the values that may change, and a label to show."""
    words = frame[[*keys, *told]].map(_word)
    label = next((column for column in ("label", "acronym") if column in frame.columns), "")
    labels = frame[label] if label else [""] * len(frame)
    return {
        " ".join(row[: len(keys)]): (row[len(keys) :], str(shown))
        for row, shown in zip(words.itertuples(index=False, name=None), labels, strict=True)
    }


def _word(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"  # NaN is not equal to itself; amounts count to the cent
    return str(value)
