"""Words of no code list, numbers out of range, rows that lack what they need: refused with file, row and reason."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import assert_fails, document, run
from small_tables import small_tables

from dirskg.graph.errors import Refused
from dirskg.ingest.audit import Audit
from dirskg.ingest.conformance import refuse_misfits
from dirskg.ingest.stage import Stage
from dirskg.ingest.taxonomy import read_taxonomy
from dirskg.ontology import default_domains

PAGE = "https://harbour.example/members"
ACTIVITY = {"key": "a", "domain": "V3", "basis": "curated", "weight": 1.0, "confidence": "medium"}
PROJECT = {"id": "project-1", "acronym": "P", "programme": "EDF", "call": "call-1", "year": 2024}
PART = {"id": "part-1", "project": "project-1", "key": "a", "role": "coordinator", "contribution": 10.5}
GOOD: list[tuple[str, dict[str, Any]]] = [
    ("organisation", {"key": "a", "country": "BE", "leg": "industry", "region": "BE2", "nuts3": "BE211"}),
    ("name", {"key": "a", "name": "Noordzee", "type": "legal", "lang": "nl"}),
    ("identifier", {"key": "a", "scheme": "kbo", "value": "0419052173"}),
    ("activity", ACTIVITY),
    ("call", {"id": "call-1", "title": "Call", "budget": 1e6}),
    ("project", PROJECT),
    ("participation", PART),
    ("relation", {"from_key": "a", "to_key": "b", "kind": "memberOf", "year": 2020}),
]
WRONG: list[tuple[str, str, Any, str]] = [
    ("organisation", "leg", "industri", "known are academia, government, industry, intermediary"),
    ("organisation", "country", "Belgium", "two capital letters"),
    ("organisation", "region", "BE9", "known are BE1, BE2, BE3"),
    ("organisation", "nuts3", "BE999", "the 59 of the code list"),
    ("organisation", "size", "tiny", "known are SME"),
    ("organisation", "employees", 3.5, "not a whole number"),
    ("organisation", "employees", float("nan"), "not a whole number"),
    ("organisation", "town", 2000, "a number where a text belongs"),
    ("name", "type", "nickname", "known are acronym, alias"),
    ("name", "lang", "xx", "known are de, en, fr, nl"),
    ("name", "name", "half \ud83d", "half a character"),
    ("name", "name", "", "needs a name"),
    ("identifier", "value", "0419052174", "97 minus"),
    ("identifier", "value", "0419.052.173", "canonical form, which is kbo 0419052173"),
    ("identifier", "scheme", "passport", "unknown identifier scheme"),
    ("activity", "domain", "V99", "known are H1"),
    ("activity", "basis", "rumour", "known are award, category"),
    ("activity", "confidence", "sure", "known are high"),
    ("activity", "weight", 1.5, "from 0 to 1"),
    ("activity", "weight", "0.5", "from 0 to 1"),
    ("activity", "weight", float("inf"), "from 0 to 1"),
    ("activity", "year", 10**30, "whole number from"),
    ("call", "budget", -1.0, "from 0 to"),
    ("project", "year", 1066, "from 1,990 to 2,040"),
    ("project", "eu_contribution", 1e300, "from 0 to"),
    ("participation", "role", "friend", "known are associated_partner"),
    ("relation", "kind", "a b", "unknown word"),
    ("organisation", "source", "see the page", "no address"),
]


def staged(*rows: tuple[str, dict[str, Any]]) -> Stage:
    stage = Stage("harbour")
    for number, (table, row) in enumerate(rows, start=1):
        stage.add(table, f"members.csv:{number}", **{"source": PAGE, **row})
    return stage


def count(stage: Stage) -> int:
    return sum(map(len, stage.rows.values()))


def test_what_fits_stays() -> None:
    stage, audit = staged(*GOOD), Audit("harbour")
    refuse_misfits(stage, audit, read_taxonomy())
    assert (count(stage), audit.issues) == (len(GOOD), [])


@pytest.mark.parametrize(("table", "column", "value", "told"), WRONG, ids=[f"{w[0]}-{w[1]}-{w[3][:9]}" for w in WRONG])
def test_what_does_not_fit_is_refused_with_its_reason(table: str, column: str, value: Any, told: str) -> None:
    rows = [(name, {**row, column: value} if name == table else row) for name, row in GOOD]
    stage, audit = staged(*rows), Audit("harbour")
    refuse_misfits(stage, audit, read_taxonomy())
    first = audit.issues[0]
    number = [name for name, _ in GOOD].index(table) + 1
    assert (first.action, first.origin) == ("refused", f"members.csv:{number}")
    assert told in first.reason
    assert {one.action for one in audit.issues} == {"refused"}
    assert not stage.rows[table]
    with pytest.raises(Refused, match=f"members.csv:{number}"):
        refuse_misfits(staged(*rows), Audit("harbour", strict=True), read_taxonomy())


def test_what_hangs_on_a_refused_row_goes_with_it() -> None:
    rows = [(name, {**row, "year": 1} if name == "project" else row) for name, row in GOOD]
    stage, audit = staged(*rows), Audit("harbour")
    refuse_misfits(stage, audit, read_taxonomy())
    assert [(one.origin, one.value) for one in audit.issues] == [("members.csv:6", "1"), ("members.csv:7", "project-1")]
    rows = [(name, {**row, "budget": -1.0} if name == "call" else row) for name, row in GOOD]
    stage = staged(*rows)
    refuse_misfits(stage, Audit("harbour"), read_taxonomy())
    assert [row["call"] for row in stage.rows["project"]] == [None]
    assert len(stage.rows["participation"]) == 1


# Whole builds


HARBOUR = """
def stage(intake):
    for row in intake.rows("members.csv"):
        name, leg = row.take("name"), row.take("leg")
        intake.stage.add("organisation", row.origin, "https://x.eu/", key=f"h/{name}", leg=leg)
        intake.stage.add("name", row.origin, "https://x.eu/", key=f"h/{name}", name=name, type=row.take("type"))
