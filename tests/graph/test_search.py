"""Finding records by name: any language, without accents, misspelt."""

from __future__ import annotations

import pandas as pd
import pytest

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.search import find
from dirskg.ontology import short


@pytest.fixture(scope="module")
def names(reference_graph: KnowledgeGraph) -> pd.DataFrame:
    return reference_graph.select("names").to_pandas(short)


@pytest.mark.parametrize(
    "text",
    ["Royal Military Academy", "ecole royale militaire", "Koninklijke Militaire School", "KONINKLIJKE MILITAIRE SCHOL"],
)
def test_one_organisation_is_found_in_every_language(
    names: pd.DataFrame, reference_graph: KnowledgeGraph, text: str
) -> None:
    assert find(names, text).loc[0, "id"] == reference_graph.resolve("ref-rma")


def test_the_best_name_comes_first_and_each_record_once(names: pd.DataFrame) -> None:
    found = find(names, "thales belgium", limit=50)
    assert str(found.loc[0, "name"]).casefold() == "thales belgium"
    assert found["id"].is_unique
    assert found["score"].is_monotonic_decreasing


def test_nothing_resembles_nonsense(names: pd.DataFrame) -> None:
    assert find(names, "zqxjkvwzz").empty


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_no_more_than_the_limit_is_shown(names: pd.DataFrame, limit: int) -> None:
    assert len(find(names, "royal", limit)) == limit


@pytest.mark.parametrize("text", ["(", "[a-z]*", '"; DROP', "\\", "\u202e", "日本", "%", "%00"])
def test_any_text_can_be_asked(names: pd.DataFrame, text: str) -> None:
    found = find(names, text)
    assert list(found.columns) == ["id", "type", "name", "score"]
    assert found["score"].between(70, 100).all()


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_blank_text_finds_nothing(names: pd.DataFrame, text: str) -> None:
    assert find(names, text).empty


def test_space_around_the_text_does_not_count(names: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(find(names, " sabca\n"), find(names, "sabca"))


def test_no_names_give_no_results(names: pd.DataFrame) -> None:
    assert find(names[:0], "thales").empty


def test_the_name_that_fits_best_is_shown() -> None:
    names = pd.DataFrame({"id": ["a", "a", "b"], "type": "organisation", "name": ["École Royale", "KMS", "Kmssen"]})
    found = find(names, "kms")
    assert found["id"].tolist() == ["a", "b"]
    assert found["name"].tolist() == ["KMS", "Kmssen"]
    assert found.loc[0, "score"] == 100


def test_a_part_of_a_name_is_enough(names: pd.DataFrame) -> None:
    assert any("Shipyards" in name or "SHIPYARDS" in name for name in find(names, "shipyards")["name"])
