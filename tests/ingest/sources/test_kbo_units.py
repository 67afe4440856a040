"""Establishment units of the business register: what they do and are called is told of their enterprise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import result
from folders import SHARED
from small_register import ALFA, BETA, GAMMA, PERSON, TABLES, activity, full, name
from staged import intake_of, keys

from dirskg.ingest.intake import Intake

UNIT, SECOND, OF_PERSON, LOST = "2.000.000.339", "2.000.000.438", "2.000.001.032", "2.000.002.022"
UNITS = [[UNIT, "01-11-1974", ALFA], [SECOND, "01-09-1964", BETA], [OF_PERSON, "17-01-1967", PERSON]]
CASE = SHARED / "cases" / "kbo-activity-of-a-unit" / "in"


def taken(folder: Path, *names: str, number: str = "", **tables: list[list[str]]) -> Intake:
    """An extract with these tables, to a program that knows these names and this number."""
    extract = full(folder / "Full.zip", {**TABLES, "establishment": UNITS, "activity": [], **tables})
    return intake_of("kbo", extract, ids=[("kbo", number)] if number else [], names=names)


def test_a_unit_that_makes_weapons_brings_its_enterprise(tmp_path: Path) -> None:
    found = taken(tmp_path, activity=[activity(UNIT, "25300"), activity(ALFA, "64210")])
    assert keys(found) == ["kbo/0400000086"]
    [claim] = found.stage.rows["activity"]
    assert (claim["domain"], claim["confidence"]) == ("V5", "medium")
    assert str(claim["source"]).endswith("vestigingsnummer=2000000339")
    assert claim["origin"] == f"activity.csv:{UNIT}"


def test_units_tell_of_a_known_enterprise_what_it_does(tmp_path: Path) -> None:
    rows = [activity(ALFA, "26510", "2008", "SECO"), activity(UNIT, "26510", "2008"), activity(UNIT, "25300", "2025")]
    found = taken(tmp_path, number=ALFA, activity=rows)
    claims = {(row["domain"], row["confidence"], row["origin"]) for row in found.stage.rows["activity"]}
    # The unit was recoded, the enterprise was not; each tells its newest version.
    assert claims == {("H3", "low", f"activity.csv:{ALFA}"), ("V5", "medium", f"activity.csv:{UNIT}")}


def test_the_unit_of_a_natural_person_and_one_that_is_nobody_s_bring_nobody(tmp_path: Path) -> None:
    rows = [activity(OF_PERSON, "25300"), activity(LOST, "25300"), activity(LOST, "30400")]
    found = taken(tmp_path, "Jan Peeters", activity=rows, denomination=[name(OF_PERSON, "Jan Peeters", "003")])
    assert keys(found) == []
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("establishment unit", LOST)]


@pytest.mark.parametrize(("kind", "told"), [("001", "alias"), ("002", "acronym"), ("003", "alias")])
def test_a_name_of_a_unit_leads_to_its_enterprise_and_is_no_legal_name(tmp_path: Path, kind: str, told: str) -> None:
    names = [name(ALFA, "Holding Alfa"), name(UNIT, "Delta Ballistics", kind)]
    found = taken(tmp_path, "Delta Ballistics NV", denomination=names)
    assert [(row["key"], row["name"], row["type"]) for row in found.stage.rows["name"]] == [
        ("kbo/0400000086", "Holding Alfa", "legal"), ("kbo/0400000086", "Delta Ballistics", told),
    ]  # fmt: skip


def test_the_enterprise_of_a_name_goes_before_a_unit_of_another(tmp_path: Path) -> None:
    names = [name(GAMMA, "Delta"), name(ALFA, "Holding Alfa"), name(UNIT, "Delta", "003")]
    assert keys(taken(tmp_path, "Delta", denomination=names)) == ["kbo/1036734218"]


def bare(text: str) -> str:
    return text.replace(".", "").lstrip("0")


ANEW: dict[str, Callable[[str], str]] = {
    "bare": bare,
    "floats": lambda text: f"{bare(text)}.0",
    "spaces": lambda text: text.replace(".", " "),
    "country": lambda text: f"BE{text}",
}


@pytest.mark.parametrize("form", ANEW)
def test_numbers_and_codes_that_a_program_saved_anew_are_the_same(form: str, tmp_path: Path) -> None:
    def cell(text: str) -> str:
        number = text.count(".") > 1
        if form == "floats" and text.isdecimal():
            return f"{text}.0"
        return ANEW[form](text) if number else text.lstrip("0") if text.isdecimal() and len(text) == 3 else text

    def anew(rows: list[list[str]]) -> list[list[str]]:
        return [[cell(one) for one in row] for row in rows]

    unit = anew([[UNIT]])[0]
    found = taken(
        tmp_path,
        enterprise=anew(TABLES["enterprise"]), denomination=anew(TABLES["denomination"]), establishment=anew(UNITS),
        address=anew(TABLES["address"]), activity=[[*unit, "001", "Nace2025", "25.300", "MAIN"]],
        code=[["JuridicalForm", "14", "NL", "Naamloze vennootschap"]],
    )  # fmt: skip
    assert keys(found) == ["kbo/0400000086"]
    assert [row["legal_form"] for row in found.stage.rows["organisation"]] == ["014"]
    assert [row["leg"] for row in found.stage.rows["organisation"]] == ["industry"]
    assert [row["street"] for row in found.stage.rows["organisation"]] == ["Kouter 1"]
    assert {row["lang"] for row in found.stage.rows["name"]} == {"nl", "fr"}
    assert {row["type"] for row in found.stage.rows["name"]} == {"legal", "acronym"}
    assert [row["origin"] for row in found.stage.rows["activity"]] == [f"activity.csv:{UNIT}"]
    assert [row["number"] for row in found.stage.rows["establishment"]] == ["2000000339"]
    repaired = {(one.kind, one.origin) for one in found.audit.issues if one.action == "repaired"}
    assert {("EnterpriseNumber", "enterprise.csv"), ("NaceCode", "activity.csv")} <= repaired


def test_an_activity_of_nobody_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, activity=[activity("", "25300")])
    assert [(issue.kind, issue.value) for issue in found.audit.issues] == [("establishment unit", "")]


def test_a_name_of_units_of_two_enterprises_leads_to_neither(tmp_path: Path) -> None:
    names = [name(UNIT, "Delta", "003"), name(SECOND, "Delta", "003")]
    found = taken(tmp_path, "Delta", denomination=names)
    assert keys(found) == []
    assert [issue.kind for issue in found.audit.issues] == ["ambiguous name"]


@pytest.mark.skipif(not CASE.is_dir(), reason=f"{CASE} is not there")
def test_a_holding_whose_unit_makes_weapons_is_in_the_graph(tmp_path: Path) -> None:
    result("build", f"kbo={CASE}", home=tmp_path)
    query = "SELECT ?s { ?o a org:Organization . ?a :organisation ?o ; :domain id:domain-V5 ; dct:source ?s }"
    assert "2999999076" in result("query", query, "--format", "csv", home=tmp_path)
