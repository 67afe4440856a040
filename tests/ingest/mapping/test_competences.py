"""Which labels of a classification are looked for in texts, and what they find there."""

from __future__ import annotations

import pytest

from dirskg.ingest.mapping.competences import Concept, named, read_labels

CONCEPTS: dict[str, Concept] = {
    "radars": ("knowledge", "cross-sector", ["radars", "Radargeräte"], ["radar systems", "detection"]),
    "radar-repair": ("skill", "occupation-specific", ["repair radars"], ["fix radars"]),
    "economics": ("knowledge", "cross-sector", ["economics"], []),
    "teams": ("skill", "transversal", ["work in teams"], ["team work"]),
    "energy": ("knowledge", "cross-sector", ["energy"], []),
    "r": ("knowledge", "sector-specific", ["R", "C++"], []),
    "actor": ("occupation", "", ["actor/actress"], ["stage player"]),
    "director": ("occupation", "", ["directeur technique/directrice technique"], ["head of technical department"]),
    "welding": ("knowledge", "sector-specific", ["welding"], ["metal joining"]),
    "joining": ("skill", "sector-specific", ["join metal"], ["metal joining"]),
    "design": ("skill", "cross-sector", ["metal joining plans"], []),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two radars and a RADAR.", {("radars", "radars"), ("radars", "radar")}),
        ("Das Radargerät", set()),  # only the s of a plural does not count
        ("Die Radargeräte", {("radars", "radargerate")}),
        # The longer of two, and none of one word.
        ("To repair radars; early detection.", {("radar-repair", "repair radars")}),
        ("New radar-systems", {("radars", "radar systems")}),
        ("Economic growth", set()),
        ("The economics of it", {("economics", "economics")}),
        ("We work in teams on energy, C++ and R.", set()),
        ("A major actor, a stage player.", {("actor", "stage player")}),
        ("La directrice technique", {("director", "directrice technique")}),
        ("Metal joining", set()),  # of two concepts, and neither prefers it
        ("Metal joining plans", {("design", "metal joining plans")}),
        ("", set()),
    ],
)
def test_labels_are_found_as_whole_words(text: str, found: set[tuple[str, str]]) -> None:
    told = list(named(text, read_labels(CONCEPTS.items())))
    assert {(concept, words) for concept, words, _ in told} == found
    assert all(sentence in text for *_, sentence in told)
