"""Dumps of CORDIS of any size, in the publisher's own form, from a seed.

At scale 1 the two framework programmes have about the size of 2025: 50,000 projects, 255,000 participants, 45,000
organisations, 150,000 science classes. A tenth of the projects leads to a domain by class, a few more by topic, and
one in fifty is security research.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path
from string import Template

import duckdb

PROJECTS, PARTICIPANTS, ORGANISATIONS, CLASSES = 50_000, 255_000, 45_000, 150_000
# Seven of ten projects are of the older programme.
DUMPS = {"h2020": "number % 10 < 7", "HORIZON": "number % 10 >= 7"}
_EPOCH = (2025, 3, 1, 0, 0, 0)

# Odd projects have one beneficiary, as those of single researchers; even ones share all other participants.
_SCHEMA = """
CREATE MACRO draw(i, what, n) AS (hash(i, what, $seed) % n)::BIGINT;
CREATE MACRO pick(list, i, what) AS list[1 + draw(i, what, len(list))];
CREATE MACRO padded(i, width) AS lpad(i::VARCHAR, width, '0');
CREATE MACRO word(i, what) AS pick(['Alfa', 'Noord', 'Vlaamse', 'Meuse', 'Delta', 'Sambre', 'Optics', 'Staal', 'Metaal',
    'Hainaut', 'Systems', 'Textile', 'Bouw', 'Consult', 'Maas', 'Ardenne', 'Polder', 'Zenne', 'Lys', 'Schelde'], i, what);
CREATE MACRO day(i, what, year) AS
    year::VARCHAR || '-' || padded(1 + draw(i, what || 'm', 12), 2) || '-' || padded(1 + draw(i, what || 'd', 28), 2);
CREATE MACRO cents(i, what) AS (50000 + draw(i, what, 900000))::VARCHAR || pick(['', '', '.5', '.25'], i, what || 'c');

CREATE TABLE firm AS
SELECT i AS firm, (900000000 + i)::VARCHAR AS pic, draw(i, 'land', 16) AS land,
    pick(['PRC', 'PRC', 'PRC', 'HES', 'REC', 'PUB', 'OTH'], i, 'type') AS type,
    upper(word(i, 'a') || ' ' || word(i, 'b') || ' ' || i::VARCHAR || ' ' || pick(['NV', 'SA', 'GMBH', ''], i, 'f')) AS name,
    -- A Belgian VAT number is that of the business register: 97 minus the rest modulo 97 at the end.
    padded(4000000 + i, 8) || padded(97 - (4000000 + i) % 97, 2) AS number
FROM range($organisations) t(i);

CREATE TABLE land AS SELECT * FROM (VALUES
    (0, 'BE', 'Gent', '9000', '51.0538,3.7250'), (1, 'BE', 'Liège', '4000', '50.6326,5.5797'),
    (2, 'DE', 'München', '80333', '48.1372,11.5755'), (3, 'DE', 'Berlin', '10115', '52.52,13.405'),
    (4, 'FR', 'Paris', '75015', '48.8566,2.3522'), (5, 'FR', 'Toulouse', '31000', '43.6045,1.4442'),
    (6, 'ES', 'Madrid', '28040', '40.4168,-3.7038'), (7, 'ES', 'Barcelona', '08034', '41.3874,2.1686'),
    (8, 'IT', 'Torino', '10129', '45.0703,7.6869'), (9, 'IT', 'Roma', '00185', '41.9028,12.4964'),
    (10, 'NL', 'Delft', '2628 CD', '52.0116,4.3571'), (11, 'EL', 'ATHINA', '157 80', '37.9838,23.7275'),
    (12, 'UK', 'Oxford', 'OX1 2JD', '51.752,-1.2577'), (13, 'SE', 'Stockholm', '164 90', '59.3293,18.0686'),
    (14, 'PL', 'WARSZAWA', '00 927', '52.2297,21.0122'), (15, 'PT', 'Lisboa', '1049-001', '38.7223,-9.1393')
) t(land, country, city, postcode, place);

