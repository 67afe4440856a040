"""R2RML compiled to DuckDB SQL that writes N-Quads, for the part of the standard that our mapping uses.

W3C R2RML (https://www.w3.org/TR/r2rml/): rr:tableName and rr:sqlQuery; term maps with rr:template, rr:column and
rr:constant; rr:class, rr:predicate, rr:predicateMap, rr:termType rr:IRI, rr:datatype, rr:language, rr:graphMap.
Anything else in a mapping is refused. Each map becomes one SELECT with a single column `line`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyoxigraph as ox

from dirskg.graph.errors import Refused

RR = "http://www.w3.org/ns/r2rml#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

# Text as an N-Quads literal; text as an IRI with what may not stand in one percent-encoded. Both are UTF-8 safe.
# Values in templates are percent-encoded down to ASCII, where the standard leaves letters of other scripts as they
# are: the ids that our templates take are ASCII.
MACROS = r"""
CREATE OR REPLACE MACRO nq_text(s) AS
    '"' || replace(replace(replace(replace(s, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r') || '"';
CREATE OR REPLACE MACRO nq_iri(s) AS
    '<' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(s,
        ' ', '%20'), '"', '%22'), '<', '%3C'), '>', '%3E'), '\', '%5C'), '^', '%5E'), '`', '%60'), '{', '%7B'),
        '|', '%7C'), '}', '%7D'), chr(9), '%09'), chr(10), '%0A'), chr(13), '%0D') || '>';
"""

_Node = ox.NamedNode | ox.BlankNode | ox.Triple


def compile_mapping(turtle: str | bytes) -> dict[str, str]:
    """SQL by name of the triples map. Raises Refused for what the compiler does not know."""
    mapping = _Mapping(turtle)
    return {name: " UNION ALL ".join(mapping.selects(node)) for name, node in mapping.triples_maps()}


def write_quads(con: duckdb.DuckDBPyConnection, turtle: str | bytes, path: Path, more: Iterable[ox.Quad] = ()) -> int:
    """Write the quads of all entity tables, and `more`, to `path` as sorted N-Quads; returns their number."""
    con.execute(MACROS)
    # Lines that are NULL are dropped below: here DuckDB would work out each line twice, to test it and to keep it.
    con.execute("CREATE OR REPLACE TABLE quad AS " + " UNION ALL ".join(compile_mapping(turtle).values()))
    con.execute("INSERT INTO quad SELECT unnest(?::VARCHAR[])", [[f"{quad} ." for quad in more]])
    target = str(path).replace("'", "''")
    # A quoting that can never fire writes the lines as they are.
    written = con.execute(
        "COPY (SELECT DISTINCT line FROM quad WHERE line IS NOT NULL ORDER BY line) "
        f"TO '{target}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01')"
    ).fetchone()
    return int(written[0]) if written else 0


# What is compiled, by the place where it stands.
_TERM = frozenset({"template", "column", "constant", "termType", "datatype", "language"})
_KNOWN = {
    "triples map": frozenset({"logicalTable", "subjectMap", "predicateObjectMap"}),
    "logical table": frozenset({"tableName", "sqlQuery"}),
    "subject map": _TERM | {"class", "graphMap"},
    "predicate-object map": frozenset({"predicate", "predicateMap", "objectMap"}),
    "term map": _TERM,
}


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

    def values(self, node: _Node, term: str) -> list[_Node | ox.Literal]:
        return [q.object for q in self.store.quads_for_pattern(node, ox.NamedNode(RR + term), None, None)]

    def one(self, node: _Node, term: str) -> _Node:
        found = self.values(node, term)
        if len(found) != 1 or isinstance(found[0], ox.Literal):
            raise Refused(f"R2RML mapping: {node} needs exactly one rr:{term}.")
        return found[0]

    def text(self, node: _Node, term: str) -> str:
        found = self.values(node, term)
        if len(found) > 1:
            raise Refused(f"R2RML mapping: {node} has rr:{term} more than once.")
        return str(getattr(found[0], "value", "")) if found else ""

    def check(self, node: _Node, place: str) -> None:
        for quad in self.store.quads_for_pattern(node, None, None, None):
            name = quad.predicate.value
            if name.startswith(RR) and name.removeprefix(RR) not in _KNOWN[place]:
                raise Refused(f"R2RML mapping: rr:{name.removeprefix(RR)} on the {place} {node} is not compiled.")

    def selects(self, triples_map: _Node) -> Iterator[str]:
        self.check(triples_map, "triples map")
        source = self.source(self.one(triples_map, "logicalTable"))
        subject_map = self.one(triples_map, "subjectMap")
        subject = self.term(subject_map, "subject map", iri=True)
        graph = self.term(self.one(subject_map, "graphMap"), iri=True)
        for kind in self.values(subject_map, "class"):
            yield _select(subject, _quote(f" {RDF_TYPE} {kind} "), graph, source)
        for pair in self.values(triples_map, "predicateObjectMap"):
            if isinstance(pair, ox.Literal):
                raise Refused(f"R2RML mapping: {triples_map} has a literal where a predicate-object map belongs.")
            self.check(pair, "predicate-object map")
            constant = self.values(pair, "predicate")
            if constant:
                predicate = _quote(str(self.one(pair, "predicate")))
            else:
                predicate = self.term(self.one(pair, "predicateMap"), iri=True)
            obj = self.term(self.one(pair, "objectMap"))
            yield _select(subject, f"' ' || {predicate} || ' ' || {obj} || ' '", graph, source)

    def source(self, table: _Node) -> str:
        self.check(table, "logical table")
        name, query = self.text(table, "tableName"), self.text(table, "sqlQuery")
        if bool(name) == bool(query):
            raise Refused(f"R2RML mapping: {table} needs either rr:tableName or rr:sqlQuery.")
        return f'"{name}"' if name else f"({query})"

    def term(self, node: _Node, place: str = "term map", *, iri: bool = False) -> str:
        """SQL expression for a term map; NULL where one of its columns is NULL, so that no triple arises."""
        self.check(node, place)
        kinds = [kind for kind in ("template", "column", "constant") if self.values(node, kind)]
        kind_of_term, language, datatype = (self.text(node, t) for t in ("termType", "language", "datatype"))
        if len(kinds) != 1:
            raise Refused(f"R2RML mapping: {node} needs exactly one of rr:template, rr:column and rr:constant.")
        if kind_of_term not in ("", RR + "IRI"):
            raise Refused(f"R2RML mapping: {node} has a term type other than rr:IRI, which is not compiled.")
        iri = iri or bool(kind_of_term) or kinds[0] == "template"
        if (language or datatype) and (iri or kinds[0] == "constant" or (language and datatype)):
            raise Refused(f"R2RML mapping: {node} has rr:language or rr:datatype on what is no column, or has both.")
        if kinds[0] == "constant":
            return _quote(str(self.values(node, "constant")[0]))
        if kinds[0] == "template":
            return _template(self.text(node, "template"))
        value = f'"{self.text(node, "column")}"::VARCHAR'
        suffix = f" || '@{language}'" if language else f" || '^^<{datatype}>'" if datatype else ""
        return f"nq_iri({value})" if iri else f"nq_text({value}){suffix}"


def _template(template: str) -> str:
    parts = []
    for i, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if not i % 2 and re.search(r"[{}\\]", part):
            raise Refused(f"R2RML mapping: template {template!r} has a bracket or backslash that is not compiled.")
        if part:
            parts.append(f'url_encode("{part}"::VARCHAR)' if i % 2 else _quote(part))
    return "'<' || " + " || ".join(parts) + " || '>'"


def _select(subject: str, middle: str, graph: str, source: str) -> str:
    return f"SELECT {subject} || {middle} || {graph} || ' .' AS line FROM {source}"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
