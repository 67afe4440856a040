"""The default graph is a set: a statement that several datasets tell counts once, as in rdflib on the same export."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from command_line import run
from folders import SHARED
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.answers.results import Solutions, Value
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.stores.worker import answer
from dirskg.ingest.building.loading import fill

X = "http://x.example/"
PREFIX = f"PREFIX x: <{X}> "

# What analysts ask. Not `x:p|x:q`: the engine has each pair once even where both hold.
PATTERNS = (
    "?s x:p ?v", "?s x:q ?o . ?o x:p ?v", "?s x:q/x:q ?o . ?o x:p ?v", "?s x:q+ ?o . ?o x:p ?v",
    "?s ^x:q/x:q ?o . ?o x:p ?v", "?s x:q ?o OPTIONAL { ?o x:p ?v }", "{ ?s x:p ?v } UNION { ?s x:q ?o . ?o x:p ?v }",
    "?s x:p ?v MINUS { ?s x:q ?s }", "?s x:p ?v FILTER NOT EXISTS { ?s x:q ?o }",
    # Of no rows rdflib makes a group.
    "?s x:q ?o { SELECT ?o (SUM(?w) AS ?v) WHERE { ?o x:p ?w } GROUP BY ?o HAVING (COUNT(?w) > 0) }",
    "{ SELECT ?s ?v WHERE { ?s x:p ?v } ORDER BY ?s ?v LIMIT 3 }",
)  # fmt: skip
AGGREGATES = ("COUNT(*)", "COUNT(?v)", "COUNT(DISTINCT ?v)", "SUM(?v)", "AVG(?v)", "MIN(?v)", "MAX(?v)")
FORMS = (
    "SELECT ({} AS ?n) WHERE {{ {} }}",
    "SELECT ?s ({} AS ?n) WHERE {{ {} }} GROUP BY ?s",
    "SELECT ({} AS ?n) WHERE {{ {} }} GROUP BY ?s HAVING (COUNT(*) > 1)",
)


nodes = st.sampled_from(["a", "b", "c", "d"]).map(lambda name: f"<{X}{name}>")
statements = st.one_of(
    st.tuples(nodes, st.just(f"<{X}q>"), nodes),
    st.tuples(
        nodes,
        st.just(f"<{X}p>"),
        st.integers(1, 5).map(lambda n: f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ),
)
quads = st.lists(st.tuples(statements, st.sampled_from(["g", "h", "i"])), min_size=1, max_size=25)


def filled(lines: list[str], folder: Path) -> ox.Store:
    file = folder / "quads.nq"
    file.write_text("".join(sorted(set(lines))), encoding="utf-8")
    store = ox.Store()
    fill(store, file)
    return store


def asked(store: ox.Store, query: str) -> Counter[tuple[Any, ...]]:
    return _rows(Solutions.from_json(answer(store, {"query": PREFIX + query})))


def asked_of_rdflib(graph: rdflib.Graph, query: str) -> Counter[tuple[Any, ...]]:
    reply = graph.query(PREFIX + query).serialize(format="json")
    assert reply is not None
    return _rows(Solutions.from_json(json.loads(reply)))


def _rows(solutions: Solutions) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(_plain(value) for value in row) for row in solutions.values())


def _plain(value: Value) -> Value:
    return round(float(value), 9) if isinstance(value, (int, float)) else value


def line(statement: tuple[str, str, str], graph: str) -> str:
    return f"{' '.join(statement)} <{X}{graph}> .\n"


@given(quads, st.sampled_from(PATTERNS), st.sampled_from(AGGREGATES), st.sampled_from(FORMS))
def test_aggregates_are_those_of_rdflib_on_overlapping_graphs(
    told: list[tuple[tuple[str, str, str], str]], pattern: str, aggregate: str, form: str
) -> None:
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{' '.join(statement)} .\n" for statement, _ in told), format="nt")
    with TemporaryDirectory() as folder:
        store = filled([line(*one) for one in told], Path(folder))
    rows = f"SELECT ?s ?o ?v WHERE {{ {pattern} }}"
    found = asked(store, rows)
    assert found == asked_of_rdflib(graph, rows)
    bound = all(value is not None for _, _, value in found)  # an unbound value is an error of SUM: rdflib skips it
    if (bound or "COUNT" in aggregate) and (found or "GROUP" not in form):  # of no rows rdflib makes a group
        query = form.format(aggregate, pattern)
        assert asked(store, query) == asked_of_rdflib(graph, query)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """`a p 1` in two graphs, `a p 2` in one of them, `b p 1` in the other."""
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    told = [("a", one, "g"), ("a", one, "h"), ("a", one.replace("1", "2", 1), "g"), ("b", one, "h")]
    lines = [line((f"<{X}{subject}>", f"<{X}p>", value), graph) for subject, value, graph in told]
    return filled(lines, tmp_path_factory.mktemp("twice"))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?v }", [(3,)]),
        ("SELECT (GROUP_CONCAT(STR(?v); separator=' ') AS ?n) { { SELECT ?v { x:a ?p ?v } ORDER BY ?v } }", [("1 2",)]),
        ("SELECT ?v { x:a x:p ?v } ORDER BY ?v LIMIT 2", [(1,), (2,)]),
        ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?v } } GROUP BY ?g", [(X + "g", 2), (X + "h", 2)]),
        ("SELECT (COUNT(*) AS ?n) FROM x:g { ?s ?p ?v }", [(2,)]),
        ("SELECT (COUNT(*) AS ?n) FROM x:g FROM x:h { ?s ?p ?v }", [(3,)]),
        ("SELECT (COUNT(*) AS ?n) FROM x:g FROM x:g { ?s ?p ?v }", [(2,)]),
        ("SELECT (COUNT(*) AS ?n) FROM x:none { ?s ?p ?v }", [(0,)]),
        ("SELECT (COUNT(*) AS ?n) FROM NAMED x:g { ?s ?p ?v }", [(0,)]),
        ("SELECT ?g (COUNT(*) AS ?n) FROM NAMED x:g { GRAPH ?g { ?s ?p ?v } } GROUP BY ?g", [(X + "g", 2)]),
        ("SELECT (COUNT(*) AS ?n) FROM x:h FROM NAMED x:g { ?s ?p ?v GRAPH x:g { ?s ?p ?v } }", [(1,)]),
        ("SELECT (COUNT(*) AS ?n) { GRAPH x:none { ?s ?p ?v } }", [(0,)]),
    ],
)
def test_graphs_are_chosen_as_the_standard_says(twice: ox.Store, query: str, rows: list[tuple[Any, ...]]) -> None:
    assert asked(twice, query) == Counter(tuple(map(_plain, row)) for row in rows)


def test_real_datasets_that_overlap_are_counted_once(real_home: Path) -> None:
    counted = "SELECT (COUNT(?p) AS ?n) { ?p a eurio:Project }"
    costs = "SELECT (SUM(?c) AS ?m) { ?p :totalCost ?c }"
    told = (
        "SELECT (SUM(?n) AS ?times) { { SELECT ?g (COUNT(?p) AS ?n) { GRAPH ?g { ?p a eurio:Project } } GROUP BY ?g } }"
    )
    distinct = "SELECT (SUM(?c) AS ?m) { { SELECT DISTINCT ?p ?c { GRAPH ?g { ?p :totalCost ?c } } } }"
    with KnowledgeGraph.open(home=real_home) as graph:
        (projects,), (times,) = graph.select(counted).values()[0], graph.select(told).values()[0]
        assert graph.select(costs).values() == graph.select(distinct).values()
        assert projects == len(graph.ecosystem.projects)
    assert isinstance(times, int)
    assert times > len(graph.ecosystem.projects)


def test_the_case_of_a_project_that_two_sources_tell(tmp_path: Path) -> None:
    case = SHARED / "cases" / "sparql-counts-once"
    if not case.is_dir():
        pytest.skip(f"{case} is not there")
    run("build", f"edf={case / 'edf'}", f"cordis={case / 'cordis'}", home=tmp_path)
    query = "SELECT (COUNT(?p) AS ?projects) (SUM(?c) AS ?euro) WHERE { ?p a eurio:Project ; :totalCost ?c }"
    assert run("query", query, "--format", "csv", home=tmp_path).stdout.splitlines() == ["projects,euro", "1,2000"]
