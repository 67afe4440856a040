"""CORDIS as a source: its schemas and quirks, which projects enter, and what their classes lead to."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import result, run
from folders import SHARED
from small_tables import small_tables

from dirskg.graph.errors import Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.intake import Intake, take_in
from dirskg.ingest.source import known_sources
from dirskg.ingest.taxonomy import read_taxonomy

DOWNLOADS = SHARED / "data" / "cordis"
TAXONOMY = read_taxonomy()
CORDIS = known_sources()["cordis"]

ORGANISATION = [
    "projectID",
    "projectAcronym",
    "organisationID",
    "vatNumber",
    "name",
    "shortName",
    "SME",
    "activityType",
    "street",
    "postCode",
    "city",
    "country",
    "nutsCode",
    "geolocation",
    "organizationURL",
    "contactForm",
    "contentUpdateDate",
    "rcn",
    "order",
    "role",
    "ecContribution",
    "netEcContribution",
    "totalCost",
    "endOfParticipation",
    "active",
]
PROJECT = [
    "id",
    "acronym",
    "status",
    "title",
    "startDate",
    "endDate",
    "totalCost",
    "ecMaxContribution",
    "legalBasis",
    "topics",
    "ecSignatureDate",
    "frameworkProgramme",
    "masterCall",
    "subCall",
    "fundingScheme",
    "nature",
    "objective",
    "contentUpdateDate",
    "rcn",
    "grantDoi",
]


def table(columns: list[str], rows: list[dict[str, str]], delimiter: str = ";") -> str:
    """A table as CORDIS writes it: every field in quotes, a quote within doubled."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, quoting=csv.QUOTE_ALL, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def organisation(project: str = "1", pic: str = "912345678", name: str = "Alfa NV", **told: str) -> dict[str, str]:
    return {
        "projectID": project, "projectAcronym": f"ACRO{project}", "organisationID": pic, "name": name, "SME": "True",
        "activityType": "PRC", "street": "Kouter 1", "postCode": "9000", "city": "Gent", "country": "BE",
        "role": "participant", "ecContribution": "1000.5", "contactForm": "https://contact.example/jan", **told,
    }  # fmt: skip


def project(number: str = "1", **told: str) -> dict[str, str]:
    return {
        "id": number, "acronym": f"ACRO{number}", "status": "SIGNED", "title": "A title; with \"odd\" quotes",
        "startDate": "2021-09-01", "endDate": "2024-08-31", "totalCost": "1352812,5", "ecMaxContribution": "1000000",
        "frameworkProgramme": "HORIZON", "legalBasis": "HORIZON.2.4", "objective": "Long; text, \"quoted\"", **told,
    }  # fmt: skip


def science(code: str, number: str = "1") -> dict[str, str]:
    return {"projectID": number, "euroSciVocCode": code, "euroSciVocPath": "/x", "euroSciVocTitle": "t"}


SCIENCE = ["projectID", "euroSciVocCode", "euroSciVocPath", "euroSciVocTitle", "euroSciVocDescription"]
DRONES = "/25/73/453/459/1229/1729"


