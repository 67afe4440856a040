"""The statements of the mapping as tables in DuckDB: `"dct:source"` holds those of a property, `"a :Call"` a class.

They hold what the store will hold: every statement once, however many datasets tell it, and the ontology's too.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa
import pyoxigraph as ox

from dirskg.ingest.mapping.r2rml import RDF_TYPE, Pattern, Term, Value, joined, quoted
from dirskg.ontology.vocab import PREFIXES

_CLASS = "a "


def create_tables(
    con: duckdb.DuckDBPyConnection, names: Iterable[str], patterns: Iterable[Pattern], more: Iterable[ox.Quad]
) -> None:
    """Create the tables that are asked for by name: `id, value, lang` of a property, `id` of a class.

    patterns: the mapping, over the entity tables that are there. more: statements that come from no table.
    """
    _create_described(con, more)
    known = list(patterns)
    for name in sorted(names):
        prefix, _, local = name.removeprefix(_CLASS).partition(":")
        iri = PREFIXES[prefix] + local
        told = _instances(known, iri) if name.startswith(_CLASS) else _statements(known, iri)
        con.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT DISTINCT * FROM ({" UNION ALL ".join(told)})')


def _create_described(con: duckdb.DuckDBPyConnection, quads: Iterable[ox.Quad]) -> None:
    rows = [
        (quad.subject.value, quad.predicate.value, quad.object.value, getattr(quad.object, "language", None) or "")
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal))
    ]
    columns = ("id", "predicate", "value", "lang")
    con.register(
        "arriving", pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns)})
    )
    con.execute("CREATE OR REPLACE TEMP TABLE described AS SELECT * FROM arriving")
    con.unregister("arriving")


def _instances(patterns: list[Pattern], iri: str) -> list[str]:
    """Queries of what is of a class."""
    found = [p for p in patterns if p.predicate.parts == (RDF_TYPE.value,) and p.object.parts == (iri,)]
    described = f"SELECT id FROM described WHERE predicate = {quoted(RDF_TYPE.value)} AND value = {quoted(iri)}"
    return [*(f"SELECT {_text(p.subject)} AS id FROM {p.source} WHERE {p.there}" for p in found), described]


def _statements(patterns: list[Pattern], iri: str) -> list[str]:
    """Queries of the statements with a property."""
    found = [
        f"SELECT {_text(p.subject)} AS id, {_text(p.object)} AS value, {quoted(_language(p.object))} AS lang "
        f"FROM {p.source} WHERE {p.there} AND {_text(p.predicate)} = {quoted(iri)}"
        for p in patterns
        if _may_be(p.predicate, iri)
    ]
    return [*found, f"SELECT id, value, lang FROM described WHERE predicate = {quoted(iri)}"]


def _may_be(term: Term, iri: str) -> bool:
    """Whether some row can give the term this IRI."""
    first, *rest = term.parts
    return isinstance(first, Value) or (iri.startswith(first) if rest else iri == first)


def _language(term: Term) -> str:
    return term.closing.partition('"@')[2]


def _text(term: Term) -> str:
    """The text of a term as SQL: an IRI as it is spelt, a literal as it is in its column."""
    literals = [f'"{part.column}"::VARCHAR' for part in term.parts if isinstance(part, Value) and term.opening == '"']
    return literals[0] if literals else joined(term.parts)
