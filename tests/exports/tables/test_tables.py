"""Tables as files: what goes in comes out again, and nothing in them runs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.exports.tables import BOM, Table, to_csv, to_json, to_markdown, to_tsv, workbook
from dirskg.exports.tables.cells import exact, one_line, plain_value, readable, spreadsheet_text
from dirskg.exports.tables.parquet import to_parquet
from dirskg.exports.tables.terminal import to_terminal
from dirskg.exports.tables.workbook import to_xlsx
from dirskg.exports.tables.workbook_fit import fit
from dirskg.graph.errors import DirskgError

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", '=HYPERLINK("http://x")')
NAMES = ["0419052173", "<b>&|", "Liège \u202eevil\x1b[2J", 'say "hi",\nthere', ""]
FRAME = pd.DataFrame(
    {
        "name": NAMES,
        "count": [1, -2, 3, 4, 5],
        "share": [0.1, -0.25, float("nan"), 2023.0, float("inf")],
        "defence": [True, False, True, False, True],
    }
)


def table_of(frame: pd.DataFrame) -> Table:
    """The rows of a frame without its index, NaN where a number is missing."""
    return Table.of(frame.columns, list(frame.itertuples(index=False, name=None)))


TABLE = table_of(FRAME)


def test_csv_reads_back() -> None:
    rows = list(csv.reader(StringIO(to_csv(TABLE))))
    assert rows[0] == ["name", "count", "share", "defence"]
    assert [row[0] for row in rows[1:]] == NAMES
    assert [row[1:] for row in rows[1:3]] == [["1", "0.1", "true"], ["-2", "-0.25", "false"]]
    assert [row[2] for row in rows[3:]] == ["", "2023", "inf"]


def test_csv_has_a_mark_for_excel_in_files_only() -> None:
    assert to_csv(TABLE, bom=True) == BOM + to_csv(TABLE)
    assert to_csv(TABLE, bom=True).encode("utf-8").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_in_a_csv_is_a_formula_and_no_number_is_text(text: str) -> None:
    frame = pd.DataFrame({text: [text, "a"], "n": [-1, 2]})
    head, first, second = csv.reader(StringIO(to_csv(table_of(frame))))
    stored = text.replace("\r", "\n")
    assert head == [f"'{stored}", "n"]
    assert first == [f"'{stored}", "-1"]
    assert second == ["a", "2"]


@given(st.text())
def test_guarded_text_never_begins_as_a_formula(text: str) -> None:
    assert not spreadsheet_text(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert spreadsheet_text(text).removeprefix("'").lstrip("'") == text.removeprefix("'").lstrip("'")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1))
def test_tsv_has_one_line_a_row_and_one_tab_a_border(values: list[list[str]]) -> None:
    lines = to_tsv(Table.of(("a", "b"), values)).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(values) + 1
    assert all(line.count("\t") == 1 for line in lines)


def test_json_is_records_without_nan() -> None:
    records = json.loads(to_json(TABLE), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert [record["name"] for record in records] == NAMES
    assert [record["share"] for record in records] == [0.1, -0.25, None, 2023.0, None]
    assert records[0] == {"name": "0419052173", "count": 1, "share": 0.1, "defence": True}
    assert "Liège" in to_json(TABLE)


def test_markdown_keeps_its_columns_and_shows_text_as_text() -> None:
    text = to_markdown(TABLE, "A *title*", ["A <note>"])
    head, *table = [line for line in text.split("\n") if line]
    assert head == r"## A \*title\*"
    note = table.pop()
    assert note == "A &lt;note&gt;"
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {5}
    assert table[1] == "| --- | --: | --: | --- |"
    assert table[3].startswith(r"| &lt;b&gt;&amp;\| | -2 |")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_workbook_holds_values_and_nothing_that_computes() -> None:
    frame = pd.concat([FRAME, pd.DataFrame({"name": ["=1+1", "http://x.example"], "count": [2**60, 1]})])
    book = openpyxl.load_workbook(BytesIO(to_xlsx(table_of(frame), "A title", ["A note."])))
    sheet = book["Table"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [sheet.cell(row, 1).value for row in (2, 7, 8)] == ["0419052173", "=1+1", "http://x.example"]
    assert [sheet.cell(row, 3).value for row in range(2, 7)] == [0.1, -0.25, None, 2023, "inf"]
    assert sheet["B3"].value == -2
    assert sheet["B7"].value == str(2**60)
    assert sheet["D2"].value is True
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D8"
    assert list(book["Read me"].iter_rows(values_only=True)) == [
        ("A title", None),
        ("Rows", "7"),
        ("Note", "A note."),
    ]


def test_workbook_is_the_same_each_time() -> None:
    assert to_xlsx(TABLE, "A") == to_xlsx(TABLE, "A")


def test_workbook_cuts_text_visibly_and_refuses_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(Table.of("a", [["x" * 40_000]]), "A")))
    # On paper it stays within its column, at a height that is told.
    assert book["Table"]["A2"].alignment.wrap_text
    assert book["Table"].row_dimensions[2].height > 300
    cut = str(book["Table"]["A2"].value)
    assert len(cut) == 32_767
    assert cut.endswith("…")
    monkeypatch.setattr(workbook, "_MOST_ROWS", 5)
    with pytest.raises(DirskgError, match="5 rows are more than a worksheet holds"):
        to_xlsx(TABLE, "A")


def test_parquet_reads_back_and_mixed_columns_become_text() -> None:
    mixed = FRAME.assign(mixed=pd.Series([1, "two", True, None, 2.5], dtype=object))
    back = pd.read_parquet(BytesIO(to_parquet(mixed)))
    pd.testing.assert_frame_equal(back[["count", "share", "defence"]], FRAME[["count", "share", "defence"]])
    assert pq.read_table(BytesIO(to_parquet(FRAME)))["name"].to_pylist() == [*NAMES[:-1], None]
    assert [None if pd.isna(value) else value for value in back["mixed"]] == ["1", "two", "true", None, "2.5"]


def test_years_are_whole_numbers_and_days_are_dates_in_parquet() -> None:
    frame = pd.DataFrame(
        {
            "year": [2021.0, float("nan"), 2023.0, 2024.0],
            "start": ["2021-02-28", "", "2023-05", "2023-02-30"],
            "label": ["a", "", "", ""],
            "budget": [1.0, float("nan"), 2.5, 3.0],
        }
    )
    back = pq.read_table(BytesIO(to_parquet(frame)))
    assert {name: str(kind) for name, kind in zip(back.column_names, back.schema.types, strict=True)} == {
        "year": "int64", "start": "date32[day]", "start_told": "string", "label": "string", "budget": "double",
    }  # fmt: skip
    assert back.to_pydict() == {
        "year": [2021, None, 2023, 2024],
        "start": [date(2021, 2, 28), None, None, None],
        "start_told": ["2021-02-28", None, "2023-05", "2023-02-30"],
        "label": ["a", None, None, None],
        "budget": [1.0, None, 2.5, 3.0],
    }


@pytest.mark.parametrize(
    ("values", "kind", "kept"),
    [
        ([1, None, 3], "int64", [1, None, 3]),
        ([1, 2.5, None], "double", [1.0, 2.5, None]),
        ([2**53 + 1, 2.5], "string", [str(2**53 + 1), "2.5"]),
        ([2**64, 1], "string", [str(2**64), "1"]),
        ([True, None], "bool", [True, None]),
        (["", None], "string", ["", None]),
        ([None, None], "string", [None, None]),
        ([], "string", []),
    ],
)
def test_a_column_has_one_type_that_loses_nothing(values: list[object], kind: str, kept: list[object]) -> None:
    column = pq.read_table(BytesIO(to_parquet(Table.of("a", [[value] for value in values]))))
    if values:
        assert (str(column.schema.types[0]), column["a"].to_pylist()) == (kind, kept)
    assert len(column) == len(values)


def test_terminal_shows_text_as_text() -> None:
    text = to_terminal(TABLE, "Title [bold]", ["Note :smile:"])
    assert "Title [bold]" in text
    assert "Note :smile:" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "Liège evil [2J" in text


@given(st.text())
def test_terminal_never_steers(text: str) -> None:
    shown = to_terminal(Table.of("a", [[text]]), text, [text])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_terminal_keeps_to_its_width_and_colours_only_when_asked() -> None:
    wide = Table.of("ab", [["word " * 60, "x" * 100]])
    assert max(map(len, to_terminal(wide, width=80).split("\n"))) <= 80
    assert "x" * 100 in to_terminal(wide)
    assert "\x1b[1m" in to_terminal(wide, colour=True)
    assert "\x1b" not in to_terminal(wide)


def test_what_is_missing_stays_missing_in_every_form() -> None:
    names = ("text", "number", "truth", "none")
    table = Table.of(names, [("a", 1, True, None), ("", None, None, None), (None, 2, False, None)])
    assert table.rows == [("a", 1, True, None), ("", None, None, None), (None, 2, False, None)]
    assert table.numbers == {1}
    assert [record["text"] for record in json.loads(to_json(table))] == ["a", "", None]
    assert to_csv(table) == "text,number,truth,none\na,1,true,\n,,,\n,2,false,\n"
    back = pq.read_table(BytesIO(to_parquet(table)))
    assert [back[name].to_pylist() for name in names] == [
        ["a", "", None],
        [1, None, 2],
        [True, None, False],
        [None] * 3,
    ]


def test_where_blank_text_stands_for_nothing_it_is_missing() -> None:
    table = Table.of(("a", "b"), [("", 1), ("x", "")], blank=True)
    assert table.rows == [(None, 1), ("x", None)]


@pytest.mark.parametrize("write", [to_csv, to_tsv, to_json, to_markdown, to_parquet, to_terminal])
@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"a": []}), FRAME.iloc[:0]])
def test_a_table_without_rows_is_no_error(write: Callable[[Table], str | bytes], frame: pd.DataFrame) -> None:
    assert write(table_of(frame))
    assert to_xlsx(table_of(frame), "Nothing")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.int64(3), 3), (np.float64("nan"), None), (pd.NaT, None), (pd.NA, None), (np.bool_(True), True),
        (pd.Timestamp("2024-05-01"), "2024-05-01T00:00:00"), (date(2024, 5, 1), "2024-05-01"),
        (["é", 1], '["é", 1]'), ({"a": None}, '{"a": null}'), (np.array([1, 2]), "[1, 2]"), ("\ud800", "\ufffd"),
    ],
)  # fmt: skip
def test_values_become_plain(value: object, plain: object) -> None:
    assert plain_value(value) == plain


@given(st.floats(allow_nan=False))
def test_numbers_read_back_exactly(value: float) -> None:
    assert float(exact(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(2023.0, "2023"), (1234.567, "1234.57"), (0.012345, "0.0123"), (None, ""), ("a\nb", "a b")]
)
def test_numbers_are_shortened_for_reading(value: float | str | None, text: str) -> None:
    assert readable(value) == text


def test_one_line_drops_what_cannot_be_seen() -> None:
    assert one_line("  A\n\tB\x00\u2028C\ud800 \u202egnp.exe\u200b ") == "A B C\ufffd gnp.exe"


def test_the_column_of_most_text_takes_what_few_values_of_others_need() -> None:
    rows = [("A", "why " * 100), ("B", "why " * 100), ("A name that is far longer than any other", "why " * 100)]
    found = fit(("name", "reason"), rows)
    assert found.widths == [26, 104], "of the 130 of a page that stands, not 42 and 88"
