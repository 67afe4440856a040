"""Ties, withdrawn ids and places of the registry: what one record tells of another counts for both."""

from __future__ import annotations

import gzip
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from command_line import result
from folders import SHARED
from small_registry import record, staged
from small_tables import small_tables
from staged import intake_of

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.intake import Intake

LABO, HALL, HOUSE, SITE = "0aaaaaa11", "0bbbbbb22", "0cccccc33", "0dddddd44"
CASES = SHARED / "cases"
REAL = SHARED / "data" / "ror" / "ror_records_latest_all.jsonl.gz"


def ties(intake: Intake) -> set[tuple[Any, Any, Any]]:
    return {(row["from_key"], row["kind"], row["to_key"]) for row in intake.stage.rows["relation"]}


def keys(intake: Intake) -> set[Any]:
    return {row["key"] for row in intake.stage.rows["organisation"]}


@pytest.mark.parametrize(
    ("kind", "back", "tie"), [("predecessor", "successor", "successorOf"), ("parent", "child", "partOf")]
)
def test_a_tie_counts_once_whoever_tells_it(tmp_path: Path, kind: str, back: str, tie: str) -> None:
    ids, expected = (LABO, HALL), {(f"ror/{LABO}", tie, f"ror/{HALL}")}
    own, others = record(LABO, "Labo", (kind, HALL)), record(HALL, "Hall", (back, LABO))
    assert ties(staged(tmp_path, own, record(HALL, "Hall"), ids=ids)) == expected
    assert ties(staged(tmp_path, record(LABO, "Labo"), others, ids=ids)) == expected
    both = staged(tmp_path, own, others, ids=ids)
    assert (ties(both), len(both.stage.rows["relation"])) == (expected, 1)
    # Not where one of them is nobody's.
    assert ties(staged(tmp_path, own, others, ids=(LABO,))) == set()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_withdrawn_id_leads_to_the_record_that_replaced_it(tmp_path: Path, order: tuple[int, ...]) -> None:
    records = [
        record(LABO, "Old", ("successor", HALL), status="withdrawn"),
        record(HALL, "Middle", ("successor", HOUSE), status="withdrawn"),
        record(HOUSE, "New"),
    ]
    found = staged(tmp_path, *(records[at] for at in order), ids=(LABO,))
    assert keys(found) == {f"ror/{HOUSE}"}
    assert {row["value"] for row in found.stage.rows["identifier"]} == {LABO, HOUSE}
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("withdrawn", LABO)]
    assert found.audit.files["ror_records.jsonl"].rows == 3


def test_a_name_of_a_withdrawn_record_leads_to_what_replaced_it_unless_somebody_else_is_that(tmp_path: Path) -> None:
    records = [record(LABO, "Labo", ("successor", HALL), status="withdrawn"), record(HALL, "Hall of Ghent")]
    found = staged(tmp_path, *records, names={"BE": "labo"})
    assert {(row["name"], row["type"]) for row in found.stage.rows["name"]} == {
        ("Hall of Ghent", "label"),
        ("Labo", "alias"),
    }
    assert keys(found) == {f"ror/{HALL}"}
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("withdrawn", LABO)]
    both = staged(tmp_path, *records, names={"BE": "labo"}, ids=(HALL,))
    assert [row["name"] for row in both.stage.rows["name"]] == ["Hall of Ghent"]
    assert keys(staged(tmp_path, *records, names={"FR": "labo"})) == set()


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_of_two_releases_the_newest_record_is_read(order: str, tmp_path: Path) -> None:
    def release(day: str, *records: dict[str, Any]) -> str:
        return json.dumps([{**one, "admin": {"last_modified": {"date": day}}} for one in records])

    old = release("2024-01-01", record(LABO, "Old"), record(HALL, "Hall"))
    new = release("2026-01-01", record(LABO, "New"), record(HALL, "Hall", ("successor", LABO), status="withdrawn"))
    for name, text in zip(order, (old, new), strict=True):
        (tmp_path / f"{name}-ror-data.json").write_text(text, encoding="utf-8")
    found = intake_of("ror", tmp_path, ids=[("ror", LABO), ("ror", HALL)])
    assert [row["name"] for row in found.stage.rows["name"]] == ["New"]
    assert {row["value"] for row in found.stage.rows["identifier"]} == {LABO, HALL}
    assert [(one.origin, one.value) for one in found.audit.issues if one.kind == "told twice"] == [
        ("b-ror-data.json", "2 records")
    ]


