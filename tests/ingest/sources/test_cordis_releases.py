"""Two forms or releases of CORDIS in one folder, files of somebody else beside them, and files that are not right."""

from __future__ import annotations

import csv
import io
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
    table,
    taken,
    written,
)
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake

CASES = SHARED / "cases"


def parts(intake: Intake) -> list[tuple[Any, Any]]:
    return sorted((row["project"], row["contribution"]) for row in intake.stage.rows["participation"])


def told(intake: Intake, kind: str) -> list[tuple[str, str, str]]:
    return [(one.origin, one.value, one.reason) for one in intake.audit.issues if one.kind == kind]


def release(folder: Path, day: str, money: str, numbers: str = "12") -> Path:
    """A release of a day, in which each project has a class, a legal basis and two participants of one firm."""
    folder.parent.mkdir(exist_ok=True)
    return dump(
        folder,
        [organisation(n, ecContribution=money, contentUpdateDate=f"{day} 10:00:00") for n in numbers for _ in "ab"],
        [project(n, title=f"As of {day}", contentUpdateDate=f"{day} 10:00:00") for n in numbers],
        [science(DRONES, n) for n in numbers],
    )


def workbooks(folder: Path, target: Path) -> None:
    """The tables of a folder as workbooks, packed in one zip file."""
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(folder.glob("*.csv")):
            book, out = openpyxl.Workbook(), io.BytesIO()
            for row in csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=";"):
                book.active.append(row)
            book.save(out)
            packed.writestr(f"{path.stem}.xlsx", out.getvalue())


def test_the_newer_release_tells_what_both_have_and_repeats_within_it_stay(tmp_path: Path) -> None:
    folder = tmp_path / "both"
    # The names are no help: the newer one comes first.
    release(folder / "a", "2024-03-01", "20", "12")
    release(folder / "b", "2023-01-01", "10", "23")
    found = taken(folder)
    assert parts(found) == [("project-1", 20.0)] * 2 + [("project-2", 20.0)] * 2 + [("project-3", 10.0)] * 2
    assert [row["title"] for row in found.stage.rows["project"]] == ["As of 2024-03-01"] * 2 + ["As of 2023-01-01"]
    assert [row["weight"] for row in found.stage.rows["domain_share"]] == [1.0] * 3
    assert {origin for origin, _, _ in told(found, "told twice")} == {
        "b/organization.csv", "b/project.csv", "b/euroSciVoc.csv",
    }  # fmt: skip
    why = "a/organization.csv tells the same projects, and is newer (2024-03-01): it is read, and 2 rows of this "
    why += "file are not"
    assert ("b/organization.csv", "1 projects", why) in told(found, "told twice")
    count = found.audit.files["b/organization.csv"]
    assert (count.rows, count.aside) == (4, 2)


def test_a_release_whose_days_a_spreadsheet_wrote_is_as_new_as_its_year(tmp_path: Path) -> None:
    release(tmp_path / "both" / "a", "1/03/2024", "20")
    release(tmp_path / "both" / "b", "2023-12-31", "10")
    assert {euro for _, euro in parts(taken(tmp_path / "both"))} == {20.0}


