"""The shapes of `ontology/shapes.ttl` as SPARQL: the same rules on a graph of any size.

W3C SHACL Core (https://www.w3.org/TR/shacl/), the part that our shapes use. Each constraint becomes a query that
returns the nodes that break it; on small graphs tests compare the result with a SHACL engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from dirskg.graph.answers.results import Solutions
from dirskg.graph.errors import DirskgError
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
    """One constraint on one property of one class; `pattern` and `condition` hold of ?node and ?value that break it."""

    shape: str
    target: str
    path: str
    constraint: str
    message: str
    pattern: str
    condition: str

    @property
    def query(self) -> str:
        """Finds what breaks it."""
        where = f"?node a {self.target} . {self.pattern}{_filter([self])}"
        return f"SELECT ?node ?value WHERE {{ {where} }} ORDER BY ?node ?value"


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
    checks = read_checks(turtle)
    doubtful = {check for look, asked in _looks(checks) if any(select(look).values()) for check in asked}
    for check in (check for check in checks if check in doubtful):
        for node, value in select(check.query).values():
            violations.append(Violation(check, str(node), "" if value is None else str(value)))
    return violations


def _looks(checks: Iterable[Check]) -> Iterator[tuple[str, list[Check]]]:
    """Queries that find something wherever one of their checks is broken, and maybe elsewhere: in half of the time.

    They ask for several checks at once, and of nodes of every class where that saves a look at the class.
    """
    alike: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        alike.setdefault((check.pattern, check.shape if check.condition else ""), []).append(check)
    looks: dict[str, list[Check]] = {}
    for (pattern, _), asked in alike.items():
        if asked[0].constraint == "minCount":
            pattern = f"VALUES ?class {{ {' '.join(check.target for check in asked)} }} ?node a ?class . {pattern}"
        looks.setdefault(pattern + _filter(asked), []).extend(asked)
    for where, asked in looks.items():
        yield f"SELECT ?node WHERE {{ {where} }} LIMIT 1", asked


def _filter(checks: Sequence[Check]) -> str:
    conditions = [f"({check.condition})" for check in checks if check.condition]
    return f" FILTER({' || '.join(conditions)})" if conditions else ""


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
            pattern, condition = _pattern(shapes, constraint, terms[constraint], path)
            yield Check(shape, target, path, constraint, message, pattern, condition)


def _pattern(shapes: ox.Store, constraint: str, given: _Node, path: str) -> tuple[str, str]:
    """The pattern of what breaks a constraint, and the condition on its values."""
    value = f"?node {path} ?value ."
    if constraint == "minCount":
        if not isinstance(given, ox.Literal) or given.value != "1":
            raise DirskgError("Shapes: only sh:minCount 1 is compiled.")
        return f"MINUS {{ ?node {path} ?any }}", ""
    if constraint == "maxCount":
        counted = "COUNT(DISTINCT ?v)"
        return (
            f"{{ SELECT ?node ({counted} AS ?value) WHERE {{ ?node {path} ?v }} "
            f"GROUP BY ?node HAVING ({counted} > {given}) }}",
            "",
        )
    if constraint == "uniqueLang":
        same = "!sameTerm(?value, ?other) && LANG(?value) != '' && LCASE(LANG(?value)) = LCASE(LANG(?other))"
        return f"{value} ?node {path} ?other .", same
    if constraint == "class":
        return f"{value} MINUS {{ ?value a {given} }}", ""
    if constraint == "nodeKind" and str(given) != f"<{SH}IRI>":
        raise DirskgError("Shapes: only sh:nodeKind sh:IRI is compiled.")
    if constraint == "in":
        members = " || ".join(f"sameTerm(?value, {member})" for member in _list(shapes, given))
        return value, f"!({members or 'false'})"
    if constraint == "datatype":
        return value, _wrong_type(given)
    conditions = {
        "nodeKind": "!isIRI(?value)",
        # What has no text breaks the pattern, and what cannot be compared breaks the limit.
        "pattern": f"!COALESCE(REGEX(STR(?value), {given}), false)",
        "minInclusive": f"!COALESCE(?value >= {given}, false)",
        "maxInclusive": f"!COALESCE(?value <= {given}, false)",
    }
    return value, conditions[constraint]


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
