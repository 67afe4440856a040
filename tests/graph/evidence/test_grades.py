"""Which facts rest on weak pages alone."""

from __future__ import annotations

from pathlib import Path

from command_line import result

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.ecosystem.hosts import firm_first, is_weak
from dirskg.graph.evidence.explain import explain
from dirskg.graph.evidence.grades import marked
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology.vocab import sparql_prefixes

COLUMNS = ("fact", "source")
GRADES = {"w": "aggregator", "e": "encyclopaedia", "p": "press"}


def test_a_fact_is_weak_where_all_of_its_pages_are() -> None:
    rows = [("a", "w"), ("a", "e"), ("b", "w"), ("b", "p"), ("c", "unknown"), ("d", None)]
    columns, found = marked(rows, COLUMNS, ("fact",), GRADES)
    assert columns == ("fact", "grade", "weak", "source")
    assert [(row[0], row[1]) for row in found if row[2]] == [("a", "aggregator"), ("a", "encyclopaedia")]


def test_rows_with_a_grade_of_their_own_tell_it_once() -> None:
    columns, found = marked([("a", "own", "w")], ("fact", "grade", "source"), ("fact",), GRADES)
    assert (columns, list(found)) == (("fact", "grade", "weak", "source"), [("a", "own", "weak", "w")])


def test_traced_facts_of_a_record_are_told_by_property_and_value(reference_graph: KnowledgeGraph) -> None:
    (told,) = explain(reference_graph, [Trace("rma", "facts-of", {"entity": "ref-rma"})])
    assert sorted(set(told.columns)) == sorted(told.columns)
    prop, value, weak = (told.columns.index(name) for name in ("property", "value", "weak"))
    marks: dict[tuple[object, object], set[object]] = {}
    for row in told.rows:
        marks.setdefault((row[prop], row[value]), set()).add(row[weak])
    assert {len(found) for found in marks.values()} == {1}


def test_the_command_counts_by_grade_and_host_and_lists_weak_facts(reference_home: Path) -> None:
    told = result("sources", "--quality", home=reference_home)
    counts, hosts, copies, weak = told.split("Query: ")[:4]
    cells = [line.split() for line in counts.splitlines()]
    grades = [grade for rank, grade, *_ in (row for row in cells if len(row) == 4) if rank.isdigit()]
    assert grades == ["official", "own", "list", "press", "encyclopaedia", "aggregator"]
    assert "grokipedia.com" in hosts
    assert "EDF         2025" in copies
    assert "grokipedia.com" in weak
    assert "brusselstimes.com" in hosts
    assert "brusselstimes.com" not in weak


def test_pages_that_nobody_would_quote_stand_behind_the_others() -> None:
    pages = (
        "https://github.com/someone/copy/blob/main/projects.json", "https://ec.europa.eu/project", "",
        "https://github.com/Fedict/tools", "https://en.wikipedia.org/wiki/Herstal", "https://unknown.example/page",
    )  # fmt: skip
    assert firm_first(pages) == (*pages[1:4], pages[5], pages[0], pages[4])
    assert [page for page in pages if is_weak(page)] == [pages[0], pages[4]]


def test_paths_take_the_pages_for_weak_that_the_graph_does(reference_graph: KnowledgeGraph) -> None:
    query = "SELECT ?page ?weak { ?page :sourceGrade ?grade OPTIONAL { ?grade :weak ?weak } }"
    graded = reference_graph.select(sparql_prefixes() + query).values()
    assert (
        {str(page) for page, weak in graded if weak} == {str(page) for page, _ in graded if is_weak(str(page))} != set()
    )
