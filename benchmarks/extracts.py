"""Extracts of the business register of any size, in the publisher's own form, from a seed.

At scale 1 the tables have about the size of June 2025: 1.9 million enterprises, 3.3 million names, 2.8 million
addresses, 36 million activities.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

import duckdb

ENTERPRISES, ESTABLISHMENTS, NAMES, ADDRESSES, ACTIVITIES = 1_900_000, 1_600_000, 3_300_000, 2_800_000, 36_000_000

# Numbers as the register writes them: dots, and 97 minus the rest modulo 97 at the end.
_MACROS = """
CREATE MACRO draw(i, what, n) AS (hash(i, what, $seed) % n)::BIGINT;
CREATE MACRO base(i) AS 2000000 + i;
CREATE MACRO digits(i) AS lpad(base(i)::VARCHAR, 8, '0') || lpad((97 - base(i) % 97)::VARCHAR, 2, '0');
CREATE MACRO number_of(i) AS substr(digits(i), 1, 4) || '.' || substr(digits(i), 5, 3) || '.' || substr(digits(i), 8, 3);
CREATE MACRO unit_of(i) AS '2.' || substr(lpad(i::VARCHAR, 9, '0'), 1, 3) || '.' || substr(lpad(i::VARCHAR, 9, '0'), 4, 3)
    || '.' || substr(lpad(i::VARCHAR, 9, '0'), 7, 3);
CREATE MACRO word(i, what) AS ['Alfa','Noord','Vlaamse','Meuse','Delta','Sambre','Optics','Staal','Metaal','Hainaut',
    'Systems','Textile','Bouw','Consult','Maas','Ardenne','Polder','Zenne','Lys','Schelde'][1 + draw(i, what, 20)];
CREATE MACRO day(i) AS lpad((1 + draw(i, 'd', 28))::VARCHAR, 2, '0') || '-' || lpad((1 + draw(i, 'm', 12))::VARCHAR, 2, '0')
    || '-' || (1950 + draw(i, 'y', 75))::VARCHAR;
"""

_TABLES = {
    "enterprise": """SELECT number_of(i) AS EnterpriseNumber, 'AC' AS Status, '000' AS JuridicalSituation,
        CASE WHEN draw(i, 'kind', 100) < 45 THEN '1' ELSE '2' END AS TypeOfEnterprise,
        ['014', '015', '610', '017', '411'][1 + draw(i, 'form', 5)] AS JuridicalForm, NULL AS JuridicalFormCAC,
        day(i) AS StartDate FROM range($enterprises) t(i)""",
    "establishment": """SELECT unit_of(i) AS EstablishmentNumber, day(i) AS StartDate,
        number_of(draw(i, 'owner', $enterprises)) AS EnterpriseNumber FROM range($establishments) t(i)""",
    "denomination": """SELECT number_of(i % $enterprises) AS EntityNumber, (1 + draw(i, 'lang', 2))::VARCHAR AS Language,
        CASE WHEN i < $enterprises THEN '001' ELSE '003' END AS TypeOfDenomination,
        word(i, 'a') || ' ' || word(i, 'b') || ' ' || (i % $enterprises)::VARCHAR || ' '
            || ['NV', 'SA', 'BV', 'SRL', ''][1 + draw(i, 'f', 5)] AS Denomination FROM range($names) t(i)""",
    "address": """SELECT CASE WHEN i < $enterprises THEN number_of(i) ELSE unit_of(i - $enterprises) END AS EntityNumber,
        CASE WHEN i < $enterprises THEN 'REGO' ELSE 'BAET' END AS TypeOfAddress, NULL AS CountryNL, NULL AS CountryFR,
        ['9000', '4000', '1000', '8000', '2000'][1 + draw(i, 'z', 5)] AS Zipcode,
        ['Gent', 'Luik', 'Brussel', 'Brugge', 'Antwerpen'][1 + draw(i, 'z', 5)] AS MunicipalityNL,
        ['Gand', 'Liège', 'Bruxelles', 'Bruges', 'Anvers'][1 + draw(i, 'z', 5)] AS MunicipalityFR,
        word(i, 's') || 'straat' AS StreetNL, 'Rue ' || word(i, 's') AS StreetFR,
        (1 + draw(i, 'n', 300))::VARCHAR AS HouseNumber, NULL AS Box, NULL AS ExtraAddressInfo, NULL AS DateStrikingOff
        FROM range($addresses) t(i)""",
    # Each activity in three versions of the nomenclature; one class in five thousand is military.
    "activity": """SELECT number_of(draw(i // 3, 'who', $enterprises)) AS EntityNumber, '001' AS ActivityGroup,
        ['2003', '2008', '2025'][1 + i % 3] AS NaceVersion,
        CASE WHEN draw(i // 3, 'mil', 5000) = 0 THEN ['29600', '25400', '25300'][1 + i % 3]
             ELSE (10000 + draw(i // 3, 'class', 80000))::VARCHAR END AS NaceCode,
        ['MAIN', 'SECO', 'ANCI'][1 + draw(i // 3, 'c', 3)] AS Classification FROM range($activities) t(i)""",
    "code": "SELECT 'JuridicalForm' AS Category, '014' AS Code, 'NL' AS Language, 'Naamloze vennootschap' AS Description",
    "meta": "SELECT 'SnapshotDate' AS Variable, '30-05-2025' AS Value",
}  # fmt: skip


def write_extract(folder: Path, scale: float = 1.0, seed: int = 1) -> Path:
    """Write all tables as CSV files, text in quotes, into `folder`; the same seed and scale give the same bytes."""
    whole = {
        "enterprises": ENTERPRISES, "establishments": ESTABLISHMENTS, "names": NAMES, "addresses": ADDRESSES,
        "activities": ACTIVITIES,
    }  # fmt: skip
    sizes = {what: max(1, int(size * scale)) for what, size in whole.items()}
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        con.execute(Template(_MACROS).substitute(seed=seed))
        for table, query in _TABLES.items():
            target = str(folder / f"{table}.csv").replace("'", "''")
            con.execute(f"COPY ({Template(query).substitute(sizes)}) TO '{target}' (FORMAT csv, HEADER, FORCE_QUOTE *)")
    return folder
