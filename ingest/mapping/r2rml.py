"""R2RML compiled to SQL that writes N-Quads, for the part of the standard that our mapping uses.

W3C R2RML (https://www.w3.org/TR/r2rml/): rr:tableName and rr:sqlQuery; term maps with rr:template, rr:column and
rr:constant; rr:class, rr:predicate, rr:predicateMap, rr:termType rr:IRI, rr:datatype, rr:language, rr:graphMap.
Anything else in a mapping is refused. Each map becomes one SELECT with a single column `line`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain, groupby
from urllib.parse import quote

import duckdb
import pyoxigraph as ox

from dirskg.graph.errors import Refused
from dirskg.ingest.arriving import quoted

RR = "http://www.w3.org/ns/r2rml#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

# What stands between the quotes of a literal, and between the brackets of an IRI with what may not stand in one
# percent-encoded. Both are UTF-8 safe, and look first, since few values need it. Values in templates are
# percent-encoded down to ASCII, where the standard leaves letters of other scripts as they are: the ids that our
# templates take are ASCII.
_NO_IRI = ' "<>\\^`{|}\t\n\r'
MACROS = r"""
CREATE OR REPLACE MACRO nq_text(s) AS
    CASE WHEN regexp_matches(s, '["\\\n\r]') THEN
        replace(replace(replace(replace(s, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r') ELSE s END;
CREATE OR REPLACE MACRO nq_iri(s) AS
    CASE WHEN regexp_matches(s, '[ "<>\\^`{|}\t\n\r]') THEN {encoded} ELSE s END;
""".replace("{encoded}", reduce(lambda text, sign: f"replace({text}, chr({ord(sign)}), '{quote(sign)}')", _NO_IRI, "s"))

# Tables that look empty, and those that a source names: of one that names no other than empty ones nothing comes.
_EMPTY = "SELECT table_name FROM duckdb_tables() WHERE estimated_size = 0"
_TABLES = re.compile(r'(?:^|\b(?:FROM|JOIN)\s+)"?(\w+)')

_Node = ox.NamedNode | ox.BlankNode | ox.Triple


@dataclass(frozen=True, slots=True)
class Value:
    """The text of a column, and the macro that spells it. Where the column is NULL, no triple arises."""

    column: str
    macro: str

    @property
    def sql(self) -> str:
        """As it is spelt."""
        return f'{self.macro}("{self.column}"::VARCHAR)'


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term: text as it stands and values to put into it, between the marks that N-Quads sets around them."""

    opening: str
    parts: tuple[str | Value, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of quad: the terms that a row of a table or query gives."""

    source: str
    subject: Term
    predicate: Term
    object: Term
    graph: Term

    @property
    def terms(self) -> tuple[Term, Term, Term, Term]:
        """In the order of N-Quads."""
        return self.subject, self.predicate, self.object, self.graph

    @property
    def values(self) -> list[Value]:
        """The values of a row that it is made of."""
        return _values(part for term in self.terms for part in term.parts)

    @property
    def there(self) -> str:
        """The condition, as SQL, under which a row gives a quad."""
        columns = {part.column for part in self.values}
        return " AND ".join(f'"{column}" IS NOT NULL' for column in sorted(columns)) or "true"


@cache
def read_mapping(turtle: str | bytes) -> Mapping[str, list[Pattern]]:
    """The patterns of each triples map. Raises Refused for what is not compiled."""
    mapping = _Mapping(turtle)
    return {name: list(mapping.patterns(node)) for name, node in mapping.triples_maps()}


def compile_mapping(turtle: str | bytes) -> dict[str, str]:
    """SQL by name of the triples map. Raises Refused for what the compiler does not know."""
    return {name: lines_of(patterns) for name, patterns in read_mapping(turtle).items()}


def patterns_with_rows(con: duckdb.DuckDBPyConnection, turtle: str | bytes) -> dict[str, list[Pattern]]:
    """The patterns of each triples map whose source has rows. To plan the others is half the time of a small build."""
    patterns = read_mapping(turtle)
    named = {one: set(_TABLES.findall(one)) for one in (found[0].source for found in patterns.values())}
    # The catalogue does not count what a transaction has written that is not over, so that the tables are asked too.
    look_empty = {name for (name,) in con.execute(_EMPTY).fetchall()}
    empty = _without_rows(con, look_empty & set().union(*named.values()))
    filled = {one for one, tables in named.items() if not tables <= empty}
    filled -= _without_rows(con, (one for one in filled if one.startswith("(")))
    return {name: found for name, found in patterns.items() if found[0].source in filled}


def _without_rows(con: duckdb.DuckDBPyConnection, sources: Iterable[str]) -> set[str]:
    """Those of some tables and queries that have no row."""
    named = sorted(sources)
    asked = " UNION ALL ".join(f"(SELECT {place} FROM {one} LIMIT 1)" for place, one in enumerate(named))
    filled = {place for (place,) in con.execute(asked).fetchall()} if asked else set()
    return {one for place, one in enumerate(named) if place not in filled}


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
        found = self.store.quads_for_pattern(None, RDF_TYPE, kind, None)
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

    def patterns(self, triples_map: _Node) -> Iterator[Pattern]:
        self.check(triples_map, "triples map")
        source = self.source(self.one(triples_map, "logicalTable"))
        subject_map = self.one(triples_map, "subjectMap")
        subject = self.term(subject_map, "subject map", iri=True)
        graph = self.term(self.one(subject_map, "graphMap"), iri=True)
        for kind in self.values(subject_map, "class"):
            yield Pattern(source, subject, _constant(RDF_TYPE), _constant(kind), graph)
        for pair in self.values(triples_map, "predicateObjectMap"):
            if isinstance(pair, ox.Literal):
                raise Refused(f"R2RML mapping: {triples_map} has a literal where a predicate-object map belongs.")
            self.check(pair, "predicate-object map")
            constant = self.values(pair, "predicate")
            if constant:
                predicate = _constant(self.one(pair, "predicate"))
            else:
                predicate = self.term(self.one(pair, "predicateMap"), iri=True)
            yield Pattern(source, subject, predicate, self.term(self.one(pair, "objectMap")), graph)

    def source(self, table: _Node) -> str:
        self.check(table, "logical table")
        name, query = self.text(table, "tableName"), self.text(table, "sqlQuery")
        if bool(name) == bool(query):
            raise Refused(f"R2RML mapping: {table} needs either rr:tableName or rr:sqlQuery.")
        return f'"{name}"' if name else f"({query})"

    def term(self, node: _Node, place: str = "term map", *, iri: bool = False) -> Term:
        """A term map: what its terms are made of."""
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
            return _constant(self.values(node, "constant")[0])
        if kinds[0] == "template":
            return _template(self.text(node, "template"))
        column = self.text(node, "column")
        if iri:
            return Term("<", (Value(column, "nq_iri"),), ">")
        suffix = f"@{language}" if language else f"^^<{datatype}>" if datatype else ""
        return Term('"', (Value(column, "nq_text"),), '"' + suffix)


def _constant(node: _Node | ox.Literal) -> Term:
    text = str(node)
    end = text.rindex(">" if text[0] == "<" else '"')
    return Term(text[0], (text[1:end],), text[end:])


def _template(template: str) -> Term:
    pieces: list[str | Value] = []
    for i, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if i % 2:
            pieces.append(Value(part, "url_encode"))
        elif re.search(r"[{}\\]", part):
            raise Refused(f"R2RML mapping: template {template!r} has a bracket or backslash that is not compiled.")
        elif part:
            pieces.append(part)
    return Term("<", tuple(pieces), ">")


def lines_of(patterns: list[Pattern]) -> str:
    """The lines of a triples map. Each row of its table is read once, and each of its terms and values spelt once."""
    subject, graph = patterns[0].subject, patterns[0].graph  # as all have them
    middles = [[*_marked(one.predicate), " ", *_marked(one.object), " "] for one in patterns]
    told = dict.fromkeys(one.sql for one in chain(*map(_values, middles)))
    names = {sql: f"v{number}" for number, sql in enumerate(told)}
    lines = []
    for middle in middles:
        line = f"concat(s, {', '.join(_expressions(middle, names))}, g)"
        there = " AND ".join(f"{names[one.sql]} IS NOT NULL" for one in _values(middle))
        lines.append(f"CASE WHEN {there} THEN {line} END" if there else line)
    terms = {joined([*_marked(subject), " "]): "s", joined([*_marked(graph), " .\n"]): "g"}
    spelt = ", ".join(f"{sql} AS {name}" for sql, name in {**terms, **names}.items())
    needed = " AND ".join(f'"{one.column}" IS NOT NULL' for one in _values([*subject.parts, *graph.parts])) or "true"
    source = f"SELECT {spelt} FROM {patterns[0].source} WHERE {needed}"
    rows = f"SELECT unnest([{', '.join(lines)}]) AS line FROM ({source})"
    return f"SELECT line FROM ({rows}) WHERE line IS NOT NULL"


def _marked(term: Term) -> list[str | Value]:
    return [term.opening, *term.parts, term.closing]


def _values(pieces: Iterable[str | Value]) -> list[Value]:
    return [piece for piece in pieces if isinstance(piece, Value)]


def joined(pieces: Iterable[str | Value]) -> str:
    """Texts and values one after the other, as SQL. One concat is twice as fast as a chain of `||`."""
    found = _expressions(pieces, {})
    return f"concat({', '.join(found)})" if len(found) > 1 else found[0]


def _expressions(pieces: Iterable[str | Value], names: Mapping[str, str]) -> list[str]:
    """Texts that stand together as one, and values, as SQL. names: the columns that hold values as they are spelt."""
    found: list[str] = []
    for _, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        alike = list(run)
        values = [names.get(one.sql, one.sql) for one in _values(alike)]
        found += values or [quoted("".join(map(str, alike)))]
    return found
