"""The analyst's own spreadsheets as files: sheets, columns and forms that are read, and what stops a build."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from openpyxl import Workbook, load_workbook
from own_source import GOOD, OWN, TAXONOMY, read, rows, taken, told, with_row
from own_workbook import FILLED, Sheets, organisations, workbook

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import take_in
from dirskg.ingest.known import Known
from dirskg.ingest.sources.own.plan import read_plan
from dirskg.ingest.sources.own.template import template_files


def test_csv_files_say_the_same_as_a_workbook(tmp_path: Path) -> None:
    for name, lines in FILLED.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines)  # as a Belgian Excel saves them
    found, same = taken(tmp_path), read(tmp_path / "book", FILLED)
    for table in ("organisation", "name", "identifier", "activity", "relation", "project", "domain_share"):
        left, right = ([{**row, "origin": "", "source": ""} for row in one.stage.rows[table]] for one in (found, same))
        assert left == right, table


def test_merged_cells_hidden_rows_and_empty_rows(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        page = book["organisations"]
        page.merge_cells("B3:B4")
        page.row_dimensions[6].hidden = True

    lines: list[list[Any]] = [["A", "Gent"], ["B", "Gent"], ["C", "Gent"], [], ["D", "Gent"], ["   ", None], *GOOD]
    found = read(tmp_path, {"organisations": [["name", "town"], *lines]}, change)
    assert [(origin, value) for origin, value, _ in told(found, "refused")] == [
        ("own.xlsx:organisations:3", "Gent"), ("own.xlsx:organisations:4", "B3:B4"),
    ]  # fmt: skip
    assert [value for _, value, _ in told(found, "noted") if value == "6"] == ["6"]
    assert ("D",) in rows(found, "name", "name")


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["Postal_Code", "Shoe size", "NAME *", None], [8400, 44, "Acme", "lost"]]
    found = read(tmp_path, {"Organisations ": lines})
    assert rows(found, "organisation", "postcode") == [("8400",)]
    assert [(value, reason) for _, value, reason in told(found, "ignored")] == [
        ("Shoe size", "this column is not read"), ("(not shown)", "column D has no heading, so it is not read"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ({"organisations": [["name", "postcode"], ["A", 1]]}, "Did you mean 'postal code'? Rename it."),
        ({"organisations": [["naam", "town"], ["A", "Gent"]]}, "Did you mean 'name'? Rename it."),
        ({"organisations": [["My list"], ["name", "town"], ["A", "Gent"]]}, "Row 2 looks like them"),
        ({"organisations": [["name", "Name"], ["A", "B"]]}, "stands there twice"),
        ({"organisation": organisations("A")}, "Did you mean 'organisations'? Rename it."),
        ({"Sheet1": organisations("A")}, "no sheet is called organisations, links"),
        ({"organisations": [["name", "Contact person"], ["A", ""]]}, "looks as if it holds persons"),
        ({"organisations": [["name", "E-mail"], ["A", ""]]}, "looks as if it holds persons"),
        ({"organisations": [["name", "Téléphone"], ["A", ""]]}, "looks as if it holds persons"),
        ({"organisations": [["name", "GSM nummer"], ["A", ""]]}, "looks as if it holds persons"),
        ({"organisations": [["name", "leg"], ["A", "x"], ["B", ""]]}, "over a third"),
    ],
)
def test_structural_surprises_stop_the_build(tmp_path: Path, sheets: Sheets, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, sheets)
    assert reason in str(refused.value)
    assert "own.xlsx" in str(refused.value)


def test_a_sheet_missing_and_one_too_many_are_reported(tmp_path: Path) -> None:
    found = read(tmp_path, {"organisations": organisations("A"), "Budget 2026": [["secret"], [1]], "Sheet3": []})
    assert [value for _, value, _ in told(found, "ignored")] == ["Budget 2026"]
    assert [value for _, value, _ in told(found, "noted")] == ["links", "activities", "projects", "participations"]


def test_strict_stops_at_the_first_wrong_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own.xlsx", with_row(["leg"], ["Bad", "x"]))
    with pytest.raises(Refused, match="organisations:11: column B"):
        taken(path, strict=True)


def test_files_that_are_no_workbooks_are_refused(tmp_path: Path) -> None:
    good = workbook(tmp_path / "own.xlsx", FILLED).read_bytes()
    for number, data in enumerate((b"", b"not a zip", good[: len(good) // 2], _bomb(good), _entities(good))):
        path = tmp_path / str(number) / "own.xlsx"
        path.parent.mkdir()
        path.write_bytes(data)
        with pytest.raises(Refused, match=r"own\.xlsx"):
            taken(path)
    far = workbook(tmp_path / "far" / "own.xlsx", FILLED, lambda book: book["links"].cell(1_000_000, 90, "x") and None)
    with pytest.raises(Refused, match="Delete the rows"):
        taken(far)
    old = tmp_path / "old"
    old.mkdir()
    (old / "facts.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(Refused, match=r"Save it as an Excel workbook"):
        taken(old)


def _changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            text = old.read(member)
            new.writestr(member, change(text) if member == name else text)
    return out.getvalue()


def _bomb(data: bytes) -> bytes:
    return _changed(data, "xl/worksheets/sheet1.xml", lambda text: text + b" " * (60 << 20))


def _entities(data: bytes) -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    return _changed(data, "xl/worksheets/sheet1.xml", lambda text: entity + text)


def test_the_template_is_read_and_gives_nothing(tmp_path: Path) -> None:
    for name, data in template_files(TAXONOMY).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for place in (tmp_path / "own.xlsx", tmp_path / "csv"):
        found = taken(place)
        assert [table for table, staged in found.stage.rows.items() if staged] == []
        assert {issue.kind for issue in found.audit.issues} == {"example"}
        assert len(found.audit.issues) == 12
    # Nothing was wrong with the examples but that they are examples.
    book = load_workbook(tmp_path / "own.xlsx")
    for page in book.worksheets[1:]:
        for cells in page.iter_rows(min_row=2):
            for cell in cells:
                cell.value = str(cell.value or "").removeprefix("EXAMPLE: ")
    book.save(tmp_path / "mine.xlsx")
    known = Known(frozenset({("ref", "rma")}))
    mine = take_in(OWN, tmp_path / "mine.xlsx", TAXONOMY, strict=True, known=known)
    assert len(mine.stage.rows["participation"]) == 2


def test_the_page_for_analysts_tells_of_every_column_and_value() -> None:
    page = (ROOT / "docs" / "own-data.md").read_text(encoding="utf-8")
    plan = read_plan()
    for sheet in plan.sheets.values():
        section = page.split(f"### {sheet.name}\n")[1].split("\n#")[0]
        for column in sheet.columns:
            assert f"| {column.name}{' *' if column.required else ''} | {column.help}" in section
            assert all(value in section for value in plan.shown.get(column.form, ()))


def test_a_folder_within_the_folder_is_read_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own" / "own.xlsx", {"organisations": [["name"], *GOOD]})
    (path.parent / "2026" / "csv").mkdir(parents=True)
    (path.parent / "2026" / "csv" / "organisations.CSV").write_text("name\nAlfa\n", encoding="utf-8")
    (path.parent / "2026" / "budget.xls").touch()
    found = taken(path.parent)
    assert ("2026/csv/organisations.CSV:2", "Alfa") in rows(found, "name", "origin", "name")
    assert [(origin, why) for origin, _, why in told(found, "ignored") if "budget" in origin] == [
        ("2026/budget.xls", "no file that this source reads, so it is left out. "
         "Save it as an Excel workbook (.xlsx) or as CSV UTF-8."),
    ]  # fmt: skip
