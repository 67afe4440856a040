"""Golden copies of GLEIF of any size, in the publisher's own form, from a seed.

At scale 1 there are three million legal entities, one in thirty of them Belgian, and half a million relationships. As
in the publisher's file most columns are empty or of no use: a row has 237.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

import duckdb

ENTITIES, RELATIONSHIPS, IDLE_COLUMNS = 3_000_000, 500_000, 210

# Codes whose last two digits are the check number of ISO 17442.
_MACROS = """
CREATE MACRO draw(i, what, n) AS (hash(i, what, $seed) % n)::BIGINT;
CREATE MACRO body(i) AS 529900000000000000::HUGEINT + i;
CREATE MACRO lei(i) AS body(i)::VARCHAR || lpad((98 - (body(i) * 100) % 97)::VARCHAR, 2, '0');
CREATE MACRO word(i, what) AS ['Alfa','Nord','Société','Meuse','Delta','Müller','Optics','Stahl','Fonds','Capital',
    'Systems','Textil','Łódź','Consult','Maas','Ångström','Invest','Trust','Σίγμα','Holding'][1 + draw(i, what, 20)];
CREATE MACRO country(i) AS CASE WHEN i % 30 = 0 THEN 'BE' ELSE ['DE','FR','NL','US','GB','IT'][1 + draw(i, 'c', 6)] END;
CREATE MACRO called(i) AS word(i, 'a') || ' ' || word(i, 'b') || ' ' || i::VARCHAR || ' '
    || ['NV', 'S.A.', 'GmbH', 'Ltd.', ''][1 + draw(i, 'f', 5)];
"""
_OTHER = ", ".join(
    f"""{told} AS "Entity.OtherEntityNames.OtherEntityName.{at}",
    {lang} AS "Entity.OtherEntityNames.OtherEntityName.{at}.xmllang",
    {kind} AS "Entity.OtherEntityNames.OtherEntityName.{at}.type\""""
    for at, (told, lang, kind) in enumerate(
        [("CASE WHEN i % 5 = 0 THEN word(i, 'o') || ' ' || i::VARCHAR END", "'en'", "'TRADING_OR_OPERATING_NAME'")]
        + [("NULL", "NULL", "NULL")] * 4,
        start=1,
    )
)
_IDLE = ", ".join(f'NULL AS "Entity.Idle.{number}"' for number in range(IDLE_COLUMNS))
_ENTITIES = f"""SELECT lei(i) AS "LEI", called(i) AS "Entity.LegalName", {_OTHER},
    'Rue, ' || draw(i, 'n', 300)::VARCHAR AS "Entity.LegalAddress.FirstAddressLine",
    'Gent' AS "Entity.LegalAddress.City", country(i) AS "Entity.LegalAddress.Country",
    '9000' AS "Entity.LegalAddress.PostalCode", {_IDLE},
    CASE country(i) WHEN 'BE' THEN 'RA000025' ELSE 'RA000001' END
        AS "Entity.RegistrationAuthority.RegistrationAuthorityID",
    lpad((200000000 + i)::VARCHAR, 10, '0') AS "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
    CASE WHEN draw(i, 'k', 50) = 0 THEN 'SOLE_PROPRIETOR' ELSE 'GENERAL' END AS "Entity.EntityCategory",
    'ACTIVE' AS "Entity.EntityStatus",
    ['ISSUED', 'LAPSED', 'RETIRED'][1 + draw(i, 'r', 3)] AS "Registration.RegistrationStatus",
    '2026-08-21T08:00:00.000Z' AS "Registration.LastUpdateDate" FROM range($entities) t(i)"""
_RELATIONSHIPS = """SELECT lei(draw(i, 'child', $entities)) AS "Relationship.StartNode.NodeID",
    lei(draw(i, 'owner', $entities)) AS "Relationship.EndNode.NodeID",
    'IS_DIRECTLY_CONSOLIDATED_BY' AS "Relationship.RelationshipType", 'ACTIVE' AS "Relationship.RelationshipStatus"
    FROM range($relationships) t(i)"""


def write_golden_copy(folder: Path, scale: float = 1.0, seed: int = 1) -> Path:
    """Write entities and relationships as CSV files into `folder`; the same seed and scale give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with _macros(seed) as con:
        for name, query in (("entities", _ENTITIES), ("relationships", _RELATIONSHIPS)):
            target = str(folder / f"{name}.csv").replace("'", "''")
            con.execute(f"COPY ({_sized(query, scale)}) TO '{target}' (FORMAT csv, HEADER, FORCE_QUOTE *)")
    return folder


def some_names(scale: float, seed: int = 1) -> list[tuple[str, str]]:
    """Name and country of every 3,001st entity."""
    query = "SELECT called(i), country(i) FROM range(0, $entities, 3001) t(i)"
    with _macros(seed) as con:
        return [(name, country) for name, country in con.execute(_sized(query, scale)).fetchall()]


def _macros(seed: int) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(Template(_MACROS).substitute(seed=seed))
    return con


def _sized(query: str, scale: float) -> str:
    entities, relationships = (max(1, int(size * scale)) for size in (ENTITIES, RELATIONSHIPS))
    return Template(query).substitute(entities=entities, relationships=relationships)
