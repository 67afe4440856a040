"""The EU portal as a source: every quirk of its files, what is left out, and one project told by two datasets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import assert_fails, result, run
from folders import SHARED
from small_portal import page, participant, project, topic, written
from small_tables import small_tables
from staged import SOURCES, TAXONOMY, intake_of, issues, rows

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.sources.edf.topic_code import read_topic_code

DOWNLOADS = SHARED / "data" / "edf"
REAL = DOWNLOADS / "sedia_projects_page01.json"

real_data = pytest.mark.skipif(not REAL.is_file(), reason=f"{REAL} is not there")


def test_values_are_lists_of_one_and_participants_are_json_within_text(tmp_path: Path) -> None:
    found = intake_of(
        "edf", written(tmp_path, page(project("7", [participant(912345678, "Alfa", role="coordinator")])))
    )
    [told] = rows(found, "project")
    assert (told["id"], told["year"], told["programme"], told["eu_contribution"]) == ("project-7", 2023, "EDF", 100)
    assert (told["start"], told["end"]) == ("2024-01-01", "2026-12-31")
    [part] = rows(found, "participation")
    assert (part["role"], part["contribution"], part["project"]) == ("coordinator", 100, "project-7")
    [organisation] = rows(found, "organisation")
    assert (organisation["region"], organisation["nuts3"], organisation["leg"]) == ("BE2", "BE234", "industry")
    assert rows(found, "domain_share")[0]["domain"] == "V3"
    assert found.audit.issues == []


def test_pages_one_after_another_lists_and_single_records_are_read_alike(tmp_path: Path) -> None:
    one, two, three = (project(number, [participant(912345678, "Alfa")]) for number in "123")
    found = intake_of("edf", written(tmp_path, page(one), [two], three))
    assert [told["id"] for told in rows(found, "project")] == ["project-1", "project-2", "project-3"]
    assert found.audit.files["page.json"].rows == 3
    # One organisation, however often it takes part.
    assert len(rows(found, "organisation")) == 1


def test_letters_that_were_encoded_twice_are_set_right_and_reported(tmp_path: Path) -> None:
    found = intake_of("edf", written(tmp_path, topic("EDF-2026-DA-NAVAL-X", "Europeâ€™s sea")))
    assert rows(found, "call")[0]["title"] == "Europe’s sea"
    assert issues(found) == {("repaired", "double encoding"): 1}


def test_one_number_with_two_names_is_one_organisation_with_both(tmp_path: Path) -> None:
    old, new = participant(892865019, "C&V CONSULTING"), participant(892865019, "C&V DEFENCE")
    found = intake_of("edf", written(tmp_path, page(project("1", [old]), project("2", [new]))))
    assert {row["name"] for row in rows(found, "name")} == {"C&V CONSULTING", "C&V DEFENCE"}
    assert {row["key"] for row in rows(found, "name")} == {"edf/892865019"}


def test_a_number_that_is_none_is_noted_and_the_organisation_stands_without_it(tmp_path: Path) -> None:
    found = intake_of("edf", written(tmp_path, page(project("1", [participant("M2025-014", "Beta")]))))
    assert rows(found, "identifier") == []
    assert issues(found) == {("noted", "identifier"): 1}


@pytest.mark.parametrize(("latitude", "longitude"), [("0.0", "0.0"), ("51.22", "4.40")])
def test_a_geocode_at_nowhere_or_in_another_town_is_noted(tmp_path: Path, latitude: str, longitude: str) -> None:
    cockerill = participant(912345678, "JOHN COCKERILL DEFENSE", postcode="4430", town="Ans", latitude=latitude)
    cockerill["longitude"] = longitude
    found = intake_of("edf", written(tmp_path, page(project("1", [cockerill]))))
    assert issues(found) == {("noted", "geolocation"): 1}
    # The address decides.
    assert rows(found, "organisation")[0]["nuts3"] == "BE332"


def test_a_project_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    same = project("1", [participant(912345678, "Alfa")])
    found = intake_of("edf", written(tmp_path, page(same), page(same), page(same)))
    assert len(rows(found, "project")) == 1
    assert found.audit.files["page.json"].aside == 2


def test_what_the_parts_and_the_whole_tell_is_compared(tmp_path: Path) -> None:
    odd = project("1", [participant(912345678, "Alfa")], numberOfContributors="9", euContributionAmount="500")
    assert issues(intake_of("edf", written(tmp_path, page(odd, total=163)))) == {
        ("noted", "participants"): 1, ("noted", "EU contribution"): 1, ("noted", "pages"): 1,
    }  # fmt: skip


def test_unknown_fields_are_reported_once_and_ignored_ones_never(tmp_path: Path) -> None:
    odd = [project(number, [participant(912345678, "Alfa", mood="good")], wonder="new", pics="1") for number in "12"]
    found = intake_of("edf", written(tmp_path, page(*odd)))
    assert sorted(issue.value for issue in found.audit.issues) == ["mood", "wonder"]


@pytest.mark.parametrize("broken", ["{", "[1, 2]", '"text"', ""])
def test_participants_that_are_no_list_leave_the_project_standing(tmp_path: Path, broken: str) -> None:
    whole = project("2", [participant(912345678, "Alfa"), participant(923456789, "Beta")])
    found = intake_of("edf", written(tmp_path, page(project("1", [], participants=broken), whole)))
    assert len(rows(found, "project")) == 2
    assert {row["project"] for row in rows(found, "participation")} == {"project-2"}


def test_natural_persons_do_not_enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hashlib import sha256

    monkeypatch.setitem(SOURCES["edf"].ignored, "natural_person", frozenset({sha256(b"987654321").hexdigest()[:16]}))
    consortium = [participant(987654321, "Jane Example"), participant(912345678, "Alfa")]
    found = intake_of("edf", written(tmp_path, page(project("1", consortium, euContributionAmount="200"))))
    assert "Jane" not in json.dumps(found.stage.rows)
    assert issues(found) == {("ignored", "natural person"): 1}


def test_the_last_day_budget_and_text_of_a_topic_make_a_call(tmp_path: Path) -> None:
    found = intake_of("edf", written(tmp_path, topic("EDF-2026-RA-CYBER-Y", "Shield", budgetMax=0)))
    [call] = rows(found, "call")
    assert (call["id"], call["deadline"], call["budget"], call["text"]) == (
        "call-EDF-2026-RA-CYBER-Y", "2026-09-29", None, "Scope.",
    )  # fmt: skip


def test_a_project_before_its_topic_gets_its_call_once_and_whole(tmp_path: Path) -> None:
    told = topic("EDF-2023-DA-NAVAL-X", "Ships")
    found = intake_of("edf", written(tmp_path, page(project("1", [participant(912345678, "Alfa")])), told))
    assert [call["title"] for call in rows(found, "call")] == ["Ships"]


@pytest.mark.parametrize(
    ("code", "programme", "year", "domains"),
    [
        ("EDF-2021-AIR-D-EPE-2", "EDF", 2021, {"V1"}),
        ("EDF-2023-DA-GROUND-MBT", "EDF", 2023, {"V4"}),
        ("EDF-2025-LS-RA-SI-CYBER-3RAV-STEP", "EDF", 2025, {"V7"}),
        ("EDF-2024-DA-EUCI-2-AIRDEF-CHGV", "EDF", 2024, {"V1", "V5"}),
        ("EDF-2024-LS-RA-SMERO-NT", "EDF", 2024, set()),
        ("EDF-ASAP-2023-LS-POW-FAST", "ASAP", 2023, {"V5"}),
        ("EDF", "EDF", None, set()),
    ],
)
def test_the_theme_has_no_fixed_place_in_a_topic_code(
    code: str, programme: str, year: int | None, domains: set[str]
) -> None:
    told = read_topic_code(code, TAXONOMY)
    assert (told.programme, told.year, {domain for domain, _ in told.shares}) == (programme, year, domains)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"results": [{"metadata": {', "ends in the middle"),
        ("<html>log in</html>", "no JSON"),
        ('{"other": 1}', "no record in wrong.json is of the portal"),
    ],
)
def test_a_wrong_file_is_refused_and_says_why(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=told):
        intake_of("edf", path)


def test_a_folder_without_a_fitting_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="search API"):
        intake_of("edf", tmp_path)
    assert_fails(run("build", f"edf={tmp_path / 'none'}", home=tmp_path / "home"), 3, "no such file or folder")


def test_two_datasets_tell_of_one_project_and_the_newest_word_counts(tmp_path: Path) -> None:
    tables = small_tables(
        tmp_path / "tables",
        projects=[{"programme": "EDF", "acronym": "OLD", "project_id": "7", "year": "2023", "title": "As it was",
                   "call_topic": "", "category": "Naval combat", "status": "Starting"}],
        participations=[{"programme": "EDF", "acronym": "OLD", "project_id": "7", "participant": "Alfa NV",
                         "country": "BE", "role": "coordinator", "pic": "912345678"}],
    )  # fmt: skip
    newer = project("7", [participant(912345678, "Alfa", role="coordinator"), participant(923456789, "Beta")],
                    es_SortDate="2099-01-01", status="Closed")  # fmt: skip
    portal = written(tmp_path / "portal", page(newer))
    home = tmp_path / "home"
    result("build", f"reference={tables}", f"edf={portal}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        frames: Ecosystem = graph.ecosystem
    [(acronym, title, category, status)] = frames.projects[["acronym", "title", "category", "status"]].itertuples(
        index=False, name=None
    )
    assert (acronym, title, status) == ("ACRO7", "Title 7", "Closed")
    # The portal tells no category, so that the older word stands.
    assert category == "Naval combat"
    parts = frames.participations
    assert sorted(zip(parts["organisation"], parts["role"], parts["contribution"], strict=True)) == [
        ("pic-912345678", "coordinator", 100.0), ("pic-923456789", "participant", 100.0),
    ]  # fmt: skip
    assert "0 violations" in run("validate", home=home).stderr


@real_data
def test_the_real_page_of_50_projects(tmp_path: Path) -> None:
    found = intake_of("edf", REAL)
    results = json.loads(REAL.read_text(encoding="utf-8-sig"))["results"]
    told = [json.loads(one["metadata"]["participants"][0]) for one in results]
    assert len(rows(found, "project")) == len(results) == 50
    assert len(rows(found, "participation")) == sum(map(len, told)) == 593
    assert len(rows(found, "organisation")) == len({one["pic"] for many in told for one in many})
    paid = sum(float(one["eucontribution"]) for many in told for one in many)
    assert sum(row["contribution"] for row in rows(found, "participation")) == pytest.approx(paid)
    assert found.stage.retrieved == max(one["metadata"]["es_SortDate"][0] for one in results)[:10]
    assert {issue.action for issue in found.audit.issues} <= {"repaired", "noted"}


def test_a_release_that_lost_its_participants_is_refused(tmp_path: Path) -> None:
    bare = [project(str(number), [], participants="[]") for number in range(3)]
    with pytest.raises(Refused, match="0 to 3 is the count of participation / project"):
        intake_of("edf", written(tmp_path, page(*bare)))


@pytest.mark.parametrize("amount", ["NaN", "inf", "1e18"])
def test_an_amount_that_is_none_is_left_out(tmp_path: Path, amount: str) -> None:
    found = intake_of(
        "edf", written(tmp_path, page(project("1", [participant(912345678, "Alfa", eucontribution=amount)])))
    )
    assert rows(found, "participation")[0]["contribution"] is None
    assert issues(found)["ignored", "number"] == 1


def test_half_a_letter_is_dropped_and_a_participant_without_name_left_out(tmp_path: Path) -> None:
    many = [participant(912345678, "Al\ud800fa"), participant("", ""), participant("", "", country="DE")]
    found = intake_of("edf", written(tmp_path, page(project("2", many))))
    assert [row["name"] for row in rows(found, "name")] == ["Alfa"]
    assert issues(found)["ignored", "no name"] == 2


def test_who_bears_the_name_of_a_person_does_not_enter(tmp_path: Path) -> None:
    many = [participant(912345678, "PEETERS JAN"), participant(923456789, "Peeters Jan BV")]
    found = intake_of("edf", written(tmp_path, page(project("1", many))))
    assert [row["name"] for row in rows(found, "name")] == ["Peeters Jan BV"]