def test_one_release_in_two_forms_counts_once(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    workbooks(release(tmp_path / "csv", "2024-03-01", "20"), folder / "a-xlsx.zip")
    (tmp_path / "csv").rename(folder / "csv")
    found = taken(folder)
    assert parts(found) == [("project-1", 20.0)] * 2 + [("project-2", 20.0)] * 2
    assert {origin.partition("/")[0] for origin, _, _ in told(found, "told twice")} == {"a-xlsx"}


def test_a_table_that_was_cut_in_two_is_one(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "cut",
        one=table(ORGANISATION, [organisation("1", "912345678")]),
        two=table(ORGANISATION, [organisation("1", "923456789", "Beta NV")]),
        project=table(PROJECT, [project("1", legalBasis="HORIZON.2.3")]),
    )
    found = taken(folder)
    assert len(parts(found)) == 2
    assert told(found, "told twice") == []


@pytest.mark.skipif(not CASES.is_dir(), reason=f"{CASES} is not there")
@pytest.mark.parametrize(
    ("case", "projects", "euro"), [("cordis-two-forms", 1, 2000.0), ("file-ending-in-capitals", 2, 2001.0)]
)
def test_the_cases(case: str, projects: int, euro: float, tmp_path: Path) -> None:
    found = intake_of("cordis", CASES / case / "in")
    assert len(found.stage.rows["project"]) == projects
    assert sum(float(amount) for _, amount in parts(found)) == euro


# What lies beside


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("organisations.csv", b"name,town\nAcme,Gent\n"), ("notes.csv", b""),
        ("liste.csv", "Société;é\n1;2\n".encode("cp1252")), ("analysis.xlsx", b"no workbook"), ("Thesis.CSV", b"a\n"),
    ],
)  # fmt: skip
def test_a_file_of_somebody_else_is_named_and_left_out(tmp_path: Path, name: str, data: bytes) -> None:
    folder = release(tmp_path / "dump", "2024-03-01", "20")
    (folder / name).write_bytes(data)
    found = taken(folder)
    assert len(parts(found)) == 4
    assert [origin for origin, _, _ in told(found, "foreign file")] == [name]
    assert name not in found.paths


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n"])
def test_a_table_of_the_dump_is_never_taken_for_foreign(tmp_path: Path, text: str) -> None:
    folder = release(tmp_path / "dump", "2024-03-01", "20")
    (folder / "project.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"project\.csv"):
        taken(folder)


# What is not quite right


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_any_line_end_is_read_and_one_alone_reported(tmp_path: Path, end: str) -> None:
    folder = release(tmp_path / "dump", "2024-03-01", "20")
    whole = (folder / "organization.csv").read_text("utf-8")
    (folder / "organization.csv").write_bytes(whole.replace("\n", end).encode())
    # And one in the middle of a file with others.
    classes = (folder / "euroSciVoc.csv").read_text("utf-8")
    (folder / "euroSciVoc.csv").write_bytes(classes.replace("\n", "\r", 2).encode())
    found = taken(folder)
    assert len(parts(found)) == 4
    assert {row["subject"] for row in found.stage.rows["domain_share"]} == {"project-1", "project-2"}
    odd = {"euroSciVoc.csv", *(["organization.csv"] if end == "\r" else [])}
    assert {origin for origin, _, _ in told(found, "line ends")} == odd


def test_a_tab_separated_file_is_read_and_named_as_such(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "tabs", organization=table(ORGANISATION, [organisation()], "\t"),
        project=table(PROJECT, [project(legalBasis="HORIZON.2.3")], "\t"),
    )  # fmt: skip
    found = taken(folder)
    assert parts(found) == [("project-1", 1000.5)]
    assert told(found, "separator") == [
        (f"{name}.csv:1", "", "a tab-separated file, read as such") for name in ("organization", "project")
    ]


BAD = {
    "too many": '"1";"2"\n', "a quote within": '"1";"A "quoted" one";"x"\n', "not UTF-8": "Société\n",
    "a NUL": '"a\0b"\n',
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("late", [False, True])
def test_bad_rows_are_refused_or_set_aside_and_listed(kind: str, late: bool, tmp_path: Path) -> None:
    rows = [organisation(str(number)) for number in range(1, 25_000 if late else 7)]
    whole = table(ORGANISATION, rows).encode() + BAD[kind].encode("cp1252") + b'"1"\n'
    whole += b"\n".join(table(ORGANISATION, [organisation("1", "923456789", "Beta NV")]).encode().splitlines()[1:])
    folder = written(tmp_path / "bad", project=table(PROJECT, [project("1", legalBasis="HORIZON.2.3")]))
    (folder / "organization.csv").write_bytes(whole)
    with pytest.raises(Refused, match=rf"organization\.csv.*(row|line) {len(rows) + 2}\b.*--set-aside-bad-rows"):
        taken(folder)
    found = intake_of("cordis", folder, set_aside=True)
    assert len(parts(found)) == 2
    assert sorted(origin for origin, _, _ in told(found, "malformed row")) == [
        f"organization.csv:{len(rows) + 2}", f"organization.csv:{len(rows) + 3}",
    ]  # fmt: skip
    count = found.audit.files["organization.csv"]
    assert (count.rows, count.aside) == (len(rows) + 3, 2)


def test_a_formula_may_be_set_aside_too(tmp_path: Path) -> None:
    folder = release(tmp_path / "dump", "2024-03-01", "20", "12345")
    (folder / "euroSciVoc.csv").unlink()
    book = openpyxl.Workbook()
    for row in [SCIENCE, ["=1+0", DRONES], *([n, DRONES] for n in "2345")]:
        book.active.append(row)
    book.save(folder / "euroSciVoc.xlsx")
    found = intake_of("cordis", folder, set_aside=True)
    assert len(found.stage.rows["domain_share"]) == 4
    assert [origin for origin, _, _ in told(found, "malformed row")] == ["euroSciVoc.xlsx:2"]


@pytest.mark.parametrize(
    ("first", "last", "size"), [("False", "True", "SME"), ("True", "False", ""), ("", "True", "SME")]
)
def test_whether_it_is_an_sme_the_newest_row_tells(first: str, last: str, size: str, tmp_path: Path) -> None:
    rows = [organisation("1", SME=first, contentUpdateDate="2023-01-01"),
            organisation("2", SME=last, contentUpdateDate="2024-01-01")]  # fmt: skip
    projects = [project(n, legalBasis="HORIZON.2.3") for n in "12"]
    found = taken(dump(tmp_path / "dump", rows, projects, []))
    [row] = found.stage.rows["organisation"]
    assert (row.get("size") or "", len(told(found, "size"))) == (size, 1 if first else 0)
