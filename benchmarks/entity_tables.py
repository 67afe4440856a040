"""Entity tables of any size from a seed: organisations and their parts in projects, as `ingest/mapping/entities.sql` leaves them.

At scale 1 there are a million parts of 100,000 organisations in 100,000 projects. The other tables are there and empty.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

import duckdb

PARTS, ORGANISATIONS, PROJECTS = 1_000_000, 100_000, 100_000

_MACROS = """
CREATE MACRO draw(i, what, n) AS (hash(i, what, $seed) % n)::BIGINT;
CREATE MACRO pick(list, i, what) AS list[1 + draw(i, what, len(list))];
CREATE MACRO organisation_of(i) AS 'pic-' || (900000000 + i)::VARCHAR;
CREATE MACRO word(i, what) AS pick(['Alfa', 'Noord', 'Vlaamse', 'Meuse', 'Delta', 'Sambre', 'Liège', 'Staal', 'Metaal',
    'Hainaut', 'Systems "X"', 'Textile', 'Bouw', 'Consult', 'Maas', 'Ardenne', 'Polder', 'Zenne', 'Lys', 'Schelde'],
    i, what);
CREATE MACRO page(i) AS 'https://cordis.europa.eu/project/id/' || (100000 + i)::VARCHAR;
"""

# By table, with the columns that are filled.
_ROWS = {
    "organisation": """SELECT organisation_of(i) AS id, 'seed' AS dataset, draw(i, 'r', 4) = 0 AS registered
        FROM range($organisations) t(i)""",
    "organisation_attribute": """SELECT organisation_of(i) AS id, 'seed' AS dataset, attribute,
        CASE attribute WHEN 'country' THEN pick(['BE', 'FR', 'DE', 'NL'], i, 'c') WHEN 'leg' THEN 'industry'
            WHEN 'homepage' THEN 'http://www.firm' || i::VARCHAR || '.example' WHEN 'town' THEN word(i, 't')
            WHEN 'postcode' THEN (1000 + draw(i, 'z', 9000))::VARCHAR WHEN 'nuts3' THEN 'BE2' || draw(i, 'n', 9)::VARCHAR
            ELSE word(i, 's') || 'straat ' || draw(i, 'h', 200)::VARCHAR END AS value
        FROM range($organisations) t(i),
            unnest(['country', 'leg', 'homepage', 'town', 'postcode', 'nuts3', 'street']) a(attribute)""",
    "organisation_name": """SELECT organisation_of(i) AS id, 'seed' AS dataset, pick(['', 'en', 'fr'], i, 'l') AS lang,
        word(i, 'a') || ' ' || word(i, 'b') || ' ' || i::VARCHAR AS name, 'pref' AS role, true AS legal
        FROM range($organisations) t(i)""",
    "organisation_identifier": """SELECT organisation_of(i) AS id, 'seed' AS dataset, 'pic' AS scheme,
        (900000000 + i)::VARCHAR AS value FROM range($organisations) t(i)""",
    "organisation_source": """SELECT organisation_of(i) AS id, 'seed' AS dataset, page(draw(i, 'p', $projects)) AS source
        FROM range($organisations) t(i)""",
    "project": """SELECT 'project-' || i::VARCHAR AS id, 'seed' AS dataset, word(i, 'acro') || i::VARCHAR AS acronym,
        word(i, 'x') || ' for ' || word(i, 'y') || chr(10) || 'part ' || i::VARCHAR AS title, 'HORIZON' AS programme,
        2014 + draw(i, 'y', 12) AS year, 'CLOSED' AS status, (draw(i, 'e', 900000000) / 100)::DECIMAL(18, 2) AS
        eu_contribution, page(i) AS official_url, (100000 + i)::VARCHAR AS identifier, page(i) AS source
        FROM range($projects) t(i)""",
    "participation": """SELECT 'participation-' || lower(to_hex(hash(i, $seed)))[:12] AS id,
        'project-' || draw(i, 'p', $projects)::VARCHAR AS project, organisation_of(draw(i, 'o', $organisations)) AS org,
        CASE WHEN draw(i, 'role', 5) = 0 THEN 'coordinator' ELSE 'participant' END AS role,
        CASE WHEN draw(i, 'n', 10) > 0 THEN (draw(i, 'c', 90000000) / 100)::DECIMAL(18, 2) END AS contribution,
        page(draw(i, 'p', $projects)) AS source, 'seed' AS dataset FROM range($parts) t(i)""",
}  # fmt: skip


def fill_tables(con: duckdb.DuckDBPyConnection, scale: float = 1.0, seed: int = 1) -> None:
    """Create every entity table; the same seed and scale give the same rows."""
    from dirskg.ingest.audit import Audit
    from dirskg.ingest.identity.identity import identify
    from dirskg.ingest.mapping.entities import create_entity_tables
    from dirskg.ingest.stage import Stage, load

    nobody = Stage("seed")
    load([nobody], con)
    identify([nobody], Audit("identity"), con)
    create_entity_tables(con)
    whole = {"parts": PARTS, "organisations": ORGANISATIONS, "projects": PROJECTS}
    sizes = {what: max(1, int(size * scale)) for what, size in whole.items()}
    con.execute(Template(_MACROS).substitute(seed=seed))
    for table, query in _ROWS.items():
        con.execute(f'INSERT INTO "{table}" BY NAME {Template(query).substitute(sizes, seed=seed)}')


def write_tables(folder: Path, tables: list[str], scale: float = 1.0, seed: int = 1) -> Path:
    """Write some of them as CSV files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        fill_tables(con, scale, seed)
        for table in tables:
            con.execute(f"COPY (FROM \"{table}\") TO '{folder / table}.csv' (FORMAT csv, HEADER)")
    return folder
