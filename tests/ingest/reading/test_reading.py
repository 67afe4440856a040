"""Strict reading of CSV files, and the account of what happened to every row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.errors import Refused
from dirskg.ingest.audit import Audit, FileCount, Issue
from dirskg.ingest.intake import take_in
from dirskg.ingest.reading.reading import Row, read_rows
from dirskg.ingest.source import known_sources
from dirskg.ingest.taxonomy import read_taxonomy

COLUMNS = ("id", "name")


def read(folder: Path, content: str | bytes, *, strict: bool = False) -> tuple[list[Row], Audit]:
    """Rows of a file with this content; nothing is taken from them."""
    path = folder / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    audit = Audit("test", strict=strict)
    return list(read_rows(path, COLUMNS, audit)), audit


def values(rows: list[Row]) -> list[tuple[str, ...]]:
    return [tuple(row.take(column) for column in COLUMNS) for row in rows]


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(folder, content)
    return str(refused.value)


# What is read


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_end_change_nothing(tmp_path: Path, mark: bytes, end: str) -> None:
    rows, audit = read(tmp_path, mark + end.join(["id,name", "a,Société générale", "b,Liège"]).encode())
    assert values(rows) == [("a", "Société générale"), ("b", "Liège")]
    assert audit.files == {"t.csv": FileCount(rows=2, aside=0)}


def test_quoted_commas_quotes_and_line_ends_belong_to_the_value(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, 'id,name\na,"one, ""two""\r\nthree"\nb,plain\n')
    assert values(rows) == [("a", 'one, "two"\r\nthree'), ("b", "plain")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, 'id,name\na,"1\n2\n3"\n\nb,x\n')
    assert [row.origin for row in rows] == ["t.csv:2", "t.csv:4"]


def test_blank_rows_are_passed_over(tmp_path: Path) -> None:
    rows, audit = read(tmp_path, "id,name\n\na,x\n , \n,\n\n", strict=True)
    assert values(rows) == [("a", "x")]
    assert audit.files["t.csv"] == FileCount(rows=1, aside=0)


def test_columns_come_in_any_order_and_values_lose_their_outer_space(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, " name , id\n  x y  ,\ta\n")
    assert values(rows) == [("a", "x y")]


def test_a_value_can_be_taken_once(tmp_path: Path) -> None:
    (row,), _ = read(tmp_path, "id,name\na,x\n")
    assert row.take("id") == "a"
    with pytest.raises(KeyError):
        row.take("id")
    with pytest.raises(KeyError):
        row.take("nuts")


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(str.strip)


@given(table=st.lists(st.tuples(texts, texts), max_size=6))
def test_whatever_a_csv_writer_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str]]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([COLUMNS, *table])
    rows, _ = read(tmp_path_factory.mktemp("csv"), out.getvalue())
    assert values(rows) == [row for row in table if any(row)]


# What is set aside or ignored, and reported


def test_a_row_with_too_few_or_too_many_fields_is_set_aside(tmp_path: Path) -> None:
    rows, audit = read(tmp_path, "id,name\na\nb,y\nc,z,1\n")
    assert values(rows) == [("b", "y")]
    assert audit.files["t.csv"] == FileCount(rows=3, aside=2)
    assert [(i.action, i.kind, i.origin, i.value) for i in audit.issues if i.action == "refused"] == [
        ("refused", "number of fields", "t.csv:2", "a"),
        ("refused", "number of fields", "t.csv:4", "c,z,1"),
    ]
    assert "3 fields where the header has 2" in audit.issues[-1].reason


def test_a_row_with_a_nul_character_is_set_aside(tmp_path: Path) -> None:
    rows, audit = read(tmp_path, "id,name\na,x\0y\nb,y\n")
    assert values(rows) == [("b", "y")]
    assert (audit.issues[0].kind, audit.issues[0].value) == ("NUL character", "a,x\u2400y")


def test_strict_mode_stops_at_the_first_refused_row(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"t\.csv:3: 1 field where the header has 2.*value: 'b'"):
        read(tmp_path, "id,name\na,x\nb\nc\n", strict=True)


def test_unknown_columns_are_reported_once_and_not_read(tmp_path: Path) -> None:
    rows, audit = read(tmp_path, "id,mood,name\na,sunny,x\nb,rainy,y\n")
    assert [issue for issue in audit.issues if "mood" in issue.value] == [
        Issue("test", "ignored", "unknown column", "t.csv:1", "mood", "this column is not read")
    ]
    with pytest.raises(KeyError):
        rows[0].take("mood")


def test_a_value_that_nobody_takes_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,name\na,x\nb,\nc, \n", encoding="utf-8")
    audit = Audit("test")
    for row in read_rows(path, COLUMNS, audit):
        row.take("id")
    assert [(issue.action, issue.kind, issue.origin, issue.value) for issue in audit.issues] == [
        ("ignored", "unused value", "t.csv:2", "name=x")
    ]


# What stops the build


def test_a_missing_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"no\.csv: no such file"):
        list(read_rows(tmp_path / "no.csv", COLUMNS, Audit("test")))
    assert "the file is empty" in refusal(tmp_path, "")
    assert "id, name is missing" in refusal(tmp_path, "\n")


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    assert "row 1: column name is missing; the header has: id, title" in refusal(tmp_path, "id,title\na,x\n")


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_table_is_read_whatever_separates_it(sign: str, tmp_path: Path) -> None:
    rows, _ = read(tmp_path, f'id{sign}name\na{sign}"x, y"\n')
    assert values(rows) == [("a", "x, y")]


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert "column name stands there twice" in refusal(tmp_path, "id,name,name\na,x,y\n")
    rows, _ = read(tmp_path, "id,name,spare,spare\na,x,1,2\n")
    assert values(rows) == [("a", "x")]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ('"id"x,name\na,x\n', 1),
        ('id,name\na,x\n"b"c,y\nd,z\n', 3),
        ('id,name\na,"1\n2"\n"b"c,y\n', 3),
        ('id,name\na,x\nb,"never closed\nc,y\nd,z\n', 3),
    ],
)
def test_broken_quotes_are_refused_with_their_row(tmp_path: Path, content: str, row: int) -> None:
    assert f"row {row}: " in refusal(tmp_path, content)


def test_text_that_is_not_utf8_is_refused_with_its_row(tmp_path: Path) -> None:
    lines = ["id,name", *(f'{i},"Société\n{"x" * 90}"' for i in range(200))]
    content = "\n".join(lines).encode().replace(b'150,"Soci\xc3\xa9t\xc3\xa9', '150,"Société'.encode("cp1252"))
    assert "row 152: not UTF-8" in refusal(tmp_path, content)
    assert "row 1: not UTF-8" in refusal(tmp_path, "id,name\na,x\n".encode("utf-16"))


# The account


def test_the_audit_counts_by_action() -> None:
    audit = Audit("test")
    audit.read("t.csv")
    audit.refuse("kind", "t.csv:2", "v", "reason")
    audit.repair("kind", "t.csv:3", "v", "reason")
    audit.ignore("kind", "t.csv:3", "v", "reason")
    audit.ignore("kind", "t.csv:4", "v", "reason")
    audit.note("kind", "t.csv:4", "v", "reason")
    assert audit.summary() == {"ignored": 2, "noted": 1, "refused": 1, "repaired": 1}
    assert audit.files["t.csv"].aside == 1


def test_a_row_refused_for_two_reasons_is_set_aside_once() -> None:
    audit = Audit("test")
    audit.read("t.csv")
    audit.refuse("year", "t.csv:2", "x", "first reason")
    audit.refuse("target", "t.csv:2", "y", "second reason")
    assert audit.files["t.csv"] == FileCount(rows=1, aside=1)
    assert audit.summary() == {"refused": 2}


def test_a_file_of_which_over_a_third_is_refused_stops_the_build(tmp_path: Path) -> None:
    source = known_sources()["reference"]
    assert source.folder
    for file in source.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    links = (tmp_path / "company_links.csv").read_text(encoding="utf-8").splitlines()
    broken = [line if number % 5 < 3 else line.replace(",", ",nowhere-", 1) for number, line in enumerate(links)]
    (tmp_path / "company_links.csv").write_text("\n".join(broken), encoding="utf-8")
    with pytest.raises(Refused, match=r"company_links\.csv: \d+ of \d+ rows were refused, which is over a third"):
        take_in(source, tmp_path, read_taxonomy(), strict=False)
