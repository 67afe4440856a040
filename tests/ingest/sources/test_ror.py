"""The Research Organization Registry as a source: both schemas, and only what belongs to a known organisation."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from command_line import result, run
from folders import SHARED
from small_tables import small_tables
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.intake import Intake
from dirskg.ingest.known import Known
from dirskg.ingest.sources.ror.record import read_record

DOWNLOADS = SHARED / "data" / "ror"
REAL = DOWNLOADS / "ror_records_latest_BE.jsonl"

real_data = pytest.mark.skipif(not REAL.is_file(), reason=f"{REAL} is not there")


def newer(identifier: str = "05f950310", name: str = "KU Leuven", **told: Any) -> dict[str, Any]:
    """A record of schema 2."""
    details = {"country_code": "BE", "name": "Leuven"}
    return {
        "id": f"https://ror.org/{identifier}", "status": "active", "types": ["education", "funder"],
        "names": [
            {"value": "KUL", "lang": None, "types": ["acronym"]},
            {"value": name, "lang": "nl", "types": ["ror_display", "label"]},
        ],
        "locations": [{"geonames_id": 1, "geonames_details": details}],
        "external_ids": [{"type": "wikidata", "all": ["Q833670"], "preferred": None}],
        "links": [{"type": "wikipedia", "value": "https://w"}, {"type": "website", "value": "https://kuleuven.be"}],
        "relationships": [], "admin": {}, "domains": [], "established": 1834, **told,
    }  # fmt: skip


def older(identifier: str = "02vmnye06", name: str = "Royal Military Academy", **told: Any) -> dict[str, Any]:
    """A record of schema 1."""
    return {
        "id": f"https://ror.org/{identifier}", "status": "active", "types": ["Education"], "name": name,
        "aliases": ["KMS"], "acronyms": ["RMA"], "labels": [{"label": "École royale militaire", "iso639": "fr"}],
        "country": {"country_code": "BE", "country_name": "Belgium"}, "addresses": [{"city": "Brussels"}],
        "links": ["http://www.rma.ac.be"], "relationships": [], "established": 1834, "email_address": None,
        "ip_addresses": [], "wikipedia_url": "",
        "external_ids": {"GRID": {"preferred": "grid.16499.33", "all": "grid.16499.33"},
                         "ISNI": {"preferred": None, "all": ["0000 0001 2111 1111"]}},
        **told,
    }  # fmt: skip


def taken(folder: Path, *records: Any, names: Iterable[str] = (), ids: Iterable[tuple[str, str]] = ()) -> Intake:
    folder.mkdir(exist_ok=True)
    (folder / "ror_records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return intake_of("ror", folder, ids=ids, names=names)


def names(intake: Intake) -> set[tuple[Any, ...]]:
    return {(row["name"], row["lang"], row["type"]) for row in intake.stage.rows["name"]}


def test_both_schemas_tell_the_same_things(tmp_path: Path) -> None:
    found = taken(tmp_path, newer(), older(), ids=[("ror", "05f950310"), ("grid", "grid.16499.33")])
    assert names(found) == {
        ("KUL", "", "acronym"), ("KU Leuven", "nl", "label"), ("RMA", "", "acronym"), ("KMS", "", "alias"),
        ("Royal Military Academy", "", "label"), ("École royale militaire", "fr", "label"),
    }  # fmt: skip
    by_key = {row["key"]: row for row in found.stage.rows["organisation"]}
    assert by_key["ror/05f950310"]["nuts3"] == "BE242"
    assert by_key["ror/02vmnye06"]["region"] == "BE1"
    assert {row["leg"] for row in by_key.values()} == {"academia"}
    assert by_key["ror/05f950310"]["homepage"] == "https://kuleuven.be"
    pairs = {(row["scheme"], row["value"]) for row in found.stage.rows["identifier"]}
    assert {("ror", "05f950310"), ("wikidata", "Q833670"), ("grid", "grid.16499.33")} <= pairs


def test_only_what_is_known_by_number_or_name_enters(tmp_path: Path) -> None:
    records = [newer("05f950310"), newer("00cv9y106", "Ghent University"), newer("006e5kg04", "Elsewhere")]
    found = taken(tmp_path, *records, ids=[("ror", "05f950310")], names=["ghent university"])
    assert {row["key"] for row in found.stage.rows["organisation"]} == {"ror/05f950310", "ror/00cv9y106"}
    assert found.audit.files["ror_records.jsonl"].rows == 3


@pytest.mark.parametrize(("iso", "told"), [("GB", "UK"), ("GR", "EL"), ("DE", "DE")])
def test_countries_are_written_as_in_the_programmes_of_the_eu(tmp_path: Path, iso: str, told: str) -> None:
    record = older(name="Cambridge", country={"country_code": iso})
    (tmp_path / "ror_records.jsonl").write_text(json.dumps(record), encoding="utf-8")
    found = intake_of("ror", tmp_path, known=Known(names={told: frozenset({"cambridge"})}))
    assert [row["country"] for row in found.stage.rows["organisation"]] == [told]


def test_numbers_are_compared_as_they_are_kept(tmp_path: Path) -> None:
    assert taken(tmp_path, older(), ids={("isni", "0000000121111111")}).stage.rows["organisation"]


@pytest.mark.parametrize(
    "broken",
    [
        {"labels": [{"label": None, "iso639": "fr"}]}, {"external_ids": {"GRID": {"all": [{}]}}}, {"types": [[]]},
        {"addresses": [{"city": [1]}]}, {"links": [{}]}, {"status": []}, {"relationships": [{"type": [], "id": "x"}]},
        {"country": {"country_code": [1]}}, {"labels": [{"label": "x", "iso639": [1]}]},
    ],
)  # fmt: skip
def test_a_record_with_a_value_of_another_kind_is_set_aside(tmp_path: Path, broken: dict[str, Any]) -> None:
    good = [older(f"02vmnye{number:02}") for number in range(6, 9)]
    found = taken(tmp_path, *good, older("05f950310", **broken), names={"royal military academy"})
    assert len(found.stage.rows["organisation"]) == 3
    assert [issue.action for issue in found.audit.issues if issue.kind == "record"] == ["refused"]


def test_an_identifier_of_a_scheme_that_is_no_word_sets_its_record_aside(tmp_path: Path) -> None:
    broken = newer(external_ids=[{"type": [], "all": ["Q833670"], "preferred": None}])
    good = [older(f"02vmnye{number:02}") for number in range(6, 9)]
    found = taken(tmp_path, *good, broken, names={"royal military academy", "ku leuven"})
    assert [issue.action for issue in found.audit.issues if issue.kind == "record"] == ["refused"]


def test_an_acronym_makes_nobody_known(tmp_path: Path) -> None:
    assert taken(tmp_path, newer(), names=["kul"]).stage.rows["organisation"] == []


def test_withdrawn_records_stay_out_and_inactive_ones_are_noted(tmp_path: Path) -> None:
    ids = [("ror", "05f950310"), ("ror", "00cv9y106")]
    found = taken(tmp_path, newer(status="withdrawn"), newer("00cv9y106", status="inactive"), ids=ids)
    assert [row["key"] for row in found.stage.rows["organisation"]] == ["ror/00cv9y106"]
    assert [issue.kind for issue in found.audit.issues if issue.action == "noted"] == ["withdrawn", "inactive"]


def test_parents_and_predecessors_are_ties_where_both_ends_enter(tmp_path: Path) -> None:
    related = [("parent", "00cv9y106"), ("predecessor", "00cv9y106"), ("child", "00cv9y106"), ("parent", "04q4ydz28")]
    told = [{"type": kind, "id": f"https://ror.org/{other}", "label": "x"} for kind, other in related]
    ids = [("ror", "05f950310"), ("ror", "00cv9y106")]
    found = taken(tmp_path, newer(relationships=told), newer("00cv9y106"), ids=ids)
    ties = {(row["from_key"], row["kind"], row["to_key"]) for row in found.stage.rows["relation"]}
    assert ties == {
        ("ror/05f950310", "partOf", "ror/00cv9y106"), ("ror/05f950310", "successorOf", "ror/00cv9y106"),
        ("ror/00cv9y106", "partOf", "ror/05f950310"),
    }  # fmt: skip


def test_records_that_somebody_kept_a_part_of_and_answers_of_the_api_are_read(tmp_path: Path) -> None:
    """Lists left out or null, codes and ids in another case, the preferred id alone; and what it lacks is told."""
    kept = newer(
        "05F950310/", links=None, relationships=None, status="Active",
        external_ids=[{"type": "Wikidata", "all": [], "preferred": "Q833670"}],
        names=[{"value": "KU Leuven", "types": ["ror_display"]}],
        locations=[{"geonames_details": {"country_code": "be", "name": "Leuven"}}],
    )  # fmt: skip
    del kept["types"]
    found = taken(tmp_path, {"number_of_results": 1, "items": [kept]}, names=["ku leuven"])
    [row] = found.stage.rows["organisation"]
    assert (row["key"], row["country"], row["nuts3"]) == ("ror/05f950310", "BE", "BE242")
    assert {row["value"] for row in found.stage.rows["identifier"]} == {"05f950310", "Q833670"}
    short = {name: value for name, value in newer().items() if name != "status"}
    (tmp_path / "x").mkdir()
    told = [one.reason for one in taken(tmp_path / "x", newer(), newer(), newer(), short).audit.issues]
    assert told[0] == "no record of schema 1 or 2 of the registry: it lacks status"


def test_a_schema_that_moves_its_names_is_refused_instead_of_emptied(tmp_path: Path) -> None:
    moved = newer(names=[{"name": "KU Leuven", "lang": None, "types": ["label"]}])
    with pytest.raises(Refused, match="schema 1 or 2"):
        taken(tmp_path, moved)
    with pytest.raises(Refused, match="without a name"):
        taken(tmp_path, newer(names=[]))


def test_a_new_field_is_reported_once(tmp_path: Path) -> None:
    found = taken(tmp_path, newer(mood="good"), newer("00cv9y106", mood="bad"), ids=[("ror", "05f950310")])
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("unknown field", "mood")]


def test_the_release_is_read_from_its_zip_file(tmp_path: Path) -> None:
    archive = tmp_path / "v2.0-2025-12-16-ror-data.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("v2.0-2025-12-16-ror-data.json", json.dumps([newer(), older()], indent=2))
        packed.writestr("v2.0-2025-12-16-ror-data.csv", "id,name\n")
    found = intake_of("ror", archive, ids=[("ror", "05f950310")])
    assert [row["key"] for row in found.stage.rows["organisation"]] == ["ror/05f950310"]
    assert found.audit.files["v2.0-2025-12-16-ror-data.json"].rows == 2


def test_what_joined_nobody_stays_outside_the_graph(tmp_path: Path) -> None:
    # Two universities of one name in different regions: identity cannot tell which one the table means.
    tables = small_tables(
        tmp_path / "tables",
        companies=[{"id": "one", "name": "Twin Institute", "kind": "company", "region": "BE-VLG", "town": "Gent"}],
    )
    far = {"country_code": "BE", "name": "Liège"}
    record = newer("006e5kg04", "Twin Institute", locations=[{"geonames_id": 1, "geonames_details": far}])
    (tmp_path / "ror_record.json").write_text(json.dumps(record), encoding="utf-8")
    home = tmp_path / "home"
    result("build", f"reference={tables}", f"ror={tmp_path / 'ror_record.json'}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        ids = set(graph.ecosystem.organisations["id"])
    assert "ror-006e5kg04" not in ids
    assert "0 violations" in run("validate", home=home).stderr


@real_data
def test_all_real_belgian_records_are_read(tmp_path: Path) -> None:
    records = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    found = intake_of("ror", REAL, ids=[("ror", "02vmnye06")], names=["ku leuven"])
    assert found.audit.files[REAL.name].rows == len(records) == 316
    keys = {row["key"] for row in found.stage.rows["organisation"]}
    assert {"ror/05f950310", "ror/02vmnye06"} <= keys
    assert {country for record in records for country, _ in read_record(record).places} == {"BE"}
    assert sum(read_record(record).status == "active" for record in records) == 296
    assert {issue.action for issue in found.audit.issues} <= {"noted"}
