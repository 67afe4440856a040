"""The chosen projects and their participants as staged rows."""

from __future__ import annotations

import re
from typing import Any

import duckdb

from dirskg.ingest.big_csv import dictionaries, newest_day
from dirskg.ingest.intake import Intake
from dirskg.ingest.values.addresses import homepage
from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.pages import cordis_page
from dirskg.ingest.values.persons import is_legal_person, is_person, report_person
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.points import doubt
from dirskg.ingest.values.published import amount, day, truth, year
from dirskg.ingest.values.seats import locate_seat
from dirskg.ingest.values.vat import REGISTERS
from dirskg.ingest.values.vocabulary import ACTIVITY_TYPE, BODIES, EU_LEGS, eu_body, eu_role

_FRAMEWORKS = {"h2020": "H2020", "horizon": "HORIZON", "fp7": "FP7"}
_VAT_COUNTRIES = frozenset({"BE", *REGISTERS.values()})
_NOTHING = re.compile(r"[\W_]*|n/?a|not applicable|missing|none|unknown", re.IGNORECASE)


def stage_rows(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Stage everything that the dumps tell of the table `chosen`."""
    days = "SELECT updated AS day FROM organisation UNION ALL SELECT updated FROM project"
    intake.stage.retrieved = newest_day(con, days) or intake.stage.retrieved
    _projects(con, intake)
    _shares(con, intake)
    _participants(con, intake)


def _projects(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    query = """SELECT c.project, coalesce(p.acronym, o.acronym) AS acronym, p.* EXCLUDE (project, acronym),
            o.file AS source
        FROM chosen c LEFT JOIN project p USING (project)
        LEFT JOIN (SELECT project, any_value(acronym ORDER BY acronym) AS acronym, any_value(file ORDER BY file) AS file
                   FROM organisation GROUP BY project) o USING (project)
        QUALIFY row_number() OVER (PARTITION BY c.project ORDER BY p.file) = 1 ORDER BY c.project"""
    audit = intake.audit
    for row in dictionaries(con, query):
        number, origin = row["project"], f"{row['file'] or row['source']}:project {row['project']}"
        framework = _framework(row)
        if row["file"] is None:
            audit.note("project", origin, number, "no table of projects has it; only its acronym is known")
        intake.stage.add(
            "project", origin, cordis_page(number), id=f"project-{number}", acronym=row["acronym"] or number,
            title=row["title"] or "", programme=framework, category=row["legal"] or "", year=year(row["start"] or ""),
            start=day(row["start"] or "", origin, audit), end=day(row["finish"] or "", origin, audit),
            status=row["status"] or "", identifier=number, eu_contribution=amount(row["granted"] or "", origin, audit),
            total_cost=amount(row["cost"] or "", origin, audit),
            official_url=cordis_page(number), objective=row["objective"] or "", keywords=row["keywords"] or "",
            basis="civil",
        )  # fmt: skip


def _framework(row: dict[str, Any]) -> str:
    """The framework programme: told, else as the legal basis or the name of the file begins."""
    if row["framework"]:
        return str(row["framework"])
    hint = f"{row['legal'] or ''} {row['source'] or ''}".lower()
    return next((name for word, name in _FRAMEWORKS.items() if word in hint), "CORDIS")


def _shares(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    query = "SELECT * FROM share SEMI JOIN chosen USING (project) ORDER BY project, domain"
    for row in dictionaries(con, query):
        number = row["project"]
        intake.stage.add(
            "domain_share", f"project:{number}", cordis_page(number), subject=f"project-{number}", domain=row["domain"],
            weight=row["weight"], basis="classification",
        )  # fmt: skip


def _participants(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    places, seen = Places.load(), set[str]()
    # A number that one row of an organisation lacks may stand in another, also of a project that stays outside; whether
    # it is an SME, the newest row tells.
    query = """WITH told AS (SELECT *, CASE WHEN regexp_matches(vat, '[0-9]') THEN vat END AS number FROM organisation),
            known AS (SELECT pic, min(number) AS number,
                arg_max(sme, (coalesce(updated[:10], ''), lower(sme))) FILTER (sme <> '') AS sme,
                count(DISTINCT lower(sme)) FILTER (sme <> '') AS sizes FROM told GROUP BY pic)
        SELECT o.* REPLACE (coalesce(o.number, k.number, o.vat) AS vat, coalesce(k.sme, o.sme) AS sme), k.sizes
        FROM told o SEMI JOIN chosen USING (project) LEFT JOIN known k USING (pic)
        ORDER BY project, pic, role, name, contribution, file, "order", row"""
    last: tuple[Any, ...] = ()
    for row in dictionaries(con, query):
        # A file that somebody put together of others: its money would count twice. What has no place may repeat.
        same, last = last, tuple(value for column, value in row.items() if column != "row")
        if last == same and row["order"]:
            intake.audit.refuse(
                "told twice", f"{row['file']}:{row['row']}", "", "an earlier row is the same", meant=True
            )
            continue
        number, name = row["project"], " ".join((row["name"] or "").split())
        key, origin, source = f"cordis/{row['pic'] or name}", f"{row['file']}:project {number}", cordis_page(number)
        row["country"] = country_code(row["country"] or "")
        row["type"] = eu_body(row["type"] or "", origin, intake.audit)
        if not name:
            intake.audit.refuse("no name", origin, row["pic"] or "", "a participant without a name")
            continue
        if row["type"] not in BODIES and not is_legal_person(row["vat"] or "") and is_person(name):
            given = amount(row["contribution"] or "", origin, intake.audit)
            report_person(intake.audit, f"{row['file']}:{row['row']}", given, f"project {number}")
            continue
        if key not in seen:
            seen.add(key)
            if (row["sizes"] or 0) > 1:
                told = "an SME in one project and none in another; the row updated last counts"
                intake.audit.note("size", origin, row["pic"], told)
            _organisation(intake, row, key, origin, source, places)
            if row["type"]:
                intake.stage.add("trait", origin, source, key=key, reads=ACTIVITY_TYPE, told=row["type"])
        if f"{key}/{name}" not in seen:
            seen.add(f"{key}/{name}")
            intake.stage.add("name", origin, source, key=key, name=name, lang="", type="legal")
        role = eu_role(row["role"] or "", origin, intake.audit)
        part = intake.stage.numbered(f"project-{number}/participant/{row['pic'] or name}/{role}")
        intake.stage.add(
            "participation", origin, source, id=part, project=f"project-{number}", key=key, role=role,
            contribution=amount(row["contribution"] or "", origin, intake.audit),
        )  # fmt: skip


def _organisation(intake: Intake, row: dict[str, Any], key: str, origin: str, source: str, places: Places) -> None:
    values: dict[str, str | float | None] = {
        "country": row["country"] or "", "street": " ".join((row["street"] or "").split()),
        "postcode": row["postcode"] or "", "town": row["town"] or "", "leg": EU_LEGS.get(row["type"] or "", ""),
        "size": "SME" if truth(row["sme"] or "", origin, intake.audit) else "",
        "homepage": homepage(row["homepage"] or "", origin, intake.audit),
    }  # fmt: skip
    seat = locate_seat(values, origin, intake.audit, places)
    latitude, _, longitude = (row["point"] or "").partition(",")
    if reason := doubt(latitude, longitude, str(seat.get("nuts3") or "")):
        intake.audit.note("geolocation", origin, f"{row['point']} for {row['town']}", reason)
    intake.stage.add("organisation", origin, source, key=key, **seat)
    if row["pic"]:
        intake.identifier(key, "pic", row["pic"], origin, source)
    # The VAT number of a Belgian organisation is its number in the business register, and some other countries make
    # theirs from it: these lead to what registers know. All others lead nowhere here.
    if row["country"] in _VAT_COUNTRIES and row["vat"] and not _NOTHING.fullmatch(row["vat"]):
        told = row["vat"] if row["vat"][:2].isalpha() else f"{row['country']}{row['vat']}"
        intake.identifier(key, "vat", told, origin, source)
