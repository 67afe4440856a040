"""Portal data as people keep them: decoded, in lists or pages, in several releases, with other files beside them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from folders import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from small_portal import page, participant, project, topic, written
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake

REAL = SHARED / "data" / "edf" / "sedia_projects_page01.json"
real_data = pytest.mark.skipif(not REAL.is_file(), reason=f"{REAL} is not there")

Fields = dict[str, Any]


def facts(intake: Intake) -> dict[str, list[dict[str, Any]]]:
    """What was staged, wherever it stood in the files."""
    return {table: [{**row, "origin": ""} for row in rows] for table, rows in intake.stage.rows.items()}


def told(intake: Intake, kind: str) -> list[tuple[str, str]]:
    return [(one.origin, one.reason) for one in intake.audit.issues if one.kind == kind]


def decoded(fields: Fields) -> None:
    fields["participants"] = json.loads(fields["participants"][0])


def decoded_within_its_list(fields: Fields) -> None:
    fields["participants"] = [json.loads(fields["participants"][0])]


def one_text(fields: Fields) -> None:
    fields["participants"] = fields["participants"][0]


def a_text_each(fields: Fields) -> None:
    fields["participants"] = [json.dumps(one) for one in json.loads(fields["participants"][0])]


def as_a_table_program_writes_it(fields: Fields) -> None:
    """No lists of one, missing values as NaN, numbers as floats, truth and address as text."""
    for name, value in fields.items():
        fields[name] = value[0] if len(value) == 1 else value or float("nan")
    fields["participants"] = json.loads(fields["participants"])
    for one in fields["participants"]:
        one |= {"sme": str(one["sme"]), "pic": float(one["pic"]), "eucontribution": float(one["eucontribution"])}
        one["postalAddress"] = json.dumps(one["postalAddress"])
        one["organizationType"] = float("nan")


FORMS: list[Callable[[Fields], None]] = [
    decoded, decoded_within_its_list, one_text, a_text_each, as_a_table_program_writes_it,
]  # fmt: skip
# Ways to keep the results of a page.
KEPT: dict[str, Callable[[Any], str]] = {
    "a page": json.dumps,
    "pages in a list": lambda page: json.dumps([page]),
    "a bare list of results": lambda page: json.dumps(page["results"]),
    "a result a line": lambda page: "\n".join(map(json.dumps, page["results"])),
    "pages by number within an answer": lambda page: json.dumps({"data": {"1": page, "2": {"results": []}}}),
    "the metadata alone": lambda page: json.dumps([one["metadata"] for one in page["results"]]),
}


@real_data
@pytest.mark.parametrize("form", FORMS)
def test_the_real_page_tells_the_same_in_every_form(form: Callable[[Fields], None], tmp_path: Path) -> None:
    raw = json.loads(REAL.read_text(encoding="utf-8-sig"))
    wanted, page = facts(intake_of("edf", REAL)), copy.deepcopy(raw)
    for one in page["results"]:
        form(one["metadata"])
    for kept, write in KEPT.items():
        path = tmp_path / "kept.json"
        path.write_text(write(page), encoding="utf-8")
        assert facts(intake_of("edf", path)) == wanted, kept


@pytest.mark.parametrize("sme", [True, "true", "TRUE", "True", 1, 1.0, "1", "yes"])
@pytest.mark.parametrize("not_sme", [False, "false", "FALSE", 0, "0", "no", None, ""])
def test_truth_is_read_however_it_is_written(sme: Any, not_sme: Any, tmp_path: Path) -> None:
    many = [participant(912345678, "Alfa", sme=sme), participant(923456789, "Beta", sme=not_sme)]
    found = intake_of("edf", written(tmp_path, page(project("1", many))))
    assert [row["size"] for row in found.stage.rows["organisation"]] == ["SME", ""]


@pytest.mark.parametrize(
    "country",
    [
        "BE", "Belgium", "bel", {"abbreviation": "BE"}, {"abbreviation": None, "description": "Belgium"},
        '{"abbreviation": "BE"}', ["BE"],
    ],
)  # fmt: skip
def test_a_country_may_be_its_code_or_name_alone(country: Any, tmp_path: Path) -> None:
    one = participant(912345678, "Alfa")
    one["postalAddress"] |= {"countryCode": country}
    assert (
        intake_of("edf", written(tmp_path, page(project("1", [one])))).stage.rows["organisation"][0]["region"] == "BE2"
    )


def test_types_may_stand_in_the_other_field_and_codes_in_small_letters(tmp_path: Path) -> None:
    one = {**participant(912345678, "Alfa", activityType="HES"), "type": None}
    told = [project("1", [one]), project("2", [one], topicAbbreviation="edf-2023-da-naval-x")]
    as_text = [{"metadata": json.dumps(one["metadata"])} for one in told]
    found = intake_of("edf", written(tmp_path, page(*as_text)))
    assert [row["leg"] for row in found.stage.rows["organisation"]] == ["academia"]
    assert {row["call"] for row in found.stage.rows["project"]} == {"call-EDF-2023-DA-NAVAL-X"}
    assert len(found.stage.rows["call"]) == 1


# Who is an SME


YES, NO = [participant(912345678, "Alfa", sme=sme) for sme in (True, False)]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations([("2022", NO), ("2024", YES), ("2023", NO)]), files=st.booleans())
def test_the_newest_project_tells_who_is_an_sme(
    order: list[tuple[str, Fields]], files: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sme")
    for number, (year, one) in enumerate(order):
        told = page(project(year, [one], startDate=f"{year}-05-01T00:00:00.000+0200"))
        written(folder / (str(number) if files else "in"), told, name=f"{number}.json")
    found = intake_of("edf", folder)
    assert [row["size"] for row in found.stage.rows["organisation"]] == ["SME"]
    [(_, reason)] = [(one.value, one.reason) for one in found.audit.issues if one.kind == "size"]
    assert reason == "an SME in the newest project (2024-05-01), none in another; the newest counts"


def test_who_was_an_sme_is_none_any_more(tmp_path: Path) -> None:
    old, new = project("1", [YES], startDate="2022-01-01"), project("2", [NO], startDate="2024-01-01")
    silent = project("3", [participant(912345678, "Alfa", sme=None)], startDate="2025-01-01")
    found = intake_of("edf", written(tmp_path, page(silent, old, new)))
    assert [row["size"] for row in found.stage.rows["organisation"]] == [""]


# Releases and files of others


@pytest.mark.parametrize("names", [("a.json", "b.json"), ("b.json", "a.json")])
def test_of_two_releases_the_newer_one_tells_a_project(names: tuple[str, str], tmp_path: Path) -> None:
    old = project("1", [participant(912345678, "Alfa", eucontribution="50")], es_SortDate="2024-01-01T00:00:00")
    new = project("1", [participant(912345678, "Alfa", eucontribution="70")], es_SortDate="2025-01-01T00:00:00")
    written(tmp_path / "in", page(old, project("2", [participant(923456789, "Beta")])), name=names[0])
    found = intake_of("edf", written(tmp_path / "in", page(new), name=names[1]))
    assert sorted((row["project"], row["contribution"]) for row in found.stage.rows["participation"]) == [
        ("project-1", 70.0), ("project-2", 100.0),
    ]  # fmt: skip
    assert told(found, "told twice") == [
        (f"{names[0]}:1.1", f"{names[1]}:1.1 tells the same, with the day 2025-01-01, and is read")
    ]


def test_of_two_lists_of_topics_the_later_file_counts_and_nothing_is_refused(tmp_path: Path) -> None:
    codes = [f"EDF-2026-DA-NAVAL-{letter}" for letter in "ABC"]
    for month in ("05", "08"):
        written(tmp_path / "in", *(topic(code, f"As of {month}") for code in codes), name=f"topics_2026-{month}.jsonl")
    found = intake_of("edf", tmp_path / "in")
    assert [call["title"] for call in found.stage.rows["call"]] == ["As of 08"] * 3
    assert len(told(found, "told twice")) == 3


@pytest.mark.parametrize("text", ['{"name": "web", "dependencies": {}}', "[1, 2]", '{"type": "Feature"}\n{"a": [[]]}'])
def test_a_file_of_somebody_else_is_named_and_left_out(text: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", page(project("1", [participant(912345678, "Alfa")])))
    (folder / "package.json").write_text(text, encoding="utf-8")
    found = intake_of("edf", folder)
    assert [row["id"] for row in found.stage.rows["project"]] == ["project-1"]
    [(origin, reason)] = told(found, "foreign file")
    assert (origin, "neither a project" in reason, "Put the file elsewhere" in reason) == ("package.json", True, True)
    assert list(found.paths) == ["page.json"]


@pytest.mark.parametrize(("total", "missing"), [(2, []), (3, [("a.json:1", True)])])
def test_pages_that_are_not_there_are_told(total: int, missing: list[tuple[str, bool]], tmp_path: Path) -> None:
    for number, name in ((1, "a"), (2, "b")):
        one = project(str(number), [participant(912345678, "Alfa")])
        folder = written(tmp_path / "in", page(one, number=number, total=total), name=f"{name}.json")
    assert [
        (where, "get the other pages too" in why) for where, why in told(intake_of("edf", folder), "pages")
    ] == missing


def test_a_damaged_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", page(project("1", [participant(912345678, "Alfa")])))
    (folder / "page02.json").write_text('{"results": [{"metadata"', encoding="utf-8")
    with pytest.raises(Refused, match=r"page02\.json.*Download it again\. If it is no file of the portal, put it else"):
        intake_of("edf", folder)


def test_where_all_participants_are_lost_the_reason_is_named(tmp_path: Path) -> None:
    bare = [project(str(number), [], participants="[{'role': 'coordinator'}]") for number in range(163)]
    with pytest.raises(Refused) as refused:
        intake_of("edf", written(tmp_path / "in", page(*bare)))
    assert "0 to 163 is the count of participation / project" in str(refused.value)
    assert "What was left out most, 163 times: participants (participants are neither JSON" in str(refused.value)
    assert "first: page.json:1.1" in str(refused.value)


def test_a_line_that_is_no_json_can_be_set_aside(tmp_path: Path) -> None:
    lines = [json.dumps(project(str(number), [participant(912345678, "Alfa")])) for number in range(4)]
    (tmp_path / "kept.jsonl").write_text("\n".join([*lines[:2], lines[2][:50], lines[3]]), encoding="utf-8")
    with pytest.raises(Refused, match="value 3: no JSON"):
        intake_of("edf", tmp_path)
    found = intake_of("edf", tmp_path, set_aside=True)
    assert len(found.stage.rows["project"]) == 3
    assert [origin for origin, _ in told(found, "malformed row")] == ["kept.jsonl:3"]
    assert (found.audit.files["kept.jsonl"].rows, found.audit.files["kept.jsonl"].aside) == (4, 1)
