"""The analyst's own spreadsheets as files: sheets, columns and forms that are read, and what stops a build."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from openpyxl import Workbook, load_workbook
from own_source import GOOD, read, rows, taken, told, with_row
from own_workbook import FILLED, Sheets, organisations, workbook
from staged import TAXONOMY, intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.sources.own.plan import read_plan
from dirskg.ingest.sources.own.template import template_files


def test_csv_files_say_the_same_as_a_workbook(tmp_path: Path) -> None:
    for name, lines in FILLED.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines)  # as a Belgian Excel saves them
    found, same = taken(tmp_path), read(tmp_path / "book", FILLED)
    told_of = ("organisation", "name", "identifier", "activity", "establishment", "relation", "project", "domain_share")
    for table in told_of:
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
        ({"organisations": [["name", "postal cod"], ["A", 1]]}, "Did you mean 'postal code'? Rename it."),
        ({"organisations": [["names", "town"], ["A", "Gent"]]}, "Did you mean 'name'? Rename it."),
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


def test_headings_and_sheets_may_be_in_dutch_french_or_german(tmp_path: Path) -> None:
    words = [
        "organisations links name town postal_code KBO_number from relation to year",
        "Organisaties Relaties Naam Gemeente Postcode Ondernemingsnummer van relatie naar jaar",
        "organisations links Naam/Nom town_(commune) postal_code KBO_number from relation to_(nach) year",
        "organisations liens nom commune code_postal numéro_d'entreprise de relation vers année",
        "Organisationen Beziehungen Name Ort PLZ Unternehmensnummer von Beziehung nach Jahr",
    ]
    read_as = []
    for number, (one, two, *headings) in enumerate(map(str.split, words)):
        lines: list[list[Any]] = [headings[:4], ["A NV", "Gent", 9000, "0403.170.701"], ["B NV", "Gent", 9000, ""]]
        found = read(tmp_path / str(number), {one: lines, two: [headings[4:], ["A NV", "partner of", "B NV", 2024]]})
        assert not told(found, "ignored")
        read_as.append((
            rows(found, "organisation", "key", "town", "postcode"), rows(found, "identifier", "value"),
            rows(found, "relation", "from_key", "to_key", "year"),
        ))  # fmt: skip
    assert read_as == [read_as[0]] * len(words)
    assert read_as[0][2] == [("own/a-nv", "own/b-nv", 2024.0)]
    plan = read_plan()
    columns = {column.name for sheet in plan.sheets.values() for column in sheet.columns}
    named = Counter(plan.also.values())
    assert {name for name in columns if named[name] == 1} == {"ROR", "PIC"}, "no other language has a word for these"
    with pytest.raises(Refused, match="Did you mean 'ondernemingsnummer'"):
        read(tmp_path / "near", {"organisations": [["naam", "ondernemingsnumer"], *GOOD]})


@pytest.mark.parametrize("name", [datetime(2026, 5, 3), True])
def test_a_name_that_a_spreadsheet_made_a_date_of_is_refused(tmp_path: Path, name: Any) -> None:
    [(origin, _, reason)] = told(read(tmp_path, {"organisations": [["name"], *GOOD, [name]]}), "refused")
    assert (origin, "made a date or a yes of it" in reason) == ("own.xlsx:organisations:11", True)


@pytest.mark.parametrize(
    ("row", "action", "kind"),
    [
        (["Totaal", 9], "refused", "totals"), (["Sous-total", None], "refused", "totals"),
        (["name", "town"], "ignored", "headings"), (["Total Energies SE", "n.v.t."], "repaired", "blank"),
    ],
)  # fmt: skip
def test_rows_that_tell_of_nobody_are_told(tmp_path: Path, row: list[Any], action: str, kind: str) -> None:
    found = read(tmp_path, {"organisations": [["name", "town"], *GOOD, row]})
    [issue] = [one for one in found.audit.issues if one.action == action]
    assert (issue.kind, issue.origin) == (kind, "own.xlsx:organisations:11")
    assert len(rows(found, "organisation", "town")) == len(GOOD) + (kind == "blank")


def test_another_table_below_stops_the_build(tmp_path: Path) -> None:
    below = [[], ["project", "organisation"], ["P", "Fine 1"]]
    with pytest.raises(Refused, match=r"organisations:12: headings of the sheet 'participations'"):
        read(tmp_path, {"organisations": [["name", "town"], *GOOD, *below]})
    with pytest.raises(Refused, match="its headings in one row"):
        read(tmp_path, {"organisations": [["name", "place"], ["", ""], ["naam", "gemeente"], *GOOD]})


def test_a_row_of_a_csv_file_with_a_value_too_many_is_set_aside(tmp_path: Path) -> None:
    lines = ["name,town", *(f"{one},Gent" for [one] in GOOD), "Acme, Inc,Gent", "Beta,Gent,,"]
    (tmp_path / "organisations.csv").write_text("\n".join(lines), encoding="utf-8")
    found = taken(tmp_path)
    [(origin, _, reason)] = told(found, "refused")
    assert (origin, reason[:35]) == ("organisations.csv:11", "3 values where the header has 2; pu")
    assert len(rows(found, "organisation", "town")) == len(GOOD) + 1


def test_hidden_sheets_and_columns_are_read_and_told(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["organisations"].column_dimensions["B"].hidden = True
        book["links"].sheet_state = "hidden"

    links = [["from", "relation", "to"], ["Fine 0", "partner of", "Fine 1"]]
    found = read(tmp_path, {"organisations": [["name", "town"], *GOOD], "links": links}, hide)
    hidden = [(one.origin, one.value) for one in found.audit.issues if one.kind == "hidden"]
    assert hidden == [("own.xlsx:organisations:1", "column B"), ("own.xlsx:links:1", "the sheet")]


def test_numbers_with_the_apostrophe_that_keeps_them_text_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, with_row(["postal code", "KBO number"], ["A NV", "'8400", "'0403170701"]))
    assert (rows(found, "organisation", "postcode")[-1], rows(found, "identifier", "value")) == (
        ("8400",), [("0403170701",)],
    )  # fmt: skip


def test_a_name_told_before_is_refused_with_the_place(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", {"organisations": [["name", "town"], ["Fine 1", "Gent"]]})
    workbook(tmp_path / "b.xlsx", {"organisations": [["name", "town"], *GOOD]})
    [(origin, value, reason)] = told(taken(tmp_path), "refused")
    assert (origin, value) == ("b.xlsx:organisations:3", "Fine 1")
    assert "a.xlsx:organisations:2 has this name already" in reason


def test_a_sheet_missing_and_one_too_many_are_reported(tmp_path: Path) -> None:
    found = read(tmp_path, {"organisations": organisations("A"), "Budget 2026": [["secret"], [1]], "Sheet3": []})
    assert [value for _, value, _ in told(found, "ignored")] == ["Budget 2026"]
    assert [value for _, value, _ in told(found, "noted")] == [
        "links", "activities", "establishments", "projects", "participations",
    ]  # fmt: skip


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
        assert len(found.audit.issues) == 14
    # Nothing was wrong with the examples but that they are examples.
    book = load_workbook(tmp_path / "own.xlsx")
    for page in book.worksheets[1:]:
        for cells in page.iter_rows(min_row=2):
            for cell in cells:
                cell.value = str(cell.value or "").removeprefix("EXAMPLE: ")
    book.save(tmp_path / "mine.xlsx")
    mine = intake_of("own", tmp_path / "mine.xlsx", strict=True, ids=[("ref", "rma")])
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