def written(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def dump(
    folder: Path, organisations: list[dict[str, str]], projects: list[dict[str, str]], sciences: list[dict[str, str]]
) -> Path:
    return written(
        folder, organization=table(ORGANISATION, organisations), project=table(PROJECT, projects),
        euroSciVoc=table(SCIENCE, sciences),
    )  # fmt: skip


def taken(path: Path) -> Intake:
    scratch = path.parent / f"{path.name}-scratch"
    scratch.mkdir()
    return take_in(CORDIS, path, TAXONOMY, strict=False, scratch=scratch)


def shares(intake: Intake) -> dict[str, float]:
    return {str(row["domain"]): float(row["weight"] or 0) for row in intake.stage.rows["domain_share"]}


def test_a_project_that_leads_to_a_domain_enters_with_its_consortium(tmp_path: Path) -> None:
    found = taken(
        dump(
            tmp_path / "he",
            [organisation(), organisation(pic="923456789", name="Beta")],
            [project()],
            [science(DRONES)],
        )
    )
    [told] = found.stage.rows["project"]
    assert (told["id"], told["programme"], told["year"], told["title"]) == (
        "project-1", "HORIZON", 2021, 'A title; with "odd" quotes',
    )  # fmt: skip
    # A decimal comma in one column, a point in the next.
    assert (told["total_cost"], told["eu_contribution"]) == (1352812.5, 1000000)
    assert [row["contribution"] for row in found.stage.rows["participation"]] == [1000.5, 1000.5]
    assert {row["nuts3"] for row in found.stage.rows["organisation"]} == {"BE234"}
    assert shares(found) == {"H2": 1.0}
    assert found.audit.issues == []


def test_others_stay_in_staging(tmp_path: Path) -> None:
    found = taken(dump(tmp_path / "he", [organisation()], [project()], [science("/21/33")]))
    assert (found.stage.rows["project"], found.stage.rows["organisation"]) == ([], [])
    assert found.audit.files["organization.csv"].rows == 1


def test_a_class_stands_for_all_below_it_unless_they_are_mapped(tmp_path: Path) -> None:
    # Deep learning lies below artificial intelligence; satellites lie below aerospace and have a mapping of their own.
    classes = [science("/23/47/297/933/1589"), science("/25/75/461/1239/1739"), science("25/63/387"), science("/21/33")]
    found = taken(dump(tmp_path / "he", [organisation()], [project()], classes))
    assert shares(found) == pytest.approx({"H1": 0.33, "V2": 0.33, "H5": 0.33})
    # A code that only begins with the same digits is another class.
    other = taken(dump(tmp_path / "other", [organisation()], [project()], [science("/25/63/3871")]))
    assert shares(other) == {}


@pytest.mark.parametrize("basis", ["FP7-SECURITY", "H2020-EU.3.7.4.", "HORIZON.2.3.1"])
def test_security_research_enters_without_a_domain(tmp_path: Path, basis: str) -> None:
    found = taken(dump(tmp_path / "he", [organisation()], [project(legalBasis=basis)], []))
    assert len(found.stage.rows["project"]) == 1
    assert shares(found) == {}


def test_several_legal_bases_and_a_topic_of_its_own_table(tmp_path: Path) -> None:
    folder = dump(tmp_path / "h2020", [organisation(), organisation("2")], [project(), project("2")], [])
    written(
        folder,
        legalBasis=table(
            ["projectID", "legalBasis", "title", "uniqueProgrammePart"],
            [{"projectID": "1", "legalBasis": "H2020-EU.2.1."}, {"projectID": "1", "legalBasis": "H2020-EU.3.7."}],
        ),
        topics=table(["projectID", "topic", "title"], [{"projectID": "2", "topic": "GALILEO-3-2017"}], ","),
    )
    found = taken(folder)
    assert {row["id"] for row in found.stage.rows["project"]} == {"project-1", "project-2"}
    assert shares(found) == {"V2": 1.0}


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


@pytest.mark.parametrize("filler", ["-", ".", "N/A", "not applicable", "MISSING", "", "n/a"])
def test_fillers_are_no_vat_numbers(tmp_path: Path, filler: str) -> None:
    found = taken(dump(tmp_path / "he", [organisation(vatNumber=filler)], [project()], [science(DRONES)]))
    assert [row["scheme"] for row in found.stage.rows["identifier"]] == ["pic"]
    assert found.audit.issues == []


def test_a_wrong_vat_number_is_reported_and_foreign_ones_are_not_read(tmp_path: Path) -> None:
    rows = [
        organisation(vatNumber="BE0419052174"),
        organisation(pic="923456789", name="B", country="EL", vatNumber="EL1"),
    ]
    found = taken(dump(tmp_path / "he", rows, [project()], [science(DRONES)]))
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("identifier", "vat BE0419052174")]
    assert {row["country"] for row in found.stage.rows["organisation"]} == {"BE", "EL"}


def test_a_number_may_stand_in_another_row_of_the_organisation(tmp_path: Path) -> None:
    many = [organisation(vatNumber=""), organisation("2", vatNumber="BE0403170701")]
    found = taken(dump(tmp_path / "he", many, [project(), project("2")], [science(DRONES)]))
    assert [row["project"] for row in found.stage.rows["participation"]] == ["project-1"]
    assert ("kbo", "0403170701") in [(row["scheme"], row["value"]) for row in found.stage.rows["identifier"]]


def test_a_project_without_its_row_stands_by_its_acronym_and_is_told(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "x", h2020_organizations=table(ORGANISATION, [organisation()], ","),
        topics=table(["projectID", "topic", "title"], [{"projectID": "1", "topic": "SPACE-10"}], ","),
    )  # fmt: skip
    found = taken(folder)
    [told] = found.stage.rows["project"]
    assert (told["acronym"], told["programme"], told["title"]) == ("ACRO1", "H2020", "")
    assert [(issue.action, issue.kind) for issue in found.audit.issues] == [("noted", "project")]


def test_one_organisation_twice_in_a_project_keeps_both_roles(tmp_path: Path) -> None:
    rows = [
        organisation(role="coordinator"),
        organisation(role="thirdParty"),
        organisation(role="partner", pic="923456789"),
    ]
    found = taken(dump(tmp_path / "he", rows, [project()], [science(DRONES)]))
    assert sorted(str(row["role"]) for row in found.stage.rows["participation"]) == [
        "associated_partner", "coordinator", "third_party",
    ]  # fmt: skip
    assert len({row["id"] for row in found.stage.rows["participation"]}) == 3


