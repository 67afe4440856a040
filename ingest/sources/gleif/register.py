"""Which legal entities of the golden copy enter the graph, and how."""

from __future__ import annotations

from typing import Any

import duckdb

from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.ingest.big_csv import dictionaries
from dirskg.ingest.desk import Desk
from dirskg.ingest.identity.comparable_sql import MACROS
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.gleif.golden_copy import open_golden_copy
from dirskg.ingest.values.identifiers import of_register
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat
from dirskg.ingest.values.vat import REGISTERS, register_digits
from dirskg.ingest.values.vocabulary import EU_COUNTRIES
from dirskg.ontology.resources import text_beside

_LANGUAGES = ("nl", "fr", "de", "en")
_TIES = {"IS_DIRECTLY_CONSOLIDATED_BY": "ownedBy", "IS_INTERNATIONAL_BRANCH_OF": "partOf"}
_BELGIAN_REGISTER = "RA000025"
# Tables of the selection that are read here.
_READ = ("entering_entity", "entering_name", "parents", "namesakes", "newest")
_PAGE = "https://search.gleif.org/#/record/"


def stage(intake: Intake) -> None:
    """Stage the entities that other sources know, and their direct parents. Raises Refused for a wrong file."""
    with open_golden_copy(intake) as desk:
        _select(desk, intake)
        [(day,)] = desk.con.execute("FROM newest").fetchall()
        intake.stage.retrieved = day or intake.stage.retrieved
        _stage_entities(desk.con, intake)
        _stage_ties(desk.con, intake)


def _select(desk: Desk, intake: Intake) -> None:
    """Create the tables of `_READ`."""
    desk.define(MACROS)
    desk.fill("tie", relation=list(_TIES), kind=list(_TIES.values()))
    known = intake.known
    desk.fill("known_lei", lei=sorted(value for scheme, value in known.identifiers if scheme == "lei"))
    iso = {told: code for code, told in EU_COUNTRIES.items()}
    pairs = sorted({(name, iso.get(place, place)) for place, names in known.names.items() for name in names if name})
    desk.fill("known_name", name=[name for name, _ in pairs], country=[country for _, country in pairs])
    _select_registered(desk, known.identifiers)
    desk.run(text_beside(__file__, "selection.sql"))
    desk.hand_over(_READ)
    for name, country, count in desk.con.execute("SELECT name, country, count FROM namesakes ORDER BY ALL").fetchall():
        reason = f"{count} entities of {country} carry this name; give the number of the one that is meant"
        intake.audit.note("ambiguous name", "entity", name, reason)


def _select_registered(desk: Desk, known: frozenset[tuple[str, str]]) -> None:
    """Create the table `registered(lei)`: entities whose number in a business register is known.

    The digits find who may be meant, and the one normaliser decides, whatever the spelling of the number.
    """
    vats = (f"BE{value}" if scheme == "kbo" else value for scheme, value in known if scheme in ("kbo", "vat"))
    numbers = sets_of((vat[:2], register_digits(vat)) for vat in vats)
    pairs = sorted((code, digits) for code, country in REGISTERS.items() for digits in numbers[country])
    desk.fill("known_register", authority=[code for code, _ in pairs], digits=[digits for _, digits in pairs])
    found = desk.rows("""SELECT e.lei, e.authority, e.number
        FROM entity e JOIN known_register k ON k.authority = e.authority
        WHERE k.digits = ltrim(regexp_replace(e.number, '[^0-9]', '', 'g'), '0')""")
    known_here = (row["lei"] for row in found if of_register(row["authority"], row["number"]) in known)
    desk.fill("registered", lei=sorted(known_here))


def _stage_entities(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    places = Places.load()
    for row in dictionaries(con, "FROM entering_entity ORDER BY lei"):
        lei = row["lei"]
        key, origin, source = f"gleif/{lei}", f"entity:{lei}", _PAGE + lei
        country = EU_COUNTRIES.get(row["country"], row["country"])
        values = {"country": country, "street": row["street"], "postcode": row["postcode"], "town": row["town"]}
        intake.stage.add("organisation", origin, source, key=key, **locate_seat(values, origin, intake.audit, places))
        if row["parent"]:
            intake.stage.kept.add(key)
        intake.stage.add("name", origin, source, key=key, name=row["name"] or lei, lang="", type="legal")
        _identifiers(intake, row, key, origin, source)
        if row["ceased"]:
            intake.stage.closed.add(key)
            intake.audit.note("inactive", origin, row["name"], "the entity has ceased to exist")
    query = "SELECT lei, name, lang FROM entering_name ORDER BY ALL"
    for row in dictionaries(con, query):
        lang, lei = row["lang"] if row["lang"] in _LANGUAGES else "", row["lei"]
        intake.stage.add(
            "name", f"entity:{lei}", _PAGE + lei, key=f"gleif/{lei}", name=row["name"], lang=lang, type="alias"
        )


def _identifiers(intake: Intake, row: dict[str, Any], key: str, origin: str, source: str) -> None:
    told = [("lei", row["lei"])]
    if row["authority"] == _BELGIAN_REGISTER and row["number"]:
        told.append(("kbo", row["number"]))
    # That a firm of another country has the VAT number that its number would make is said by who knows it.
    elif (number := of_register(row["authority"] or "", row["number"] or "")) in intake.known.identifiers:
        told.append(number)
    for scheme, text in told:
        intake.identifier(key, scheme, text, origin, source)


def _stage_ties(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    for row in dictionaries(con, "FROM parents ORDER BY child, owner, kind"):
        intake.stage.add(
            "relation", f"parent:{row['child']}", _PAGE + row["child"], from_key=f"gleif/{row['child']}",
            to_key=f"gleif/{row['owner']}", kind=row["kind"],
        )  # fmt: skip
