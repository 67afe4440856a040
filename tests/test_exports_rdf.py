"""The graph in other formats, read back."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from dirskg.exports.networks import to_gexf, to_graphml
from dirskg.exports.rdf import FORMATS, convert
from dirskg.graph.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def quads(reference_graph: KnowledgeGraph) -> Path:
    assert reference_graph.build is not None
    return reference_graph.build / "quads.nq"


def read(path: Path, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=form))


@pytest.mark.parametrize("fmt", ["nq", "trig", "jsonld"])
def test_named_graphs_survive(quads: Path, tmp_path: Path, fmt: str) -> None:
    convert(quads, tmp_path / "graph", fmt)
    assert read(tmp_path / "graph", FORMATS[fmt]) == read(quads, FORMATS["nq"])


def test_turtle_holds_all_statements_in_one_graph(quads: Path, tmp_path: Path) -> None:
    convert(quads, tmp_path / "graph.ttl", "ttl")
    expected = {quad.triple for quad in read(quads, FORMATS["nq"])}
    assert {quad.triple for quad in read(tmp_path / "graph.ttl", FORMATS["ttl"])} == expected


def test_the_network_is_read_back_whole(reference_graph: KnowledgeGraph) -> None:
    graph = reference_graph.to_networkx()
    for data in (to_graphml(graph), to_gexf(graph)):
        reader = nx.read_graphml if data is not None and b"graphml" in data[:200] else nx.read_gexf
        again = reader(io.BytesIO(data))
        assert set(again.nodes) == set(graph.nodes)
        assert again.number_of_edges() == graph.number_of_edges()


def test_hostile_names_survive_as_text() -> None:
    graph: nx.Graph[str] = nx.Graph()
    name = '<script>alert(1)</script>"\n & \x00\x1b[31m'
    graph.add_node("a", label=name)
    graph.add_edge("a", "b", weight=1.0)
    again = nx.read_graphml(io.BytesIO(to_graphml(graph)))
    assert again.nodes["a"]["label"] == name.replace("\x00", " ").replace("\x1b", " ")


def test_the_same_graph_gives_the_same_file(reference_graph: KnowledgeGraph) -> None:
    graph = reference_graph.to_networkx()
    assert to_gexf(graph) == to_gexf(graph)
    assert b"lastmodified" not in to_gexf(graph)
