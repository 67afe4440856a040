"""What `dirskg export` and the files of `dirskg query` hold, read by other programs."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from command_line import document, result

from dirskg.exports.tables.cells import exact, spreadsheet_text
from dirskg.graph.ecosystem.frames import FRAMES

PROJECTS = "SELECT ?p ?year ?end ?title WHERE { ?p a eurio:Project ; :year ?year ; eurio:endDate ?end } ORDER BY ?p"
OURS = "https://w3id.org/dirskg/id/"


@pytest.fixture(scope="module")
def tables(reference_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables of the reference build as Parquet."""
    folder = tmp_path_factory.mktemp("tables")
    result("export", "parquet", "-o", folder / "tables.zip", home=reference_home)
    with zipfile.ZipFile(folder / "tables.zip") as archive:
        archive.extractall(folder)
    return folder


def ask(query: str) -> list[tuple[object, ...]]:
    """Rows of a query of DuckDB, which counts NULL as another program does."""
    rows: list[tuple[object, ...]] = duckdb.execute(query).fetchall()
    return rows


def test_no_table_has_blank_text_and_years_and_days_have_their_types(tables: Path) -> None:
    for frame in FRAMES:
        for name, kind, *_ in ask(f"DESCRIBE FROM '{tables / frame}.parquet'"):
            if kind == "VARCHAR":
                assert ask(f"SELECT count(*) FROM '{tables / frame}.parquet' WHERE \"{name}\" = ''") == [(0,)], name
            whole = name in ("year", "projects", "employees", "offers", "offers_sme", "tied", "ties")
            assert (kind == "BIGINT") == whole, (frame, name, kind)
            assert (kind == "DATE") == (name in ("start", "end", "opens", "deadline", "date", "day")), (
                frame,
                name,
                kind,
            )
    organisations = f"'{tables / 'organisations.parquet'}'"
    ((rows, homepages, labels),) = ask(f"SELECT count(*), count(homepage), count(label) FROM {organisations}")
    assert rows == labels
    assert 0 < int(str(homepages)) < int(str(rows))


def test_a_month_for_a_day_is_kept_as_it_is_told(tables: Path) -> None:
    told = ask(f"SELECT start, start_told FROM '{tables / 'projects.parquet'}' WHERE length(start_told) < 10")
    assert told
    assert {day for day, _ in told} == {None}
    days = ask(f"SELECT start, start_told FROM '{tables / 'projects.parquet'}' WHERE start IS NOT NULL")
    assert all(str(day) == text for day, text in days)
    pages = pq.read_table(tables / "purchase_facts.parquet")
    assert [str(pages.schema.field(name).type) for name in ("day", "day_told")] == ["date32[day]", "string"]
    assert pages["day"].null_count < len(pages)


def test_one_table_is_that_of_the_archive(tables: Path, reference_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "projects.parquet"
    result("export", "parquet", "--frame", "projects", "-o", path, home=reference_home)
    assert path.read_bytes() == (tables / "projects.parquet").read_bytes()
    result("export", "csv", "--frame", "projects", "-o", tmp_path / "projects.csv", home=reference_home)
    told = list(csv.DictReader(io.StringIO((tmp_path / "projects.csv").read_text(encoding="utf-8-sig"))))
    held = pq.read_table(path)
    for name in ("id", "title", "year", "eu_contribution", "source"):
        assert [row[name] for row in told] == [spreadsheet_text(exact(value)) for value in held[name].to_pylist()]


def test_a_query_tells_what_is_missing_and_days_as_dates(reference_home: Path, tmp_path: Path) -> None:
    asked = PROJECTS.replace(
        "eurio:endDate ?end }", "OPTIONAL { ?p eurio:endDate ?end FILTER(STRLEN(STR(?end)) = 10) } }"
    )
    result("query", asked, "-o", tmp_path / "p.parquet", home=reference_home)
    table = pq.read_table(tmp_path / "p.parquet")
    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "date32[day]", "string"]
    ends = table["end"].to_pylist()
    assert {type(end) for end in ends} == {date, type(None)}
    assert table["title"].null_count == len(ends)
    rows = document("query", asked, "--format", "json", home=reference_home)
    assert [row["end"] for row in rows] == [end and end.isoformat() for end in ends]
    assert {row["title"] for row in rows} == {None}
    assert all(row["p"].startswith(OURS) for row in rows)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_sheets_show_the_ids_of_the_screen_and_the_address_beside(
    ending: str, reference_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"projects.{ending}"
    result("query", PROJECTS, "-o", path, home=reference_home)
    if ending == "xlsx":
        head, *rows = openpyxl.load_workbook(path)["Table"].iter_rows(values_only=True)
    else:
        text = io.StringIO(path.read_text(encoding="utf-8-sig"))
        head, *rows = csv.reader(text, delimiter="," if ending == "csv" else "\t")
    assert list(head) == ["p", "year", "end", "title", "p_address"]
    assert len(rows) > 100
    assert all(row[4] == f"{OURS}{row[0]}" for row in rows)
    shown = result("query", PROJECTS, home=reference_home)
    assert str(rows[0][0]) in shown
    assert OURS not in shown.split("Query:")[0]


def test_addresses_that_have_no_id_need_no_second_column(reference_home: Path) -> None:
    found = result("query", "SELECT ?page { ?o foaf:homepage ?page } LIMIT 3", "--format", "csv", home=reference_home)
    assert found.splitlines()[0] == "page"
