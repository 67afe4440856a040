"""Endpoints that answer slowly, at length, wrongly or elsewhere: one message, in time, and nobody is followed."""

from __future__ import annotations

import json

import pytest
from small_queries import COUNT
from sparql_server import saying

from dirskg.graph import DirskgError, KnowledgeGraph, QueryFailed
from dirskg.graph.stores import remote

JSON = "application/sparql-results+json"
ROWS = b'{"head": {"vars": %s}, "results": {"bindings": %s}}'


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_elsewhere(status: int) -> None:
    with saying(ROWS % (b'["n"]', b"[]"), JSON) as other:
        move = saying(b"", status=status, more={"Location": other})
        with move as address, pytest.raises(DirskgError, match=f"sends on to {other}.*--endpoint"):
            KnowledgeGraph.open(endpoint=address).query(COUNT)


def test_time_counts_for_the_whole_answer() -> None:
    # A limit on each read would never be met, since a byte comes every 50 ms.
    dripping = saying(b" " * 600, JSON, drip=0.05)
    with dripping as address, pytest.raises(QueryFailed, match=r"did not answer in 0\.5 seconds"):
        KnowledgeGraph.open(endpoint=address).query(COUNT, timeout=0.5)


def test_an_answer_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LARGEST", 1 << 20)
    with saying(b" " * (2 << 20), JSON) as address, pytest.raises(QueryFailed, match="larger than 1 MB"):
        KnowledgeGraph.open(endpoint=address).query(COUNT)


def test_what_is_told_of_an_error_has_a_largest_size() -> None:
    with saying(b"x" * (3 << 20), status=500) as address, pytest.raises(QueryFailed, match="answered 500") as error:
        KnowledgeGraph.open(endpoint=address).query(COUNT)
    assert len(str(error.value)) < 700


def test_an_answer_that_virtuoso_cut_is_no_answer() -> None:
    rows = ROWS % (b'["n"]', json.dumps([{"n": {"type": "literal", "value": "1"}}] * 3).encode())
    for most, cut in (("3", True), ("4", False), ("many", False)):
        with saying(rows, JSON, more={"X-SPARQL-MaxRows": most}) as address:
            graph = KnowledgeGraph.open(endpoint=address)
            if cut:
                with pytest.raises(QueryFailed, match="cuts answers after 3 rows"):
                    graph.query(COUNT)
            else:
                graph.query(COUNT)


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    cut = saying(ROWS % (b'["n"]', b"[]"), JSON, more={"Content-Length": "1000"})
    with cut as address, pytest.raises(DirskgError, match="breaks off"):
        KnowledgeGraph.open(endpoint=address).query(COUNT, timeout=5)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        ROWS % (b'["n", "n"]', b"[]"),
        ROWS % (b"null", b"[]"),
        b'{"results": {"bindings": []}}',
        ROWS % (b'["n"]', b'["n"]'),
        ROWS % (b'["n"]', b'[{"n": {}}]'),
        ROWS % (b'["n"]', b'[{"n": {"type": 1, "value": 2}}]'),
        ROWS % (b'"n"', b"[]"),
        b"\xff\xfe",
        b"",
    ],
    ids=["deep", "doubled", "null", "without", "no row", "no term", "numbers", "no list", "no text", "nothing"],
)
def test_what_is_no_result_gets_a_message(body: bytes) -> None:
    with saying(body, JSON) as address, pytest.raises(DirskgError, match="no SPARQL results"):
        KnowledgeGraph.open(endpoint=address).query(COUNT)


@pytest.mark.parametrize(
    ("build", "manifest", "believed"),
    [
        ("0001-0a1b2c3d", '{"content_hash": "%s", "datasets": {"a": {"title": 1, "issues": {}}}}' % ("a" * 64), True),
        ("0001-0a1b2c3d", '{"content_hash": "x", "datasets": {}}', False),
        ("\x1b[31m1", '{"content_hash": "%s", "datasets": {"a": []}}' % ("a" * 64), False),
        ("1", "[" * 100_000, False),
    ],
)
def test_of_what_is_told_of_a_build_only_what_has_its_form_is_believed(
    build: str, manifest: str, believed: bool
) -> None:
    row = {name: {"type": "literal", "value": value} for name, value in (("build", build), ("manifest", manifest))}
    row["part"] = {"type": "uri", "value": "https://w3id.org/dirskg/graph/reference"}
    answer = ROWS % (b'["part", "build", "manifest"]', json.dumps([row]).encode())
    with saying(answer, JSON) as address, KnowledgeGraph.open(endpoint=address) as graph:
        assert graph.name == (build if "-" in build else "")
        assert bool(graph.manifest) == believed
