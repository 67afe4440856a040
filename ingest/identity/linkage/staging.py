"""The forms of all names as a table in DuckDB, with the blocking keys that are worth following."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import Any

import duckdb
import pyarrow as pa

from dirskg.ingest.identity.linkage.forms import Form, domain, each, forms, keys, names, numbers, places, streets
from dirskg.ingest.identity.linkage.words import content, core, in_law, telling
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.identifiers import UNIQUE

# Organisations that share one blocking key. Beyond that the key says too little, and its pairs are too many.
LARGEST_BLOCK = 30
_BATCH = 20_000
_BITS = {scheme: 1 << place for place, scheme in enumerate(sorted(UNIQUE))}
_NUMBERS = ("row", "unit", "schemes")
_TEXTS = ("record", "country", "kind", "text", "glued", "bare", "letters", "numbers")
_LISTS = ("words", "core", "law", "telling", "beside", "keys", "names", "places", "streets", "domains")
_COLUMNS = pa.schema(
    [(name, pa.int64()) for name in _NUMBERS]
    + [(name, pa.string()) for name in _TEXTS]
    + [(name, pa.list_(pa.string())) for name in _LISTS]
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A blocking key that was left out, because too many organisations share it."""

    country: str
    key: str
    organisations: int


def stage_forms(units: Sequence[Sequence[Record]], con: duckdb.DuckDBPyConnection) -> list[Skipped]:
    """Write the table `linkage`, one row a form, with the keys that it shares with few; returns the keys left out."""
    con.register("form", pa.Table.from_batches(_batches(_rows(units)), _COLUMNS))
    # Where every organisation has a number of one authority, no pair is left to score.
    con.execute(
        """CREATE OR REPLACE TEMP TABLE block AS
        SELECT country, key, count(DISTINCT unit) AS units
        FROM (SELECT unit, country, schemes, unnest(keys) AS key FROM form)
        GROUP BY country, key HAVING units > 1 AND bit_and(schemes) = 0"""
    )
    con.execute(
        """CREATE OR REPLACE TABLE linkage AS
        WITH kept AS (
            SELECT row, list(key ORDER BY key) AS keys
            FROM (SELECT row, country, unnest(keys) AS key FROM form) JOIN block USING (country, key)
            WHERE units <= ? GROUP BY row)
        SELECT form.* EXCLUDE (keys), kept.keys FROM form JOIN kept USING (row)""",
        [LARGEST_BLOCK],
    )
    skipped = con.execute(
        "SELECT country, key, units FROM block WHERE units > ? ORDER BY units DESC, country, key", [LARGEST_BLOCK]
    ).fetchall()
    con.unregister("form")
    con.execute("DROP TABLE block")
    return [Skipped(*row) for row in skipped]


def _rows(units: Sequence[Sequence[Record]]) -> Iterator[tuple[Any, ...]]:
    """Rows with the values of _COLUMNS."""
    row = 0
    for unit, group in enumerate(units):
        schemes = _schemes(group)
        shared = (
            names(group),
            each(map(places, group)),
            each(map(streets, group)),
            each([domain(record.homepage)] for record in group),
        )
        for record, form in _distinct(group):
            yield (row, unit, schemes, record.key, *_described(form, record.country), *shared)
            row += 1


def _distinct(group: Sequence[Record]) -> Iterator[tuple[Record, Form]]:
    """Each form of a name in each country once; without a country a name could be anybody's."""
    if len(group) == 1:
        return ((record, form) for record in group if record.country for form in forms(record))
    return _first_of_each(group)


def _first_of_each(group: Sequence[Record]) -> Iterator[tuple[Record, Form]]:
    seen: set[tuple[str, str, str]] = set()
    for record in (record for record in group if record.country):
        for form in forms(record):
            if (found := (record.country, form.kind, form.text)) not in seen:
                seen.add(found)
                yield record, form


def _described(form: Form, country: str) -> tuple[Any, ...]:
    words, heart = content(form.text, country), core(form.text, country)
    rare = telling(words)
    return (
        country, form.kind, form.text, form.glued, form.bare, form.letters, numbers(form), words, heart, in_law(words),
        rare, form.beside, sorted(keys(form, heart, rare)),
    )  # fmt: skip


def _schemes(group: Iterable[Record]) -> int:
    """The authorities of which the organisation has a number, one bit each."""
    present = {scheme for record in group for scheme, _ in record.identifiers}
    return sum(_BITS.get(scheme, 0) for scheme in present) if present else 0


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[pa.RecordBatch]:
    while batch := list(islice(rows, _BATCH)):
        columns = zip(_COLUMNS, zip(*batch, strict=True), strict=True)
        yield pa.RecordBatch.from_arrays([_array(values, field.type) for field, values in columns], schema=_COLUMNS)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Values as a column; lists as one column of all their items, which is made far faster."""
    if not pa.types.is_list(kind):
        return pa.array(values, kind)
    places = pa.array(accumulate(map(len, values), initial=0), pa.int32())
    return pa.ListArray.from_arrays(places, pa.array(list(chain.from_iterable(values)), pa.string()))