CREATE TABLE programme AS
SELECT *, 100000 + number AS id, upper(word(number, 'acro')) || '-' || number::VARCHAR AS acronym,
    CASE WHEN old THEN 2014 + number % 7 ELSE 2021 + number % 4 END AS year,
    CASE WHEN draw(number, 'secure', 50) = 0 THEN CASE WHEN old THEN 'H2020-EU.3.7.4.' ELSE 'HORIZON.2.3.3' END
         WHEN old THEN pick(['H2020-EU.1.1.', 'H2020-EU.1.3.2.', 'H2020-EU.3.4.', 'H2020-EU.2.1.1.'], number, 'legal')
         ELSE pick(['HORIZON.1.1', 'HORIZON.1.2', 'HORIZON.2.5', 'HORIZON.3.1'], number, 'legal') END AS basis,
    CASE WHEN draw(number, 'led', 100) = 0 THEN CASE WHEN old THEN 'SPACE-16-TEC-2018' ELSE 'HORIZON-CL3-2022-CS-01-02' END
         WHEN old THEN pick(['ERC-2016-ADG', 'MSCA-IF-2018', 'ICT-37-2014-1', 'EE-07-2016-2017'], number, 'topic')
         ELSE pick(['ERC-2022-STG', 'HORIZON-MSCA-2021-PF-01-01', 'HORIZON-CL5-2022-D2-01-05'], number, 'topic') END AS topic
