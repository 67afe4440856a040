"""The chosen enterprises as staged rows: names, legal form, seat, establishments, registered activities."""

from __future__ import annotations

import re
from typing import Any

import duckdb

from dirskg.ingest.big_csv import dictionaries
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.kbo.extract import snapshot_day
from dirskg.ingest.sources.kbo.nomenclature import SCHEMES
from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.published import day
from dirskg.ingest.values.seats import locate_seat

_PAGE = "https://kbopub.economie.fgov.be/kbopub/zoeknummerform.html?nummer="
_UNIT_PAGE = "https://kbopub.economie.fgov.be/kbopub/toonvestigingps.html?vestigingsnummer="
_LANGUAGES = {"1": "fr", "2": "nl", "3": "de", "4": "en"}
_NAME_TYPES = {"001": "legal", "002": "acronym", "003": "alias", "004": "alias"}
# What the Dutch name of a legal form tells of the leg; all other forms may belong to any.
_LEGS = {
    "government": re.compile(r"overheid|openbare? (instelling|centrum)|federale|gemeente|politiezone|intercommunale"),
    "industry": re.compile(r"vennootschap"),
}

# Tables of the selection that are read here.
READ = (
    "chosen_person", "chosen_name", "chosen_address", "chosen_unit", "chosen_activity", "main_class", "form_name",
    "ambiguous", "lost_unit", "missing_number",
)  # fmt: skip
# Of several addresses.
_FIRST_ADDRESS = "a.postcode, a.town, a.street, a.house"


