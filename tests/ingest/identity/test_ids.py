"""Ids of organisations: one each, and none that an earlier build gave leads nowhere."""

from __future__ import annotations

from pathlib import Path

from command_line import assert_fails, document, result, run
from hypothesis import given
from hypothesis import strategies as st
from small_tables import INSTITUTIONS, small_tables

from dirskg.ingest.identity.record import Judgement, Record
from dirskg.ingest.identity.resolve import resolve

KBO = "0419052173"


def test_two_organisations_never_get_one_id() -> None:
    shared = [Record(f"a/{n}", "BE", "", {"Acme"}, set(), {("pic", "999831575")}) for n in (1, 2)]
    alike = [Record(f"b/{n}", "BE", "", {"Acme Optics"}) for n in (1, 2)]
    apart = [Judgement(f"{file}/1", f"{file}/2", False, "two of one name") for file in ("a", "b")]
    ids = resolve([*shared, *alike], apart).ids
    assert len(set(ids.values())) == 4
    assert ids["a/1"] == "pic-999831575"


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc"), st.booleans()), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), max_size=6),
)
def test_the_id_without_a_number_goes_on_to_lead_to_the_organisation(
    rows: list[tuple[int, str, bool]], more: list[tuple[int, str]]
) -> None:
    before = [Record(f"{file}/{n}", "BE", "", {f"Firm {firm}x"}) for n, (firm, file, _) in enumerate(rows)]
    after = [
        Record(row.key, "BE", "", row.names, set(), {("pic", f"{firm:09}")} if numbered else set())
        for row, (firm, _, numbered) in zip(before, rows, strict=True)
    ]
    new = [Record(f"{file}/new{n}", "BE", "", {f"Firm {firm}x"}) for n, (firm, file) in enumerate(more)]
    old, now = resolve(before).ids, resolve([*after, *new])
    leads = {now.former[key]: now.ids[key] for key in now.former} | {found: found for found in now.ids.values()}
    assert all(leads[old[key]] == now.ids[key] for key in old)


def test_an_organisation_that_gains_a_number_is_found_by_the_id_it_had(tmp_path: Path) -> None:
    partners = [{"participant": "Zenne Duinherstel", "country": "BE", "role": "coordinator"}]
    partners = [{"project_id": "101000001", "programme": "EDF", "acronym": "TIDE", **row} for row in partners]
    tables = small_tables(tmp_path / "tables1", participations=partners, institutions=[])
    assert "Built 0001-" in run("build", f"reference={tables}", home=tmp_path / "home").stderr
    (found,) = document("find", "Zenne Duinherstel", "--format", "json", home=tmp_path / "home")
    old = found["id"]
    assert old.startswith("org-")

    institutions = [{**INSTITUTIONS[0], "id": "zenne", "name_en": "Zenne DuinherstelNV", "kbo": KBO}]
    tables = small_tables(tmp_path / "tables2", participations=partners, institutions=institutions)
    assert "Built 0002-" in run("build", f"reference={tables}", home=tmp_path / "home").stderr
    shown = {name: result("show", name, "--why", home=tmp_path / "home") for name in (old, "ref-zenne", f"kbo-{KBO}")}
    assert len(set(shown.values())) == 1
    told = shown[old]
    assert told.startswith(f"kbo-{KBO}\n")
    assert f"id without a number   {old}" in told
    assert "participant/BE/Zenne Duinherstel = institutions/zenne (score: 0.98" in told
    assert "name the same letters +1" in told
    assert old not in result("show", old, home=tmp_path / "home")
    project = document("show", "project-101000001", "--format", "json", home=tmp_path / "home")
    assert project["participants"]["rows"][0]["organisation"] == f"kbo-{KBO}"
    assert_fails(run("show", "org-000000000000", home=tmp_path / "home"), 1, "no record")
