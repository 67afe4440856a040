"""R2RML compiled to DuckDB SQL that writes N-Quads, for the part of the standard that our mapping uses.

W3C R2RML (https://www.w3.org/TR/r2rml/): rr:tableName and rr:sqlQuery; term maps with rr:template, rr:column and
rr:constant; rr:class, rr:predicate, rr:predicateMap, rr:termType rr:IRI, rr:datatype, rr:language, rr:graphMap.
Anything else in a mapping is refused. Each map becomes one SELECT with a single column `line`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyoxigraph as ox

from dirskg.graph.errors import Refused

RR = "http://www.w3.org/ns/r2rml#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

# Text as an N-Quads literal; text as an IRI with what may not stand in one percent-encoded; UTF-8 safe.
MACROS = r"""
CREATE OR REPLACE MACRO nq_text(s) AS
    '"' || replace(replace(replace(replace(s, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r') || '"';
CREATE OR REPLACE MACRO nq_iri(s) AS
    '<' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(s,
        '[\x00-\x20]', '%20', 'g'), '<', '%3C', 'g'), '>', '%3E', 'g'), '"', '%22', 'g'), '[{}|\\^`]', '', 'g') || '>';
"""

_Node = ox.NamedNode | ox.BlankNode


def compile_mapping(turtle: str | bytes) -> dict[str, str]:
    """SQL by name of the triples map. Raises Refused for what the compiler does not know."""
    mapping = _Mapping(turtle)
    return {name: " UNION ALL ".join(mapping.selects(node)) for name, node in mapping.triples_maps()}


def write_quads(con: duckdb.DuckDBPyConnection, turtle: str | bytes, path: Path) -> int:
    """Write the quads of all entity tables to `path` as sorted N-Quads without duplicates; returns their number."""
    con.execute(MACROS)
    queries = compile_mapping(turtle).values()
    con.execute("CREATE OR REPLACE TABLE quad AS SELECT DISTINCT line FROM (" + " UNION ALL ".join(queries) + ") WHERE line IS NOT NULL")
    target = str(path).replace("'", "''")
    # A quoting that can never fire writes the lines as they are.
    con.execute(
        f"COPY (SELECT line FROM quad ORDER BY line) TO '{target}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01')"
    )
    counted = con.execute("SELECT count(*) FROM quad").fetchone()
    return int(counted[0]) if counted else 0


class _Mapping:
    def __init__(self, turtle: str | bytes) -> None:
        self.store = ox.Store()
        self.store.load(input=turtle, format=ox.RdfFormat.TURTLE)

    def triples_maps(self) -> Iterator[tuple[str, _Node]]:
        kind = ox.NamedNode(RR + "TriplesMap")
        found = self.store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE[1:-1]), kind, None)
        nodes = {str(q.subject): q.subject for q in found}
        for name in sorted(nodes):
            yield name.strip("<>").rpartition("#")[2], nodes[name]

    def values(self, node: _Node, term: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        return [q.object for q in self.store.quads_for_pattern(node, ox.NamedNode(RR + term), None, None)]

    def one(self, node: _Node, term: str) -> _Node:
        found = self.values(node, term)
        if len(found) != 1 or isinstance(found[0], ox.Literal):
            raise Refused(f"R2RML mapping: {node} needs exactly one rr:{term}.")
        return found[0]

    def text(self, node: _Node, term: str) -> str:
        found = self.values(node, term)
        return found[0].value if found else ""

    def selects(self, triples_map: _Node) -> Iterator[str]:
        table = self.one(triples_map, "logicalTable")
        name, query = self.text(table, "tableName"), self.text(table, "sqlQuery")
        source = f'"{name}"' if name else f"({query})"
        subject_map = self.one(triples_map, "subjectMap")
        subject = self.term(subject_map)
        graph = self.term(self.one(subject_map, "graphMap"))
        for kind in self.values(subject_map, "class"):
            yield _select(subject, _quote(f" {RDF_TYPE} {kind} "), graph, source)
        for pair in self.values(triples_map, "predicateObjectMap"):
            if isinstance(pair, ox.Literal):
                raise Refused(f"R2RML mapping: {triples_map} has a literal where a predicate-object map belongs.")
            constant = self.values(pair, "predicate")
            predicate = _quote(str(constant[0])) if constant else self.term(self.one(pair, "predicateMap"))
            obj = self.term(self.one(pair, "objectMap"))
            yield _select(subject, f"' ' || {predicate} || ' ' || {obj} || ' '", graph, source)

    def term(self, node: _Node) -> str:
        """SQL expression for a term map; NULL where one of its columns is NULL, so that no triple arises."""
        constant = self.values(node, "constant")
        if constant:
            return _quote(str(constant[0]))
        template, column = self.text(node, "template"), self.text(node, "column")
        if template:
            return _template(template)
        if not column:
            raise Refused(f"R2RML mapping: {node} has neither rr:template, rr:column nor rr:constant.")
        value = f'"{column}"::VARCHAR'
        if self.text(node, "termType") == RR + "IRI":
            return f"nq_iri({value})"
        language, datatype = self.text(node, "language"), self.text(node, "datatype")
        suffix = f" || '@{language}'" if language else f" || '^^<{datatype}>'" if datatype else ""
        return f"nq_text({value}){suffix}"


def _template(template: str) -> str:
    parts = []
    for i, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if part:
            parts.append(f'url_encode("{part}"::VARCHAR)' if i % 2 else _quote(part))
    return "'<' || " + " || ".join(parts) + " || '>'"


def _select(subject: str, middle: str, graph: str, source: str) -> str:
    return f"SELECT {subject} || {middle} || {graph} || ' .' AS line FROM {source}"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
