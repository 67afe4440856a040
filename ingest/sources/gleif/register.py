"""Which legal entities of the golden copy enter the graph, and how."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import duckdb

from dirskg.graph.errors import Refused
from dirskg.ingest.big_csv import copied, csv_query, dictionaries, fill, header_of, newest_day, open_database
from dirskg.ingest.identity.comparable_sql import MACROS
from dirskg.ingest.intake import Intake
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat
from dirskg.ingest.values.vocabulary import EU_COUNTRIES

ENTITY = {
    "lei": "LEI", "name": "Entity.LegalName", "other": "Entity.OtherEntityNames.OtherEntityName.1",
    "street": "Entity.LegalAddress.FirstAddressLine", "town": "Entity.LegalAddress.City",
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
_TIES = {"IS_DIRECTLY_CONSOLIDATED_BY": "ownedBy", "IS_INTERNATIONAL_BRANCH_OF": "partOf"}
_BELGIAN_REGISTER = "RA000025"
_PAGE = "https://search.gleif.org/#/record/"


def stage(intake: Intake) -> None:
    """Stage the entities that other sources know, and their direct parents. Raises Refused for a wrong file."""
    con = open_database(intake)
    try:
        _open(con, intake, "entity", ENTITY)
        _open(con, intake, "parent", PARENT)
        _select(con, intake)
        intake.stage.retrieved = newest_day(con, "SELECT updated AS day FROM entity") or intake.stage.retrieved
        _stage_entities(con, intake)
        _stage_ties(con, intake)
    finally:
        con.close()


def _open(con: duckdb.DuckDBPyConnection, intake: Intake, table: str, columns: dict[str, str]) -> None:
    """A table with short names for the columns of the one file that has them; an empty one of parents will do."""
    first = next(iter(columns.values()))
    names = [name for name, path in intake.paths.items() if first in header_of(path)]
    if not names and table == "parent":
        con.execute("CREATE TABLE parent (child VARCHAR, owner VARCHAR, kind VARCHAR, state VARCHAR)")
        return
    if len(names) != 1:
        told = f"{len(names)} files have" if names else "no file has"
        raise Refused(f"{intake.folder}: {told} the column {first}. {intake.source.how}")
    query = csv_query(con, intake, names[0], columns.values())
    renamed = ", ".join(f'"{column}" AS {short}' for short, column in columns.items())
    copied(con, intake, names[0], table, f"SELECT {renamed} FROM ({query})")


def _select(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create the tables `chosen(lei)` and `parents(child, owner, kind)`."""
    con.execute(MACROS)
    fill(con, "tie", relation=list(_TIES), kind=list(_TIES.values()))
    known = intake.known
    fill(con, "known_lei", lei=sorted(value for scheme, value in known.identifiers if scheme == "lei"))
    fill(con, "known_kbo", number=sorted(value for scheme, value in known.identifiers if scheme == "kbo"))
    iso = {told: code for code, told in EU_COUNTRIES.items()}
    pairs = sorted({(name, iso.get(place, place)) for place, names in known.names.items() for name in names if name})
    fill(con, "known_name", name=[name for name, _ in pairs], country=[country for _, country in pairs])
    con.execute(files(__package__).joinpath("selection.sql").read_text("utf-8"))


def _stage_entities(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    places = Places.load()
    query = """SELECT e.*, e.lei NOT IN (SELECT lei FROM chosen) AS parent FROM legal_entity e
        WHERE e.lei IN (SELECT lei FROM chosen UNION SELECT owner FROM parents) ORDER BY e.lei"""
    for row in dictionaries(con, query):
        lei = row["lei"]
        key, origin, source = f"gleif/{lei}", f"entity:{lei}", _PAGE + lei
        country = EU_COUNTRIES.get(row["country"], row["country"])
        values = {"country": country, "street": row["street"], "postcode": row["postcode"], "town": row["town"]}
        intake.stage.add("organisation", origin, source, key=key, **locate_seat(values, origin, intake.audit, places))
        if row["parent"]:
            intake.stage.kept.add(key)
        for name, kind in ((row["name"], "legal"), (row["other"], "alias")):
            if name:
                intake.stage.add("name", origin, source, key=key, name=name, lang="", type=kind)
        _identifiers(intake, row, key, origin, source)
        if row["status"] == "INACTIVE":
            intake.audit.note("inactive", origin, row["name"], "the entity has ceased to exist")


def _identifiers(intake: Intake, row: dict[str, Any], key: str, origin: str, source: str) -> None:
    told = [("lei", row["lei"])]
    if row["authority"] == _BELGIAN_REGISTER and row["number"]:
        told.append(("kbo", row["number"]))
    for scheme, text in told:
        intake.identifier(key, scheme, text, origin, source)


def _stage_ties(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    for row in dictionaries(con, "FROM parents ORDER BY child, owner, kind"):
        intake.stage.add(
            "relation", f"parent:{row['child']}", _PAGE + row["child"], from_key=f"gleif/{row['child']}",
            to_key=f"gleif/{row['owner']}", kind=row["kind"],
        )  # fmt: skip
