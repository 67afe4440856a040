"""CORDIS as a source: which projects and organisations enter, and what their classes lead to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import result, run
from small_cordis import DRONES, ORGANISATION, dump, organisation, project, science, shares, table, taken, written
from small_tables import small_tables

from dirskg.graph.knowledge_graph import KnowledgeGraph


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
        organisation(role="THIRD_PARTY"),
        organisation(role="partner", pic="923456789"),
    ]
    found = taken(dump(tmp_path / "he", rows, [project()], [science(DRONES)]))
    assert sorted(str(row["role"]) for row in found.stage.rows["participation"]) == [
        "associated_partner", "coordinator", "third_party",
    ]  # fmt: skip
    assert len({row["id"] for row in found.stage.rows["participation"]}) == 3
    assert not [one for one in found.audit.issues if one.kind == "role"]


def test_contact_forms_do_not_enter(tmp_path: Path) -> None:
    found = taken(dump(tmp_path / "he", [organisation()], [project()], [science(DRONES)]))
    assert "contact.example" not in json.dumps(found.stage.rows)


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


def test_natural_persons_do_not_enter(tmp_path: Path) -> None:
    many = [
        organisation(pic="912345678", name="PEETERS JAN"), organisation(pic="923456789", name="Maria van den Berg"),
        organisation(pic="934567890", name="Peeters Jan NV"),
        organisation(pic="945678901", name="ANTON DOHRN", activityType="REC"),
    ]  # fmt: skip
    found = taken(dump(tmp_path / "he", many, [project()], [science(DRONES)]))
    assert [row["name"] for row in found.stage.rows["name"]] == ["Peeters Jan NV", "ANTON DOHRN"]
    assert [(i.kind, i.origin, i.value) for i in found.audit.issues] == [
        ("natural person", f"organization.csv:{row}", "project 1, EUR 1,000.50") for row in (2, 3)
    ]


def test_what_one_organisation_gets_twice_in_one_role_is_all_counted(tmp_path: Path) -> None:
    many = [organisation(role="thirdParty", ecContribution=amount) for amount in ("100", "900")]
    home = tmp_path / "home"
    folder = dump(tmp_path / "he", many, [project()], [science(DRONES)])
    result("build", f"reference={small_tables(tmp_path / 'tables')}", f"cordis={folder}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        parts = graph.ecosystem.participations
    assert parts.loc[parts["project"] == "project-1", "contribution"].sum() == 1000


def test_shares_never_add_up_to_more_than_one(tmp_path: Path) -> None:
    classes = [science(f"/25/75/461/1239/{number}") for number in range(6)]
    found = taken(dump(tmp_path / "he", [organisation()], [project()], classes))
    assert 0.9 < sum(float(row["weight"] or 0) for row in found.stage.rows["domain_share"]) <= 1
