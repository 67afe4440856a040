"""Ids of organisations: from the strongest number, else from the raw fields of a row; and the ids they had before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dirskg.graph.wording.text import fold
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.identifiers import RANK


def assign_ids(units: list[list[Record]]) -> tuple[dict[str, str], dict[str, str]]:
    """The id of each row key, and the one that its organisation had before, where it is another.

    No two organisations get the same id, whatever numbers or names they share. The id before is the one that holds as
    long as no row of the organisation carries a number: with these it goes on to lead to an organisation that gains a
    number or a row, and nothing has to be remembered of earlier builds.
    """
    plain = {record.key: _from_fields(record) for unit in units for record in unit}
    found: dict[str, str] = {}
    taken: set[str] = set()
    owner: dict[str, str] = {}
    shared: set[str] = set()
    for unit in units:
        chosen = next(candidate for candidate in _candidates(unit, plain) if candidate not in taken)
        taken.add(chosen)
        for record in unit:
            found[record.key] = chosen
            if owner.setdefault(plain[record.key], chosen) != chosen:
                shared.add(plain[record.key])
    former = {key: one for key, one in plain.items() if one not in taken and one not in shared}
    return found, former


def _candidates(unit: list[Record], plain: dict[str, str]) -> Iterator[str]:
    if found := {pair for record in unit for pair in record.identifiers}:
        keys = {record.key for record in unit}
        # Of two numbers of one authority the one under which it lists the organisation itself: the other was withdrawn.
        numbers = sorted(found, key=lambda pair: ("/".join(pair) not in keys, pair))
        for scheme in RANK:
            yield from (f"{scheme}-{value}" for own, value in numbers if own == scheme)
    yield plain[unit[0].key]
    yield from (_hashed(f"{record.country}|{record.key}") for record in unit)


def _from_fields(record: Record) -> str:
    """Id from what the row says itself, so that it does not depend on its place in the file."""
    fields = [record.country, *sorted(fold(name) for name in record.names), record.key.partition("/")[0]]
    return _hashed("|".join(fields))


def _hashed(text: str) -> str:
    return f"org-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
