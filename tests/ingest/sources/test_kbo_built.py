"""The Belgian business register in a build: whom it joins, and numbers that are asked for."""

from __future__ import annotations

import zipfile
from pathlib import Path

from command_line import result, run
from small_register import ALFA, BETA, GAMMA, TABLES, activity, enterprise, full, name, seat
from small_tables import small_tables

from dirskg.graph.knowledge_graph import KnowledgeGraph


def test_an_enterprise_that_only_shares_a_name_stays_outside(tmp_path: Path) -> None:
    tables = {
        "enterprise": [enterprise(ALFA), enterprise(BETA)],
        "denomination": [name(ALFA, "RMA BV"), name(BETA, "Senne Software")],
        "address": [seat(ALFA, "4000", "Liège"), seat(BETA, "9000", "Gent")],
        "activity": [activity(ALFA, "26510"), activity(BETA, "26510")],
    }  # fmt: skip
    home = tmp_path / "home"
    reference = small_tables(
        tmp_path / "tables",
        companies=[
            {"id": "rma", "name": "Rijnmond Maritiem", "aliases": "RMA", "kind": "company", "region": "BE-VLG"},
            {"id": "senne", "name": "Senne Software", "kind": "company", "region": "BE-BRU"},
        ],
    )
    folder = tmp_path / "kbo"
    folder.mkdir()
    full(folder / "Full.zip", tables)
    result("build", f"reference={reference}", f"kbo={folder}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        ids = set(graph.ecosystem.organisations["id"])
    assert ids.isdisjoint({"kbo-0400000086", "kbo-0400000185"})


def test_an_unpacked_extract_needs_no_meta_table(tmp_path: Path) -> None:
    folder = tmp_path / "kbo"
    folder.mkdir()
    with zipfile.ZipFile(full(tmp_path / "Full.zip", TABLES)) as archive:
        archive.extractall(folder)
    (folder / "meta.csv").unlink()
    result("build", f"reference={small_tables(tmp_path / 'tables')}", f"kbo={folder}", home=tmp_path / "home")


def test_wanted_numbers_enter_the_graph_and_wrong_ones_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "kbo"
    folder.mkdir()
    full(folder / "Full.zip", {**TABLES, "activity": []})
    (folder / "wanted.txt").write_text(f"BE {ALFA}\n\n{BETA}; Beta\nno number\n{GAMMA}\n# none\n", encoding="utf-8")
    home = tmp_path / "home"
    result("build", f"reference={small_tables(tmp_path / 'tables')}", f"kbo={folder}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        ids = set(graph.ecosystem.organisations["id"])
    assert {"kbo-0400000086", "kbo-0400000185", "kbo-1036734218"} <= ids
    assert "wanted.txt:4" in result("issues", "kbo", home=home)
    assert "0 violations" in run("validate", home=home).stderr
    facts = result("show", "kbo-0400000086", home=home)
    assert "cbe2003/014" in facts
