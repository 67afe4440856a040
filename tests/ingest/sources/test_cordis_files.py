"""The files of CORDIS: both schemas, zips and workbooks as they come, and what is wrong is refused by name or row."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from folders import SHARED
from small_cordis import (
    DRONES,
    ORGANISATION,
    PROJECT,
    SCIENCE,
    dump,
    organisation,
    project,
    science,
    shares,
    table,
    taken,
    written,
)

from dirskg.graph.errors import Refused

DOWNLOADS = SHARED / "data" / "cordis"


def test_a_table_put_together_of_others_counts_each_participant_once(tmp_path: Path) -> None:
    told = [organisation(order="1"), organisation(order="2"), organisation(pic="912345679", name="Beta SA", order="3")]
    folder = dump(tmp_path / "in", told, [project()], [science(DRONES)])
    path = folder / "organization.csv"
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    found = taken(folder)
    assert len(found.stage.rows["participation"]) == len(told)
    again = [one.origin for one in found.audit.issues if one.kind == "told twice"]
    assert again == [f"organization.csv:{row}" for row in (6, 7, 8)]
    alike = [organisation(order=""), organisation(order="")]  # nothing says that these are one
    found = taken(dump(tmp_path / "alike", alike, [project()], [science(DRONES)]))
    assert len(found.stage.rows["participation"]) == len(alike)


@pytest.mark.parametrize(("column", "told"), [("projectID", "1.01E+08"), ("organisationID", "9,12E+08")])
def test_numbers_that_a_spreadsheet_rounded_are_refused(tmp_path: Path, column: str, told: str) -> None:
    rows = [organisation(), organisation("2", **{column: told})] if column != "projectID" else [organisation(told)]
    folder = dump(tmp_path / "in", rows, [project()], [science(DRONES)])
    with pytest.raises(Refused, match=rf"organization\.csv, row \d: {re.escape(told)} is a number that a spreadsheet"):
        taken(folder)


def test_participants_alone_are_refused_and_workbooks_that_are_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"no row in the table of participants"):
        taken(dump(tmp_path / "headings alone", [], [project()], []))
    with pytest.raises(Refused, match=r"no table of projects"):
        taken(written(tmp_path / "in", organization=table(ORGANISATION, [organisation()])))
    folder = written(tmp_path / "old", project=table(PROJECT, [project()]))
    (folder / "organization.xls").write_bytes(b"old")
    with pytest.raises(Refused, match=r"no table of participants .*organization\.xls: no file that this source reads"):
        taken(folder)


def test_the_schema_of_before_2021_and_the_new_one_are_read_alike(tmp_path: Path) -> None:
    old = {
        "Yes/No": "Yes", "projectRcn": "9", "projectID": "1", "projectAcronym": "OLD", "role": "coordinator",
        "id": "912345678", "name": "Alfa NV", "activityType": "REC", "ecContribution": "5", "country": "BE",
        "street": "Kouter 1", "city": "Gent", "postCode": "B-9000", "organizationUrl": "www.alfa.be",
        "vatNumber": "BE0419052173", "contactForm": "https://contact.example",
    }  # fmt: skip
    folder = written(
        tmp_path / "fp7",
        orgs=table(list(old), [old], ","),
        project=table(PROJECT, [project(legalBasis="FP7-SECURITY")]),
    )
    found = taken(folder)
    [row] = found.stage.rows["organisation"]
    assert (row["leg"], row["homepage"], row["nuts3"]) == ("academia", "https://www.alfa.be", "BE234")
    assert {(r["scheme"], r["value"]) for r in found.stage.rows["identifier"]} == {
        ("pic", "912345678"),
        ("kbo", "0419052173"),
    }


def test_zips_of_two_programmes_are_read_as_they_come(tmp_path: Path) -> None:
    folder = tmp_path / "zips"
    folder.mkdir()
    for programme, number in (("h2020", "1"), ("HORIZON", "2")):
        with zipfile.ZipFile(folder / f"cordis-{programme}projects-csv.zip", "w") as archive:
            archive.writestr("organization.csv", table(ORGANISATION, [organisation(number)]))
            archive.writestr("project.csv", table(PROJECT, [project(number)]))
            archive.writestr("euroSciVoc.csv", table(SCIENCE, [science(DRONES, number)]))
            archive.writestr("webLink.csv", "projectID;physUrl\n")
    found = taken(folder)
    assert {row["id"] for row in found.stage.rows["project"]} == {"project-1", "project-2"}
    assert found.audit.files["cordis-h2020projects-csv/organization.csv"].rows == 1


def workbook(path: Path, rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.mark.parametrize("form", ["[%s]", '{"results": [%s]}', "\ufeff%s\n"])
def test_a_dump_as_json_is_the_same_dump(form: str, tmp_path: Path) -> None:
    participant, asked = organisation(SME="true", order="1"), project(totalCost="2000")
    plain = taken(
        written(tmp_path / "csv", organization=table(ORGANISATION, [participant]), project=table(PROJECT, [asked]))
    )
    typed = {**participant, "projectID": 1, "SME": True, "order": 1, "vatNumber": participant.get("vatNumber")}
    (tmp_path / "json").mkdir()
    for name, row in (("organization", typed), ("project", {**asked, "totalCost": 2000.0})):
        (tmp_path / "json" / f"{name}.json").write_text(form % json.dumps(row), encoding="utf-8")
    read = taken(tmp_path / "json")
    for name in ("organisation", "participation", "project", "identifier", "name"):
        rows = [[{**row, "origin": ""} for row in found.stage.rows[name]] for found in (plain, read)]
        assert rows[0] == rows[1], name


@pytest.mark.parametrize("form", ["list", "xml", "alone"])
def test_json_of_projects_with_their_participants_is_the_same_dump(form: str, tmp_path: Path) -> None:
    participant, asked, known = organisation(), project(), science(DRONES)
    plain = taken(dump(tmp_path / "csv", [participant], [asked], [known]))
    inner: dict[str, Any] = {name: value for name, value in participant.items() if not name.startswith("project")}
    inner["address"] = {name: inner.pop(name) for name in ("street", "city", "country")}
    forms: dict[str, dict[str, Any]] = {
        "list": {"organizations": [inner]},
        "xml": {"relations": {"associations": {"organization": [inner]}}},
        "alone": {"organization": inner},
    }
    consortium = forms[form]
    whole = [{**asked, "euroSciVoc": [known], **consortium}, {**project("2"), "organizations": []}]
    (tmp_path / "json").mkdir()
    (tmp_path / "json" / "projects.json").write_text(json.dumps(whole), encoding="utf-8")
    read = taken(tmp_path / "json")
    for name in ("organisation", "participation", "project", "domain_share"):
        rows = [[{**row, "origin": ""} for row in found.stage.rows[name]] for found in (plain, read)]
        assert rows[0] == rows[1], name


def test_a_workbook_with_a_sheet_for_each_table_is_the_same_dump(tmp_path: Path) -> None:
    participant, asked, known = organisation(), project(), science(DRONES)
    plain = taken(dump(tmp_path / "csv", [participant], [asked], [known]))
    book = openpyxl.Workbook()
    book.active.append(["About these tables"])
    for name, columns, row in (
        ("project", PROJECT, asked), ("organization", ORGANISATION, participant), ("euroSciVoc", SCIENCE, known),
    ):  # fmt: skip
        sheet = book.create_sheet(name)
        sheet.append(["CORDIS, Horizon Europe"])
        sheet.append(columns)
        sheet.append([row.get(column) for column in columns])
    (tmp_path / "xlsx").mkdir()
    book.save(tmp_path / "xlsx" / "cordis.xlsx")
    read = taken(tmp_path / "xlsx")
    for name in ("organisation", "participation", "project", "domain_share", "identifier"):
        rows = [[{**row, "origin": ""} for row in found.stage.rows[name]] for found in (plain, read)]
        assert rows[0] == rows[1], name
    assert [(one.kind, one.value) for one in read.audit.issues if one.action == "ignored"] == [
        ("unknown sheet", "Sheet")
    ]


def test_json_of_something_else_is_left_out_by_name(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "he", organization=table(ORGANISATION, [organisation()]), project=table(PROJECT, [project()])
    )
    (folder / "map.json").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    (folder / "list.json").write_text("[1, 2]", encoding="utf-8")
    told = {one.origin for one in taken(folder).audit.issues if one.kind == "foreign file"}
    assert told == {"map.json", "list.json"}


def test_side_tables_may_be_workbooks_but_hold_no_formulas(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "he", organization=table(ORGANISATION, [organisation()]), project=table(PROJECT, [project()])
    )
    workbook(folder / "euroSciVoc.xlsx", [["projectID", "euroSciVocCode", "euroSciVocTitle"], [1, DRONES, "drones"]])
    assert shares(taken(folder)) == {"H2": 1.0}
    workbook(folder / "euroSciVoc.xlsx", [["projectID", "euroSciVocCode", "euroSciVocTitle"], ["=1+0", DRONES, "x"]])
    with pytest.raises(Refused, match="row 2: a formula"):
        taken(folder)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("notes.csv", "a;b\n1;2\n", "none of the tables of CORDIS"),
        ("broken.xlsx", "PK no workbook", "not readable as a workbook"),
        ("empty.csv", "", "no header"),
        ("organization.csv", table(ORGANISATION, [organisation()]) + '"1";"2"\n', "organization.csv"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, name: str, text: str, told: str) -> None:
    folder = tmp_path / "wrong"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=told):
        taken(folder)


def test_a_name_of_a_file_is_no_command(tmp_path: Path) -> None:
    folder = tmp_path / "he"
    folder.mkdir()
    (folder / "l'export' || 'x.csv").write_text(table(ORGANISATION, [organisation()]), encoding="utf-8")
    (folder / "project.csv").write_text(table(PROJECT, [project(legalBasis="HORIZON.2.3")]), encoding="utf-8")
    [part] = taken(folder).stage.rows["participation"]
    assert str(part["origin"]).startswith("l'export' || 'x.csv:")


def test_without_participants_nothing_is_built(tmp_path: Path) -> None:
    folder = written(tmp_path / "he", project=table(PROJECT, [project()]), euroSciVoc=table(SCIENCE, [science(DRONES)]))
    with pytest.raises(Refused, match="no table of participants"):
        taken(folder)


def test_rows_of_workbooks_may_end_early_and_bombs_are_refused(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "he", organization=table(ORGANISATION, [organisation()]), project=table(PROJECT, [project()])
    )
    legal = [["projectID", "legalBasis", "uniqueProgrammePart"], ["1", "HORIZON.2.3"], [], ["1", "HORIZON.2.4", "true"]]
    workbook(folder / "legalBasis.xlsx", legal)
    assert len(taken(folder).stage.rows["participation"]) == 1
    with zipfile.ZipFile(folder / "legalBasis.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(folder / "legalBasis.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data + b" " * (300 << 20 if name.endswith("sheet1.xml") else 0))
    with pytest.raises(Refused, match="would grow beyond reason"):
        taken(folder)


@pytest.mark.parametrize(
    ("row", "told"),
    [('"1";"2"', "row 4: 2 values where the header has 25"), ('"1";"a "quote" within";"3"', "row 4: quotes")],
)
def test_a_bad_row_is_told_by_its_number(tmp_path: Path, row: str, told: str) -> None:
    good = table(ORGANISATION, [organisation(), organisation("2")])
    with pytest.raises(Refused, match=told):
        taken(written(tmp_path / "he", organization=good + row + "\n"))


def test_the_files_tell_how_old_they_are_and_that_no_project_was_chosen(tmp_path: Path) -> None:
    dated = organisation(contentUpdateDate="2026-03-01 10:20:30")
    found = taken(dump(tmp_path / "he", [dated, organisation("2")], [project()], []))
    assert found.stage.retrieved == "2026-03-01"
    assert [issue.kind for issue in found.audit.issues] == ["no project"]
