"""SPARQL 1.1 over HTTP: ways to ask, forms of answer, graphs, and clients that are not ours."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote, urlencode

import duckdb
import pandas as pd
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import KNOWN, Served

from dirskg.exports.endpoint.question import Question
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries
from dirskg.ontology.vocab import GRAPH

FORM = "application/x-www-form-urlencoded"
ONE = "SELECT ?n { BIND(1 AS ?n) }"


def test_three_ways_to_ask(served: Served) -> None:
    told = [
        served.ask(KNOWN),
        served.post(KNOWN),
        served.post(KNOWN, "application/sparql-query; charset=utf-8"),
        served.post(urlencode({"query": KNOWN}), FORM, accept="application/sparql-results+json"),
        served.post(urlencode({"query": KNOWN, "format": "json"}), FORM, accept="text/turtle", path="/query"),
    ]
    assert {one.status for one in told} == {200}
    assert len({one.text for one in told}) == 1
    assert {one.headers["dirskg-build"][:5] for one in told} == {"0001-"}


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (ONE, "*/*", "application/sparql-results+json"),
        (ONE, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ONE, "text/csv", "text/csv; charset=utf-8"),
        (ONE, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (ONE, "text/html, application/xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("ASK {}", "application/sparql-results+json", "application/sparql-results+json"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "*/*", "text/turtle"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE <https://w3id.org/dirskg/id/domain-V3>", "application/ld+json", "application/ld+json"),
    ],
)
def test_forms_of_answers(served: Served, query: str, accept: str, kind: str) -> None:
    told = served.ask(query, accept)
    assert (told.status, told.headers["content-type"]) == (200, kind)
    assert told.text


@pytest.mark.parametrize(
    ("status", "path", "says"),
    [
        (400, "/sparql?query=SELEC", "line 1, column 1"),
        (400, "/sparql?query=SELECT%20*%20%7B%20%3Fs%20foo%3Abar%201%20%7D", "what foo: stands for. Begin"),
        (400, "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "Send one query"),
        (400, "/sparql?query=%FF", "UTF-8"),
        (400, "/sparql?query=%FF&a=b", "cannot be read"),
        (400, "/sparql?query=ASK%7B%7D&format=doc", "json, csv, xml"),
        (400, "/sparql?query=SELECT(%3Chttp://a.org/f%3E(1)%20AS%20%3Fx)%7B%7D", "<http://a.org/f> is not supported"),
        (404, "/nothing", "Nothing is here"),
    ],
)
def test_what_is_wrong_is_told(served: Served, status: int, path: str, says: str) -> None:
    told = served.get(path)
    assert told.status == status
    assert says in told.text


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("json", "application/ld+json"), ("xml", "application/rdf+xml"), ("turtle", "text/turtle"),
        ("rdf%2Bxml&format=application/rdf%2Bxml", "application/rdf+xml"),
        ("json-ld&format=application/ld%2Bjson%2Capplication/x-json%2Bld", "application/ld+json"),
    ],
)  # fmt: skip
def test_forms_as_sparqlwrapper_names_them(served: Served, form: str, kind: str) -> None:
    told = served.get(f"/sparql?query={quote('CONSTRUCT { <a:a> <a:b> 1 } {}')}&format={form}&output=x")
    assert (told.status, told.headers["content-type"]) == (200, kind)
    assert served.get("/sparql?query=ASK%7B%7D&format=text/csv%0d%0aX:y").status == 400


def test_other_kinds_and_methods_are_refused(served: Served) -> None:
    assert served.post("x", "text/plain").status == 415
    assert served.ask(ONE, "image/png").status == 406
    assert served.post("", path="/health").status == 405
    assert b"405 Method" in served.raw(b"DELETE /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n")


def test_the_default_graph_holds_each_statement_once(served: Served, reference_graph: KnowledgeGraph) -> None:
    """As on the command line; and several FROM are their merge, no sum (decision 0030)."""
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    two = f"FROM <{GRAPH}meta> FROM <{GRAPH}ontology>"
    for clause in ("", f"FROM <{GRAPH}meta>", f"FROM <{GRAPH}meta> FROM <{GRAPH}meta>", two):
        query = count.format(clause)
        here = reference_graph.select(query).values()[0][0]
        assert [row["n"]["value"] for row in served.rows(query)] == [str(here)], clause
    by_protocol = "".join(f"&default-graph-uri={quote(GRAPH + name)}" for name in ("meta", "ontology"))
    told = served.get(f"/sparql?query={quote(count.format(''))}{by_protocol}&format=csv")
    assert told.text.split() == ["n", str(reference_graph.select(count.format(two)).values()[0][0])]
    assert served.get(f"/sparql?query={quote('SELEC')}{by_protocol}").status == 400
    named = f"/sparql?query={quote('SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }')}&named-graph-uri={quote(GRAPH)}meta"
    assert served.get(named + "&format=csv").text.split() == ["g", f"{GRAPH}meta"]


@pytest.mark.parametrize(
    ("query", "merged"),
    [
        ("SELECT * FROM <http://a/1> FROM <http://a/2> {}", ("http://a/1", "http://a/2")),
        ("BASE <http://a/x> ASK FROM <1> FROM <2> FROM NAMED <3> {}", ("http://a/1", "http://a/2")),
        ("ASK FROM <http://a/1> FROM <http://a/1> FROM NAMED <http://a/2> {}", ("http://a/1", "http://a/1")),
        ("ASK FROM <http://a/1> FROM NAMED <http://a/2> {}", None),
        ("ASK FROM a:1 FROM <http://a/2> {}", None),
        ("ASK { BIND('FROM <http://a/1> FROM <http://a/2>' AS ?x) }", None),
    ],
)
def test_several_graphs_are_merged_however_they_are_named(query: str, merged: tuple[str, ...] | None) -> None:
    """The engine would count a statement of both twice."""
    one = Question(query).merged()
    assert (one and one.default) == merged
    named = Question(query, default=("http://b/1", "http://b/2")).merged()
    assert named
    assert named.default == ("http://b/1", "http://b/2")


def test_the_library_answers_as_on_the_command_line(served: Served, reference_graph: KnowledgeGraph) -> None:
    asked = [query for query in named_queries().values() if not any(one.required for one in query.parameters)]
    assert len(asked) > 40
    for query in asked[::12]:
        here = reference_graph.select(query.name, timeout=60)
        assert len(served.rows(query.text)) == len(here.rows), query.name


def test_a_repeated_query_is_remembered_but_not_what_flees(served: Served) -> None:
    assert served.ask(KNOWN).text == served.ask(KNOWN).text
    assert len({served.ask("SELECT (STRUUID() AS ?u) {}").text for _ in range(2)}) == 2


def test_rdflib_asks(served: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{served.address}/sparql"))
    found = list(graph.query("SELECT ?o { <https://w3id.org/dirskg/id/domain-V3> skos:prefLabel ?o }"))
    assert len(found) == 4
    own = rdflib.Graph().parse(data="<https://w3id.org/dirskg/id/domain-V3> <http://a.org/desk> 4 .", format="turtle")
    joined = (
        f"SELECT ?n ?o {{ ?d <http://a.org/desk> ?n SERVICE <{served.address}/sparql> {{ ?d skos:prefLabel ?o }} }}"
    )
    assert len(list(own.query(joined))) == 4


def test_pandas_duckdb_and_curl_read_csv(served: Served, tmp_path: Path) -> None:
    address = f"{served.address}/sparql?format=csv&query={quote(KNOWN)}"
    assert list(pd.read_csv(address).columns) == ["o"]
    if curl := shutil.which("curl"):
        told = subprocess.run([curl, "-s", "--http2", address], capture_output=True, check=True).stdout
        assert pd.read_csv(io.BytesIO(told)).equals(pd.read_csv(address))
        (tmp_path / "told.csv").write_bytes(told)
        counted = duckdb.connect().execute(f"SELECT COUNT(*) FROM '{tmp_path / 'told.csv'}'")
        assert counted.fetchall() == [(4,)]


def test_another_endpoint_asks_this_one(served: Served, reference_graph: KnowledgeGraph) -> None:
    """A federated query: theirs is the engine here, which asks ours by SERVICE."""
    query = f"SELECT ?o {{ SERVICE <{served.address}/sparql> {{ {KNOWN} }} }}"
    assert len(reference_graph.select(query).rows) == 4


def test_health_metrics_and_log(served: Served) -> None:
    served.ask(KNOWN)
    assert json.loads(served.get("/health").text)["status"] == "ok"
    told = served.get("/metrics").text
    assert 'dirskg_requests_total{road="sparql",status="200"}' in told
    assert "dirskg_query_seconds_count" in told
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    asked = next(line for line in lines if line.get("road") == "sparql")
    assert {"status", "ms", "bytes", "build", "path"} <= asked.keys()
    assert "SELECT" not in str(lines)


def test_head_and_keep_alive(served: Served) -> None:
    head = b"HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    get = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    told = served.raw(head + head + get)
    assert told.count(b"HTTP/1.1 200 OK") == 3
    assert told.count(b'"status"') == 1
