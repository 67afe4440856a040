"""What a tie gives as a reason, and that paths go by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_ecosystem import small_ecosystem

from dirskg.graph.network.finder import path_finder
from dirskg.graph.network.projection import collaboration_network
from dirskg.graph.network.reasons import BUILDING, HOUSE, NONE, ORIGIN, RECENT, WORKED, reason_of, reasons


@pytest.mark.parametrize(
    ("kind", "note", "reason"),
    [
        ("partnerIn", "", WORKED), ("suppliesTo", "generator sets", WORKED), ("ownedBy", "51%", HOUSE),
        ("partOf", "", HOUSE),
        ("memberOf", "", ORIGIN), ("spinOffOf", "", ORIGIN),
        ("partnerIn", "construction of a maintenance hall", BUILDING),
        ("partnerIn", "bouw van de nieuwe kazerne", BUILDING),
        ("partnerIn", "construction de la caserne", BUILDING), ("suppliesTo", "construction of the vehicles", WORKED),
        ("linkedTo", "owns building of", NONE), ("fundedBy", "", NONE), ("successorOf", "", NONE),
    ],
)  # fmt: skip
def test_the_reason_of_a_tie(kind: str, note: str, reason: int) -> None:
    assert reason_of(kind, note) == reason


def test_an_edge_gives_the_best_that_it_rests_on() -> None:
    found = small_ecosystem(
        {"new": (2025, ["a", "b"]), "old": (2015, ["a", "c"])},
        [("a", "b", "linkedTo"), ("a", "c", "ownedBy"), ("a", "d", "ownedBy"), ("a", "e", "fundedBy")],
    )
    assert reasons(collaboration_network(found)).tolist() == [RECENT, WORKED, HOUSE, NONE]


def test_a_recent_project_goes_before_a_parent_before_a_builder_and_a_roof_is_no_hop() -> None:
    """Four ways from a to z over one other each, the better the reason the dearer."""
    crowd = [f"m{i}" for i in range(20)]
    found = small_ecosystem(
        {"p": (2025, ["a", "r", *crowd]), "q": (2025, ["r", "z", *[f"n{i}" for i in range(20)]])},
        [("a", "o", "ownedBy"), ("z", "o", "ownedBy"), ("a", "b", "partnerIn"), ("b", "z", "partnerIn"),
         ("a", "x", "linkedTo"), ("x", "z", "linkedTo")],
    )  # fmt: skip
    built = found.ties.assign(note=found.ties["note"].mask(found.ties["kind"] == "partnerIn", "construction of a hall"))
    ways = path_finder(replace(found, ties=built)).find("a", "z", k=9, max_hops=2).paths
    assert [path.organisations[1] for path in ways] == ["r", "o", "b"]
