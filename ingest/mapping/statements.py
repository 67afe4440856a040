"""The statements of the mapping as tables in DuckDB: `"dct:source"` holds those of a property, `"a :Call"` a class.

They hold what the store will hold: every statement once, however many datasets tell it, and the ontology's too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import duckdb
import pyoxigraph as ox

from dirskg.ingest.arriving import arriving, quoted, table_of
from dirskg.ingest.mapping.r2rml import RDF_TYPE, Pattern, Term, Value, joined
from dirskg.ontology.vocab import PREFIXES

_CLASS, _TYPE = "a ", RDF_TYPE.value
# Properties that `other` tells, and classes of which it tells instances.
_THERE = f"SELECT DISTINCT predicate, CASE predicate WHEN {quoted(_TYPE)} THEN value ELSE '' END FROM other"


def create_tables(
    con: duckdb.DuckDBPyConnection, names: Iterable[str], patterns: Iterable[Pattern], more: Iterable[ox.Quad]
) -> None:
    """Create the tables that are asked for by name: `id, value, lang` of a property, `id` of a class.

    patterns: the mapping, over the entity tables that are there. more: statements that come from no table.
    """
    by_property: dict[str, list[Pattern]] = defaultdict(list)
    varying = []
    for pattern in patterns:
        match pattern.predicate.parts:
            case (str(iri),):
                by_property[iri].append(pattern)
            case _:
                varying.append(pattern)
    _create_others(con, varying, more)
    there = set(con.execute(_THERE).fetchall())
    for name in sorted(names):
        prefix, _, local = name.removeprefix(_CLASS).partition(":")
        iri = PREFIXES[prefix] + local
        if name.startswith(_CLASS):
            key, columns, told = (_TYPE, iri), "id", _instances(by_property[_TYPE], iri)
        else:
            key, columns, told = (iri, ""), "id, value, lang", _statements(by_property[iri])
        # What only `other` tells is quicker asked for anew than made a table of.
        kind = "TABLE" if told else "VIEW"
        if key in there or not told:
            told.append(f"SELECT {columns} FROM other WHERE {_among_others(*key) if key in there else 'false'}")
        con.execute(f'CREATE OR REPLACE TEMP {kind} "{name}" AS SELECT DISTINCT * FROM ({" UNION ALL ".join(told)})')


def _create_others(con: duckdb.DuckDBPyConnection, varying: list[Pattern], quads: Iterable[ox.Quad]) -> None:
    """Create the table `other`: the statements that come from no table, or have a property that differs by row."""
    rows = [
        (quad.subject.value, quad.predicate.value, quad.object.value, getattr(quad.object, "language", None) or "")
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal))
    ]
    found = [_select(one, id=_text(one.subject), predicate=_text(one.predicate), **_object(one)) for one in varying]
    with arriving(con, table_of(("id", "predicate", "value", "lang"), rows)):
        con.execute(f"CREATE OR REPLACE TEMP TABLE other AS {' UNION ALL '.join(['FROM arriving', *found])}")


def _instances(patterns: list[Pattern], iri: str) -> list[str]:
    """Queries of what is of a class."""
    return [_select(one, id=_text(one.subject)) for one in patterns if one.object.parts == (iri,)]


def _statements(patterns: list[Pattern]) -> list[str]:
    """Queries of the statements with a property."""
    return [_select(one, id=_text(one.subject), **_object(one)) for one in patterns]


def _among_others(predicate: str, value: str) -> str:
    """The condition under which `other` tells of a property, or of what is of a class."""
    return f"predicate = {quoted(predicate)}" + (f" AND value = {quoted(value)}" if value else "")


def _select(pattern: Pattern, **columns: str) -> str:
    chosen = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"SELECT {chosen} FROM {pattern.source} WHERE {pattern.there}"


def _object(pattern: Pattern) -> dict[str, str]:
    """The columns that tell the object of a pattern."""
    return {"value": _text(pattern.object), "lang": quoted(pattern.object.closing.partition('"@')[2])}


def _text(term: Term) -> str:
    """The text of a term as SQL: an IRI as it is spelt, a literal as it is in its column."""
    literals = [f'"{part.column}"::VARCHAR' for part in term.parts if isinstance(part, Value) and term.opening == '"']
    return literals[0] if literals else joined(term.parts)
