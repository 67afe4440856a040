"""The files of the golden copy as tables, with short names for the columns that are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from contextlib import closing, contextmanager

from dirskg.graph.errors import Refused
from dirskg.ingest.big_csv import header_of
from dirskg.ingest.desk import Desk, open_desk
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


# Codes, which a program that saved the file anew may have written in its own way.
_CODES = frozenset(
    {"lei", "country", "authority", "category", "status", "registration", "child", "owner", "kind", "state"}
)
# Digits, behind which programs put .0 where a column has gaps.
_DIGITS = frozenset({"number", "postcode"})


@contextmanager
def open_golden_copy(intake: Intake) -> Iterator[Desk]:
    """A desk with the tables `entity`, `other_name(lei, name, lang, kind)` and `parent`, which may be empty.

    Files of another kind are left out. Raises Refused without a file of entities, and with several.
    """
    _leave_out_others(intake)
    entities, parents = _file(intake, ENTITY["name"]), _file(intake, PARENT["child"])
    if entities is None:
        raise Refused(f"{intake.folder}: no file has the column {ENTITY['name']}. {intake.source.how}")
    with closing(open_desk(intake, [name for name in (entities, parents) if name])) as desk:
        _open_entities(desk, entities)
        if parents is None:
            desk.fill("parent", **{column: [] for column in PARENT})
        else:
            _copy(desk, parents, "parent", PARENT)
        yield desk


def _open_entities(desk: Desk, name: str) -> None:
    found = [one for one in map(_OTHER_NAME.fullmatch, sorted(header_of(desk.intake.paths[name]))) if one]
    _copy(desk, name, "entity", ENTITY | {one[0]: one[0] for one in found})
    there = {one[0] for one in found}
    parts = [
        f'SELECT lei, "{one[0]}" AS name, {_or_none(f"{one[0]}.xmllang", there)} AS lang, '
        f'{_or_none(f"{one[0]}.type", there)} AS kind FROM entity WHERE "{one[0]}" IS NOT NULL'
        for one in found
        if not one[2]
    ]
    none = "SELECT lei, name, NULL::VARCHAR AS lang, NULL::VARCHAR AS kind FROM entity WHERE false"
    desk.run("CREATE TABLE other_name AS " + " UNION ALL ".join([*parts, none]))


def _or_none(column: str, there: Set[str]) -> str:
    return f'"{column}"' if column in there else "NULL::VARCHAR"


def _file(intake: Intake, column: str) -> str | None:
    """The one file that has this column. Raises Refused where several have it."""
    names = [name for name, path in intake.paths.items() if column in header_of(path)]
    if len(names) > 1:
        told = f"{', '.join(names)} all have the column {column}. Keep the newest whole copy of them."
        raise Refused(f"{intake.folder}: {told}")
    return next(iter(names), None)


def _leave_out_others(intake: Intake) -> None:
    for name, path in list(intake.paths.items()):
        try:
            there = header_of(path)
        except Refused as error:
            intake.leave_out(name, str(error))
            continue
        if there.isdisjoint({ENTITY["name"], PARENT["child"]}):
            intake.leave_out(name, f"it has neither the column {ENTITY['name']} nor {PARENT['child']}")


def _copy(desk: Desk, name: str, table: str, columns: dict[str, str]) -> None:
    query = desk.query(name, columns.values())
    renamed = ", ".join(f'{_read(short, column)} AS "{short}"' for short, column in columns.items())
    desk.copy(name, table, f"SELECT {renamed} FROM ({query})")


def _read(short: str, column: str) -> str:
    if short in _CODES:
        return f'upper(trim("{column}"))'
    return rf"""regexp_replace("{column}", '^([0-9]+)[.]0+$', '\1', 'g')""" if short in _DIGITS else f'"{column}"'
