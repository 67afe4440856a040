"""Values of any length in every field of every source: work stays linear, names are cut, and no traceback ends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import run
from own_source import read
from own_workbook import FILLED
from small_cordis import DRONES, ORGANISATION, PROJECT, dump, organisation, project, science, taken
from small_portal import page, participant, topic
from small_portal import project as portal_project
from small_portal import written as portal_written
from small_register import ALFA, COLUMNS, activity, enterprise, full, name, seat
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake
from dirskg.ingest.values.texts import MOST_NAME

LONG = {"letters": "x" * 60_000, "words": "s a " * 15_000, "marks": "*(-@.&;" * 8_000, "digits": "9." * 30_000}


def longest_name(intake: Intake) -> int:
    return max((len(str(row["name"])) for row in intake.stage.rows["name"]), default=0)


@pytest.mark.parametrize("kind", LONG)
def test_cordis(tmp_path: Path, kind: str) -> None:
    kept = {"projectID", "id", "organisationID", "country"}
    long = organisation("2") | dict.fromkeys({*ORGANISATION} - kept, LONG[kind])
    rows = [long, *(organisation(pic=pic) for pic in ("923456789", "934567890", "945678901"))]
    projects = [project(), project("2") | dict.fromkeys({*PROJECT} - kept, LONG[kind])]
    found = taken(dump(tmp_path / "x", rows, projects, [science(DRONES), science(DRONES, "2")]))
    assert longest_name(found) in (MOST_NAME, len("Alfa NV"))  # a row may be set aside for another of its values


@pytest.mark.parametrize("kind", LONG)
def test_portal(tmp_path: Path, kind: str) -> None:
    one, call = participant(912345678, "Alfa NV"), topic("EDF-2023-DA-NAVAL-X", "Title")
    pages = [portal_project("1", [{**one, field: LONG[kind]}]) for field in one]
    whole = portal_project("2", [one])
    pages += [{**whole, "metadata": {**whole["metadata"], field: [LONG[kind]]}} for field in whole["metadata"]]
    for number, record in enumerate([*pages, *({**call, field: LONG[kind]} for field in call)]):
        others = [portal_project(str(3 + more), [participant(923456789, "Beta NV")] * 2) for more in range(9)]
        folder = portal_written(tmp_path / str(number), page(record, *others))
        assert longest_name(intake_of("edf", folder)) <= MOST_NAME


@pytest.mark.parametrize("kind", LONG)
def test_business_register(tmp_path: Path, kind: str) -> None:
    tables = {
        "enterprise": [enterprise(ALFA)], "denomination": [name(ALFA, "Alfa")], "address": [seat(ALFA)],
        "activity": [activity(ALFA, "25300")],
    }  # fmt: skip
    keys = ("EntityNumber", "EnterpriseNumber", "TypeOfEnterprise")
    for table, [row] in tables.items():
        columns = zip(COLUMNS[table].split(), row, strict=True)
        tables[table] = [row, [value if column in keys else LONG[kind] for column, value in columns]]
    path = full(tmp_path / "full.zip", tables)
    found = intake_of("kbo", path, ids=[("kbo", ALFA)], names=["alfa"])
    assert longest_name(found) <= MOST_NAME


@pytest.mark.parametrize("kind", LONG)
def test_own_sheets(tmp_path: Path, kind: str) -> None:
    for sheet, rows in FILLED.items():
        for place in range(len(rows[0])):
            folder = tmp_path / f"{sheet}-{place}"
            folder.mkdir()
            bad = [value if at != place else LONG[kind] for at, value in enumerate(rows[-1])]
            found = read_or_refused(folder, {**FILLED, sheet: [*rows, bad]})
            assert found is None or longest_name(found) <= MOST_NAME


def read_or_refused(folder: Path, sheets: Any) -> Intake | None:
    """A third of the few rows of a sheet may be wrong."""
    try:
        return read(folder, sheets)
    except Refused as error:
        assert "longer than" in str(error)  # noqa: PT017  the reason, where there is one
        return None


def test_a_build_with_long_names_comes_to_its_end(tmp_path: Path) -> None:
    many = [
        organisation(pic=f"91234567{number}", name=f"{LONG[kind][:9000]} {number}", street=LONG[kind][:9000])
        for number, kind in enumerate(LONG)
    ]
    folder = dump(tmp_path / "x", many, [project()], [science(DRONES)])
    built = run("build", f"cordis={folder}", home=tmp_path / "home")
    assert built.returncode == 0, built.stderr
    assert "4 organisations" in built.stdout + built.stderr
