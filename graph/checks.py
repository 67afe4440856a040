"""The shapes of `ontology/shapes.ttl` as SPARQL: the same rules on a graph of any size.

W3C SHACL Core (https://www.w3.org/TR/shacl/), the part that our shapes use. Each constraint becomes a query that
returns the nodes that break it; on small graphs tests compare the result with a SHACL engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from dirskg.graph.errors import DirskgError
from dirskg.graph.results import Solutions
from dirskg.ontology.vocab import XSD

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CONSTRAINTS = (
    "minCount", "maxCount", "datatype", "class", "nodeKind", "in", "pattern", "minInclusive", "maxInclusive",
    "uniqueLang",
)  # fmt: skip
_OTHER = ("path", "message", "severity")

_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint on one property of one class, with the query that finds what breaks it."""

    shape: str
    path: str
    constraint: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a check, and the value that does (blank when a value is missing)."""

    check: Check
    node: str
    value: str


def read_checks(turtle: str) -> list[Check]:
    """The checks of a shapes graph. Raises DirskgError for SHACL that is not compiled here."""
    shapes = ox.Store()
    shapes.load(input=turtle, format=ox.RdfFormat.TURTLE)
    found = []
    for quad in shapes.quads_for_pattern(None, ox.NamedNode(SH + "targetClass"), None):
        name = str(quad.subject).strip("<>").rpartition("#")[2]
        terms = {q.predicate.value.removeprefix(SH) for q in shapes.quads_for_pattern(quad.subject, None, None)}
        if unknown := terms - {"targetClass", "property", RDF + "type"}:
            raise DirskgError(f"Shape {name}: {', '.join(sorted(unknown))} is not compiled.")
        for prop in _objects(shapes, quad.subject, "property"):
            found += list(_compile(shapes, name, str(quad.object), prop))
    return sorted(found, key=lambda check: (check.shape, check.path, check.constraint))


def run_checks(select: Callable[[str], Solutions], turtle: str) -> list[Violation]:
    """Everything that breaks a check, in the order of the checks; `select` answers a query text."""
    violations = []
    for check in read_checks(turtle):
        for node, value in select(check.query).values():
            violations.append(Violation(check, str(node), "" if value is None else str(value)))
    return violations


def _compile(shapes: ox.Store, shape: str, target: str, prop: _Node) -> Iterator[Check]:
    if isinstance(prop, ox.Literal):
        raise DirskgError(f"Shape {shape}: sh:property leads to a literal.")
    terms = {q.predicate.value.removeprefix(SH): q.object for q in shapes.quads_for_pattern(prop, None, None)}
    unknown = set(terms) - {*_CONSTRAINTS, *_OTHER}
    if unknown or not isinstance(terms.get("path"), ox.NamedNode):
        what = ", ".join(sorted(unknown)) or "a path that is not one property"
        raise DirskgError(f"Shape {shape}: {what} is not compiled.")
    path = str(terms["path"])
    message = getattr(terms.get("message"), "value", "")
    for constraint in _CONSTRAINTS:
        if constraint in terms:
            pattern = _pattern(shapes, constraint, terms[constraint], path)
            query = f"SELECT ?node ?value WHERE {{ ?node a {target} . {pattern} }} ORDER BY ?node ?value"
            yield Check(shape, path, constraint, message, query)


def _pattern(shapes: ox.Store, constraint: str, given: _Node, path: str) -> str:
    value = f"?node {path} ?value ."
    if constraint == "minCount":
        if not isinstance(given, ox.Literal) or given.value != "1":
            raise DirskgError("Shapes: only sh:minCount 1 is compiled.")
        return f"MINUS {{ ?node {path} ?any }}"
    if constraint == "maxCount":
        counted = "COUNT(DISTINCT ?v)"
        return (
            f"{{ SELECT ?node ({counted} AS ?value) WHERE {{ ?node {path} ?v }} "
            f"GROUP BY ?node HAVING ({counted} > {given}) }}"
        )
    if constraint == "uniqueLang":
        same = "LANG(?value) != '' && LCASE(LANG(?value)) = LCASE(LANG(?other)) && !sameTerm(?value, ?other)"
        return f"{value} ?node {path} ?other . FILTER({same})"
    if constraint == "class":
        return f"{value} MINUS {{ ?value a {given} }}"
    if constraint == "nodeKind" and str(given) != f"<{SH}IRI>":
        raise DirskgError("Shapes: only sh:nodeKind sh:IRI is compiled.")
    if constraint == "in":
        members = " || ".join(f"sameTerm(?value, {member})" for member in _list(shapes, given))
        return f"{value} FILTER(!({members or 'false'}))"
    if constraint == "datatype":
        return f"{value} FILTER({_wrong_type(given)})"
    conditions = {
        "nodeKind": "!isIRI(?value)",
        # What has no text breaks the pattern, and what cannot be compared breaks the limit.
        "pattern": f"!COALESCE(REGEX(STR(?value), {given}), false)",
        "minInclusive": f"!COALESCE(?value >= {given}, false)",
        "maxInclusive": f"!COALESCE(?value <= {given}, false)",
    }
    return f"{value} FILTER({conditions[constraint]})"


def _wrong_type(given: _Node) -> str:
    """What is of another type, or only says that it is of this one ("soon" as a date)."""
    cast = f"{given}(STR(?value))"
    if str(given) == f"<{XSD}date>":  # SPARQL 1.1 makes no dates of text, but times
        cast = f"<{XSD}dateTime>(CONCAT(STR(?value), 'T00:00:00'))"
    elif str(given) not in {f"<{XSD}{name}>" for name in ("string", "integer", "decimal", "boolean")}:
        raise DirskgError(f"Shapes: sh:datatype {given} is not compiled.")
    return f"!isLiteral(?value) || DATATYPE(?value) != {given} || !COALESCE(isLiteral({cast}), false)"


def _objects(shapes: ox.Store, subject: _Node, term: str) -> list[_Node]:
    if isinstance(subject, ox.Literal):
        return []
    return [q.object for q in shapes.quads_for_pattern(subject, ox.NamedNode(SH + term), None)]


def _list(shapes: ox.Store, head: _Node) -> Iterator[_Node]:
    while isinstance(head, ox.BlankNode):
        yield next(shapes.quads_for_pattern(head, ox.NamedNode(RDF + "first"), None)).object
        head = next(shapes.quads_for_pattern(head, ox.NamedNode(RDF + "rest"), None)).object
