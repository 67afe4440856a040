"""Everything known of one record."""

from __future__ import annotations

import json

import pytest

from dirskg.graph.errors import DirskgError
from dirskg.graph.evidence.dossier import SECTIONS, dossier
from dirskg.graph.knowledge_graph import KnowledgeGraph


def test_an_organisation_has_facts_evidence_projects_and_ties(reference_graph: KnowledgeGraph) -> None:
    found = dossier(reference_graph, "ref-rma").to_json()
    assert {"facts", "identifiers", "evidence", "projects", "ties"} <= set(found)
    assert all(row["source"] for row in found["evidence"]["rows"])
    assert any("memberOf" not in row["relation"] and row["other_name"] for row in found["ties"]["rows"])
    properties = {row["property"]: row["value"] for row in found["facts"]["rows"] if row["used"]}
    assert properties["leg"] == "government and Defence"
    assert properties["region"] == "Brussels-Capital"


def test_any_id_gives_the_same_dossier(reference_graph: KnowledgeGraph) -> None:
    ids = ["ref-rma", "pic-999831575", "ror-02vmnye06", "https://w3id.org/dirskg/id/ref-rma"]
    assert len({str(dossier(reference_graph, identifier).to_json()) for identifier in ids}) == 1


def test_a_project_tells_its_participants(reference_graph: KnowledgeGraph) -> None:
    project = reference_graph.ecosystem.projects.set_index("acronym").loc["iMUGS2", "id"]
    found = dossier(reference_graph, str(project)).to_json()
    assert "projects" not in found
    assert "dotOcean" in {row["name"] for row in found["participants"]["rows"]}


def test_remarks_on_an_instrument_are_shown(reference_graph: KnowledgeGraph) -> None:
    found = dossier(reference_graph, "instrument-STAR").to_json()
    assert any("10.2" in str(row["note"]) for row in found["remarks"]["rows"])


@pytest.mark.parametrize("wrong", ["ref-nobody", "", "no id at all", "<http://x>"])
def test_an_unknown_id_says_how_to_find_one(reference_graph: KnowledgeGraph, wrong: str) -> None:
    with pytest.raises(DirskgError, match="dirskg find"):
        dossier(reference_graph, wrong)


def test_json_holds_the_rows_by_column(reference_graph: KnowledgeGraph) -> None:
    found = dossier(reference_graph, "ref-rma")
    told = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert told["id"] == found.id
    assert list(told)[1:] == [section.name for section in found.sections]
    for section in found.sections:
        assert len(told[section.name]["rows"]) == len(section.rows) > 0
        assert list(told[section.name]["rows"][0]) == list(section.columns)


def test_the_same_is_told_twice(reference_graph: KnowledgeGraph) -> None:
    assert dossier(reference_graph, "ref-sabca") == dossier(reference_graph, "ref-sabca")
    # Two rules read that it is a consortium which supplies vessels; a reader sees it once.
    told = [str(row) for row in dossier(reference_graph, "ref-belgium-naval-robotics").to_json()["functions"]["rows"]]
    assert len(told) == len(set(told)) > 1


def test_every_section_names_a_query_of_the_library(reference_graph: KnowledgeGraph) -> None:
    found = dossier(reference_graph, "ref-rma")
    assert {section.query for section in found.sections} <= {query for query, _ in SECTIONS.values()}
