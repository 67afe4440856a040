"""What a hop of a path tells: kinds in words, projects, years, sources, places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_ecosystem import REGIONS, Tie, chain, small_ecosystem

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.network.hops import Evidence, Hop
from dirskg.graph.network.projection import collaboration_network
from dirskg.ontology import property_label


def hop_between(ecosystem: Ecosystem, source: str, target: str, since: int | None = None) -> Hop:
    """The tie between two organisations, explained."""
    network = collaboration_network(ecosystem, since=since)
    return Evidence(network).hop(network.vertex(source), network.vertex(target))


def test_a_hop_shows_its_evidence() -> None:
    ecosystem = small_ecosystem(
        {"p": (2021, ["a", "b"]), "q": (2023, ["a", "b", "c"])}, [("b", "a", "ownedBy", 2019.0)], REGIONS
    )
    hop = hop_between(ecosystem, "a", "b")
    assert hop.kind == "project"
    assert [tuple(project) for project in hop.projects] == [("q", "Q", "EDF"), ("p", "P", "EDF")]
    assert hop.years == (2019, 2021, 2023)
    assert hop.sources == ("https://x.eu/q", "https://x.eu/p", "https://x.eu/b-a")
    assert [note.words() for note in hop.notes] == ["Organisation b owned by Organisation a (2019): as said"]
    assert hop.weight == pytest.approx(2.5)
    assert (hop.source_region, hop.target_region) == ("BE2", "BE2")


def test_the_kind_of_a_hop_is_that_of_most_weight() -> None:
    ecosystem = small_ecosystem({"p": (2023, ["a", "b", "c"])}, [("a", "b", "suppliesTo")])
    assert hop_between(ecosystem, "a", "b").kind == "suppliesTo"


def test_evidence_is_limited_to_the_years_asked_for() -> None:
    ecosystem = small_ecosystem(
        {"p": (2019, ["a", "b"]), "q": (2023, ["a", "b"])},
        [("a", "b", "suppliesTo"), ("a", "b", "partnerIn", 2024.0)],
    )
    hop = hop_between(ecosystem, "a", "b", since=2022)
    assert [project.id for project in hop.projects] == ["q"]
    assert hop.years == (2023, 2024)
    assert len(hop.notes) == 1


def test_a_project_without_a_row_is_shown_by_its_id() -> None:
    ecosystem = chain("ab")
    hop = hop_between(replace(ecosystem, projects=ecosystem.projects[:0]), "a", "b")
    assert [tuple(project) for project in hop.projects] == [("ab", "", "")]
    assert hop.years == ()


def test_ties_stand_in_order_of_kind_and_year_each_in_its_own_direction() -> None:
    ties: list[Tie] = [
        ("b", "a", "suppliesTo"),
        ("a", "b", "suppliesTo", 2020.0),
        ("a", "b", "suppliesTo", 2019.0),
        ("a", "b", "spinOffOf"),
    ]
    notes = [note.words() for note in hop_between(small_ecosystem({}, ties), "b", "a").notes]
    assert [note.removesuffix(": as said") for note in notes] == [
        "Organisation a spin-off of Organisation b",
        "Organisation a supplies to Organisation b (2019)",
        "Organisation a supplies to Organisation b (2020)",
        "Organisation b supplies to Organisation a",
    ]


def test_a_seat_is_no_evidence() -> None:
    hop = hop_between(small_ecosystem({}, [("a", "b", "seatIn"), ("a", "b", "partOf")]), "a", "b")
    assert [note.words() for note in hop.notes] == ["Organisation a part of Organisation b: as said"]


def test_projects_stand_newest_first_and_those_of_unknown_year_last() -> None:
    years = {"p": 2021, "q": None, "r": 2023, "s": 2021}
    hop = hop_between(small_ecosystem({one: (year, ["a", "b"]) for one, year in years.items()}), "b", "a")
    assert [project.id for project in hop.projects] == ["r", "p", "s", "q"]
    assert hop.years == (2021, 2023)


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"region": "BE3", "country": "BE"}, "BE3"),
        ({"country": "NL"}, "NL"),
        ({"country": "BE"}, ""),
        ({}, ""),
    ],
)
def test_an_organisation_abroad_is_placed_in_its_country(facts: dict[str, str], place: str) -> None:
    ecosystem = chain("ab", organisations={"a": facts})
    assert hop_between(ecosystem, "a", "b").source_region == place
    assert hop_between(ecosystem, "b", "a").target_region == place


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("ownedBy", "owned by"),
        ("memberOf", "member of"),
        ("suppliesTo", "supplies to"),
        ("partnerIn", "partner with"),
        ("spinOffOf", "spin-off of"),
        ("partOf", "part of"),
        ("successorOf", "successor of"),
        ("testCentreOf", "test centre of"),
        ("acceleratorOf", "accelerator of"),
        ("innovatorIn", "innovator in"),
        ("fundedBy", "funded by"),
        ("runs", "runs"),
        ("founderOf", "founder of"),
        ("linkedTo", "linked to"),
    ],
)
def test_kinds_are_told_in_the_words_of_the_ontology(kind: str, words: str) -> None:
    (note,) = hop_between(small_ecosystem({}, [("a", "b", kind)]), "a", "b").notes
    assert note.words() == f"Organisation a {words} Organisation b: as said"


def test_labels_of_properties() -> None:
    assert property_label("ownedBy", "nl") == "eigendom van"
    assert property_label("leg", "nl") == "leg", "English where there is no Dutch"
    assert property_label("unheardOf") == "unheardOf"
