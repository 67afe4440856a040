"""Which part of the ecosystem a graph page shows, on the real build."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from small_ecosystem import chain, frame, small_ecosystem
from views import HOSTILE

from dirskg.exports.graph_view.ecosystem import ecosystem_page, graph_view
from dirskg.graph.errors import DirskgError
from dirskg.graph.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.network.layout import layout, read_layout
from dirskg.graph.network.selection import select


@pytest.fixture(scope="module")
def places(reference_graph: KnowledgeGraph) -> pd.DataFrame:
    assert reference_graph.build is not None
    return read_layout(reference_graph.build / "frames")


def test_without_conditions_every_belgian_organisation_is_there(
    reference_ecosystem: Ecosystem, places: pd.DataFrame
) -> None:
    found = select(reference_ecosystem, places)
    belgian = reference_ecosystem.organisations["country"] == "BE"
    assert set(found.nodes["id"]) == set(reference_ecosystem.organisations.loc[belgian, "id"])
    ends = set(found.edges["source"]) | set(found.edges["target"])
    assert ends <= set(found.nodes["id"])


def test_around_one_organisation_stand_those_it_is_tied_to(
    reference_graph: KnowledgeGraph, places: pd.DataFrame
) -> None:
    centre = reference_graph.resolve("ref-dotocean")
    found = select(reference_graph.ecosystem, places, around=centre)
    touching = found.edges[(found.edges["source"] == centre) | (found.edges["target"] == centre)]
    assert set(touching["source"]) | set(touching["target"]) == set(found.nodes["id"])
    assert found.nodes.set_index("id")["importance"].idxmax() == centre


def test_a_gap_shows_actors_of_the_domain_and_the_region(reference_ecosystem: Ecosystem, places: pd.DataFrame) -> None:
    found = select(reference_ecosystem, places, gap="BE3/V3")
    claims = reference_ecosystem.claims
    active = set(claims.loc[claims["domain"] == "V3", "organisation"])
    others = found.nodes[~found.nodes["id"].isin(active)]
    assert len(others) > 0
    assert set(others["region"]) == {"BE3"}


def test_conditions_add_up(reference_ecosystem: Ecosystem, places: pd.DataFrame) -> None:
    domain = select(reference_ecosystem, places, domain="V3")
    region = select(reference_ecosystem, places, region="BE3")
    both = select(reference_ecosystem, places, domain="V3", region="BE3")
    claims, organisations = reference_ecosystem.claims, reference_ecosystem.organisations
    active = set(claims.loc[claims["domain"] == "V3", "organisation"])
    assert set(domain.nodes["id"]) == active & set(organisations.loc[organisations["country"] == "BE", "id"])
    assert set(both.nodes["id"]) == set(domain.nodes["id"]) & set(region.nodes["id"])
    # Seated there, or tied to one that is.
    seated = set(organisations.loc[organisations["region"] == "BE3", "id"])
    names = region.network.organisations["id"].to_numpy()
    ties = zip(names[region.network.u], names[region.network.v], strict=True)
    tied = {end for tie in ties if seated & set(tie) for end in tie}
    belgian = set(organisations.loc[organisations["country"] == "BE", "id"])
    assert set(region.nodes["id"]) == seated | (tied & belgian)
    assert tied & belgian > seated & tied


def test_nodes_and_edges_are_those_of_the_network(reference_ecosystem: Ecosystem, places: pd.DataFrame) -> None:
    found = select(reference_ecosystem, places, gap="BE2/V1")
    assert found.nodes["id"].is_unique
    assert (found.nodes["importance"] >= 0).all()
    network = found.network
    names = network.organisations["id"].to_numpy()
    for row in found.edges.sample(20, random_state=1).to_dict("records"):
        ends = names[network.u[row["edge"]]], names[network.v[row["edge"]]]
        assert (row["source"], row["target"], row["weight"]) == (*ends, network.weight[row["edge"]])


def test_organisations_without_a_tie_stand_apart_from_the_map() -> None:
    ecosystem = with_labels(chain("ab", organisations={name: {"country": "BE"} for name in "abcdefg"}))
    view = graph_view(select(ecosystem, layout(ecosystem)), ecosystem, part="BE", build="x")
    found = {node.id: (node.x, node.y) for node in view.nodes}
    assert len(set(found.values())) == 7
    assert min(found[name][1] for name in "cdefg") > max(found["a"][1], found["b"][1])


def test_an_ecosystem_without_any_tie_is_shown() -> None:
    ecosystem = with_labels(small_ecosystem({}, organisations={name: {"country": "BE"} for name in "abc"}))
    view = graph_view(select(ecosystem, layout(ecosystem)), ecosystem, part="BE", build="x")
    assert np.isfinite([[node.x, node.y, node.importance] for node in view.nodes]).all()
    assert len(view.nodes) == 3


def test_hostile_names_stay_text_on_the_page() -> None:
    facts = {"country": "BE", "label": HOSTILE, "town": HOSTILE, "homepage": "javascript:alert(1)"}
    claims = [{"organisation": "a", "domain": "V1", "weight": 1.0, "source": "javascript:alert(2)"}]
    ecosystem = with_labels(chain("ab", organisations={"a": facts, "b": facts}, claims=claims))
    chosen = select(ecosystem, layout(ecosystem))
    page = ecosystem_page(chosen, ecosystem, part=HOSTILE, build=HOSTILE, limit=10, merge=False)
    assert "<script>window.hacked" not in page
    assert "<img src=x" not in page
    assert not re.search(r"""href\s*=\s*["']?javascript:""", page)
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    # In the data it stands as text; the tests of the page show that the page keeps it so.
    assert HOSTILE.splitlines()[0] in str(json.loads(data[1]))


def with_labels(ecosystem: Ecosystem) -> Ecosystem:
    """The same with names for its domains."""
    return replace(ecosystem, domains=frame("domains", [{"id": d, "label_en": f"Domain {d}"} for d in ("V1", "V2")]))


@pytest.mark.parametrize("wrong", [{"around": "ref-nobody"}, {"domain": "X9"}, {"region": "BE9"}, {"gap": "BE3"}])
def test_what_the_graph_does_not_have_is_refused(
    reference_ecosystem: Ecosystem, places: pd.DataFrame, wrong: dict[str, str]
) -> None:
    with pytest.raises(DirskgError):
        select(reference_ecosystem, places, **wrong)


def test_every_mark_has_a_place_and_facts(reference_ecosystem: Ecosystem, places: pd.DataFrame) -> None:
    view = graph_view(select(reference_ecosystem, places), reference_ecosystem, part="BE", build="x")
    assert np.isfinite([[node.x, node.y, node.importance] for node in view.nodes]).all()
    assert len({(node.x, node.y) for node in view.nodes}) == len(view.nodes)
    assert all(dict(node.facts)["Id"] == node.id for node in view.nodes)
    assert any(node.sources for node in view.nodes)
    assert all(edge.title for edge in view.edges)


@pytest.mark.parametrize("merge", [False, True])
def test_a_page_holds_no_more_than_its_limit(reference_ecosystem: Ecosystem, places: pd.DataFrame, merge: bool) -> None:
    chosen = select(reference_ecosystem, places, domain="V3")
    page = ecosystem_page(chosen, reference_ecosystem, part="V3", build="x", limit=30, merge=merge, lang="fr")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert len(json.loads(data[1])["nodes"]) <= 30
    assert '<html lang="fr"' in page


def test_the_same_frames_give_the_same_map(reference_ecosystem: Ecosystem, places: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(layout(reference_ecosystem), places)
