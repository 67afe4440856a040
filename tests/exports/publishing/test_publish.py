"""A build in a store of somebody else: what changed is replaced, all of it or nothing, and it answers as at home."""

from __future__ import annotations

import json
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
from command_line import Ended, assert_fails, run
from foreign_store import CUT, foreign_store

from dirskg.exports.publishing.addresses import addresses
from dirskg.exports.publishing.graphs import graphs_of, halves, pieces
from dirskg.graph import DirskgError, KnowledgeGraph
from dirskg.ontology.vocab import GRAPH, MERGED_GRAPH

OTHER = "<https://other.example/s> <https://other.example/p> <https://w3id.org/dirskg/ontology#Organisation> ."
LOGIN = "defence:s3cret:word"


def publish(home: Path, endpoint: str, *words: str) -> Ended:
    return run("publish", *words, "--endpoint", endpoint, "--format", "json", home=home)


def changes(ended: Ended) -> dict[str, str]:
    assert ended.returncode == 0, ended.stderr
    return {row["graph"].removeprefix(GRAPH): row["change"] for row in json.loads(ended.stdout)}


def graphs(endpoint: str) -> dict[str, int]:
    """How many statements each graph of a store has."""
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    request = urllib.request.Request(
        endpoint, query.encode(), {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    )
    with urllib.request.urlopen(request) as reply:
        rows = reply.read().decode().split()[1:]
    return {name: int(number) for name, number in (row.split(",") for row in rows)}


def put(endpoint: str, graph: str, text: str) -> None:
    request = urllib.request.Request(
        endpoint.replace("/query", f"/store?graph={graph}"), text.encode(),
        {"Content-Type": "application/n-triples"}, method="PUT",
    )  # fmt: skip
    urllib.request.urlopen(request).close()


def test_it_is_repeated_replaces_what_changed_and_answers_as_at_home(three_builds: Path) -> None:
    with foreign_store() as store:
        put(store, "https://other.example/g", OTHER)
        put(store, GRAPH + "gone", OTHER)
        rehearsed = changes(publish(three_builds, store, "1", "--dry-run"))
        assert len(graphs(store)) == 2
        assert set(rehearsed.values()) == {"new"}
        assert changes(publish(three_builds, store, "1")) == rehearsed
        again = publish(three_builds, store, "1")
        assert set(changes(again).values()) == {"kept"}
        assert "nothing was changed" in again.stderr
        first = graphs(store)

        second = changes(publish(three_builds, store, "2"))
        assert second["ontology"] == "kept"
        assert second["reference"] == second["merged"] == "replaced"
        now = graphs(store)
        assert now.keys() == first.keys()
        assert (now["https://other.example/g"], now[GRAPH + "gone"]) == (1, 1), "a graph of somebody else was touched"
        assert now[GRAPH + "reference"] < first[GRAPH + "reference"]

        # The default graph of this store is empty, and a statement of somebody else would be an organisation.
        with KnowledgeGraph.open("2", home=three_builds) as here, KnowledgeGraph.open(endpoint=store) as there:
            for query in ("frame-organisations", "frame-claims", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"):
                told = [Counter(map(tuple, graph.select(query).values())) for graph in (here, there)]
                assert told[0] == told[1] != Counter(), query
            # Reports name the build, its hash and the day of its data as at home.
            assert there.name == here.name == "0002-" + here.manifest["content_hash"][:8]
            assert there.manifest["content_hash"] == here.manifest["content_hash"]
            days = [graph.manifest["datasets"]["reference"]["retrieved"] for graph in (here, there)]
            assert days[0] == days[1]
            part = f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}ontology> {{ ?s ?p ?o }}"
            assert here.select(part).values() == there.select(part).values()
            assert there.select("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }").values() == [
                [len(second) - 1]
            ]


@pytest.mark.parametrize("scheme", ["Digest", "Basic"])
def test_a_login_comes_from_a_file_and_is_shown_nowhere(three_builds: Path, tmp_path: Path, scheme: str) -> None:
    bodies = []

    def listen(method: str, path: str, size: int) -> None:
        bodies.append((method, path, size))

    file = tmp_path / "login"
    with foreign_store(listen, LOGIN, scheme) as store:
        assert_fails(publish(three_builds, store, "1"), 1, "401", "--login-file", "DIRSKG_STORE_LOGIN")
        file.write_text("defence:wrong\n")
        wrong = publish(three_builds, store, "1", "--login-file", str(file))
        assert_fails(wrong, 1, "401", "does not know this login")
        assert "wrong" not in wrong.stderr
        file.write_text(LOGIN + "\n")
        bodies.clear()
        ended = publish(three_builds, store, "1", "--login-file", str(file))
        assert set(changes(ended).values()) == {"new"}
        assert "s3cret" not in ended.stderr + ended.stdout
    loads = Counter(size for method, path, size in bodies if "/store" in path and method == "PUT")
    assert sum(loads.values()) - len(loads) <= 1, "a body was sent twice"


def test_a_load_that_fails_leaves_the_old_graphs(three_builds: Path) -> None:
    refused: dict[str, int] = {}

    def refuse(method: str, path: str, size: int) -> int | None:
        return next((status for part, status in refused.items() if part in path and method != "GET"), None)

    with foreign_store(refuse) as store:
        changes(publish(three_builds, store, "1"))
        before = graphs(store)
        for part, status, told in (
            ("merged%2Floading", CUT, "broke off"),
            ("merged%2Floading", 500, "500"),
            ("merged%2Floading", 413, "413"),
            ("/store", 403, "SPARQL_UPDATE"),
            ("/store", 404, "--graph-store"),
            ("/update", 405, "--update"),
        ):
            refused.clear()
            refused[part] = status
            ended = publish(three_builds, store, "2")
            assert_fails(ended, 1, told, "The graphs in the store are as they were.")
            refused.clear()
            assert graphs(store) == before, (part, status)
        assert changes(publish(three_builds, store, "2"))["reference"] == "replaced"


def test_a_store_that_takes_little_at_once_or_no_update_is_filled_too(three_builds: Path) -> None:
    def refuse(method: str, path: str, size: int) -> int | None:
        return 413 if size > 150_000 else 404 if path.startswith("/update") else None

    with foreign_store(refuse) as store:
        changes(publish(three_builds, store, "1", "--in-place"))
        changes(publish(three_builds, store, "2", "--in-place"))
        quads = next((three_builds / "builds").glob("0002-*")) / "quads.nq"
        found = {name: count for name, count in graphs(store).items() if name != GRAPH + "published"}
        assert found == {graph.name: graph.statements for graph in graphs_of(quads)}
        assert set(changes(publish(three_builds, store, "2", "--dry-run")).values()) == {"kept"}


def test_what_cannot_be_a_store_is_told(three_builds: Path, tmp_path: Path) -> None:
    (tmp_path / "login").write_text("no login")
    for words, code, told in (
        (["--endpoint", "http://127.0.0.1:9/query"], 1, "Nobody listens"),
        (["--endpoint", "http://u:p@127.0.0.1:9/query"], 1, "--login-file"),
        (["--endpoint", "http://127.0.0.1:9/ask"], 1, "--graph-store URL"),
        (["--endpoint", "localhost/query"], 1, "http://"),
        (["--endpoint", "http://127.0.0.1:9/query", "--login-file", str(tmp_path / "login")], 1, "USER:PASSWORD"),
        (["--endpoint", "http://127.0.0.1:9/query", "--include-internal"], 2, "not published"),
    ):
        assert_fails(run("publish", "--dry-run", *words, home=three_builds), code, told)


@pytest.mark.parametrize(
    ("query", "graphs", "update"),
    [
        ("http://h:8890/sparql", "http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql-auth"),
        ("http://h:7878/query", "http://h:7878/store", "http://h:7878/update"),
        ("http://h:3030/ds/sparql", "http://h:3030/ds/data", "http://h:3030/ds/update"),
        ("https://h/fuseki/ds/query", "https://h/fuseki/ds/data", "https://h/fuseki/ds/update"),
        ("http://h/repositories/r", "http://h/repositories/r/rdf-graphs/service", "http://h/repositories/r/statements"),
        ("http://h/rdf4j-server/repositories/r", "http://h/rdf4j-server/repositories/r/rdf-graphs/service",
         "http://h/rdf4j-server/repositories/r/statements"),
    ],
)  # fmt: skip
def test_addresses_are_those_of_the_kind_of_store(query: str, graphs: str, update: str) -> None:
    found = addresses(query)
    assert (found.graphs, found.update) == (graphs, update)
    assert addresses(query, update="http://h/u").update == "http://h/u"
    with pytest.raises(DirskgError):
        addresses("http://h/x", graphs="http://h/g")


def test_pieces_are_the_graph_and_the_merge_has_each_statement_once(tmp_path: Path) -> None:
    quads = tmp_path / "q.nq"
    texts = sorted(f'<x:s> <x:p> "{n} \\u00e9 <x> ." <{GRAPH}{g}> .\n' for n in range(9) for g in ("a", "b"))
    quads.write_text("".join([*texts, f"<x:t> <x:p> <x:o> <{GRAPH}b> .\n"]))
    assert [(one.name.removeprefix(GRAPH), one.statements) for one in graphs_of(quads)] == [
        ("a", 9), ("b", 10), ("merged", 10),
    ]  # fmt: skip
    merged = list(pieces(quads, MERGED_GRAPH, 60))
    assert len(merged) > 3
    lines = b"".join(merged).splitlines()
    assert len(set(lines)) == len(lines) == 10
    assert b"".join(halves(merged[0])) == merged[0]
    assert halves(b"one\n") == [b"one\n"]
