"""Finding records by name: any language, without accents, misspelt."""

from __future__ import annotations

import pytest

from dirskg.graph.answers.results import Value
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.lookup.search import Hit, find
from dirskg.ontology import short

Names = list[list[Value]]


@pytest.fixture(scope="module")
def names(reference_graph: KnowledgeGraph) -> Names:
    return reference_graph.select("names").values(short)


@pytest.mark.parametrize(
    "text",
    ["Royal Military Academy", "ecole royale militaire", "Koninklijke Militaire School", "KONINKLIJKE MILITAIRE SCHOL"],
)
def test_one_organisation_is_found_in_every_language(names: Names, reference_graph: KnowledgeGraph, text: str) -> None:
    assert find(names, text)[0].id == reference_graph.resolve("ref-rma")


def test_the_best_name_comes_first_and_each_record_once(names: Names) -> None:
    found = find(names, "thales belgium", limit=50)
    assert found[0].name.casefold() == "thales belgium"
    assert len({hit.id for hit in found}) == len(found)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ST Engineering iDirect", "pic-953084171"),
        ("st engineering idirect belgium", "pic-953084171"),  # not the state, nor whoever is in engineering
        ("FN Herstal Belgium", "ref-fn-herstal"),
        ("Sonaca Group Gosselies", "ref-sonaca"),
    ],
)
def test_who_has_most_of_the_words_comes_first(
    names: Names, reference_graph: KnowledgeGraph, text: str, first: str
) -> None:
    assert find(names, text)[0].id == reference_graph.resolve(first)


def test_nothing_resembles_nonsense(names: Names) -> None:
    assert find(names, "zqxjkvwzz") == []


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_no_more_than_the_limit_is_shown(names: Names, limit: int) -> None:
    assert len(find(names, "royal", limit)) == limit


@pytest.mark.parametrize("text", ["(", "[a-z]*", '"; DROP', "\\", "\u202e", "日本", "%", "%00"])
def test_any_text_can_be_asked(names: Names, text: str) -> None:
    assert all(70 <= hit.score <= 100 for hit in find(names, text))


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_blank_text_finds_nothing(names: Names, text: str) -> None:
    assert find(names, text) == []


def test_space_around_the_text_does_not_count(names: Names) -> None:
    assert find(names, " sabca\n") == find(names, "sabca") != []


def test_no_names_give_no_results() -> None:
    assert find([], "thales") == []


def test_the_name_that_fits_best_is_shown() -> None:
    names = [("a", "organisation", "École Royale"), ("a", "organisation", "KMS"), ("b", "organisation", "Kmssen")]
    assert find(names, "kms") == [Hit("a", "organisation", "KMS", 100), Hit("b", "organisation", "Kmssen", 90)]


def test_a_part_of_a_name_is_enough(names: Names) -> None:
    assert any("Shipyards" in name or "SHIPYARDS" in name for _, _, name, _ in find(names, "shipyards"))
