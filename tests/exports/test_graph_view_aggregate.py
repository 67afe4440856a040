"""Making a view smaller: what is kept, what is merged, and that nothing is lost on the way."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from views import synthetic

from dirskg.exports.graph_view import GraphView, ViewEdge, ViewNode, aggregate, most_important
from dirskg.exports.graph_view.model import LEGS, by_importance, check
from dirskg.exports.graph_view.place import fit, part
from dirskg.graph.errors import DirskgError


def organisation(id: str, importance: float, region: str = "BE2", kind: str = "industry") -> ViewNode:
    return ViewNode(id, id.upper(), kind, "", region, importance, importance, 0.0, (), (f"https://example.org/{id}",))


SMALL = GraphView(
    "T",
    "",
    (
        organisation("a", 9),
        organisation("b", 3),
        organisation("c", 2),
        organisation("d", 1),
        organisation("e", 5, "BE3", "academia"),
    ),
    (
        ViewEdge("a", "b", "project", 2, "P1", ("https://example.org/1",)),
        ViewEdge("c", "a", "project", 3, "P2", ("https://example.org/2",)),
        ViewEdge("b", "c", "partner", 4, "inside"),
        ViewEdge("d", "a", "ownership", 1, "owned"),
        ViewEdge("a", "e", "project", 7, "kept"),
    ),
)


def test_least_important_of_one_kind_and_region_become_one_node() -> None:
    view = aggregate(SMALL, 3)
    assert [node.id for node in view.nodes[:2]] == ["a", "e"]
    group = view.nodes[2]
    assert (group.label, group.kind, group.region) == ("3 organisations: industry, Flanders", "group", "BE2")
    assert (group.importance, group.x) == (6, 2.0)
    assert group.facts == (("Among them", "B; C; D"), ("Ties inside the group", "1"))
    assert group.sources == tuple(f"https://example.org/{id}" for id in "bcd")
    assert view.notes == ("The least important nodes are merged by type and region. Nodes merged: 3; groups drawn: 1.",)


def test_edges_to_a_group_are_summed_by_kind() -> None:
    view = aggregate(SMALL, 3)
    group = view.nodes[2].id
    kept, projects, owned = view.edges
    assert kept == SMALL.edges[4]
    assert (projects.source, projects.target, projects.kind, projects.weight) == ("a", group, "project", 5)
    assert projects.title == "Merged ties: 2"
    assert projects.sources == ("https://example.org/1", "https://example.org/2")
    assert (owned.source, owned.target, owned.weight) == (group, "a", 1)


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("nl", "3 organisaties: industrie, Vlaanderen"),
        ("fr", "3 organisations\u00a0: industrie, Flandre"),
        ("de", "3 Organisationen: Industrie, Flandern"),
    ],
)
def test_groups_are_named_in_the_language_of_the_page(lang: str, label: str) -> None:
    assert aggregate(SMALL, 3, lang).nodes[2].label == label


def test_small_view_is_left_alone() -> None:
    assert aggregate(SMALL, 5) is SMALL
    assert most_important(SMALL, 5) is SMALL


def test_node_alone_in_its_kind_and_region_stays_itself() -> None:
    nodes = (*SMALL.nodes, organisation("z", 0.1, "BE1", "government"))
    view = aggregate(replace(SMALL, nodes=nodes), 4)
    assert {"a", "e", "z"} <= {node.id for node in view.nodes}


def test_limit_below_the_number_of_kinds_and_regions_is_refused() -> None:
    with pytest.raises(DirskgError, match="raise the limit"):
        aggregate(synthetic(100), 5)


def test_merged_view_can_be_merged_again() -> None:
    once = aggregate(synthetic(600), 200)
    check(aggregate(once, 80))


@settings(max_examples=30, deadline=None)
@given(st.integers(60, 200), st.integers(35, 220), st.integers(0, 5))
def test_merging_loses_no_importance_and_no_weight(size: int, limit: int, seed: int) -> None:
    view = synthetic(size, seed)
    small = aggregate(view, limit)
    check(small)
    assert len(small.nodes) <= limit
    assert math.isclose(sum(n.importance for n in small.nodes), sum(n.importance for n in view.nodes))
    own = {node.id for node in view.nodes} & {node.id for node in small.nodes}
    inside = sum(int(node.facts[1][1]) for node in small.nodes if node.id not in own)
    merged = [edge for edge in small.edges if not {edge.source, edge.target} <= own]
    led = sum(int(edge.title.removeprefix("Merged ties: ")) for edge in merged)
    assert inside + led + len(small.edges) - len(merged) == len(view.edges)
    assert sum(edge.weight for edge in small.edges) <= sum(edge.weight for edge in view.edges)
    top = by_importance(view.nodes)[: limit - 30]
    assert {node.id for node in top} <= own


def test_aggregate_does_not_depend_on_the_order_of_nodes() -> None:
    view = synthetic(200)
    turned = replace(view, nodes=view.nodes[::-1])
    kept = [{node.id for node in aggregate(v, 100).nodes if node.kind in LEGS} for v in (view, turned)]
    assert kept[0] == kept[1]


def test_most_important_nodes_with_the_edges_among_them() -> None:
    view = most_important(SMALL, 2)
    assert [node.id for node in view.nodes] == ["a", "e"]
    assert view.edges == (SMALL.edges[4],)
    assert view.notes == ("2 of 5 nodes shown, chosen by importance.",)


def test_note_names_the_criterion_and_writes_counts_in_the_language() -> None:
    view = most_important(synthetic(1540), 300, "nombre de liens", "fr")
    assert view.notes[-1] == "300 nœuds sur 1\u202f540 affichés, choisis par nombre de liens."


def test_equal_importance_is_settled_by_id() -> None:
    view = GraphView("T", "", tuple(organisation(id, 1) for id in "cab"), ())
    assert [node.id for node in most_important(view, 2).nodes] == ["a", "b"]


def test_positions_are_scaled_about_the_middle() -> None:
    assert fit([]) == []
    assert fit([(5.0, 5.0)] * 3) == [(0.0, 0.0)] * 3
    near = fit([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
    far = fit([(100.0, 100.0), (101.0, 100.0), (100.0, 101.0)])
    assert [pytest.approx(point) for point in near] == far


def test_one_far_node_does_not_shrink_the_rest() -> None:
    ring = [(math.cos(i), math.sin(i)) for i in range(99)]
    alone = fit(ring)
    joined = fit([*ring, (50.0, 0.0)])
    assert joined[0][0] == pytest.approx(alone[0][0], rel=0.1)
    assert joined[-1][0] > max(x for x, _ in joined[:-1])


def test_marks_that_cover_each_other_are_parted() -> None:
    points = part([(0.0, 0.0)] * 12 + [(500.0, 0.0)], [10.0] * 13)
    pairs = [math.dist(a, b) for i, a in enumerate(points) for b in points[:i]]
    assert min(pairs) > 20
    assert points[-1] == (500.0, 0.0)