def test_contact_forms_do_not_enter(tmp_path: Path) -> None:
    found = taken(dump(tmp_path / "he", [organisation()], [project()], [science(DRONES)]))
    assert "contact.example" not in json.dumps(found.stage.rows)


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


def test_side_tables_may_be_workbooks_but_hold_no_formulas(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "he", organization=table(ORGANISATION, [organisation()]), project=table(PROJECT, [project()])
    )
    workbook(folder / "euroSciVoc.xlsx", [["projectID", "euroSciVocCode", "euroSciVocTitle"], [1, DRONES, "drones"]])
    assert shares(taken(folder)) == {"H2": 1.0}
    workbook(folder / "euroSciVoc.xlsx", [["projectID", "euroSciVocCode", "euroSciVocTitle"], ["=1+0", DRONES, "x"]])
    (tmp_path / "he-scratch").rename(tmp_path / "first")
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


def test_civil_projects_make_nobody_a_defence_actor(tmp_path: Path) -> None:
    home = tmp_path / "home"
    folder = dump(tmp_path / "he", [organisation()], [project()], [science(DRONES)])
    result("build", f"reference={small_tables(tmp_path / 'tables')}", f"cordis={folder}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        ecosystem = graph.ecosystem
    [row] = ecosystem.organisations[ecosystem.organisations["id"] == "pic-912345678"].to_dict("records")
    assert row["defence"] is False
    claims = ecosystem.claims[ecosystem.claims["organisation"] == "pic-912345678"]
    assert list(claims[["domain", "basis", "confidence"]].itertuples(index=False, name=None)) == [
        ("H2", "classification", "low"),
    ]
    assert "0 violations" in run("validate", home=home).stderr


@pytest.mark.skipif(not DOWNLOADS.is_dir(), reason=f"{DOWNLOADS} is not there")
def test_the_real_parts(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    found = take_in(CORDIS, DOWNLOADS, TAXONOMY, strict=False, scratch=scratch)
    rows = {name: count.rows for name, count in found.audit.files.items()}
    assert rows["h2020_organizations_subset_2023-06.csv"] == 2722
    assert rows["fp7_security_orgs.csv"] == 4072
    assert rows["HE_2025_euroSciVoc.xlsx"] == 38789
    assert sum(str(row["category"]) == "FP7-SECURITY" for row in found.stage.rows["project"]) == 321
    belgian = {row["key"] for row in found.stage.rows["organisation"] if row["country"] == "BE"}
    numbers = {row["key"] for row in found.stage.rows["identifier"] if row["scheme"] == "kbo"}
    assert len(belgian & numbers) > len(belgian) / 2
    assert not any(issue.action == "refused" for issue in found.audit.issues)


def test_natural_persons_do_not_enter(tmp_path: Path) -> None:
    many = [
        organisation(pic="912345678", name="PEETERS JAN"), organisation(pic="923456789", name="Maria van den Berg"),
        organisation(pic="934567890", name="Peeters Jan NV"),
        organisation(pic="945678901", name="ANTON DOHRN", activityType="REC"),
    ]  # fmt: skip
    found = taken(dump(tmp_path / "he", many, [project()], [science(DRONES)]))
    assert [row["name"] for row in found.stage.rows["name"]] == ["Peeters Jan NV", "ANTON DOHRN"]
    assert [(i.kind, i.value) for i in found.audit.issues] == [("natural person", "")] * 2


def test_what_one_organisation_gets_twice_in_one_role_is_all_counted(tmp_path: Path) -> None:
    many = [organisation(role="thirdParty", ecContribution=amount) for amount in ("100", "900")]
    home = tmp_path / "home"
    folder = dump(tmp_path / "he", many, [project()], [science(DRONES)])
    result("build", f"reference={small_tables(tmp_path / 'tables')}", f"cordis={folder}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        parts = graph.ecosystem.participations
    assert parts.loc[parts["project"] == "project-1", "contribution"].sum() == 1000


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
    (tmp_path / "he-scratch").rename(tmp_path / "first")
    with pytest.raises(Refused, match="would grow beyond reason"):
        taken(folder)


def test_shares_never_add_up_to_more_than_one(tmp_path: Path) -> None:
    classes = [science(f"/25/75/461/1239/{number}") for number in range(6)]
    found = taken(dump(tmp_path / "he", [organisation()], [project()], classes))
    assert 0.9 < sum(float(row["weight"] or 0) for row in found.stage.rows["domain_share"]) <= 1


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