"""


def test_a_plug_in_with_a_wrong_word_loses_that_row_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dirskg.ingest.building import Order, build
    from dirskg.ingest.source import known_sources

    (tmp_path / "harbour_words.py").write_text(HARBOUR, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    data = tmp_path / "data"
    data.mkdir()
    rows = "name,leg,type\nOne,industry,legal\nTwo,industri,legal\nThree,academia,legal\nFour,industry,nick\n"
    rows += "".join(f"More{n},industry,legal\n" for n in range(5))
    (data / "members.csv").write_text(rows, encoding="utf-8")
    reference = known_sources()["reference"]
    files: dict[str, tuple[str, ...]] = {"members.csv": ("name", "leg", "type")}
    source = replace(reference, name="harbour", module="harbour_words", files=files, counts={}, ignored={}, folder=None)
    order = Order(((reference, small_tables(tmp_path / "tables")), (source, data)))
    built = build(order, tmp_path / "home")
    told = [(one.origin, one.value) for one in built.issues if one.dataset == "harbour"]
    assert told == [("members.csv:3", "industri"), ("members.csv:5", "nick")]
    assert built.manifest["datasets"]["harbour"]["files"]["members.csv"]["rows_aside"] == 2
    assert "0 violations" in run("validate", home=tmp_path / "home").stderr


DOMAINS = [
    ('"Air"@en', '"Air"@en, "Aero"@en'),
    ('"Lucht"@nl', '"Lucht"@nl, "Hemel"@NL'),
    ('skos:notation "V1"', 'skos:notation "V1", "V9"'),
    ("id:domain-V1 ", "id:domain-air "),
    (':domainKind "vertical" ;', ""),
    (':domainKind "vertical" ;', ':domainKind "diagonal" ;'),
    ('"Air"@en', '" "@en'),
    ('"Air"@en', '"Air"@en, "Air"'),
    ('"Air"@en', '"Air"@ga'),
]


@pytest.mark.parametrize(("old", "new"), DOMAINS)
def test_domains_on_which_no_analysis_can_run_are_refused(old: str, new: str, tmp_path: Path) -> None:
    text, path = default_domains().read_text(encoding="utf-8"), tmp_path / "domains.ttl"
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = (str(path), "id/domain-", "one skos:prefLabel a language")
    assert_fails(run("build", "--domains", str(path), home=tmp_path / "home"), 3, *told)


def test_a_code_that_leads_to_one_domain_twice_is_refused(tmp_path: Path) -> None:
    text, path = default_domains().read_text(encoding="utf-8"), tmp_path / "domains.ttl"
    path.write_text(text.replace(":weight 1.00", ":weight 1.00, 0.5", 1), encoding="utf-8")
    assert_fails(run("build", "--domains", str(path), home=tmp_path / "home"), 3, "leads to domain V1 twice")


def test_a_graph_that_breaks_its_shapes_does_not_become_current(small_home: Path, tmp_path: Path) -> None:
    """Whatever slips through the rules for rows: here a theme that has two names in one language."""
    text, path = default_domains().read_text(encoding="utf-8"), tmp_path / "domains.ttl"
    path.write_text(text + 'id:stray a skos:Concept ; skos:prefLabel "Stray"@en, "Astray"@en .\n', encoding="utf-8")
    tables = small_tables(tmp_path / "tables")
    shutil.copytree(small_home, tmp_path / "home")
    before = document("status", "--json", home=tmp_path / "home")["build"]
    ended = run("build", f"reference={tables}", "--domains", str(path), home=tmp_path / "home")
    assert_fails(ended, 3, "break its own rules in 2 places", "Concept stray, prefLabel", "one name a language")
    assert document("status", "--json", home=tmp_path / "home")["build"] == before
