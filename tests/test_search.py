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
    assert found.loc[0, "name"].casefold() == "thales belgium"
    assert found["id"].is_unique
    assert found["score"].is_monotonic_decreasing


def test_nothing_resembles_nonsense(names: pd.DataFrame) -> None:
    assert find(names, "zqxjkvwzz").empty


def test_a_part_of_a_name_is_enough(names: pd.DataFrame) -> None:
    assert any("Shipyards" in name or "SHIPYARDS" in name for name in find(names, "shipyards")["name"])
