"""The compiled shapes find what a SHACL engine finds, and the built graph keeps them."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from dirskg.graph.answers.results import Solutions
from dirskg.graph.checks import read_checks, run_checks
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.stores.worker import answer
from dirskg.ontology import resource, sparql_prefixes

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
SHAPES = resource("shapes.ttl")
GOOD = """
id:a a org:Organization ; skos:prefLabel "A" ; :country "BE" ; :region nuts:BE2 ; :leg id:leg-industry ;
  dct:source <http://x.eu> .
id:p a eurio:Project ; skos:prefLabel "P" ; :programme "EDF" ; :year 2024 ; :euContribution 10.5 ;
  dct:source <http://x.eu> .
id:r a eurio:OrganisationRole ; eurio:isInvolvedIn id:p ; eurio:isRoleOf id:a ; eurio:roleLabel "coordinator" .
id:leg-industry a skos:Concept ; skos:prefLabel "industry"@en .
"""
PROJECT = 'eurio:Project ; skos:prefLabel "Q" ; :programme "EDF" ; dct:source <http://x.eu>'
# One statement each that breaks one kind of constraint, and the node that breaks it.
BROKEN = {
    "minCount": ('id:b a org:Organization .', "b"),
    "maxCount": ('id:a :country "FR" .', "a"),
    "datatype": (f'id:q a {PROJECT} ; :year "2024" .', "q"),
    "class": ("id:a :nuts3 id:nowhere .", "a"),
    "nodeKind": ('id:a dct:source "a page" .', "a"),
    "in": ("id:c a org:Organization ; skos:prefLabel \"C\" ; :region nuts:BE9 .", "c"),
    "pattern": ('id:d a org:Organization ; skos:prefLabel "D" ; :country "Belgium" .', "d"),
    "minInclusive": ("id:a :employees -1 .", "a"),
    "uniqueLang": ('id:a skos:prefLabel "A"@nl, "Aa"@nl .', "a"),
    "maxInclusive": (f"id:s a {PROJECT} ; :year 2099 .", "s"),
}  # fmt: skip


def turtle(statements: str) -> str:
    prefixes = sparql_prefixes().replace("PREFIX", "@prefix").replace(">\n", "> .\n")
    return prefixes + statements


def selector(store: ox.Store) -> Callable[[str], Solutions]:
    return lambda query: Solutions.from_json(answer(store, {"query": query}))


def compiled(data: str, shapes: str = SHAPES) -> set[tuple[str, str]]:
    """Local name of each offending node, and the constraint that it breaks, by our queries."""
    store = ox.Store()
    store.load(input=data, format=ox.RdfFormat.TURTLE)
    return {(v.node.rpartition("/")[2], v.check.constraint) for v in run_checks(selector(store), shapes)}


def engine(data: str, shapes: str = SHAPES) -> set[tuple[str, str]]:
    """The same by pySHACL."""
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, data_graph_format="turtle", shacl_graph_format="turtle")
    found = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        node = str(report.value(result, sh.focusNode)).rpartition("/")[2]
        component = str(report.value(result, sh.sourceConstraintComponent)).rpartition("#")[2]
        constraint = component.removesuffix("ConstraintComponent")
        found.add((node, constraint[0].lower() + constraint[1:]))
    return found


def test_what_keeps_the_shapes_is_not_accused() -> None:
    assert compiled(turtle(GOOD)) == engine(turtle(GOOD)) == set()


@pytest.mark.parametrize(("constraint", "broken"), BROKEN.items(), ids=BROKEN)
def test_both_find_the_same_offenders(constraint: str, broken: tuple[str, str]) -> None:
    data = turtle(GOOD + broken[0])
    found = compiled(data)
    assert (broken[1], constraint) in found
    assert found == engine(data)


def test_the_built_graph_keeps_its_shapes(reference_graph: KnowledgeGraph) -> None:
    assert len(read_checks(SHAPES)) > 100
    assert run_checks(reference_graph.select, SHAPES) == []


PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <http://x.eu/#> . """
SHAPE = PREFIXES + "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:property [ sh:path x:p ; {} ] ."

