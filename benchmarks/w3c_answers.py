"""Answers of SPARQL as the suite of W3C tells them, held against those that came, but for names of blank nodes.

An answer becomes a graph, a blank node for each row, and two answers are equal where their graphs are isomorphic.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_ROWS = {
    "srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV,
}  # fmt: skip
_TRIPLES = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML}
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
# What is accepted for each form of the answer that the suite tells.
ACCEPTED = {
    "csv": "text/csv", "tsv": "text/tab-separated-values", "srj": "application/sparql-results+json",
    "triples": "text/turtle",
}  # fmt: skip
XML = "application/sparql-results+xml"

Row = dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
Answer = bool | list[Row] | ox.Dataset


def expected(file: Path, base: str) -> Answer:
    """The answer that a file of the suite tells."""
    ending = file.suffix[1:]
    if ending == "csv":
        return _cells(file.read_bytes())
    if ending in _ROWS:
        return _rows(file.read_bytes(), _ROWS[ending])
    told = _graph(file.read_bytes(), _TRIPLES[ending], base)
    sets = list(told.quads_for_predicate(ox.NamedNode(RS + "resultVariable")))
    truth = [quad.object.value for quad in told.quads_for_predicate(ox.NamedNode(RS + "boolean"))]
    if truth:
        return truth[0] == "true"
    return _told_rows(told) if sets else told


def received(body: bytes, kind: str, base: str) -> Answer:
    """The answer that came in this media type."""
    name = kind.partition(";")[0]
    if name == "text/csv":
        return _cells(body)
    if name in ("text/turtle", "application/n-triples"):
        return _graph(body, ox.RdfFormat.from_media_type(name) or ox.RdfFormat.TURTLE, base)
    form = ox.QueryResultsFormat.from_media_type(name)
    if not form:
        raise ValueError(f"an answer of the kind {kind}")
    return _rows(body, form)


def equal(one: Answer, other: Answer, lax: bool = False) -> bool:
    """Whether two answers are the same; lax: however often a row stands there."""
    if isinstance(one, ox.Dataset) and isinstance(other, ox.Dataset):
        return _canonical(one) == _canonical(other)
    if isinstance(one, bool) or isinstance(other, bool) or isinstance(one, ox.Dataset):
        return one == other
    if isinstance(other, ox.Dataset):
        return False
    return _canonical(_as_graph(one, lax)) == _canonical(_as_graph(other, lax))


def _cells(body: bytes) -> list[Row]:
    """CSV tells no kinds: numbers by their value, names of blank nodes as they may be, columns in any order."""
    return [
        {name: ox.Literal("_:" if value.startswith("_:") else _worth(value)) for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(body.decode()))
    ]


def _rows(body: bytes, form: ox.QueryResultsFormat) -> bool | list[Row]:
    found = ox.parse_query_results(body, format=form)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in found]  # type: ignore[misc]


def _graph(body: bytes, form: ox.RdfFormat, base: str) -> ox.Dataset:
    return ox.Dataset(ox.parse(body, format=form, base_iri=base))


def _told_rows(told: ox.Dataset) -> list[Row]:
    def of(node: Any, name: str) -> list[Any]:
        return [quad.object for quad in told.quads_for_subject(node) if quad.predicate.value == RS + name]

    return [
        {of(bound, "variable")[0].value: of(bound, "value")[0] for bound in of(solution.object, "binding")}
        for solution in told.quads_for_predicate(ox.NamedNode(RS + "solution"))
    ]


def _as_graph(rows: list[Row], lax: bool) -> ox.Dataset:
    found, seen = ox.Dataset(), set[str]()
    for row in rows:
        if lax and (key := str(sorted((name, str(value)) for name, value in row.items()))) in seen:
            continue
        seen |= {key} if lax else set()
        node = ox.BlankNode()
        found.add(ox.Quad(node, ox.NamedNode(RS + "a"), ox.Literal("row")))
        for name, value in row.items():
            found.add(ox.Quad(node, ox.NamedNode(RS + "is-" + name), value))
    return found


def _canonical(graph: ox.Dataset) -> list[str]:
    copy = ox.Dataset(ox.Quad(q.subject, q.predicate, _number(q.object)) for q in graph)
    copy.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, copy))


def _number(value: object) -> ox.Literal:
    """A number by its value: 1.0 is 1.00. A language is the same in either case."""
    if isinstance(value, ox.Literal) and value.datatype.value in _NUMBERS:
        return ox.Literal(_worth(value.value), datatype=value.datatype)
    if isinstance(value, ox.Literal) and value.language:
        return ox.Literal(value.value, language=value.language.lower())
    return value  # type: ignore[return-value]


def _worth(text: str) -> str:
    try:
        return f"{Decimal(text.replace('INF', 'Infinity')).normalize():.12g}"
    except InvalidOperation:
        return text
