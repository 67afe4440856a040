"""The network as other programs read it: names for all that is told, one type an attribute, the look of the page."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from command_line import result
from scipy.spatial import KDTree

from dirskg.exports.drawing.place import SPACING
from dirskg.exports.drawing.style import COLOURS, place_key
from dirskg.exports.networks import to_gexf, to_graphml
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.network.layout import layout

MIXED: dict[str, dict[str, object]] = {
    "a": {"label": "A", "mixed": 1, "flag": True, "year": 2021, "any": "x", "large": 2**70, "endless": float("inf")},
    "b": {"label": "B", "mixed": 2.5, "flag": False, "year": None, "any": 3, "large": 1, "endless": 1.0},
    "c": {"label": "C", "mixed": float("nan")},
}
TOLD: dict[str, dict[str, object]] = {
    "a": {"label": "A", "mixed": 1.0, "flag": True, "year": 2021, "any": "x", "large": str(2**70)},
    "b": {"label": "B", "mixed": 2.5, "flag": False, "any": "3", "large": "1", "endless": 1.0},
    "c": {"label": "C"},
}


@pytest.fixture(scope="module")
def files(reference_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network of the reference build in both forms, with names in Dutch."""
    folder = tmp_path_factory.mktemp("network")
    for form in ("graphml", "gexf"):
        result("--lang", "nl", "export", form, "-o", folder / f"network.{form}", home=reference_home)
    return folder


def mixed() -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(MIXED.items())
    graph.add_edges_from([("a", "b", {"weight": 1, "m": 1}), ("b", "c", {"weight": 2.5, "m": None})])
    return graph


def test_an_attribute_has_one_type_in_every_program() -> None:
    graphml, gexf = to_graphml(mixed()), to_gexf(mixed())
    for again in (nx.read_graphml(io.BytesIO(graphml)), nx.read_gexf(io.BytesIO(gexf))):
        assert dict(again.nodes(data=True)) == TOLD
        assert [facts["weight"] for _, _, facts in again.edges(data=True)] == [1.0, 2.5]
        assert [facts.get("m") for _, _, facts in again.edges(data=True)] == [1, None]
    for text in (graphml, gexf):
        for name in (b"mixed", b"any", b"large"):
            assert text.count(b'name="' + name) + text.count(b'title="' + name) == 1
        assert b"True" not in text


def test_igraph_reads_numbers_truths_and_text(tmp_path: Path) -> None:
    (tmp_path / "mixed.graphml").write_bytes(to_graphml(mixed()))
    again = igraph.Graph.Read_GraphML(str(tmp_path / "mixed.graphml"))
    assert (again.vs["id"], again.vs["mixed"][:2], again.vs["any"]) == (["a", "b", "c"], [1.0, 2.5], ["x", "3", ""])
    assert (again.vs["flag"][:2], again.es["weight"]) == ([True, False], [1.0, 2.5])


def test_nothing_that_readers_colour_by_is_blank(files: Path, reference_ecosystem: Ecosystem) -> None:
    again = igraph.Graph.Read_GraphML(str(files / "network.graphml"))
    rows = reference_ecosystem.organisations.set_index("id").loc[again.vs["id"]]
    regions, abroad = Counter(again.vs["region"]), ~rows["country"].isin(["BE", ""])
    assert set(regions) == {"BE1", "BE2", "BE3", "abroad", "unknown"}
    assert regions["abroad"] == abroad.sum()
    assert regions["unknown"] == ((rows["region"] == "") & ~abroad).sum()
    names = dict(zip(again.vs["region"], again.vs["region_name"], strict=True))
    assert names["abroad"] == "Buiten België"
    assert names["BE2"] == "Vlaanderen"
    assert set(again.vs["leg"]) == {"industry", "academia", "government", "intermediary", "unknown"}
    assert "Type onbekend" in set(again.vs["leg_name"])
    assert again.vs["defence"] == rows["defence"].tolist()
    assert (again.vs["country"], again.vs["kind"]) == (rows["country"].tolist(), rows["kind"].tolist())


def test_gexf_opens_on_the_picture_of_the_page(files: Path, reference_ecosystem: Ecosystem) -> None:
    again = nx.read_gexf(files / "network.gexf")
    looks = {node: facts["viz"] for node, facts in again.nodes(data=True)}
    for node, facts in again.nodes(data=True):
        key = place_key(facts.get("country", ""), facts["region"].replace("abroad", "foreign"))
        red, green, blue = (looks[node]["color"][part] for part in "rgb")
        assert f"#{red:02X}{green:02X}{blue:02X}" == COLOURS[key].upper()
    sizes = pd.Series({node: look["size"] for node, look in looks.items()})
    strength = pd.Series(dict(again.degree(weight="weight")))
    assert (sizes.min(), sizes.max()) == (7, 19)
    assert sizes.idxmax() == strength.idxmax()
    assert ((sizes - 7) ** 2).corr(strength) > 0.99
    places = np.array([(look["position"]["x"], look["position"]["y"]) for look in looks.values()])
    a, b = KDTree(places).query_pairs(2 * sizes.max(), output_type="ndarray").T
    assert (np.hypot(*(places[a] - places[b]).T) > sizes.to_numpy()[a] + sizes.to_numpy()[b]).all(), (
        "a mark hides another"
    )
    # Up is up: the page counts downwards.
    drawn = layout(reference_ecosystem).set_index("id")
    shown = pd.DataFrame({node: look["position"] for node, look in looks.items()}).T
    shown = shown.join(drawn.add_prefix("layout_"), how="inner")
    assert shown["x"].corr(shown["layout_x"]) > 0.9
    assert shown["y"].corr(shown["layout_y"]) < -0.9
    assert shown["x"].abs().max() < SPACING * len(looks) ** 0.5
    text = (files / "network.gexf").read_text(encoding="utf-8")
    assert text.count("<viz:thickness") == again.number_of_edges()
