"""The tables of the dumps in DuckDB: the header of a file tells which it is; all schemas get one set of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dirskg.graph.errors import Refused
from dirskg.ingest.big_csv import copied, csv_query, header_of, quoted
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.workbooks import cell_text, open_workbook


@dataclass(frozen=True, slots=True)
class Table:
    """A table: columns that tell it from others, and our name and theirs (the first that is there) of what is read."""

    name: str
    known_by: frozenset[str]
    columns: dict[str, tuple[str, ...]]


TABLES = (
    Table("science", frozenset({"projectID", "euroSciVocCode"}),
          {"project": ("projectID",), "code": ("euroSciVocCode",), "title": ("euroSciVocTitle",)}),
    Table("legal", frozenset({"projectID", "legalBasis"}),
          {"project": ("projectID",), "basis": ("legalBasis",), "main": ("uniqueProgrammePart",)}),
    Table("organisation", frozenset({"projectID", "activityType", "country"}),
          {"project": ("projectID",), "acronym": ("projectAcronym",), "pic": ("organisationID", "id"),
           "vat": ("vatNumber",), "name": ("name",), "sme": ("SME",), "type": ("activityType",), "street": ("street",),
           "postcode": ("postCode",), "town": ("city",), "country": ("country",), "nuts": ("nutsCode",),
           "role": ("role",), "contribution": ("ecContribution",), "homepage": ("organizationURL", "organizationUrl"),
           "point": ("geolocation",), "updated": ("contentUpdateDate",)}),
    Table("topic", frozenset({"projectID", "topic"}), {"project": ("projectID",), "code": ("topic",)}),
    Table("project", frozenset({"id", "acronym", "frameworkProgramme"}),
          {"project": ("id",), "acronym": ("acronym",), "title": ("title",), "status": ("status",),
           "start": ("startDate",), "finish": ("endDate",), "cost": ("totalCost",), "granted": ("ecMaxContribution",),
           "framework": ("frameworkProgramme",), "legal": ("legalBasis", "programme"), "topics": ("topics",),
           "call": ("masterCall", "call"), "updated": ("contentUpdateDate",)}),
)  # fmt: skip
_DIGITS = frozenset({"project", "pic", "postcode"})
_PIECE = 50_000
# Unpacked size of a workbook: the largest known has 40 MB.
_MOST_BYTES = 1 << 30


def open_tables(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create every table of TABLES, with the column `file`, from all files that are one; empty where there is none.

    Raises Refused for a file that is no CSV or workbook, or none of these tables.
    """
    parts: dict[str, list[str]] = {table.name: [] for table in TABLES}
    for name, path in intake.paths.items():
        there = _workbook_header(path) if path.suffix.lower() == ".xlsx" else header_of(path)
        table = next((table for table in TABLES if table.known_by <= there), None)
        if table is None:
            known = "; ".join(", ".join(sorted(one.known_by)) for one in TABLES)
            raise Refused(f"{path}: none of the tables of CORDIS. Known by their columns are: {known}.")
        columns = {ours: next((one for one in theirs if one in there), "") for ours, theirs in table.columns.items()}
        read = [theirs for theirs in columns.values() if theirs]
        if path.suffix.lower() == ".xlsx":
            query = _workbook(con, intake, name, read)
        else:
            query = csv_query(con, intake, name, read)
        chosen = ", ".join(f"{_column(ours, theirs)} AS {ours}" for ours, theirs in columns.items())
        named = f"SELECT {chosen}, {quoted(name)} AS file FROM ({query})"
        parts[table.name].append(copied(con, intake, name, f"file_{len(intake.audit.files)}", named))
    if not parts["organisation"]:
        raise Refused(f"{intake.folder}: no table of participants (organization.csv). {intake.source.how}")
    for table in TABLES:
        none = ", ".join(f"NULL::VARCHAR AS {ours}" for ours in table.columns)
        con.execute(
            f"CREATE VIEW {table.name} AS "
            + " UNION ALL ".join([*parts[table.name], f"SELECT {none}, NULL::VARCHAR AS file WHERE false"])
        )


def _column(ours: str, theirs: str) -> str:
    """A column as SQL; numbers that only name something lose the .0 that programs put behind them."""
    told = f'"{theirs}"' if theirs else "NULL"
    return rf"regexp_replace({told}, '^(\d+)\.0+$', '\1')" if theirs and ours in _DIGITS else told


def _workbook_header(path: Path) -> set[str]:
    return {str(value) for value in next(_rows(path), ()) if value is not None}


def _workbook(con: duckdb.DuckDBPyConnection, intake: Intake, name: str, columns: list[str]) -> str:
    """Some columns of the first sheet as a table of text. A formula is refused: what it shows is not what it says."""
    path, table = intake.paths[name], f"sheet_{len(intake.audit.files)}"
    rows = _rows(path)
    header = [str(value) for value in next(rows)]
    for column in sorted(set(header) - set(columns) - intake.source.ignored["column"]):
        intake.audit.ignore("unknown column", f"{name}:1", column, "this column is not read")
    places = [header.index(column) for column in columns]
    con.execute(f"CREATE TABLE {table} ({', '.join(f'{chr(34)}{column}{chr(34)} VARCHAR' for column in columns)})")
    number = 2
    while piece := list(islice(rows, _PIECE)):
        # A row ends with its last filled cell.
        cells = [[row[place] if place < len(row) else None for place in places] for row in piece]
        texts = [[_text(value, path, number + at) for value in row] for at, row in enumerate(cells)]
        number += len(piece)
        arrays = [pa.array(values, pa.string()) for values in zip(*texts, strict=True)]
        con.register("arriving", pa.table(dict(zip(columns, arrays, strict=True))))
        con.execute(f"INSERT INTO {table} SELECT * FROM arriving")
        con.unregister("arriving")
    return f"SELECT * FROM {table}" + (f" LIMIT {intake.limit}" if intake.limit else "")


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    with open_workbook(path, _MOST_BYTES, read_only=True) as book:
        sheet = book.worksheets[0]
        # Some programs write a size that does not hold, and the rows beyond it would be lost.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)


def _text(value: object, path: Path, row: int) -> str | None:
    if isinstance(value, str) and value.startswith("="):
        raise Refused(f"{path}, row {row}: a formula ({value[:60]}). Save the sheet with values only, or as CSV.")
    return cell_text(value) or None
