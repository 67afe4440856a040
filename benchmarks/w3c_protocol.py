"""The tests of W3C for the SPARQL 1.1 protocol that ask, by hand after their texts (without update)."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

DATA = "http://kasei.us/2009/09/sparql/data/data"
FOAF = "http://xmlns.com/foaf/0.1/"
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_ROWS = ("application/sparql-results+xml", "application/sparql-results+json", "text/csv", "text/tab-separated-values")
_TRIPLES = ("application/rdf+xml", "text/turtle", "application/n-triples")


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    kind: str
    body: bytes


@dataclass(frozen=True)
class Target:
    """An endpoint by its address."""

    address: str


def send(server: Target, method: str, search: str, headers: dict[str, str], body: bytes = b"") -> Reply:
    """One request, and its answer."""
    at = urlsplit(server.address)
    connection = http.client.HTTPConnection(at.netloc, timeout=60)
    try:
        connection.request(method, f"{at.path}?{search}" if search else at.path, body or None, headers)
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers.get("Content-Type", ""), answer.read())
    finally:
        connection.close()


@dataclass(frozen=True)
class Case:
    """A request, and what must come: `true` among the answers of ASK, one of `kinds`, or a status from 400 to 499."""

    name: str
    method: str = "GET"
    search: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    kind: str = ""
    kinds: tuple[str, ...] = ()
    good: bool = True

    def failure(self, server: Target) -> str:
        """What is wrong with the answer, or nothing."""
        headers = {"Content-Type": self.kind} if self.kind else {}
        reply = send(server, self.method, urlencode(self.search), headers, self.body)
        if self.good != (200 <= reply.status < 400) or (not self.good and reply.status >= 500):
            return f"{reply.status} {reply.body[:90].decode('utf-8', 'replace').strip()!r}"
        if self.kinds and reply.kind.partition(";")[0] not in self.kinds:
            return f"an answer as {reply.kind}"
        if self.good and not self.kinds and b"true" not in reply.body:
            return "another answer"
        return ""


def graphs_of_protocol() -> Iterator[ox.Quad]:
    """The three documents that the tests ask, each in its graph."""
    for number in (1, 2, 3):
        one = ox.NamedNode(f"{DATA}{number}.rdf")
        of = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        yield ox.Quad(one, of, ox.NamedNode(FOAF + "Document"), one)


def _form(*pairs: tuple[str, str]) -> bytes:
    return urlencode(pairs).encode()


def _default(*numbers: int) -> list[tuple[str, str]]:
    return [("default-graph-uri", f"{DATA}{number}.rdf") for number in numbers]


def _named(*numbers: int) -> list[tuple[str, str]]:
    return [("named-graph-uri", f"{DATA}{number}.rdf") for number in numbers]


_ASK = ("query", "ASK {}")
_BOTH = ("query", f"ASK {{ <{DATA}1.rdf> a ?t . <{DATA}2.rdf> a ?t }}")
_IN_GRAPHS = ("query", f"ASK {{ GRAPH ?g {{ <{DATA}1.rdf> a ?t }} GRAPH ?h {{ <{DATA}2.rdf> a ?t }} }}")
_FULL = ("query", f"ASK {{ <{DATA}3.rdf> a ?t GRAPH ?g {{ <{DATA}1.rdf> a ?t }} GRAPH ?h {{ <{DATA}2.rdf> a ?t }} }}")
_FROM_2 = ("query", f"ASK FROM <{DATA}1.rdf> {{ <{DATA}2.rdf> a ?t FILTER NOT EXISTS {{ <{DATA}1.rdf> a ?t }} }}")

PROTOCOL = [
    Case("query_post_form", "POST", body=_form(_ASK), kind=_FORM),
    Case("query_dataset_default_graphs_get", search=[_BOTH, *_default(1, 2)]),
    Case("query_dataset_default_graphs_post", "POST", body=_form(_BOTH, *_default(1, 2)), kind=_FORM),
    Case("query_dataset_named_graphs_get", search=[_IN_GRAPHS, *_named(1, 2)]),
    Case("query_dataset_named_graphs_post", "POST", body=_form(_IN_GRAPHS, *_named(1, 2)), kind=_FORM),
    Case("query_dataset_full", search=[_FULL, *_default(3), *_named(1, 2)]),
    Case("query_multiple_dataset", search=[_FROM_2, *_default(2)]),
    Case("query_get", search=[_ASK]),
    Case("query_content_type_select", search=[("query", "SELECT (1 AS ?value) {}")], kinds=_ROWS),
    Case("query_content_type_ask", search=[_ASK], kinds=_ROWS[:2]),
    Case("query_content_type_describe", search=[("query", "DESCRIBE <http://example.org/>")], kinds=_TRIPLES),
    Case("query_content_type_construct", search=[("query", "CONSTRUCT { <s> <p> 1 } WHERE {}")], kinds=_TRIPLES),
    Case("query_post_direct", "POST", body=b"ASK {}", kind=_QUERY),
    Case("bad_query_method", "PUT", search=[_ASK], good=False),
    Case("bad_multiple_queries", search=[_ASK, ("query", "SELECT * {}")], good=False),
    Case("bad_query_wrong_media_type", "POST", body=b"ASK {}", kind="text/plain", good=False),
    Case("bad_query_missing_form_type", "POST", body=_form(_ASK), good=False),
    Case("bad_query_missing_direct_type", "POST", body=b"ASK {}", good=False),
    Case("bad_query_non_utf8", "POST", body="ASK {}".encode("utf-16"), kind=f"{_QUERY}; charset=UTF-16", good=False),
    Case("bad_query_syntax", search=[("query", "ASK {")], good=False),
    Case("service description", kinds=_TRIPLES),
]
