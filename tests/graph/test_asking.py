"""Asking a graph: named queries and parameters, time limits, and the types of answers."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_queries import COUNT, SKOS

from dirskg.graph import DirskgError, KnowledgeGraph, QueryFailed
from dirskg.graph.answers.results import Solutions, Term
from dirskg.graph.builds.home import build_path
from dirskg.graph.sparql.parameters import substitute
from dirskg.graph.stores.store import LocalStore
from dirskg.ontology import named_queries, short

# Never ends: every record beside every record beside every record.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
XSD = "http://www.w3.org/2001/XMLSchema#"


# Named queries and parameters


def test_a_named_query_with_parameters(reference_graph: KnowledgeGraph) -> None:
    everywhere = reference_graph.select("actors-in-domain", {"domain": "V3"})
    flemish = reference_graph.select("actors-in-domain", {"domain": "V3", "region": "BE2"})
    assert everywhere.columns == flemish.columns == tuple(named_queries()["actors-in-domain"].columns)
    assert 0 < len(flemish.rows) < len(everywhere.rows)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({}, "lacks parameter 'domain'"),
        ({"domain": "V3", "colour": "red"}, "has no parameter 'colour'"),
        ({"domain": "V3> ?x"}, "No domain is called"),
    ],
)
def test_wrong_parameters_are_refused_with_those_that_there_are(
    reference_graph: KnowledgeGraph, parameters: dict[str, str], told: str
) -> None:
    with pytest.raises(DirskgError, match="actors-in-domain") as error:
        reference_graph.select("actors-in-domain", parameters)
    assert told in str(error.value)
    assert "domain (" in str(error.value)


def test_a_year_is_a_whole_number(reference_graph: KnowledgeGraph) -> None:
    queries = (q for q in named_queries().values() if not any(p.required for p in q.parameters))
    query, name = next((q, p.name) for q in queries for p in q.parameters if p.type == "year")
    with pytest.raises(DirskgError, match="'twenty' is not a whole number"):
        reference_graph.query(query.name, {name: "twenty"})


def test_text_of_a_parameter_is_never_taken_for_sparql(reference_graph: KnowledgeGraph) -> None:
    hostile = '" } UNION { ?s ?p "'
    assert reference_graph.select("by-name", {"text": hostile}).rows == []
    assert reference_graph.select("by-name", {"text": "sabca"}).rows


def test_terms_of_a_written_query(reference_graph: KnowledgeGraph) -> None:
    query = f"SELECT ?label {{ ?d <{SKOS}notation> $n ; <{SKOS}prefLabel> ?label FILTER(lang(?label) = $lang) }}"
    assert reference_graph.select(query, {"n": '"V1"', "lang": '"nl"'}).values() == [["Lucht"]]


# Time limits and failures


def test_a_query_that_never_ends_is_killed_and_the_next_one_is_answered(reference_home: Path) -> None:
    store = LocalStore(build_path(reference_home) / "store")
    graph = KnowledgeGraph(store)
    before = graph.select(COUNT).values()
    process = store._process
    assert process is not None
    begun = time.monotonic()
    with pytest.raises(QueryFailed, match=r"stopped after 0\.5 seconds.*LIMIT"):
        graph.query(ENDLESS, timeout=0.5)
    assert time.monotonic() - begun < 5
    assert process.poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    assert graph.select(COUNT).values() == before
    graph.close()


def test_a_query_process_that_dies_is_replaced(reference_home: Path) -> None:
    store = LocalStore(build_path(reference_home) / "store")
    graph = KnowledgeGraph(store)
    before = graph.select(COUNT).values()
    assert store._process is not None
    store._process.kill()
    store._process.wait()
    assert graph.select(COUNT).values() == before
    graph.close()
    assert graph.select(COUNT).values() == before
    graph.close()


NO_QUERIES = ["SELECT WHERE", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }", ""]


@pytest.mark.parametrize("query", NO_QUERIES)
def test_what_is_no_query_is_refused(reference_graph: KnowledgeGraph, query: str) -> None:
    with pytest.raises(QueryFailed, match="not valid SPARQL"):
        reference_graph.query(query)


def test_rows_are_asked_of_queries_that_have_them(reference_graph: KnowledgeGraph) -> None:
    with pytest.raises(DirskgError, match="does not answer with rows"):
        reference_graph.select("ASK { ?s ?p ?o }")


# Answers


VARIABLES = "?text ?spoken ?int ?dec ?dbl ?yes ?date ?iri ?gap ?mixed"
SELECT = f"""SELECT {VARIABLES} WHERE {{ VALUES ({VARIABLES}) {{
  ("é \\"x\\"\\n" "chat"@fr 7 1.50 2.5e0 true "2024-02-29"^^<{XSD}date> <https://w3id.org/dirskg/id/ref-x> 1 1)
  ("" "cat"@en-GB -1 2.0 "INF"^^<{XSD}double> false "2024-03-01"^^<{XSD}date> <http://x/é> UNDEF "one")
}} }}"""


def test_types_of_an_answer(reference_graph: KnowledgeGraph) -> None:
    found = reference_graph.select(SELECT)
    first, second = found.values()
    assert first == ['é "x"\n', "chat", 7, 1.5, 2.5, True, "2024-02-29", "https://w3id.org/dirskg/id/ref-x", 1, 1]
    assert second == ["", "cat", -1, 2.0, float("inf"), False, "2024-03-01", "http://x/é", None, "one"]
    assert found.rows[0][1] == Term("literal", "chat", "", "fr")
    frame = found.to_pandas(lambda iri: iri.rpartition("/")[2])
    kinds = [pd.api.types.infer_dtype(frame[column]) for column in frame]
    assert kinds == [
        "string", "string", "integer", "floating", "floating", "boolean", "string", "string", "floating",
        "mixed-integer",
    ]  # fmt: skip
    assert frame["gap"].isna().tolist() == [False, True]
    assert frame["iri"].tolist() == ["ref-x", "é"]


def test_arrow_holds_any_answer(reference_graph: KnowledgeGraph) -> None:
    table = reference_graph.select(SELECT).to_arrow()
    assert table.column("int").to_pylist() == [7, -1]
    assert table.column("gap").to_pylist() == [1, None]
    assert table.column("yes").to_pylist() == [True, False]
    assert table.column("mixed").to_pylist() == ["1", "one"]
    assert table.column("date").to_pylist() == [date(2024, 2, 29), date(2024, 3, 1)]


def test_arrow_has_null_for_what_is_missing_and_dates_for_days() -> None:
    a_day, a_year = Term("literal", "2024-02-29", XSD + "date"), Term("literal", "2024", XSD + "gYear")
    rows = [
        (
            Term("literal", ""),
            Term("literal", "2021", XSD + "integer"),
            a_day,
            a_day,
            None,
            Term("literal", "2024-02-29"),
        ),
        (None, None, None, a_year, None, None),
    ]
    told = ("text", "year", "day", "precision", "nothing", "like a day")
    table = Solutions(told, list(rows)).to_arrow()
    assert [str(kind) for kind in table.schema.types] == [
        "string",
        "int64",
        "date32[day]",
        "string",
        "string",
        "string",
    ]
    assert list(table.to_pydict().values()) == [
        ["", None], [2021, None], [date(2024, 2, 29), None], ["2024-02-29", "2024"], [None, None], ["2024-02-29", None],
    ]  # fmt: skip
    assert Solutions(("a",), []).to_arrow().column_names == ["a"]


def test_addresses_stand_beside_the_ids_that_stand_for_them() -> None:
    ours, other = "https://w3id.org/dirskg/id/ref-x", "https://example.org/x"
    rows: list[tuple[Term | None, ...]] = [
        (Term("uri", ours), Term("uri", other), Term("literal", ours)),
        (Term("literal", "x"), Term("uri", other), None),
        (None, None, None),
        (Term("uri", other), None, None),
    ]
    found = Solutions(("a", "page", "a_address"), rows, truncated=True).with_addresses(short)
    assert (found.columns, found.truncated) == (("a", "page", "a_address", "a_address_"), True)
    assert found.values() == [
        ["ref-x", other, ours, ours], ["x", other, None, None], [None] * 4, [other, None, None, other],
    ]  # fmt: skip
    assert Solutions(("a",), []).with_addresses(short).columns == ("a",)


def test_missing_text_is_blank_and_an_empty_answer_keeps_its_columns() -> None:
    found = Solutions(("a", "b"), [(Term("literal", "x"), None), (None, None)])
    assert found.to_pandas().to_dict("list") == {"a": ["x", ""], "b": ["", ""]}
    assert list(Solutions(("a",), []).to_pandas().columns) == ["a"]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Term("literal", "3", XSD + "integer"), 3),
        (Term("literal", "three", XSD + "integer"), "three"),
        (Term("literal", "1", XSD + "boolean"), True),
        (Term("literal", "0.10", XSD + "decimal"), 0.1),
        (Term("literal", "3"), "3"),
        (Term("bnode", "b0"), "b0"),
    ],
)
def test_a_term_in_python(term: Term, value: object) -> None:
    assert term.python() == value
    assert type(term.python()) is type(value)


# Parameters in the text of a query

PLAIN = ["SELECT", "?s", " ", "\n", "{ ?s ?p", "}", "?a < 3 ", "$other ", "ex:a\\#b ", "ex:o\\'k ", "?x<?y "]
LITERAL = st.text(st.characters(exclude_characters="\"'\\\r\n", exclude_categories=["Cs"]), max_size=6)
SKIPPED = st.one_of(
    LITERAL.map(lambda text: f'"{text}$name"'),
    LITERAL.map(lambda text: f"'$name{text}'"),
    LITERAL.map(lambda text: f'"\\"{text}\\\\$name"'),
    LITERAL.map(lambda text: f'"""a "quoted" $name\n{text} ""\\" """'),
    LITERAL.map(lambda text: f"'''it's $name\n{text}'''"),
    LITERAL.map(lambda text: f"# {text} isn't $name \"\n"),
    st.just("<http://x/#$name>"),
    st.just("''"),
    st.just('""'),
)
KEPT = st.one_of(SKIPPED, st.sampled_from(PLAIN)).map(lambda text: (text, text))
PIECES = st.lists(st.one_of(KEPT, st.just(("$name ", "<put> "))))


@given(pieces=PIECES)
def test_parameters_are_put_in_place_but_never_in_strings_iris_and_comments(pieces: list[tuple[str, str]]) -> None:
    query, expected = (" ".join(part) for part in zip(*pieces, strict=True)) if pieces else ("", "")
    assert substitute(query, {"name": "<put>"}) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("FILTER(?a<$n||?b>3)", "FILTER(?a<7||?b>3)"),
        ("FILTER(?a < $n && ?b > $n)", "FILTER(?a < 7 && ?b > 7)"),
        ("$n.$nn $n2", "7.$nn $n2"),
        ('""$n""', '""7""'),
        ('"""a"$n""" $n', '"""a"$n""" 7'),
        ("<$n>", "<$n>"),
        ("# it's\n$n", "# it's\n7"),
        ("# $n\r$n", "# $n\r7"),
        ("ex:it\\'s $n 'x'", "ex:it\\'s 7 'x'"),
        ("ex:a\\#b $n", "ex:a\\#b 7"),
    ],
)
def test_terminals_of_sparql(query: str, expected: str) -> None:
    assert substitute(query, {"n": "7"}) == expected


def test_values_are_not_searched_for_parameters_again() -> None:
    assert substitute("$a $b", {"a": '"$b"', "b": '"x \\1 $a"'}) == '"$b" "x \\1 $a"'