def stage_rows(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Stage everything that the extract tells of those who were chosen, from the tables `READ`."""
    places = Places.load()
    intake.stage.retrieved = snapshot_day(intake) or intake.stage.retrieved
    _organisations(con, intake, places)
    _names(con, intake)
    _activities(con, intake)
    _classes(con, intake)
    _establishments(con, intake, places)
    _told(con, intake)


def _organisations(con: duckdb.DuckDBPyConnection, intake: Intake, places: Places) -> None:
    query = f"""SELECT c.*, f.name AS form_name, a.country, a.postcode, a.town, a.street, a.house
        FROM chosen_person c LEFT JOIN form_name f USING (form)
        LEFT JOIN chosen_address a ON a.entity = c.number AND a.kind = 'REGO'
        QUALIFY row_number() OVER (PARTITION BY c.number ORDER BY {_FIRST_ADDRESS}) = 1 ORDER BY c.number"""
    for row in dictionaries(con, query):
        number = row["number"]
        key, origin = _key(number), f"enterprise.csv:{number}"
        leg = next((leg for leg, words in _LEGS.items() if words.search(row["form_name"] or "")), "")
        # The register writes the country only where it is not Belgium, and then by name: such a seat has no code.
        abroad = country_code(row["country"] or "BE") != "BE"
        values: dict[str, str | float | None] = {"country": "" if abroad else "BE", "leg": leg}
        values |= {"legal_form": row["form"], "since": day(row["since"] or "", origin, intake.audit)}
        values |= {} if abroad else _address(row)
        if row["reason"] in ("wanted", "activity"):
            intake.stage.kept.add(key)
        if row["status"] != "AC":
            intake.audit.note("status", origin, row["status"] or "", "not an active enterprise")
        intake.stage.add(
            "organisation", origin, _page(number), key=key, **locate_seat(values, origin, intake.audit, places)
        )
        intake.stage.add("identifier", origin, _page(number), key=key, scheme="kbo", value=number.replace(".", ""))


def _names(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Names of the enterprises and of their units. A unit has no legal name: what it is called is an alias."""
    query = "FROM chosen_name ORDER BY number, entity <> number, entity, kind, lang, name"
    for row in dictionaries(con, query):
        number, entity = row["number"], row["entity"]
        kind = _NAME_TYPES.get(row["kind"] or "", "alias")
        intake.stage.add(
            "name", f"denomination.csv:{entity}", _page(entity), key=_key(number), name=row["name"],
            lang=_LANGUAGES.get(row["lang"] or "", ""),
            type="alias" if entity != number and kind == "legal" else kind,
        )  # fmt: skip


def _activities(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Claims of activity. A registered activity says what an enterprise may do, not that it does, hence low confidence.

    A military class as main activity is the exception: nobody registers it in passing. Of all classes that lead an
    enterprise or one of its units to one domain the surest counts, then the one with the greatest weight.
    """
    query = "FROM chosen_activity ORDER BY number, entity <> number, entity, version, code, classification"
    year = float(intake.stage.retrieved[:4]) if intake.stage.retrieved else None
    found: dict[tuple[str, str], tuple[bool, float, str]] = {}
    for row in dictionaries(con, query):
        sure = row["military"] and row["classification"] == "MAIN"
        for domain, weight in intake.taxonomy.shares(SCHEMES[row["version"]], row["code"]):
            claim = row["number"], domain
            if claim not in found or found[claim][:2] < (sure, weight):
                found[claim] = sure, weight, row["entity"]
    for (number, domain), (sure, weight, entity) in found.items():
        intake.stage.add(
            "activity", f"activity.csv:{entity}", _page(entity), key=_key(number), domain=domain, basis="registered",
            weight=weight, year=year, confidence="medium" if sure else "low",
        )  # fmt: skip


def _classes(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """The classes of the main activities, mapped to a domain or not: they tell what kind of enterprise it is."""
    query = """SELECT DISTINCT number, entity, code FROM (
            FROM main_class QUALIFY version = max(version) OVER (PARTITION BY entity))
        ORDER BY number, entity <> number, entity, code"""
    for row in dictionaries(con, query):
        entity = row["entity"]
        intake.stage.add(
            "trait", f"activity.csv:{entity}", _page(entity), key=_key(row["number"]), reads="nace",
            told=row["code"].replace(".", ""),
        )  # fmt: skip


def _establishments(con: duckdb.DuckDBPyConnection, intake: Intake, places: Places) -> None:
    query = f"""SELECT u.*, a.postcode, a.town, a.street, a.house
        FROM chosen_unit u LEFT JOIN chosen_address a ON a.entity = u.unit
        QUALIFY row_number() OVER (PARTITION BY unit ORDER BY {_FIRST_ADDRESS}) = 1 ORDER BY number, unit"""
    for row in dictionaries(con, query):
        origin, page = f"establishment.csv:{row['unit']}", _page(row["number"])
        place = locate_seat({"country": "BE", **_address(row)}, origin, intake.audit, places)
        place.pop("country")
        intake.stage.add(
            "establishment", origin, page, key=_key(row["number"]), number=row["unit"].replace(".", ""),
            since=day(row["since"] or "", origin, intake.audit), **place,
        )  # fmt: skip


def _told(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Say which names point to several enterprises, which units to none, and which numbers nobody has."""
    for name, count in con.execute("FROM ambiguous ORDER BY name").fetchall():
        reason = f"{count} enterprises carry this name; give the number of the one that is meant"
        intake.audit.note("ambiguous name", "denomination.csv", name, reason)
    for (unit,) in con.execute("FROM lost_unit ORDER BY entity").fetchall():
        intake.audit.note(
            "establishment unit", "activity.csv", unit or "", "no table tells whose it is; it counts for nobody"
        )
    for (number,) in con.execute("FROM missing_number ORDER BY number").fetchall():
        intake.audit.note("enterprise number", "enterprise.csv", number, "not in the extract: ceased, or never there")


def _key(number: str) -> str:
    return f"kbo/{number.replace('.', '')}"


def _page(number: str) -> str:
    """The public page of an enterprise, or of an establishment unit, whose number begins with 2 to 8."""
    return (_PAGE if number[0] in "01" else _UNIT_PAGE) + number.replace(".", "")


def _address(row: dict[str, Any]) -> dict[str, str | float | None]:
    street = " ".join(part for part in (row["street"], row["house"]) if part)
    return {"street": street, "postcode": row["postcode"], "town": row["town"]}
