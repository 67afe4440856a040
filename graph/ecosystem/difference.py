"""What changed between two builds: organisations, participations, ties and claims that came, went or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.wording.text import plain

# Frame, columns that make a row what it is, and columns whose change is worth telling. An organisation is a `record`
# by the id that it has in the new build, if it is there.
_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "organisations": (
        ("record",), ("id", "label", "leg", "kind", "level", "country", "region", "nuts3", "town", "size", "homepage"),
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


def difference(old: Ecosystem, new: Ecosystem, also: Iterable[tuple[str, str]] = ()) -> list[Change]:
    """What differs, frame by frame. `also`: pairs of ids that one of the builds tells to be the same organisation.

    An organisation whose id changed is followed by these, else by its name and seat where nobody else has them.
    """
    now = _followed(old.organisations, new.organisations, also)
    before, after = _recorded(old, now), _recorded(new, {})
    return [change for kind in _KEYS for change in _changes(kind, getattr(before, kind), getattr(after, kind))]


def _followed(old: pd.DataFrame, new: pd.DataFrame, also: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The new id of each organisation that is there under another one: one for one, or it is not followed."""
    gone, come = old[~old["id"].isin(new["id"])], new[~new["id"].isin(old["id"])]
    told = {*also, *((b, a) for a, b in also)}
    by_id = {(a, b) for a, b in told if a in set(gone["id"]) and b in set(come["id"])}
    found = _one_for_one(by_id)
    left = come[~come["id"].isin(found.values())]
    seated = lists_of(zip(_seats(left), left["id"], strict=True))
    left = gone[~gone["id"].isin(found)]
    by_name = {(a, b) for a, seat in zip(left["id"], _seats(left), strict=True) for b in seated[seat]}
    return found | _one_for_one(by_name)


def _one_for_one(pairs: set[tuple[str, str]]) -> dict[str, str]:
    times = Counter(one for pair in pairs for one in set(pair))
    return {a: b for a, b in pairs if times[a] == times[b] == 1}


def _seats(organisations: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Name, country, region and town of each; a name without a country is nobody's but its own."""
    for label, country, region, town, own in rows(organisations, "label", "country", "region", "town", "id"):
        yield (plain(label), country, region, plain(town)) if country else (own,)


def _recorded(ecosystem: Ecosystem, now: dict[str, str]) -> Ecosystem:
    """The same with the ids that organisations have now wherever they stand, and beside their own."""
    organisations, ties = ecosystem.organisations, ecosystem.ties
    named = {
        kind: frame.assign(organisation=frame["organisation"].replace(now))
        for kind, frame in (("participations", ecosystem.participations), ("claims", ecosystem.claims))
    }
    return replace(
        ecosystem,
        organisations=organisations.assign(record=organisations["id"].replace(now)),
        ties=ties.assign(**{"from": ties["from"].replace(now), "to": ties["to"].replace(now)}),
        **named,
    )


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
