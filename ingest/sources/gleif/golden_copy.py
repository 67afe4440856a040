"""The files of the golden copy in DuckDB, with short names for the columns that are read."""

from __future__ import annotations

import re
from collections.abc import Set

import duckdb

from dirskg.graph.errors import Refused
from dirskg.ingest.big_csv import copied, csv_query, header_of
from dirskg.ingest.intake import Intake

ENTITY = {
    "lei": "LEI", "name": "Entity.LegalName", "street": "Entity.LegalAddress.FirstAddressLine",
    "town": "Entity.LegalAddress.City",
    "country": "Entity.LegalAddress.Country", "postcode": "Entity.LegalAddress.PostalCode",
    "authority": "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "number": "Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "category": "Entity.EntityCategory",
    "status": "Entity.EntityStatus", "registration": "Registration.RegistrationStatus",
    "updated": "Registration.LastUpdateDate",
}  # fmt: skip
PARENT = {
    "child": "Relationship.StartNode.NodeID", "owner": "Relationship.EndNode.NodeID",
    "kind": "Relationship.RelationshipType", "state": "Relationship.RelationshipStatus",
}  # fmt: skip
# Names in other languages, of trade and of before, and in Latin letters: as many as a file has columns for.
_OTHER_NAME = re.compile(r"(Entity\.(?:Transliterated)?OtherEntityNames\.\w+\.\d+)(\.xmllang|\.type)?")


def open_entities(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create the tables `entity` and `other_name(lei, name, lang, kind)`. Raises Refused without a file of entities."""
    name = _file(intake, ENTITY["lei"])
    if name is None:
        raise Refused(f"{intake.folder}: no file has the column {ENTITY['lei']}. {intake.source.how}")
    found = [one for one in map(_OTHER_NAME.fullmatch, sorted(header_of(intake.paths[name]))) if one]
    _copy(con, intake, name, "entity", ENTITY | {one[0]: one[0] for one in found})
    there = {one[0] for one in found}
    parts = [
        f'SELECT lei, "{one[0]}" AS name, {_or_none(f"{one[0]}.xmllang", there)} AS lang, '
        f'{_or_none(f"{one[0]}.type", there)} AS kind FROM entity WHERE "{one[0]}" IS NOT NULL'
        for one in found
        if not one[2]
    ]
    none = "SELECT lei, name, NULL::VARCHAR AS lang, NULL::VARCHAR AS kind FROM entity WHERE false"
    con.execute("CREATE TABLE other_name AS " + " UNION ALL ".join([*parts, none]))


def _or_none(column: str, there: Set[str]) -> str:
    return f'"{column}"' if column in there else "NULL::VARCHAR"


def open_parents(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create the table `parent`; an empty one will do."""
    name = _file(intake, PARENT["child"])
    if name is None:
        con.execute("CREATE TABLE parent (child VARCHAR, owner VARCHAR, kind VARCHAR, state VARCHAR)")
    else:
        _copy(con, intake, name, "parent", PARENT)


def _file(intake: Intake, column: str) -> str | None:
    """The one file that has this column. Raises Refused where several have it."""
    names = [name for name, path in intake.paths.items() if column in header_of(path)]
    if len(names) > 1:
        raise Refused(f"{intake.folder}: {len(names)} files have the column {column}. {intake.source.how}")
    return next(iter(names), None)


def _copy(con: duckdb.DuckDBPyConnection, intake: Intake, name: str, table: str, columns: dict[str, str]) -> None:
    query = csv_query(con, intake, name, columns.values())
    renamed = ", ".join(f'"{column}" AS "{short}"' for short, column in columns.items())
    copied(con, intake, name, table, f"SELECT {renamed} FROM ({query})")
