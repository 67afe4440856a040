"""All real parts of open data build together with the reference tables, in one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import document, run
from folders import REAL_PARTS, SHARED

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph

DOWNLOADS = SHARED / "data"


@pytest.mark.large
def test_all_real_parts_build_together_with_the_reference_tables(
    real_home: Path, reference_ecosystem: Ecosystem
) -> None:
    assert "0 violations" in run("validate", home=real_home).stderr
    with KnowledgeGraph.open(home=real_home) as graph:
        found, manifest = graph.ecosystem, graph.manifest

    # Each file accounts for its rows.
    assert manifest["datasets"].keys() == {"reference", *REAL_PARTS}
    for dataset in manifest["datasets"].values():
        for file in dataset["files"].values():
            assert file["rows"] == file["rows_used"] + file["rows_aside"]
    rows = {name: sum(f["rows"] for f in told["files"].values()) for name, told in manifest["datasets"].items()}
    assert (rows["edf"], rows["ror"], rows["gleif"], rows["cordis"]) == (87, 51_370, 800, 117_141)
    cordis = manifest["datasets"]["cordis"]["files"]
    assert cordis["HE_2025_euroSciVoc.xlsx"]["rows"] == 38_789
    assert not any(file["rows_aside"] for file in cordis.values())

    # Each project is there once, though two files carry it, with its parts.
    before = reference_ecosystem
    results = json.loads((DOWNLOADS / "edf/sedia_projects_page01.json").read_text(encoding="utf-8-sig"))["results"]
    portal = {f"project-{one['metadata']['projectId'][0]}" for one in results}
    assert not found.projects["id"].duplicated().any()
    assert not found.calls["id"].duplicated().any()
    assert portal | set(before.projects["id"]) <= set(found.projects["id"])
    told_twice = portal & set(before.projects["id"])
    assert len(told_twice) > 30
    parts = (frame[frame["project"].isin(told_twice)] for frame in (before.participations, found.participations))
    assert len({len(frame) for frame in parts}) == 1

    # One organisation in several files is one: whatever names, numbers and seats it is told with.
    assert not found.organisations["id"].duplicated().any()
    for text in ("Université de Liège", "SCK CEN", "Sonaca", "Centexbel"):
        same = [hit for hit in document("find", text, "--format", "json", home=real_home) if hit["score"] == 100]
        assert len(same) == 1, text
    # Research bodies gained numbers of the registry, and legs.
    assert (
        found.organisations["id"].str.startswith("ror-").sum() > before.organisations["id"].str.startswith("ror-").sum()
    )
    assert (found.organisations["leg"] != "").sum() > (before.organisations["leg"] != "").sum()