FROM (SELECT i AS number, i % 10 < 7 AS old FROM range($projects) t(i));
"""  # fmt: skip

# The text of a project holds what readers stumble on: semicolons, doubled quotes, line breaks.
_TABLES = {
    "project": """SELECT id, acronym, pick(['SIGNED', 'CLOSED', 'CLOSED', 'TERMINATED'], number, 'status') AS status,
        word(number, 't1') || ' for ' || word(number, 't2') || '; a "new" way, part ' || number AS title,
        day(number, 's', year) AS startDate, day(number, 'e', year + 3) AS endDate,
        replace(cents(number, 'cost'), '.', ',') AS totalCost, cents(number, 'cost') AS ecMaxContribution,
        basis AS legalBasis, topic AS topics, day(number, 'g', year - 1) AS ecSignatureDate,
        CASE WHEN old THEN 'H2020' ELSE 'HORIZON' END AS frameworkProgramme, topic AS masterCall, topic AS subCall,
        pick(['RIA', 'IA', 'ERC-ADG', 'CSA'], number, 'scheme') AS fundingScheme, '' AS nature,
        repeat('The "' || word(number, 'o') || '" approach; it is measured, compared' || chr(10) || 'and told. ',
               15 + draw(number, 'long', 30)) AS objective,
        '2025-02-01 10:00:00' AS contentUpdateDate, 200000 + number AS rcn, '10.3030/' || id AS grantDoi
        FROM programme WHERE $half ORDER BY number""",
    "organization": """SELECT id AS projectID, acronym AS projectAcronym, pic AS organisationID,
        CASE WHEN draw(firm, 'vat', 10) = 0 THEN '' WHEN country = 'BE' THEN 'BE' || f.number
             ELSE '' END AS vatNumber,
        name, split_part(name, ' ', 1) AS shortName,
        CASE WHEN type = 'PRC' AND draw(firm, 'sme', 2) = 0 THEN 'true' ELSE 'false' END AS SME, type AS activityType,
        word(firm, 'street') || 'straat ' || (1 + draw(firm, 'house', 200)) AS street, postcode AS postCode, city, country,
        '' AS nutsCode, place AS geolocation, 'http://www.firm' || firm || '.example' AS organizationURL,
        'https://ec.europa.eu/contact-form/project/' || pic || '/' || id AS contactForm,
        '2025-02-01 10:00:00' AS contentUpdateDate, 1900000 + row AS rcn, "order",
        CASE WHEN "order" = 1 THEN 'coordinator'
             ELSE pick(['participant', 'participant', 'participant', 'thirdParty', 'associatedPartner'], row, 'role')
        END AS role, cents(row, 'eu') AS ecContribution, cents(row, 'eu') AS netEcContribution,
        replace(cents(row, 'own'), '.', ',') AS totalCost, 'false' AS endOfParticipation, '' AS active
        FROM part p JOIN programme USING (number) JOIN firm f USING (firm) JOIN land USING (land)
        WHERE $half ORDER BY number, "order" """,
    # One of ten projects has a class that leads to a domain; the others do not come near.
    "euroSciVoc": """SELECT id AS projectID,
        CASE WHEN nth = 0 AND draw(number, 'domain', 10) = 0
             THEN pick(['/23/47/295', '/23/47/297', '/25/73/453/459/1229', '/25/63/387', '/25/75/461/1239/1737',
                        '/25/73/30020/455/1225/1727', '/25/67/425/1173', '/23/43/793/77'], number, 'domain-code')
             ELSE '/' || pick([21, 27, 29, 31], i, 'field') || '/' || (30 + draw(i, 'branch', 40)) || '/' || draw(i, 'leaf', 900)
        END AS euroSciVocCode, '/natural sciences/' || word(i, 'path') AS euroSciVocPath, word(i, 'path') AS euroSciVocTitle,
        '' AS euroSciVocDescription
        FROM (SELECT i, i % $projects AS number, i // $projects AS nth FROM range($classes) t(i)) JOIN programme USING (number)
        WHERE $half ORDER BY number, i""",
    "topics": """SELECT id AS projectID, topic, 'Topic ' || topic AS title FROM programme WHERE $half ORDER BY number""",
    "legalBasis": """SELECT id AS projectID, basis AS legalBasis, 'Part ' || basis AS title, 'true' AS uniqueProgrammePart
        FROM programme WHERE $half ORDER BY number""",
}  # fmt: skip

# Few organisations have many parts and many have few.
_PARTS = """CREATE TABLE part AS
SELECT row, number, firm, row_number() OVER (PARTITION BY number ORDER BY row) AS "order" FROM (
    SELECT i AS row, CASE WHEN i < $projects THEN i ELSE 2 * draw(i, 'project', $pairs) END AS number,
        floor($organisations * power(draw(i, 'firm', 1000000) / 1e6, 3))::BIGINT AS firm FROM range($participants) t(i))"""


def write_dumps(folder: Path, scale: float = 1.0, seed: int = 1) -> Path:
    """Write one zip file a framework programme into `folder`; the same seed and scale give the same bytes."""
    projects = max(2, int(PROJECTS * scale))
    sizes = {
        "seed": seed, "projects": projects, "participants": int(PARTICIPANTS * scale), "pairs": (projects + 1) // 2,
        "organisations": max(1, int(ORGANISATIONS * scale)), "classes": int(CLASSES * scale),
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con, tempfile.TemporaryDirectory() as scratch:
        con.execute(Template(_SCHEMA + _PARTS).substitute(sizes))
        for dump, half in DUMPS.items():
            with zipfile.ZipFile(folder / f"cordis-{dump}projects-csv.zip", "w") as archive:
                for table, query in _TABLES.items():
                    path = Path(scratch) / f"{table}.csv"
                    chosen = Template(query).substitute(sizes, half=half)
                    con.execute(f"COPY ({chosen}) TO '{path}' (FORMAT csv, HEADER, FORCE_QUOTE *, DELIMITER ';')")
                    _pack(archive, path)
    return folder


def _pack(archive: zipfile.ZipFile, path: Path) -> None:
    """Put a file into an archive as of a fixed day, since the day is part of the bytes."""
    member = zipfile.ZipInfo(path.name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as file, archive.open(member, "w", force_zip64=True) as packed:
        shutil.copyfileobj(file, packed, 1 << 20)
