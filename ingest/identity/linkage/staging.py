"""The forms of all names as a table in DuckDB, with the blocking keys that are worth following."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
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
_NUMBERS = ("row", "unit", "schemes")
_TEXTS = ("record", "country", "kind", "text", "glued", "bare", "letters", "numbers")
_LISTS = ("words", "core", "law", "telling", "keys", "beside", "names", "places", "streets", "domains")
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
    con.register("arriving", pa.RecordBatchReader.from_batches(_COLUMNS, _batches(_rows(units))))
    con.execute("CREATE OR REPLACE TEMP TABLE form AS SELECT * FROM arriving")
    con.unregister("arriving")
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
        SELECT form.* EXCLUDE (keys), kept.keys FROM form JOIN kept USING (row) ORDER BY row""",
        [LARGEST_BLOCK],
    )
    skipped = con.execute(
        "SELECT country, key, units FROM block WHERE units > ? ORDER BY units DESC, country, key", [LARGEST_BLOCK]
    ).fetchall()
    con.execute("DROP TABLE form; DROP TABLE block")
    return [Skipped(*row) for row in skipped]


def _rows(units: Sequence[Sequence[Record]]) -> Iterator[dict[str, Any]]:
    row = 0
    for unit, group in enumerate(units):
        shared = {
            "unit": unit,
            "schemes": _schemes(group),
            "names": names(group),
            "places": each(map(places, group)),
            "streets": each(map(streets, group)),
            "domains": each([domain(record.homepage)] for record in group),
        }
        for record, form in _distinct(group):
            yield shared | _described(form, record) | {"row": row}
            row += 1


def _distinct(group: Sequence[Record]) -> Iterator[tuple[Record, Form]]:
    """Each form of a name in each country once; without a country a name could be anybody's."""
    seen: set[tuple[str, str, str]] = set()
    for record in (record for record in group if record.country):
        for form in forms(record):
            if (found := (record.country, form.kind, form.text)) not in seen:
                seen.add(found)
                yield record, form


def _described(form: Form, record: Record) -> dict[str, Any]:
    words = content(form.text, record.country)
    return {
        "record": record.key,
        "country": record.country,
        "kind": form.kind,
        "text": form.text,
        "glued": form.glued,
        "bare": form.bare,
        "letters": form.letters,
        "numbers": numbers(form),
        "words": list(words),
        "core": list(core(form.text, record.country)),
        "law": list(in_law(words)),
        "telling": list(telling(words)),
        "beside": list(form.beside),
        "keys": sorted(set(keys(form, record.country))),
    }


def _schemes(group: Iterable[Record]) -> int:
    """The authorities of which the organisation has a number, one bit each."""
    present = {scheme for record in group for scheme, _ in record.identifiers}
    return sum(1 << place for place, scheme in enumerate(sorted(UNIQUE)) if scheme in present)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    while batch := list(islice(rows, _BATCH)):
        yield pa.RecordBatch.from_pylist(batch, _COLUMNS)
