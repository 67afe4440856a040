"""The graph in other formats, read back."""

from __future__ import annotations

import io
import time
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from dirskg.exports.networks import to_gexf, to_graphml
from dirskg.exports.rdf import FORMATS, convert
from dirskg.graph.builds.home import build_path
from dirskg.graph.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def quads(small_home: Path) -> Path:
    return build_path(small_home) / "quads.nq"


@pytest.fixture(scope="module")
def network(reference_graph: KnowledgeGraph) -> nx.Graph[str]:
    """The Belgian organisations of the network: with all partners abroad, files are large and tests slow."""
    organisations = reference_graph.ecosystem.organisations
    belgian = organisations.loc[organisations["country"] == "BE", "id"]
    return nx.Graph(reference_graph.to_networkx().subgraph(belgian))


@pytest.fixture(scope="module")
def told(quads: Path) -> set[ox.Quad]:
    """The statements, as they are read back from the build itself."""
    return read(quads, FORMATS["nq"])


def read(path: Path, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=form))


@pytest.mark.parametrize("fmt", FORMATS)
def test_two_exports_are_equal_to_the_byte_and_hold_all_statements(
    quads: Path, told: set[ox.Quad], tmp_path: Path, fmt: str
) -> None:
    for name in ("one", "two"):
        convert(quads, tmp_path / name, fmt)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    found = read(tmp_path / "one", FORMATS[fmt])
    if fmt == "ttl":  # which knows no graphs
        assert {quad.triple for quad in found} == {quad.triple for quad in told}
    else:
        assert found == told


def test_the_network_is_read_back_whole(network: nx.Graph[str]) -> None:
    assert network.number_of_nodes() > 350
    graphml, gexf = nx.read_graphml(io.BytesIO(to_graphml(network))), nx.read_gexf(io.BytesIO(to_gexf(network)))
    for again in (graphml, gexf):
        assert set(again.nodes) == set(network.nodes)
        assert set(map(frozenset, again.edges)) == set(map(frozenset, network.edges))
    for node, facts in network.nodes(data=True):
        assert graphml.nodes[node] == facts
        assert gexf.nodes[node]["label"] == facts["label"]
    for u, v, facts in network.edges(data=True):
        for again in (graphml, gexf):
            assert again.edges[u, v]["kinds"] == facts["kinds"]
            assert again.edges[u, v]["weight"] == pytest.approx(facts["weight"])


def test_hostile_names_survive_as_text() -> None:
    graph: nx.Graph[str] = nx.Graph()
    name = '<script>alert(1)</script>"\n & \x00\x1b[31m'
    graph.add_node("a", label=name)
    graph.add_edge("a", "b", weight=1.0)
    again = nx.read_graphml(io.BytesIO(to_graphml(graph)))
    assert again.nodes["a"]["label"] == name.replace("\x00", " ").replace("\x1b", " ")


def test_the_same_graph_gives_the_same_file(network: nx.Graph[str], monkeypatch: pytest.MonkeyPatch) -> None:
    files = [(to_gexf(network), to_graphml(network))]
    monkeypatch.setattr("time.localtime", lambda *_: time.gmtime(400_000_000))
    monkeypatch.setattr("time.strftime", lambda *_: "1982-09-04")
    files.append((to_gexf(network), to_graphml(network)))
    assert files[0] == files[1]
    assert b"lastmodified" not in files[0][0]


HOSTILE = [
    '<http://x/a> <http://x/p> "a \\"b\\" \\\\ \\n \u2028 \x85 \x0c é \U0001f600 </script>" <http://x/g> .',
    '<http://x/a> <http://x/p> "chat"@fr-BE <http://x/g> .',
    '<http://x/a> <http://x/p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://x/g> .',
    "<http://x/é%20b> <http://x/p> <http://x/?q=1&r=%3C#f> <http://x/h> .",
    "<http://x/a> <http://x/p> <http://x/o> .",
]


@pytest.mark.parametrize("fmt", ["nq", "trig", "jsonld"])
def test_any_text_survives(tmp_path: Path, fmt: str) -> None:
    path = tmp_path / "hostile.nq"
    path.write_text("\n".join(HOSTILE), encoding="utf-8", newline="\n")
    convert(path, tmp_path / "graph", fmt)
    found = read(tmp_path / "graph", FORMATS[fmt])
    assert found == read(path, FORMATS["nq"])
    assert len(found) == len(HOSTILE)