def test_a_withdrawn_id_without_successor_and_a_circle_are_told(tmp_path: Path) -> None:
    records = [
        record(LABO, "Old", status="withdrawn"),
        record(HALL, "Here", ("successor", HOUSE), status="withdrawn"),
        record(HOUSE, "There", ("successor", HALL), status="withdrawn"),
    ]
    found = staged(tmp_path, *records, ids=(LABO, HALL))
    assert keys(found) == set()
    assert [issue.value for issue in found.audit.issues] == [LABO, HALL]


def test_a_tie_to_a_withdrawn_record_is_one_to_what_replaced_it(tmp_path: Path) -> None:
    records = [
        record(LABO, "Labo", ("parent", HALL)),
        record(HALL, "Hall", ("successor", HOUSE), status="withdrawn"),
        record(HOUSE, "House"),
    ]
    assert ties(staged(tmp_path, *records, ids=(LABO, HOUSE))) == {(f"ror/{LABO}", "partOf", f"ror/{HOUSE}")}


def test_an_organisation_known_by_a_withdrawn_id_goes_by_the_new_one_and_is_found_by_both(tmp_path: Path) -> None:
    tables = small_tables(
        tmp_path / "tables",
        companies=[{"id": "labo", "name": "Labo", "kind": "company"}],
        identifiers=[{"id": "labo", "scheme": "ror", "value": LABO, "source_url": "https://example.org"}],
    )
    records = [record(LABO, "Labo", ("successor", SITE), status="withdrawn"), record(SITE, "Laboratory of Ghent")]
    (tmp_path / "ror_records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    result("build", f"reference={tables}", f"ror={tmp_path / 'ror_records.jsonl'}", home=tmp_path / "home")
    with KnowledgeGraph.open(home=tmp_path / "home") as graph:
        assert f"ror-{SITE}" in set(graph.ecosystem.organisations["id"])
    assert f"ror-{SITE}" in result("show", f"ror-{LABO}", home=tmp_path / "home")


def test_a_name_counts_in_the_country_of_every_place_the_seat_first(tmp_path: Path) -> None:
    told = record(LABO, "Grenslabo", places=("NL Terneuzen", "BE Gent", "FR Lille"))
    for names, country, town in (
        ({"BE": "grenslabo"}, "BE", "Gent"),
        ({"BE": "grenslabo", "NL": "grenslabo"}, "NL", "Terneuzen"),
        ({"": "grenslabo"}, "NL", "Terneuzen"),
    ):
        [row] = staged(tmp_path, told, names=names).stage.rows["organisation"]
        assert (row["country"], row["town"]) == (country, town)
    assert keys(staged(tmp_path, told, names={"DE": "grenslabo"})) == set()
    [row] = staged(tmp_path, told, ids=(LABO,)).stage.rows["organisation"]
    assert row["country"] == "NL"


def built(home: Path, case: str) -> None:
    if not (CASES / case).is_dir():
        pytest.skip(f"{CASES / case} is not there")
    result("build", f"cordis={CASES / case / 'cordis'}", f"ror={CASES / case / 'ror'}", home=home)


def test_participants_are_tied_by_what_one_side_tells(tmp_path: Path) -> None:
    built(tmp_path, "ror-successor-told-once")
    with KnowledgeGraph.open(home=tmp_path) as graph:
        found = graph.ecosystem.ties[["from", "kind", "to"]]
    assert set(found.itertuples(index=False, name=None)) == {
        ("ror-0bbbbbb22", "successorOf", "ror-0aaaaaa11"), ("ror-0cccccc33", "partOf", "ror-0bbbbbb22"),
    }  # fmt: skip


def test_a_participant_at_the_second_place_of_a_record_gets_its_id(tmp_path: Path) -> None:
    built(tmp_path, "ror-second-location")
    with KnowledgeGraph.open(home=tmp_path) as graph:
        assert graph.ecosystem.organisations["id"].tolist() == ["ror-0aaaaaa11"]


@pytest.mark.skipif(not REAL.is_file(), reason=f"{REAL} is not there")
def test_real_successors_that_only_the_predecessor_tells_are_ties(tmp_path: Path) -> None:
    with gzip.open(REAL, "rt", encoding="utf-8") as file:
        found = [one for one in map(json.loads, file) if one["status"] == "inactive" and "names" in one]
    pairs = [
        (one["id"][-9:], tie["id"][-9:])
        for one in found for tie in one["relationships"] if tie["type"].lower() == "successor"
    ]  # fmt: skip
    assert len(pairs) > 300
    intake = intake_of("ror", REAL, ids=[("ror", id) for pair in pairs for id in pair])
    there, told = keys(intake), ties(intake)
    missing = [(old, new) for old, new in pairs if {f"ror/{old}", f"ror/{new}"} <= there
               and (f"ror/{new}", "successorOf", f"ror/{old}") not in told]  # fmt: skip
    assert missing == []
