"""Numbers, truth values and days of publishers' files that a spreadsheet or program saved again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from small_cordis import (
    DRONES,
    ORGANISATION,
    PROJECT,
    SCIENCE,
    dump,
    organisation,
    project,
    science,
    table,
    taken,
    written,
)
from small_portal import page, participant
from small_portal import project as portal_project
from small_portal import written as portal_written
from small_register import ALFA, enterprise, full, name
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake
from dirskg.ingest.taxonomy import read_taxonomy
from dirskg.ontology import default_domains


def staged(intake: Intake, kind: str, column: str) -> list[Any]:
    return [row.get(column) for row in intake.stage.rows[kind]]


def told(intake: Intake) -> list[tuple[str, str, str]]:
    return [(one.action, one.kind, one.value) for one in intake.audit.issues]


@pytest.mark.parametrize(
    ("word", "size"), [("TRUE", "SME"), ("WAAR", "SME"), ("VRAI", "SME"), ("1", "SME"), ("0", ""), ("", "")]
)
def test_a_small_firm_stays_one_in_every_spelling(tmp_path: Path, word: str, size: str) -> None:
    found = taken(dump(tmp_path / "x", [organisation(SME=word)], [project()], [science(DRONES)]))
    assert staged(found, "organisation", "size") == [size]
    assert told(found) == []
    portal = page(portal_project("1", [participant(912345678, "Alfa NV", sme=word)]))
    again = intake_of("edf", portal_written(tmp_path / "p", portal))
    assert staged(again, "organisation", "size") == [size]


def test_codes_of_countries_types_and_programmes_are_meant_in_every_spelling(tmp_path: Path) -> None:
    """One build of many rows: each stands for the first, as it is usually written."""
    spelt = [
        {}, {"country": "be "}, {"country": "BEL"}, {"country": "Belgique"}, {"activityType": "prc"},
        {"activityType": "Private for-profit entities (excluding Education)"}, {"organisationID": "912 345 678"},
        {"organisationID": "PIC 912.345.678"}, {"organisationID": "9.12345678E8"}, {"vatNumber": "419052173.0"},
        {"city": "B-9000 Gent", "postCode": ""},
    ]  # fmt: skip
    rows = [organisation(str(at), **({"vatNumber": "BE0419052173"} | told)) for at, told in enumerate(spelt)]
    found = taken(dump(tmp_path / "x", rows, [project("0", legalBasis="horizon.2.3 ")], [
        science(f" {DRONES}", str(at)) for at in range(1, len(rows))
    ]))  # fmt: skip
    assert len(found.stage.rows["participation"]) == len(rows)
    columns = ("country", "leg", "nuts3", "town", "postcode")
    assert {tuple(row[one] for one in columns) for row in found.stage.rows["organisation"]} == {
        ("BE", "industry", "BE234", "Gent", "9000")
    }
    numbers = {(row["scheme"], row["value"]) for row in found.stage.rows["identifier"]}
    assert numbers == {("pic", "912345678"), ("kbo", "0419052173")}
    abroad = dump(tmp_path / "y", [organisation(country="GR"), organisation(pic="2" * 9, country="united kingdom")],
                  [project()], [science(DRONES)])  # fmt: skip
    assert staged(taken(abroad), "organisation", "country") == ["UK", "EL"]


def test_a_word_that_says_neither_is_told(tmp_path: Path) -> None:
    found = taken(dump(tmp_path / "x", [organisation(SME="perhaps")], [project()], [science(DRONES)]))
    assert staged(found, "organisation", "size") == [""]
    assert told(found) == [("ignored", "yes or no", "perhaps")]


def cells(path: Path, columns: list[str], row: dict[str, object]) -> None:
    book = Workbook()
    book.active.append(columns)
    book.active.append([row.get(column) for column in columns])
    book.save(path)


def test_number_cells_of_workbooks_are_the_numbers_that_they_show(tmp_path: Path) -> None:
    folder = written(tmp_path / "x", euroSciVoc=table(SCIENCE, [science(DRONES, "101000001")]))
    numbers: dict[str, object] = {
        "projectID": 1.01000001e8,
        "organisationID": 912345678.0,
        "postCode": 9000.0,
        "SME": True,
        "ecContribution": 10.5,
    }
    cells(folder / "organization.xlsx", ORGANISATION, {**organisation(), **numbers})
    cells(folder / "project.xlsx", PROJECT, {**project(), "id": 101000001.0, "totalCost": 2e6})
    found = taken(folder)
    assert staged(found, "project", "identifier") == ["101000001"]
    assert staged(found, "project", "total_cost") == [2e6]
    assert staged(found, "identifier", "value") == ["912345678"]
    assert staged(found, "organisation", "postcode") == ["9000"]
    assert staged(found, "organisation", "size") == ["SME"]
    assert staged(found, "participation", "contribution") == [10.5]


def test_ids_that_a_program_wrote_as_decimals_are_whole(tmp_path: Path) -> None:
    row = organisation("101000001.0", "912345678.0", postCode="9000.0")
    found = taken(dump(tmp_path / "x", [row], [project("101000001.0")], [science(DRONES, "101000001.0")]))
    assert staged(found, "project", "id") == ["project-101000001"]
    assert staged(found, "identifier", "value") == ["912345678"]
    assert staged(found, "organisation", "region") == ["BE2"]


def test_days_and_amounts_that_a_spreadsheet_wrote_its_way(tmp_path: Path) -> None:
    row = project(startDate="15/09/2021", endDate="3/4/2025", totalCost="1.352.812,5", ecMaxContribution="many")
    found = taken(dump(tmp_path / "x", [organisation()], [row], [science(DRONES)]))
    assert staged(found, "project", "start") == ["2021-09-15"]
    assert staged(found, "project", "year") == [2021.0]
    assert staged(found, "project", "end") == [""]
    assert staged(found, "project", "total_cost") == [1352812.5]
    assert told(found) == [("ignored", "date", "3/4/2025"), ("ignored", "number", "many")]


@pytest.mark.parametrize("day", ["soon", "99-99-9999", "2026", "", "9" * 5000])
def test_an_extract_whose_day_is_no_day_is_of_an_unknown_day(tmp_path: Path, day: str) -> None:
    meta = f'"Variable","Value"\n"SnapshotDate","{day}"\n"ExtractNumber","{"7" * 5000}"\n'
    path = full(
        tmp_path / "x.zip", {"enterprise": [enterprise(ALFA)], "denomination": [name(ALFA, "Alfa")]}, {"meta": meta}
    )
    found = intake_of("kbo", path, ids=[("kbo", ALFA)])
    assert len(found.stage.rows["organisation"]) == 1
    assert found.stage.retrieved == ""


@pytest.mark.parametrize("weight", ["heavy", "NaN", "inf", "-1", "0", "1.5", "1e400"])
def test_a_weight_that_is_none_is_refused_by_its_code(tmp_path: Path, weight: str) -> None:
    path = tmp_path / "domains.ttl"
    text = default_domains().read_text("utf-8")
    path.write_text(text.replace(":weight 1.00", f':weight "{weight}"', 1), encoding="utf-8")
    assert path.read_text("utf-8") != text
    with pytest.raises(Refused, match="has the weight"):
        read_taxonomy(path)
