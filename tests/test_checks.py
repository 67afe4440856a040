"""The compiled shapes find what a SHACL engine finds, and the built graph keeps them."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from dirskg.graph.checks import read_checks, run_checks
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.results import Solutions
from dirskg.graph.worker import answer
from dirskg.ontology import resource, sparql_prefixes

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
SHAPES = resource("shapes.ttl")
GOOD = """
id:a a org:Organization ; skos:prefLabel "A" ; :country "BE" ; :region nuts:BE2 ; :leg id:leg-industry ; dct:source <http://x.eu> .
id:p a eurio:Project ; skos:prefLabel "P" ; :programme "EDF" ; :year 2024 ; :euContribution 10.5 ; dct:source <http://x.eu> .
id:r a eurio:OrganisationRole ; eurio:isInvolvedIn id:p ; eurio:isRoleOf id:a ; eurio:roleLabel "coordinator" .
id:leg-industry a skos:Concept .
"""
# One statement each that breaks one kind of constraint, and the node that breaks it.
BROKEN = {
    "minCount": ('id:b a org:Organization .', "b"),
    "maxCount": ('id:a :country "FR" .', "a"),
    "datatype": ('id:q a eurio:Project ; skos:prefLabel "Q" ; :programme "EDF" ; dct:source <http://x.eu> ; :year "2024" .', "q"),
    "class": ("id:a :level id:nowhere .", "a"),
    "nodeKind": ('id:a dct:source "a page" .', "a"),
    "in": ("id:c a org:Organization ; skos:prefLabel \"C\" ; :region nuts:BE9 .", "c"),
    "pattern": ('id:d a org:Organization ; skos:prefLabel "D" ; :country "Belgium" .', "d"),
    "minInclusive": ("id:a :employees -1 .", "a"),
    "maxInclusive": ('id:s a eurio:Project ; skos:prefLabel "S" ; :programme "EDF" ; dct:source <http://x.eu> ; :year 2099 .', "s"),
}  # fmt: skip


def turtle(statements: str) -> str:
    prefixes = sparql_prefixes().replace("PREFIX", "@prefix").replace(">\n", "> .\n")
    return prefixes + statements


def compiled(data: str) -> set[tuple[str, str]]:
    """Local name of each offending node, and the constraint that it breaks, by our queries."""
    store = ox.Store()
    store.load(input=data, format=ox.RdfFormat.TURTLE)
    select: Callable[[str], Solutions] = lambda query: Solutions.from_json(answer(store, {"query": query}))  # noqa: E731
    return {(v.node.rpartition("/")[2], v.check.constraint) for v in run_checks(select, SHAPES)}


def engine(data: str) -> set[tuple[str, str]]:
    """The same by pySHACL."""
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, data_graph_format="turtle", shacl_graph_format="turtle")
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


def test_unknown_shacl_is_refused() -> None:
    shape = "@prefix sh: <http://www.w3.org/ns/shacl#> . <#S> sh:targetClass <#C> ; sh:property [ sh:path <#p> ; sh:lessThan <#q> ] ."
    with pytest.raises(DirskgError, match="lessThan"):
        read_checks(shape.replace("<#", "<http://x.eu/#"))
