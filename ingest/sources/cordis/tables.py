"""The tables of the dumps in DuckDB: the header of a file tells which it is; all schemas get one set of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from dirskg.graph.errors import Refused
from dirskg.ingest.arriving import quoted
from dirskg.ingest.big_csv import copied, csv_query, header_of
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.cordis.nested import take_apart
from dirskg.ingest.sources.cordis.other_forms import Form, load_form, open_form
from dirskg.ingest.sources.cordis.sheets import take_sheets_apart


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
          {"project": ("projectID",), "acronym": ("projectAcronym",), "pic": ("organisationID", "id", "pic"),
           "vat": ("vatNumber",), "name": ("name", "legalName"), "sme": ("SME",), "type": ("activityType",),
           "street": ("street",),
           "postcode": ("postCode",), "town": ("city",), "country": ("country",), "nuts": ("nutsCode",),
           "role": ("role",), "order": ("order",), "contribution": ("ecContribution",),
           "homepage": ("organizationURL", "organizationUrl"),
           "point": ("geolocation",), "updated": ("contentUpdateDate",)}),
    Table("topic", frozenset({"projectID", "topic"}), {"project": ("projectID",), "code": ("topic",)}),
    Table("project", frozenset({"id", "acronym", "frameworkProgramme"}),
          {"project": ("id",), "acronym": ("acronym",), "title": ("title",), "status": ("status",),
           "start": ("startDate",), "finish": ("endDate",), "cost": ("totalCost",), "granted": ("ecMaxContribution",),
           "framework": ("frameworkProgramme",), "legal": ("legalBasis", "programme"), "topics": ("topics",),
           "call": ("masterCall", "call"), "objective": ("objective",), "keywords": ("keywords",),
           "updated": ("contentUpdateDate",)}),
)  # fmt: skip
_NUMBERS = frozenset({"project", "pic"})
_DIGITS = frozenset({"project", "pic", "postcode", "vat"})
_ROUNDED = r"\d([.,]\d+)?[eE]\+?\d+"
# Names by which the publisher gives them, whatever has become of their columns.
_NAMES = frozenset({"project", "organization", "topics", "legalbasis", "euroscivoc"})


def open_tables(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create a view `told_t` of each t of TABLES, with the column `file`, from all files that are one; empty without.

    A file of another kind is left out. Raises Refused for a table that is damaged, and where none tells participants.
    """
    con.execute("SET preserve_insertion_order = true")
    take_apart(intake)
    take_sheets_apart(intake, [table.known_by for table in TABLES])
    parts: dict[str, list[str]] = {table.name: [] for table in TABLES}
    for number, (name, table, there, form) in enumerate(_known_tables(intake)):
        columns = {ours: next((one for one in theirs if one in there), "") for ours, theirs in table.columns.items()}
        read = [theirs for theirs in columns.values() if theirs]
        if form:
            query = load_form(con, intake, name, form, read, f"sheet_{number}")
        else:
            query = csv_query(con, intake, name, read)
        chosen = ", ".join(f"{_column(ours, theirs)} AS {ours}" for ours, theirs in columns.items())
        named = f"SELECT {chosen}, {quoted(name)} AS file FROM ({query})"
        copy = copied(con, intake, name, f"file_{number}", named)
        _check_numbers(con, intake, name, f"file_{number}", _NUMBERS & columns.keys())
        # Rows are kept in their order, the header being row 1.
        parts[table.name].append(copy.replace("*", "*, rowid + 2 AS row", 1))
    of_projects = [table for table, found in parts.items() if found and table != "organisation"]
    if not parts["organisation"] or not of_projects:
        what = (
            "of projects (project.csv, euroSciVoc.csv)"
            if parts["organisation"]
            else "of participants (organization.csv)"
        )
        others = [one for one in intake.audit.issues if one.kind in ("foreign file", "unread file")]
        told = "".join(f" {one.origin}: {one.reason}" for one in others)
        raise Refused(f"{intake.folder}: no table {what}.{told} {intake.source.how}")
    for table in TABLES:
        none = ", ".join(f"NULL::VARCHAR AS {ours}" for ours in table.columns)
        con.execute(
            f"CREATE VIEW told_{table.name} AS "
            + " UNION ALL ".join([*parts[table.name], f"SELECT {none}, NULL::VARCHAR AS file, 0 AS row WHERE false"])
        )
    if not con.execute("SELECT 1 FROM told_organisation LIMIT 1").fetchone():
        raise Refused(f"{intake.folder}: no row in the table of participants (organization.csv). {intake.source.how}")


def _check_numbers(
    con: duckdb.DuckDBPyConnection, intake: Intake, name: str, table: str, columns: Iterable[str]
) -> None:
    """Raises Refused for numbers that a spreadsheet rounded (1.01E+08): several projects or bodies become one by it."""
    for column in columns:
        query = f"""SELECT rowid + 2, "{column}" FROM {table} WHERE regexp_full_match("{column}", '{_ROUNDED}')
            ORDER BY rowid LIMIT 1"""
        if found := con.execute(query).fetchone():
            told = f"{found[1]} is a number that a spreadsheet rounded, so that it may be any of many"
            raise Refused(f"{intake.paths[name]}, row {found[0]}: {told}. Take the file as its publisher ships it.")


def _column(ours: str, theirs: str) -> str:
    """A column as SQL; numbers that only name something lose the .0 that programs put behind them, and the power.

    Spreadsheets write the power with a plus, and leave out digits; other programs leave out zeros at most.
    """
    told = f'"{theirs}"' if theirs else "NULL"
    if not theirs or ours not in _DIGITS:
        return told
    power = rf"regexp_full_match({told}, '\d(\.\d+)?[eE]\+?\d\d?')"
    number = f"try_cast(try_cast({told} AS DOUBLE) AS BIGINT)::VARCHAR"
    digits = rf"regexp_extract({told}, '\.(\d+)', 1)"
    power += rf" AND (NOT contains({told}, '+') OR length({digits}) >= regexp_extract({told}, '(\d+)$', 1)::INTEGER)"
    return rf"CASE WHEN {power} THEN coalesce({number}, {told}) ELSE regexp_replace({told}, '^(\d+)\.0+$', '\1') END"


def _known_tables(intake: Intake) -> Iterator[tuple[str, Table, set[str], Form | None]]:
    """The table that each file is, its header, and what is open of a workbook or of JSON, which is long to open.

    A file that is none is left out, unless its name says otherwise.
    """
    for name, path in list(intake.paths.items()):
        try:
            form = open_form(path)
            there = {str(value) for value in form[0] if value is not None} if form else set()
            there = there or header_of(path)
            table = next((table for table in TABLES if table.known_by <= there), None)
            if table is None:
                raise Refused(f"{path}, row 1: none of the tables of CORDIS by its columns, {', '.join(there)[:200]}. "
                              "Download the file again; put it elsewhere if it is another one.")  # fmt: skip
        except Refused as error:
            if path.stem.lower() in _NAMES:
                raise
            intake.leave_out(name, str(error))
        else:
            yield name, table, there, form
