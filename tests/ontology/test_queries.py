"""The query library: headers tell the truth, and each query answers rightly on a small graph, in two engines alike."""

from __future__ import annotations

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from folders import DATA
from merging import merge

from dirskg.graph.answers.results import Solutions
from dirskg.graph.knowledge_graph import asked
from dirskg.graph.sparql.parameters import substitute
from dirskg.graph.stores.worker import answer
from dirskg.ontology import NamedQuery, named_queries, resource, short
from dirskg.ontology.vocab import GRAPH, ONTOLOGY, ONTOLOGY_GRAPH, PREFIXES

LIBRARY = named_queries()
CASES: list[dict[str, Any]] = [
    case for file in sorted(DATA.glob("query_answers*.json")) for case in json.loads(file.read_text(encoding="utf-8"))
]
Rows = list[list[Any]]

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")


def label(case: dict[str, Any]) -> str:
    return " ".join([case["query"], *(f"{name}={value}" for name, value in case["parameters"].items())])


def _told(case: dict[str, Any]) -> tuple[bool, int]:
    return bool(case["rows"]), len(case["parameters"])


every_query = pytest.mark.parametrize("query", LIBRARY.values(), ids=LIBRARY)
every_case = pytest.mark.parametrize("case", CASES, ids=label)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The small ecosystem and the real code lists."""
    found = ox.Store()
    found.load(path=str(DATA / "fixture.trig"), format=ox.RdfFormat.TRIG)
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    for name in ("dirskg.ttl", "accounts.ttl", "functions.ttl", "strengths.ttl", "awards.ttl"):
        found.load(input=resource(name), format=ox.RdfFormat.TURTLE, to_graph=graph)
    return merge(found)


@pytest.fixture(scope="module")
def told_twice(store: ox.Store) -> ox.Store:
    """The same, and a second dataset that says the same of the organisations."""
    second, kind = ox.NamedNode(GRAPH + "second"), ox.NamedNode(PREFIXES["org"] + "Organization")
    found = ox.Store()
    found.extend(store)
    for organisation in store.quads_for_pattern(None, None, kind, None):
        told = store.quads_for_pattern(organisation.subject, None, None, None)
        found.extend(ox.Quad(quad.subject, quad.predicate, quad.object, second) for quad in told)
    return merge(found)


@pytest.fixture(scope="module")
def dataset(store: ox.Store) -> rdflib.Dataset:
    """The same in rdflib."""
    found = rdflib.Dataset(default_union=True)
    found.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return found


def terms(query: NamedQuery, parameters: dict[str, str]) -> dict[str, str]:
    """N-Triples terms of the parameters that are given."""
    return {p.name: p.term(parameters[p.name]) for p in query.parameters if p.name in parameters}


def rows(store: ox.Store, name: str, parameters: dict[str, str]) -> Rows:
    """Rows of plain values with short ids, as pyoxigraph answers."""
    query = LIBRARY[name]
    reply = answer(store, {"query": asked(query, parameters), "substitutions": terms(query, parameters), "limit": 0})
    return Solutions.from_json(reply).values(short)


def rows_of_rdflib(dataset: rdflib.Dataset, name: str, parameters: dict[str, str]) -> Rows:
    """The same, as rdflib answers."""
    query = LIBRARY[name]
    reply = dataset.query(substitute(asked(query, parameters), terms(query, parameters))).serialize(format="json")
    assert reply is not None
    return Solutions.from_json(json.loads(reply)).values(short)


# Headers


def test_the_library_is_not_small() -> None:
    assert len([name for name in LIBRARY if not name.startswith("frame-")]) >= 20


@every_query
def test_the_header_tells_the_truth(query: NamedQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert query.question.endswith("?")
    reply = ox.Store().query(query.text)
    assert isinstance(reply, ox.QuerySolutions)
    assert list(query.columns) == [variable.value for variable in reply.variables]
    body = re.sub(r"^#.*$", "", query.text, flags=re.MULTILINE)
    assert {p.name for p in query.parameters} == set(re.findall(r"\$(\w+)", body))
    header = query.text.partition("PREFIX")[0].splitlines()
    assert len(header) == 2 + len(query.parameters) + len(query.columns), "a line is not read"


# What engines understand in different ways: how to write it stands in docs/portable-queries.md.
_TRAVELS_BADLY = re.compile(
    r"COALESCE\((?:STR\()?\?(?:year|deadline)\)? [<>]= |ROUND\(\d+ \*|BIND\(\?\w+ !?= [^()]* AS |COUNT\(\?known\)"
    r"|\}\s+\?\w+ :partOf\+ \?|MINUS \{\s+SELECT[^{]*\{[^{}]*\}[^{}]*HAVING"
)


@every_query
def test_the_query_travels(query: NamedQuery) -> None:
    assert _TRAVELS_BADLY.findall(query.text) == []
    assert "ORDER BY" in query.text


def test_who_has_a_defence_tie_is_one_thing_in_all_queries() -> None:
    asked = {name: query.text for name, query in LIBRARY.items() if '"military_research"' in query.text}
    assert len(asked) == 6
    assert len({frozenset(re.findall('"(ASAP|DEFRA|E[A-Z]+|PADR|PESCO)"', text)) for text in asked.values()}) == 1
    kinds = (":defence true", ':defenceBy "cpv" ; :winner', ":memberOf ?federation", ":partOf+ ?root")
    assert [(name, kind) for name, text in asked.items() for kind in kinds if kind not in text] == []


# Answers


def test_every_query_has_an_expected_answer() -> None:
    assert {case["query"] for case in CASES} == set(LIBRARY)


@every_case
def test_answer(store: ox.Store, case: dict[str, Any]) -> None:
    assert rows(store, case["query"], case["parameters"]) == case["rows"]


@every_case
def test_a_condition_on_what_is_not_given_is_none(store: ox.Store, case: dict[str, Any]) -> None:
    query = LIBRARY[case["query"]]
    reply = answer(store, {"query": query.text, "substitutions": terms(query, case["parameters"])})
    assert Solutions.from_json(reply).values(short) == case["rows"]


# Its parser takes half a second a query, so that it is asked once for each, with most parameters.
@pytest.mark.parametrize("case", {case["query"]: case for case in sorted(CASES, key=_told)}.values(), ids=label)
def test_rdflib_gives_the_same_answer(dataset: rdflib.Dataset, case: dict[str, Any]) -> None:
    assert rows_of_rdflib(dataset, case["query"], case["parameters"]) == case["rows"]


@every_case
def test_an_optional_parameter_only_narrows(store: ox.Store, case: dict[str, Any]) -> None:
    required = {p.name for p in LIBRARY[case["query"]].parameters if p.required}
    free = {name: value for name, value in case["parameters"].items() if name in required}
    everything = rows(store, case["query"], free)
    assert all(row in everything for row in case["rows"])


@pytest.mark.parametrize("other", ["ref-alfa", "pic-111", "https://org.belgif.be/id/CbeRegisteredEntity/0100000001"])
@pytest.mark.parametrize(
    "name",
    [name for name, query in LIBRARY.items() if any(p.name == "entity" and "any" in p.help for p in query.parameters)],
)
def test_any_id_of_an_organisation_will_do(store: ox.Store, name: str, other: str) -> None:
    told = rows(store, name, {"entity": "kbo-0100000001"})
    assert told
    assert rows(store, name, {"entity": other}) == told


@every_case
def test_a_fact_that_two_datasets_tell_counts_once(told_twice: ox.Store, case: dict[str, Any]) -> None:
    assert rows(told_twice, case["query"], case["parameters"]) == case["rows"]


# Values from outside


@pytest.mark.parametrize("text", ['") } #', "') } #", "\\", '\\")', "$entity", "?s ?p ?o", "\u2028"])
def test_text_of_a_parameter_is_never_read_as_query(store: ox.Store, text: str) -> None:
    assert rows(store, "by-name", {"text": text}) == []


@pytest.mark.parametrize("value", ["x> ?p ?o . <y", "a b", "x\ny", '"'])
def test_an_id_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is not an id"):
        terms(LIBRARY["evidence-of"], {"entity": value})


@pytest.mark.parametrize("value", ["2023.5", "twenty", ""])
def test_a_year_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        terms(LIBRARY["smes-in-edf"], {"year": value})


def test_a_defence_tie_is_a_contract_that_is_military_by_its_code_and_no_civil_project() -> None:
    small = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    told = """id:a1 a :Award ; :defenceBy "cpv", "activity" ; :winner id:ref-arms .
        id:a2 a :Award ; :defenceBy "activity" ; :winner id:ref-bread ; :subcontractor id:ref-arms ."""
    small.load(input=f"{prefixes}@prefix : <{ONTOLOGY}> .\n{told}".encode(), format=ox.RdfFormat.TURTLE)
    found = small.query(LIBRARY["frame-defence"].text)
    assert isinstance(found, ox.QuerySolutions)
    assert [short(row["id"].value) for row in found] == ["ref-arms"]
    told = """id:b skos:notation "curated" . id:h skos:notation "high" . id:domain-V5 skos:notation "V5" .
        id:civil :programme "H2020" ."""
    for who in ("arms", "bread"):
        told += f"""id:c-{who} a :Activity ; :domain id:domain-V5 ; :organisation id:ref-{who} ; :weight 1 ;
            :basis id:b ; :confidence id:h . id:ref-{who} :country "BE" .
            id:part-{who} eurio:isRoleOf id:ref-{who} ; eurio:isInvolvedIn id:civil ."""
    small.load(input=f"{prefixes}@prefix : <{ONTOLOGY}> .\n{told}".encode(), format=ox.RdfFormat.TURTLE)
    for name in ("actors-counted", "domain-evidence"):
        behind = rows(small, name, {"domain": "V5", "perimeter": "strict"})
        assert {value for row in behind for value in row if str(value).startswith("ref-")} == {"ref-arms"}, name