# Values that a rule written in a hurry lets pass: of another kind, or of a type that their text belies.
VALUES = [
    '"abc"', '"abc"@en', '""', "x:other", "x:known", "7", "-1", "7.0", '"abc"^^xsd:integer', '"7"', "true",
    '"2024-02-29"^^xsd:date', '"2024-02-30"^^xsd:date', '"soon"^^xsd:date', '"2024"^^xsd:date', '"x"^^x:own',
]  # fmt: skip
RULES = [
    "sh:datatype xsd:string", "sh:datatype xsd:integer", "sh:datatype xsd:decimal", "sh:datatype xsd:date",
    "sh:datatype xsd:boolean", "sh:class x:D", "sh:nodeKind sh:IRI", 'sh:in ( "abc" 7 x:known )',
    'sh:in ( "coordinator" )', 'sh:pattern "^[a-z]{3}$"', "sh:minCount 1", "sh:maxCount 1", "sh:uniqueLang true",
]  # fmt: skip


SPOKEN = 'x:twice a x:C ; x:p "een"@nl, "twee"@nl, "deux"@fr . x:once a x:C ; x:p "een"@nl, "un"@fr, "x", "y" .'
NAMED = "".join(f"x:n{number} a x:C ; x:p {value} . " for number, value in enumerate(VALUES))


@pytest.mark.parametrize("rule", RULES)
def test_both_judge_values_of_every_kind_alike(rule: str) -> None:
    data = f"{PREFIXES} x:known a x:D . x:none a x:C . x:two a x:C ; x:p 1, 2 . {SPOKEN} {NAMED}"
    found = compiled(data, SHAPE.format(rule))
    assert found
    assert found == engine(data, SHAPE.format(rule))


@pytest.mark.parametrize(("rule", "kept"), [("sh:minInclusive 0", {"7", "7.0"}), ("sh:maxInclusive 6.5", {"-1"})])
def test_what_cannot_be_compared_breaks_a_limit(rule: str, kept: set[str]) -> None:
    # SHACL 4.5: where the comparison does not return true. pySHACL lets some of these pass.
    data = f"{PREFIXES} x:known a x:D . {NAMED}"
    found = compiled(data, SHAPE.format(rule))
    assert {node for node, _ in found} == {f"#n{n}" for n, value in enumerate(VALUES) if value not in kept}
    assert found >= engine(data, SHAPE.format(rule))


@pytest.mark.parametrize(
    "rule",
    [
        "sh:lessThan x:q", "sh:minCount 2", "sh:nodeKind sh:Literal", "sh:datatype xsd:gYear", "sh:minLength 1",
        "sh:node x:T", "sh:or ()",
    ],
)  # fmt: skip
def test_unknown_shacl_is_refused(rule: str) -> None:
    with pytest.raises(DirskgError, match="compiled"):
        read_checks(SHAPE.format(rule))


@pytest.mark.parametrize("rule", ["sh:closed true", "sh:not x:T", "sh:targetSubjectsOf x:p"])
def test_unknown_shacl_on_a_shape_is_refused(rule: str) -> None:
    with pytest.raises(DirskgError, match=rule.partition(" ")[0].removeprefix("sh:")):
        read_checks(f"{PREFIXES} x:S sh:targetClass x:C ; {rule} .")


def test_a_path_is_one_property() -> None:
    with pytest.raises(DirskgError, match="a path that is not one property"):
        read_checks(f"{PREFIXES} x:S sh:targetClass x:C ; sh:property [ sh:path ( x:p x:q ) ; sh:minCount 1 ] .")


def test_a_violation_says_what_and_why() -> None:
    store = ox.Store()
    store.load(input=turtle(GOOD + 'id:a :employees "many" .'), format=ox.RdfFormat.TURTLE)
    (found,) = [v for v in run_checks(selector(store), SHAPES) if v.check.constraint == "datatype"]
    assert (found.check.shape, found.value) == ("Organisation", "many")
    assert found.check.path.endswith("#employees>")
    assert found.check.message == "A head count is a whole number."
