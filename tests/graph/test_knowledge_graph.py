"""A graph opened from a build or an endpoint: the same answers here and there, other forms, and what goes wrong."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import networkx as nx
import pytest
from pandas.testing import assert_frame_equal
from small_queries import COUNT, SKOS
from sparql_server import oxigraph, saying

from dirskg.exports.language.messages import in_language, known
from dirskg.graph import DirskgError, KnowledgeGraph, NoBuild, QueryFailed
from dirskg.graph.answers.results import Triples, Truth
from dirskg.graph.builds.home import build_path
from dirskg.graph.ecosystem.frames import FRAMES, Ecosystem, read_frames, write_frames
from dirskg.graph.stores.store import LocalStore
from dirskg.ontology import named_queries


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
    with pytest.raises(DirskgError, match="No build is called .*There are: 0001-"):
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


# Kinds of answers, here and there


def test_a_limit_cuts_rows_and_says_so(reference_graph: KnowledgeGraph, remote: KnowledgeGraph) -> None:
    query = f"SELECT ?d WHERE {{ ?d <{SKOS}inScheme> <https://w3id.org/dirskg/id/scheme-domains> }}"
    for graph in (reference_graph, remote):
        cut = graph.select(query, limit=14)
        assert (len(cut.rows), cut.truncated) == (14, True)
        whole = graph.select(query, limit=15)
        assert (len(whole.rows), whole.truncated) == (15, False)


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
def test_rdflib_holds_every_quad(small_home: Path) -> None:
    with KnowledgeGraph.open(home=small_home) as graph:
        dataset = graph.to_rdflib()
        assert len(set(dataset.quads())) == graph.manifest["counts"]["quads"] > 1000
    names = {str(part.identifier).rpartition("/")[2] for part in dataset.graphs() if len(part)}
    assert names == {"reference", "derived", "meta", "ontology"}


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
    # Of an earlier version, that did not know a column or a whole frame; damaged.
    again.claims.drop(columns="basis").to_parquet(tmp_path / "claims.parquet", index=False)
    with pytest.raises(DirskgError, match="another version of dirskg: its frames lack basis. Build again"):
        read_frames(tmp_path)
    (tmp_path / "claims.parquet").unlink()
    with pytest.raises(DirskgError, match="lack claims. Build again"):
        read_frames(tmp_path)
    (tmp_path / "claims.parquet").write_text("nothing of the kind")
    with pytest.raises(DirskgError, match="frames cannot be read.*Build again"):
        read_frames(tmp_path)


def test_frames_have_no_missing_text(reference_ecosystem: Ecosystem) -> None:
    for name in FRAMES:
        frame = getattr(reference_ecosystem, name)
        for column in frame:
            if frame[column].dtype not in ("float64", "int64", "bool"):
                assert frame[column].notna().all(), f"{name}.{column}"
                assert {type(value) for value in frame[column]} <= {str}, f"{name}.{column}"


# Endpoints


def test_named_queries_answer_alike_here_and_there(reference_graph: KnowledgeGraph, remote: KnowledgeGraph) -> None:
    some = {
        "domain": "V3", "region": "BE2", "entity": "ref-rma", "organisation": "ref-rma", "text": "space",
        "call": "call-EDF-2026-DA-NAVAL-EMSAS", "project": "project-101170819", "date": "2026-09-01",
        "programme": "EDF", "topic": "drones",
    }  # fmt: skip
    # Some of each kind; the next test compares the queries of the frames.
    for name, query in [item for item in named_queries().items() if not item[0].startswith("frame-")][::3]:
        given_values = {p.name: some[p.type] for p in query.parameters if p.required}
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


NOWHERE = {
    "http://127.0.0.1:9/": "nobody listens at that port",
    "http://": "no complete address",
    "http://[/": "no complete address",
    "http://host.invalid/": "no computer of that name",
    "http://x:y/": "no complete address",
}


@pytest.mark.parametrize(("address", "why"), NOWHERE.items())
def test_an_endpoint_that_is_not_there(address: str, why: str) -> None:
    with pytest.raises(DirskgError, match=f"cannot be reached: .*{why}.*Check the address") as error:
        KnowledgeGraph.open(endpoint=address).query(COUNT, timeout=5)
    assert address in str(error.value)
    assert "urlopen" not in in_language(str(error.value), "fr")
    assert "Vérifiez l'adresse" in in_language(str(error.value), "fr")


def test_a_server_without_tls_is_told() -> None:
    with saying(b"{}") as address, pytest.raises(DirskgError, match="does not speak TLS"):
        KnowledgeGraph.open(endpoint=address.replace("http:", "https:")).query(COUNT, timeout=5)


@pytest.mark.parametrize(
    ("status", "kind", "body", "why"),
    [
        (0, "", b"", "asks {}, and got no answer .*See whether"),
        (400, "text/html", b"<p>no such <b>prefix</b></p>", "{}, which .* answered 400 Bad Request. no such prefix$"),
        (503, "text/plain", b"", "{}, which .* answered 503 Service Unavailable. It says no more.$"),
        (200, "text/html", b"<p>Welcome</p>", "asks {}, and what came back holds no SPARQL results .*text/html"),
        (200, "application/sparql-results+json", b'{"head":', "asks {}, .*no SPARQL results .*Unexpected end"),
    ],
)
def test_why_another_server_gives_no_rows_is_told(
    reference_graph: KnowledgeGraph, status: int, kind: str, body: bytes, why: str
) -> None:
    with saying(body, kind, status) if status else nullcontext("http://127.0.0.1:9/sparql") as address:
        query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        with pytest.raises(QueryFailed) as error:
            reference_graph.query(query)
    told = str(error.value).replace(" with SERVICE", "").replace(f"<{address}>", "{}")
    assert re.search(why.replace("{}", re.escape("{}")), told), told
    assert known(str(error.value))


def test_what_fails_beside_another_server_is_not_laid_to_it(reference_graph: KnowledgeGraph) -> None:
    query = "SELECT ?y { SERVICE SILENT <http://127.0.0.1:9/x> { ?s ?p ?x } BIND(<http://a.org/f>(1) AS ?y) }"
    with pytest.raises(
        QueryFailed, match="^The query failed on .*: The custom function <http://a.org/f> is not supported"
    ):
        reference_graph.query(query)


def test_an_endpoint_refuses_a_query(remote: KnowledgeGraph) -> None:
    with pytest.raises(QueryFailed, match="answered 400"):
        remote.query("SELECT WHERE")


@pytest.mark.parametrize(
    ("status", "told"), [(401, "wants a login"), (404, "no endpoint"), (500, "answered 500 Internal")]
)
def test_http_errors_are_told_with_what_the_server_says(status: int, told: str) -> None:
    refusal = saying(b"<h1>out of tea</h1>", status=status)
    with refusal as address, pytest.raises(QueryFailed, match=f"{told}.* out of tea$") as error:
        KnowledgeGraph.open(endpoint=address).query(COUNT)
    assert "<" not in str(error.value)
    with saying(b"", status=status) as address, pytest.raises(QueryFailed, match="It says no more") as silent:
        KnowledgeGraph.open(endpoint=address).query(COUNT)
    assert known(str(silent.value))
    assert known(str(error.value))


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


@pytest.mark.parametrize(
    ("one", "called"),
    [
        ("kbo-0248015142", "Universiteit Gent"),  # Flanders
        ("kbo-0807970507", "Université de Liège"),  # Wallonia
        ("ror-02vzfsx67", "Académie de recherche et d'enseignement supérieur"),  # Brussels, of one language
        ("kbo-0349294624", "Royal Observatory of Belgium"),  # of both: no official name of two
    ],
)
def test_in_german_a_belgian_is_called_what_it_calls_itself(
    reference_ecosystem: Ecosystem, one: str, called: str
) -> None:
    assert reference_ecosystem.speaking("de").organisations.set_index("id").at[one, "label"] == called
