"""Own data in the forms that office programs save: strict workbooks, titles above headings, tabs, empty files."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from folders import SHARED
from openpyxl import Workbook
from own_source import GOOD, read, rows, taken, told
from own_workbook import FILLED, Sheets, organisations, workbook
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.workbooks import open_workbook

CASES = SHARED / "cases"
_TABLES = (
    "organisation", "name", "identifier", "activity", "establishment", "relation", "project", "domain_share",
    "participation",
)  # fmt: skip


def strict(path: Path) -> Path:
    """The same workbook as Excel saves it in its strict form."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            namespace = rb"http://schemas\.openxmlformats\.org/(\w+)/2006/"
            book.writestr(name, re.sub(namespace, rb"http://purl.oclc.org/ooxml/\1/", data))
    return path


def comma_separated(folder: Path, sheets: Sheets, separator: str = ",", ending: str = ".csv") -> None:
    folder.mkdir(exist_ok=True)
    for name, lines in sheets.items():
        with (folder / f"{name}{ending}").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=separator).writerows(lines)


def test_a_strict_workbook_says_the_same_as_a_usual_one(tmp_path: Path) -> None:
    usual = read(tmp_path / "usual", FILLED)
    (tmp_path / "strict").mkdir()
    found = taken(strict(workbook(tmp_path / "strict" / "own.xlsx", FILLED)))
    for table in _TABLES:
        assert found.stage.rows[table] == usual.stage.rows[table], table


@pytest.mark.parametrize("read_only", [False, True])
def test_dates_truth_and_numbers_of_a_strict_workbook(tmp_path: Path, read_only: bool) -> None:
    book = Workbook()
    book.active.append([date(2026, 3, 1), True, 8400, 0.5, "Liège"])
    book.save(tmp_path / "a.xlsx")
    with open_workbook(strict(tmp_path / "a.xlsx"), 1 << 20, read_only=read_only) as opened:
        [[day, *values]] = opened.worksheets[0].iter_rows(values_only=True)
        assert (day.date(), values) == (date(2026, 3, 1), [True, 8400, 0.5, "Liège"])


def test_a_title_above_the_headings_is_shown_as_the_sheet_shows_it(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["Cluster, status 2026"], [], ["name", "town"], *GOOD]
    with pytest.raises(Refused) as refused:
        read(tmp_path, {"organisations": lines}, lambda book: book["organisations"].merge_cells("A1:C1"))
    assert "it has: Cluster, status 2026. Row 3 looks like them: delete the rows above it" in str(refused.value)


def test_a_merged_heading_is_read_or_told_as_it_is_shown(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["name", "Remarks", None, "=1"], *GOOD]
    found = read(tmp_path, {"organisations": lines}, lambda book: book["organisations"].merge_cells("B1:C1"))
    assert [value for _, value, _ in told(found, "ignored")] == ["Remarks", "=1"]
    assert len(rows(found, "organisation")) == len(GOOD)


@pytest.mark.skipif(not CASES.is_dir(), reason=f"{CASES} is not there")
def test_the_cases() -> None:
    assert len(taken(CASES / "strict-workbook" / "own").stage.rows["organisation"]) == 1
    with pytest.raises(Refused) as refused:
        taken(CASES / "merged-title-row" / "own")
    assert ("Row 3 looks like them" in str(refused.value), "Fault" in str(refused.value)) == (True, False)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", " ;\n;\n"])
def test_an_empty_file_is_told_and_no_surprise(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"there is links\.csv \(empty\)"):
        taken(tmp_path)
    comma_separated(tmp_path / "named", {"bedrijven": organisations("Acme")})
    with pytest.raises(Refused, match=r"CSV file says what it holds: organisations\.csv, .* There is bedrijven\.csv"):
        taken(tmp_path / "named")
    comma_separated(tmp_path, {"organisations": organisations("Acme")})
    assert ("links.csv", "links", "it is empty") in told(taken(tmp_path), "noted")


@pytest.mark.parametrize(
    ("first", "letters"),
    [("sep=;\r\n", "utf-8"), ('"sep=;"\r\n', "utf-8-sig"), ("SEP=|\n", "utf-16"), ("", "utf-16")],
)
def test_letters_of_windows_and_the_separator_that_excel_tells_change_nothing(
    first: str, letters: str, tmp_path: Path
) -> None:
    text = "name;town\r\nAcmé NV;Gent\r\n".replace(";", "|" if "|" in first else ";")
    place = tmp_path / "in"
    place.mkdir()
    (place / "organisations.csv").write_bytes((first + text).encode(letters))
    found = intake_of("own", place)
    assert rows(found, "organisation", "origin", "town") == [("organisations.csv:2", "Gent")]
    assert rows(found, "name", "name") == [("Acmé NV",)]


def test_tab_separated_files_are_read_and_named_as_such(tmp_path: Path) -> None:
    comma_separated(tmp_path / "tabs", FILLED, "\t")
    comma_separated(tmp_path / "commas", FILLED)
    found, same = taken(tmp_path / "tabs"), taken(tmp_path / "commas")
    for table in _TABLES:
        assert found.stage.rows[table] == same.stage.rows[table], table
    assert [reason for _, _, reason in told(found, "noted") if "tab" in reason] == [
        "a tab-separated file, read as such"
    ] * len(FILLED)
    comma_separated(tmp_path / "other", FILLED, "\t", ".tsv")
    with pytest.raises(Refused, match=r"links\.tsv is not read\. This is a tab-separated file: save it as CSV UTF-8"):
        taken(tmp_path / "other")


def test_the_same_tables_in_two_files_count_once_and_repeats_in_one_file_stay(tmp_path: Path) -> None:
    sheets = {**FILLED, "participations": [*FILLED["participations"], FILLED["participations"][1]]}
    alone = read(tmp_path / "alone", sheets)
    both = workbook(tmp_path / "both" / "own.xlsx", sheets).parent
    comma_separated(both / "csv", sheets)
    found = taken(both)
    assert len(rows(alone, "participation")) == 3
    for table in _TABLES:
        assert len(found.stage.rows[table]) == len(alone.stage.rows[table]), table
    assert {issue.kind for issue in found.audit.issues if issue.action == "refused"} == {"told twice"}
