"""The mapping that ships: it runs map by map, and its quads are those that the standard says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pyoxigraph as ox
import pytest
import rdflib
from staged import intake_of

from dirskg.ingest.audit import Audit
from dirskg.ingest.identity.identity import identify
from dirskg.ingest.mapping.capabilities import fill_capabilities
from dirskg.ingest.mapping.entities import create_entity_tables
from dirskg.ingest.mapping.frames import take_frames
from dirskg.ingest.mapping.mentions import fill_mentions
from dirskg.ingest.mapping.meta import ontology_quads
from dirskg.ingest.mapping.quads import write_quads
from dirskg.ingest.mapping.r2rml import compile_mapping
from dirskg.ingest.mapping.shares import fill_shares
from dirskg.ingest.mapping.suggestions import fill_suggestions
from dirskg.ingest.stage import load
from dirskg.ingest.taxonomy import read_taxonomy
from dirskg.ontology import default_domains, resource

RR = rdflib.Namespace("http://www.w3.org/ns/r2rml#")
TermMap = Callable[[dict[str, Any]], str | None]
XSD = "http://www.w3.org/2001/XMLSchema#"

OPEN_DATA = {
    "name-alt-de", "organisation-legal-form",
    "organisation-since", "notice", "notice-framework", "award", "award-framework", "award-group",
    "award-subcontracted", "award-code", "award-place", "award-party", "award-sme", "competence",
    "competence-mention",
}  # fmt: skip


@pytest.fixture(scope="module")
def entities() -> Iterator[duckdb.DuckDBPyConnection]:
    """The entity tables of the reference tables."""
    stage = intake_of("reference").stage
    with duckdb.connect() as con:
        load([stage], con)
        identify([stage], Audit("identity"), con)
        create_entity_tables(con)
        subjects, described = read_taxonomy().subjects, ontology_quads(default_domains())
        fill_shares(con, subjects)
        fill_suggestions(con, subjects)
        fill_mentions(con, described)
        fill_capabilities(con, take_frames(con, described))
        yield con


def test_the_shipped_mapping_runs_map_by_map(entities: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_quads(entities, resource("mapping.r2rml.ttl"), tmp_path / "quads.nq")
    queries = compile_mapping(resource("mapping.r2rml.ttl"))
    assert len(queries) > 30
    found = {
        name: entities.execute(f"SELECT line FROM ({query}) WHERE line IS NOT NULL LIMIT 1").fetchone()
        for name, query in queries.items()
    }
    # The reference tables tell no second German name, legal form, day of entry or award: open data do.
    assert {name for name, line in found.items() if line is None} == OPEN_DATA


def interpret(con: duckdb.DuckDBPyConnection, turtle: str) -> Iterator[tuple[str, ...]]:
    """Quads of a mapping, term by term and row by row, as R2RML section 11 says it."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    for triples_map in graph.subjects(rdflib.RDF.type, RR.TriplesMap):
        table, subject_map = graph.value(triples_map, RR.logicalTable), graph.value(triples_map, RR.subjectMap)
        subject, where = term_map(graph, subject_map), term_map(graph, graph.value(subject_map, RR.graphMap))
        pairs = [(always(rdflib.RDF.type), always(kind)) for kind in graph.objects(subject_map, RR["class"])]
        for pair in graph.objects(triples_map, RR.predicateObjectMap):
            fixed = graph.value(pair, RR.predicate)
            word = always(fixed) if fixed else term_map(graph, graph.value(pair, RR.predicateMap))
            pairs.append((word, term_map(graph, graph.value(pair, RR.objectMap))))
        query = graph.value(table, RR.sqlQuery) or f'SELECT * FROM "{graph.value(table, RR.tableName)}"'
        rows = con.execute(str(query))
        columns = [column[0] for column in rows.description or []]
        for values in rows.fetchall():
            row = dict(zip(columns, values, strict=True))
            for word, value in pairs:
                quad = (subject(row), word(row), value(row), where(row))
                if None not in quad:
                    yield tuple(str(term) for term in quad)


def always(node: Any) -> TermMap:
    """The same term for every row, as `spelt` writes it."""
    text = f"<{node}>" if isinstance(node, rdflib.URIRef) else f"{node}^^{node.datatype}"
    return lambda row: text


def term_map(graph: rdflib.Graph, node: Any) -> TermMap:
    """The term of each row as `spelt` writes it, or None where a column is NULL."""
    constant, template = graph.value(node, RR.constant), graph.value(node, RR.template)
    if constant is not None:
        return always(constant)
    if template is not None:
        parts = str(template).replace("}", "{").split("{")
        return lambda row: None if None in [row[c] for c in parts[1::2]] else f"<{''.join(fill(parts, row))}>"
    column, language = str(graph.value(node, RR.column)), graph.value(node, RR.language)
    if graph.value(node, RR.termType) == RR.IRI:
        return lambda row: None if row[column] is None else f"<{row[column]}>"
    mark = f"@{language}" if language else f"^^{graph.value(node, RR.datatype) or XSD + 'string'}"
    return lambda row: None if row[column] is None else f"{row[column]}{mark}"


def fill(parts: list[str], row: dict[str, Any]) -> Iterator[str]:
    """The parts of a template, of which every second one names a column."""
    for number, part in enumerate(parts):
        yield quote(str(row[part]), safe="-._~") if number % 2 else part


def spelt(node: Any) -> str:
    """A term of pyoxigraph in the spelling of `term`."""
    if isinstance(node, ox.NamedNode):
        return f"<{node.value}>"
    return f"{node.value}@{node.language}" if node.language else f"{node.value}^^{node.datatype.value}"


def test_the_shipped_mapping_means_what_the_standard_says(entities: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "quads.nq"
    count = write_quads(entities, resource("mapping.r2rml.ttl"), path)
    found = {
        (spelt(q.subject), spelt(q.predicate), spelt(q.object), spelt(q.graph_name))
        for q in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
    }
    assert count == len(found) > 60_000
    assert found == set(interpret(entities, resource("mapping.r2rml.ttl")))
