"""Asking a graph: named queries and parameters, time limits, the types of answers, builds and endpoints alike."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from small_tables import SOURCE, small_tables
from sparql_server import oxigraph, saying

from dirskg.graph import DirskgError, KnowledgeGraph, NoBuild, QueryFailed
from dirskg.graph.frames import FRAMES, Ecosystem, read_frames, write_frames
from dirskg.graph.home import build_path
from dirskg.graph.parameters import substitute
from dirskg.graph.results import Solutions, Term, Triples, Truth
from dirskg.graph.store import LocalStore
from dirskg.ingest.building import Order, build
from dirskg.ontology import named_queries

# Never ends: every record beside every record beside every record.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <http://www.w3.org/ns/org#Organization> }"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def endpoint(reference_home: Path) -> Iterator[str]:
    with oxigraph(build_path(reference_home) / "store") as address:
        yield address


@pytest.fixture(scope="module")
def remote(endpoint: str) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(endpoint=endpoint) as graph:
        yield graph


# Opening


def test_no_build_and_no_such_build(tmp_path: Path, reference_home: Path) -> None:
    with pytest.raises(NoBuild, match="dirskg build"):
        KnowledgeGraph.open(home=tmp_path)
    with pytest.raises(DirskgError, match="0 builds fit. There are: 0001-"):
        KnowledgeGraph.open("0007", home=reference_home)


def test_a_build_is_opened_by_number_name_or_hash(reference_home: Path) -> None:
    name = build_path(reference_home).name
    for given_name in ("", "1", "0001", name, name.partition("-")[2][:4]):
        graph = KnowledgeGraph.open(given_name, home=reference_home)
        assert graph.build == reference_home / "builds" / name
        assert graph.manifest["counts"]["domains"] == 15


def test_a_damaged_build_is_told_without_a_riddle(tmp_path: Path) -> None:
    store = LocalStore(tmp_path / "nowhere")
    with pytest.raises(DirskgError, match="nowhere"):
        store.ask(COUNT, {}, 20)
    store.close()
    with pytest.raises(DirskgError, match="frames cannot be read.*Build again"):
        read_frames(tmp_path)


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
        ({"domain": "V3> ?x"}, "is not an id"),
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


def test_a_limit_cuts_rows_and_says_so(reference_graph: KnowledgeGraph, remote: KnowledgeGraph) -> None:
    query = f"SELECT ?d WHERE {{ ?d <{SKOS}inScheme> <https://w3id.org/dirskg/id/scheme-domains> }}"
    for graph in (reference_graph, remote):
        cut = graph.select(query, limit=14)
        assert (len(cut.rows), cut.truncated) == (14, True)
        whole = graph.select(query, limit=15)
        assert (len(whole.rows), whole.truncated) == (15, False)


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


def test_yes_and_no_and_triples(reference_graph: KnowledgeGraph, remote: KnowledgeGraph) -> None:
    construct = f"CONSTRUCT {{ ?s <http://x/p> ?label }} WHERE {{ ?s <{SKOS}notation> ?label }}"
    for graph in (reference_graph, remote):
        assert graph.query("ASK { ?s ?p ?o }") == Truth(True)
        assert graph.query("ASK { ?s <http://nowhere/> ?o }") == Truth(False)
    here, there = reference_graph.query(construct), remote.query(construct)
    assert isinstance(here, Triples)
    assert isinstance(there, Triples)
    assert sorted(here.ntriples.splitlines()) == sorted(there.ntriples.splitlines())
    assert b'<http://x/p> "V1"' in here.ntriples


# Other forms of the graph


def test_records_are_resolved_by_any_of_their_ids(reference_graph: KnowledgeGraph) -> None:
    record = reference_graph.resolve("ref-rma")
    assert record == reference_graph.resolve(" pic-999831575 ") == reference_graph.resolve(record)
    with pytest.raises(DirskgError, match="no record 'ref-nobody'.*dirskg find"):
        reference_graph.resolve("ref-nobody")
    for hostile in ("a b", 'x"y', "<x>", "x> <y", ""):
        with pytest.raises(DirskgError, match="dirskg find"):
            reference_graph.resolve(hostile)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_rdflib_holds_every_quad(tmp_path: Path) -> None:
    build(Order(((SOURCE, small_tables(tmp_path / "tables")),)), tmp_path)
    with KnowledgeGraph.open(home=tmp_path) as graph:
        dataset = graph.to_rdflib()
        assert len(set(dataset.quads())) == graph.manifest["counts"]["quads"] > 1000
    names = {str(part.identifier).rpartition("/")[2] for part in dataset.graphs() if len(part)}
    assert names == {"reference", "meta", "ontology"}


def test_networkx_holds_every_organisation(reference_graph: KnowledgeGraph) -> None:
    graph = reference_graph.to_networkx()
    organisations = reference_graph.ecosystem.organisations
    assert isinstance(graph, nx.Graph)
    assert set(graph.nodes) == set(organisations["id"])
    assert all(facts["weight"] > 0 for _, _, facts in graph.edges(data=True))
    assert graph.nodes[reference_graph.resolve("ref-sabca")]["leg"] == "industry"


def test_frames_survive_parquet(reference_ecosystem: Ecosystem, tmp_path: Path) -> None:
    write_frames(reference_ecosystem, tmp_path)
    again = read_frames(tmp_path)
    for frame in FRAMES:
        assert_frame_equal(getattr(again, frame), getattr(reference_ecosystem, frame))


def test_frames_have_no_missing_text(reference_ecosystem: Ecosystem) -> None:
    for name in FRAMES:
        frame = getattr(reference_ecosystem, name)
        for column in frame:
            if frame[column].dtype not in ("float64", "bool"):
                assert frame[column].notna().all(), f"{name}.{column}"
                assert frame[column].map(type).eq(str).all(), f"{name}.{column}"


# Endpoints


def test_named_queries_answer_alike_here_and_there(reference_graph: KnowledgeGraph, remote: KnowledgeGraph) -> None:
    some = {"domain": "V3", "region": "BE2", "entity": "ref-rma", "text": "space", "year": "2023", "number": "3"}
    record = reference_graph.resolve("ref-rma")
    # Some of each kind; the next test compares the queries of the frames.
    for name, query in [item for item in named_queries().items() if not item[0].startswith("frame-")][::3]:
        given_values = {p.name: record if p.type == "entity" else some[p.type] for p in query.parameters if p.required}
        here, there = reference_graph.select(name, given_values), remote.select(name, given_values)
        assert here.columns == there.columns, name
        assert sorted(map(str, here.rows)) == sorted(map(str, there.rows)), name


def test_the_ecosystem_is_the_same_here_and_there(reference_ecosystem: Ecosystem, remote: KnowledgeGraph) -> None:
    for frame in FRAMES:
        assert_frame_equal(getattr(remote.ecosystem, frame), getattr(reference_ecosystem, frame))


def test_an_endpoint_has_no_manifest_and_gives_its_triples_to_rdflib(remote: KnowledgeGraph) -> None:
    assert remote.manifest == {}
    assert remote.resolve("pic-999831575") == remote.resolve("ref-rma")


@pytest.mark.parametrize("address", ["localhost:7878", "ftp://x/", "file:///etc/passwd", "sparql"])
def test_what_is_no_endpoint_is_refused(address: str) -> None:
    with pytest.raises(DirskgError, match="begins with http:// or https://"):
        KnowledgeGraph.open(endpoint=address)


NOWHERE = ["http://127.0.0.1:9/", "http://", "http://[/", "http://host.invalid/", "http://x:y/"]


@pytest.mark.parametrize("address", NOWHERE)
def test_an_endpoint_that_is_not_there(address: str) -> None:
    with pytest.raises(DirskgError, match="cannot be reached.*Check the address") as error:
        KnowledgeGraph.open(endpoint=address).query(COUNT, timeout=5)
    assert address in str(error.value)


def test_an_endpoint_refuses_a_query(remote: KnowledgeGraph) -> None:
    with pytest.raises(QueryFailed, match="answered 400"):
        remote.query("SELECT WHERE")


@pytest.mark.parametrize(("status", "told"), [(401, "Unauthorized"), (404, "Not Found"), (500, "Internal")])
def test_http_errors_are_told_with_what_the_server_says(status: int, told: str) -> None:
    refusal = saying(b"<h1>out of tea</h1>", status=status)
    with refusal as address, pytest.raises(QueryFailed, match=f"answered {status} .*out of tea") as error:
        KnowledgeGraph.open(endpoint=address).query(COUNT)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<h1>Welcome</h1>", "text/html"),
        (b"{}", "application/json"),
        (b"[1]", "application/json"),
        (b'{"head": {"vars": ["n"]}, "results": {"bindings": [3]}}', "application/sparql-results+json"),
        (b"\xff\xfe", "application/sparql-results+json"),
    ],
)
def test_an_answer_that_is_no_sparql_is_told(body: bytes, kind: str) -> None:
    with saying(body, kind) as address, pytest.raises(DirskgError, match="Is it a SPARQL endpoint"):
        KnowledgeGraph.open(endpoint=address).query(COUNT)


def test_an_endpoint_that_does_not_answer_in_time() -> None:
    with saying(b"{}", "application/json", wait=20) as address:
        begun = time.monotonic()
        with pytest.raises(QueryFailed, match=r"did not answer in 0\.3 seconds.*--timeout"):
            KnowledgeGraph.open(endpoint=address).query(COUNT, timeout=0.3)
        assert time.monotonic() - begun < 5


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
