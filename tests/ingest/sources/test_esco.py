"""ESCO as its portal ships it: labels by language, two releases, packed tables, and rows that are no concept."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from command_line import run
from small_esco import OCCUPATION, SKILL, concept, table
from small_tables import PAGE, small_tables
from staged import intake_of

from dirskg.exports.findings import Speaker, render_finding
from dirskg.graph.analyses.skills import skills
from dirskg.graph.errors import Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph


def packed(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder as users have it: a release in a zip file, and tables of an older one, packed."""
    folder = tmp_path / "esco"
    folder.mkdir()
    with zipfile.ZipFile(folder / "ESCO dataset - v1.2.0 - classification - en - csv.zip", "w") as archive:
        sonar = concept(
            SKILL + "1", "sonar systems", "sonars\nunderwater sonar", skillType="knowledge", reuseLevel="cross-sector"
        )
        dive = concept(SKILL + "2", "dive", skillType="skill/competence", reuseLevel="occupation-specific")
        archive.writestr(
            "skills_en.csv",
            table(sonar, *[dive] * 5, concept("https://example.org/3", "no"), concept(SKILL + "4", ""), skills=True),
        )
        archive.writestr(
            "occupations_en.csv",
            table(concept(OCCUPATION + "1", "navy diver"), concept(OCCUPATION + "2", "old", status="obsolete")),
        )
        archive.writestr("skillsHierarchy_en.csv", "a,b\n1,2\n")
    older = concept(OCCUPATION + "1", "old diver", modifiedDate="2016-01-02T10:00:00Z")
    (folder / "esco_v1.0.8_occupations_en.csv.gz").write_bytes(gzip.compress(table(older)))
    dutch = concept(OCCUPATION + "1", "marineduiker", "duiker bij de marine")
    (folder / "esco_v1.0.8_occupations_nl.csv.gz").write_bytes(gzip.compress(table(dutch)))
    blank = concept("", "", status="", modifiedDate="", description="")
    (folder / "occupations_en.csv").write_bytes(table(blank, blank))
    (folder / "occupations_pl.csv").write_bytes(table(concept(OCCUPATION + "1", "nurek")))
    return folder


def test_each_concept_is_staged_once_with_its_newest_labels(shipped: Path) -> None:
    intake = intake_of("esco", shipped)
    rows = {str(row["id"]): row for row in intake.stage.rows["competence"]}
    assert {one: (row["kind"], row.get("label_en"), row.get("label_nl")) for one, row in rows.items()} == {
        SKILL + "1": ("knowledge", "sonar systems", None),
        SKILL + "2": ("skill", "dive", None),
        OCCUPATION + "1": ("occupation", "navy diver", "marineduiker"),
    }
    assert rows[SKILL + "1"]["others"] == "sonars\nunderwater sonar"
    assert rows[OCCUPATION + "1"]["others"] == "duiker bij de marine"
    assert intake.stage.retrieved == "2020-01-02"
    told = {(issue.action, issue.kind, issue.reason) for issue in intake.audit.issues}
    assert told == {
        ("refused", "concept", "no address of a skill or occupation of ESCO"),
        ("refused", "concept", "no label"),
        ("ignored", "status", "ESCO calls this concept obsolete"),
        ("ignored", "foreign file", "left out: the graph holds labels in en, nl, fr, de"),
    }


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("occupations_nl.csv.gz", gzip.compress(table(concept(OCCUPATION + "1", "a")))[:-9], "damaged or cut off"),
        ("skills_en.csv", table(concept(SKILL + "1", "a")), "column skillType, reuseLevel is missing"),
        ("labels.csv", b"a,b\n", "no file fits"),
        ("skills_pl.csv", table(concept(SKILL + "1", "a")), "no file fits .* skills_pl.csv: left out: the graph holds"),
        ("e.zip", packed("skills_en.csv", table(concept("b", "a"), skills=True)), "in: e/skills_en.csv: 1 of 1 row"),
    ],
)
def test_a_damaged_or_foreign_file_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    with pytest.raises(Refused, match=told):
        intake_of("esco", tmp_path / "in")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.4", r"no file fits .* a\.pdf: left out: by its name no table"),
        (
            "a.xlsx",
            packed("xl/workbook.xml", b""),
            r"no file fits .*\.csv\.gz\. a\.xlsx is not read\. Save its table.* Down",
        ),
    ],
)
def test_one_file_of_another_kind_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=told):
        intake_of("esco", tmp_path / name)


def test_concepts_that_texts_name_enter_the_graph_with_the_rows_behind_them(shipped: Path, tmp_path: Path) -> None:
    school = {"id": "school", "name": "School of Navy Divers", "kind": "company", "region": "BE-VLG"}
    call = {
        "programme": "EDF",
        "year": "2024",
        "call_id": "EDF-2024-X",
        "title": "Navy divers wanted",
        "category": "Naval combat",
    }
    tables = small_tables(tmp_path / "tables", companies=[school], calls=[{**call, "source_url": PAGE}])
    home = tmp_path / "home"
    run("build", f"reference={tables}", f"esco={shipped}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        frames = graph.ecosystem
        report = skills(frames)
        told = {
            lang: str(render_finding("skills", report, Speaker("skills", frames.speaking(lang), lang), "md"))
            for lang in ("nl", "fr")
        }
        rows = {trace.figure: len(graph.select(trace.query, trace.parameters).rows) for trace in report.traces()}
    (asked,) = report.asked
    assert (asked.records, asked.named, asked.label("nl")) == (1, {"BE2": ("ref-school",)}, "marineduiker")
    asks = [line for line in told["nl"].splitlines() if " marineduiker |" in line]
    assert len(asks) == 3
    assert all("Maritiem en onderwater (V3)" in line for line in asks[::2]), asks
    assert "gebrek aan een Nederlandse naam" not in told["nl"]
    assert "faute d'un nom français dans ces fichiers : 1 sur 1." in told["fr"]
    assert (rows["asking"], rows["training"]) == (sum(report.asking.values()), len(report.trained))
    assert (rows["navy diver"], rows["navy diver/training"]) == (1, 1)
    assert frames.competences["id"].tolist() == [OCCUPATION + "1"]
    assert frames.competence_mentions[["about", "words", "sentence"]].to_numpy().tolist() == [
        ["call-EDF-2024-X", "navy divers", "Navy divers wanted"],
        ["ref-school", "navy divers", "School of Navy Divers"],
    ]
