"""Single values, pages and texts of the reference tables: what stands twice or is no day is told, with its row."""

from __future__ import annotations

from pathlib import Path

import duckdb
from small_tables import PAGE, small_tables
from staged import intake_of

from dirskg.ingest.audit import Audit
from dirskg.ingest.building.assemble import create_entities
from dirskg.ingest.intake import Intake

TOWN = {"id": "noord", "field": "town", "confidence": "high"}


def taken(tmp_path: Path, **tables: list[dict[str, str]]) -> tuple[Intake, list[tuple[str, str, str]]]:
    intake = intake_of("reference", small_tables(tmp_path / "tables", **tables))
    return intake, [(issue.kind, issue.origin, issue.value) for issue in intake.audit.issues]


def test_a_second_value_of_one_page_is_refused(tmp_path: Path) -> None:
    facts = [{**TOWN, "value": "Gent"}, {**TOWN, "value": "Aalst"}, {**TOWN, "value": "Aalst", "confidence": "low"}]
    intake, issues = taken(tmp_path, facts=facts)
    assert [row["town"] for row in intake.stage.rows["told"]] == ["Gent", "Aalst"]
    assert ("second value", "facts.csv:3", "Aalst") in issues


def test_a_name_in_a_language_is_one_of_the_names_of_its_body(tmp_path: Path) -> None:
    facts = [{**TOWN, "field": "name_de", "value": "Nord", "source_url": f"{PAGE}/de"}]
    intake, issues = taken(tmp_path, facts=facts)
    found = [row for row in intake.stage.rows["name"] if row["name"] == "Nord"]
    assert [(row["lang"], row["type"], row["source"]) for row in found] == [("de", "label", f"{PAGE}/de")]
    assert (intake.stage.rows["told"], issues) == ([], [])


def test_a_day_that_no_calendar_has_is_told(tmp_path: Path) -> None:
    days = ["2023-02-30", "2023-02-28", "2023-13", "2023-12", "2023"]
    facts = [{**TOWN, "value": "Gent", "day": day, "source_url": f"{PAGE}/{day}"} for day in days]
    intake, issues = taken(tmp_path, facts=facts)
    assert [row["day"] for row in intake.stage.rows["told"]] == ["", "2023-02-28", "", "2023-12", "2023"]
    assert {value for kind, _, value in issues if kind == "date"} == {"2023-02-30", "2023-13"}


def test_a_part_of_which_no_row_tells_a_place_sits_with_its_whole(tmp_path: Path) -> None:
    told = {"west": {}, "east": {"town": "Gent"}, "whole": {"region": "BE-BRU"}, "nowhere": {}, "of-nowhere": {}}
    bodies = [{"id": one, "name_en": one, "kind": "agency", **place} for one, place in told.items()]
    pairs = [("west", "whole"), ("east", "whole"), ("of-nowhere", "nowhere")]
    links = [{"source_id": part, "relation": "part_of", "target_id": whole} for part, whole in pairs]
    intake, _ = taken(tmp_path, agencies=bodies, institution_links=links)
    found = [(row["key"], row["region"], row["confidence"]) for row in intake.stage.rows["told"]]
    assert found == [("agencies/west", "BE1", "low")]


def test_a_text_told_twice_or_of_nothing_is_told_with_its_row(tmp_path: Path) -> None:
    subjects = ["101000001", "101000001", "", "elsewhere", "nowhere", "never"]
    texts = [{"subject": subject, "text": f"text {n}"} for n, subject in enumerate(subjects)]
    intake, issues = taken(tmp_path, texts=texts)
    assert [row["objective"] for row in intake.stage.rows["project"]] == ["text 0"]
    assert ("duplicate id", "texts.csv:3", "texts/101000001") in issues
    assert ("blank id", "texts.csv:4", "texts/") in issues
    assert ("unknown subject", "texts.csv:5", "elsewhere") in issues


def test_a_page_that_nothing_cites_is_noted(tmp_path: Path) -> None:
    pages = [{"source_url": PAGE, "day": "2024"}, {"source_url": "https://example.org/nowhere", "day": "2024"}]
    intake, _ = taken(tmp_path, pages=pages)
    audit = Audit("identity")
    with duckdb.connect() as con:
        create_entities([intake], intake.taxonomy, audit, con)
    noted = [(issue.origin, issue.value) for issue in audit.issues if issue.kind == "page"]
    assert noted == [("pages.csv:3", "https://example.org/nowhere")]
