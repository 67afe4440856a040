"""The peer of the build: the mapping read row by row, each statement made of rdflib terms and added by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import duckdb
from rdflib import RDF, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

RR = Namespace("http://www.w3.org/ns/r2rml#")

Row = tuple[Any, ...]
Maker = Callable[[Row], Node | None]


def add_all(con: duckdb.DuckDBPyConnection, mapping: str, dataset: Dataset) -> int:
    """Add the statements of all entity tables to a dataset, one at a time; returns the number of additions."""
    rules = Graph().parse(data=mapping, format="turtle")
    additions = 0
    for triples_map in rules.subjects(RDF.type, RR.TriplesMap):
        for statement in _statements(con, rules, triples_map, dataset):
            dataset.add(statement)
            additions += 1
    return additions


def _statements(
    con: duckdb.DuckDBPyConnection, rules: Graph, triples_map: Node, dataset: Dataset
) -> Iterator[tuple[Node, Node, Node, Graph]]:
    table, subject_map = rules.value(triples_map, RR.logicalTable), rules.value(triples_map, RR.subjectMap)
    query = rules.value(table, RR.sqlQuery) or f'SELECT * FROM "{rules.value(table, RR.tableName)}"'
    rows = con.execute(str(query))
    columns = [column[0] for column in rows.description or ()]
    make_subject = _maker(rules, subject_map, columns)
    make_graph = _maker(rules, rules.value(subject_map, RR.graphMap), columns)
    pairs = [(_always(RDF.type), _always(kind)) for kind in rules.objects(subject_map, RR["class"])]
    for pair in rules.objects(triples_map, RR.predicateObjectMap):
        fixed = rules.value(pair, RR.predicate)
        word = _always(fixed) if fixed else _maker(rules, rules.value(pair, RR.predicateMap), columns)
        pairs.append((word, _maker(rules, rules.value(pair, RR.objectMap), columns)))
    graphs: dict[Node, Graph] = {}
    for row in rows.fetchall():
        subject, name = make_subject(row), make_graph(row)
        if subject is None or name is None:
            continue
        if name not in graphs:
            graphs[name] = dataset.graph(name)  # type: ignore[arg-type]
        for make_predicate, make_object in pairs:
            predicate, value = make_predicate(row), make_object(row)
            if predicate is not None and value is not None:
                yield subject, predicate, value, graphs[name]


def _always(node: Node) -> Maker:
    return lambda row: node


def _maker(rules: Graph, node: Node | None, columns: list[str]) -> Maker:
    """What makes the term of a term map out of a row; None where a column is NULL."""
    constant, template = rules.value(node, RR.constant), rules.value(node, RR.template)
    if constant is not None:
        return _always(constant)
    if template is not None:
        return _from_template(str(template), columns)
    place = columns.index(str(rules.value(node, RR.column)))
    if rules.value(node, RR.termType) == RR.IRI:
        return lambda row: None if row[place] is None else URIRef(row[place])
    language, datatype = rules.value(node, RR.language), rules.value(node, RR.datatype)
    lang, kind = str(language) if language else None, URIRef(str(datatype)) if datatype else None
    # Not normalised, so that numbers keep the digits of the table.
    return lambda row: (
        None if row[place] is None else Literal(_text(row[place]), lang=lang, datatype=kind, normalize=False)
    )


def _from_template(template: str, columns: list[str]) -> Maker:
    parts = re.split(r"\{(\w+)\}", template)
    first, places, texts = parts[0], [columns.index(name) for name in parts[1::2]], parts[2::2]

    def make(row: Row) -> Node | None:
        iri = first
        for place, text in zip(places, texts, strict=True):
            if row[place] is None:
                return None
            iri += quote(str(row[place]), safe="") + text
        return URIRef(iri)

    return make


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
