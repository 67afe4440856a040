"""Ids of organisations: from the strongest number, else from the raw fields of a row; and the ids they had before."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from dirskg.graph.text import fold
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.identifiers import RANK


def assign_ids(units: list[list[Record]]) -> dict[str, str]:
    """The id of each row key; no two organisations get the same, whatever numbers or names they share."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        chosen = next(candidate for candidate in _candidates(unit) if candidate not in taken)
        taken.add(chosen)
        found |= {record.key: chosen for record in unit}
    return found


def former_ids(units: list[list[Record]], ids: dict[str, str]) -> dict[str, str]:
    """For each row key the id that its organisation has as long as no row of it carries a number, if it is another.

    With these the earlier id goes on to lead to an organisation that gains a number or a row, and nothing has to be
    remembered of earlier builds.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        for record in unit:
            owners[_from_fields(record)].add(ids[record.key])
    taken = set(ids.values())
    return {
        record.key: former
        for unit in units
        for record in unit
        if (former := _from_fields(record)) not in taken and len(owners[former]) == 1
    }


def _candidates(unit: list[Record]) -> Iterator[str]:
    numbers = sorted({pair for record in unit for pair in record.identifiers})
    for scheme in RANK:
        yield from (f"{scheme}-{value}" for found, value in numbers if found == scheme)
    yield _from_fields(unit[0])
    yield from (_hashed(f"{record.country}|{record.key}") for record in unit)


def _from_fields(record: Record) -> str:
    """Id from what the row says itself, so that it does not depend on its place in the file."""
    fields = [record.country, *sorted(fold(name) for name in record.names), record.key.partition("/")[0]]
    return _hashed("|".join(fields))


def _hashed(text: str) -> str:
    return f"org-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
