"""An extract of the Belgian business register in its publisher's form, made of what a test cares about."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

COLUMNS = {
    "activity": "EntityNumber ActivityGroup NaceVersion NaceCode Classification",
    "address": "EntityNumber TypeOfAddress CountryNL CountryFR Zipcode MunicipalityNL MunicipalityFR StreetNL StreetFR "
    "HouseNumber Box ExtraAddressInfo DateStrikingOff",
    "branch": "Id StartDate EnterpriseNumber",
    "code": "Category Code Language Description",
    "contact": "EntityNumber EntityContact ContactType Value",
    "denomination": "EntityNumber Language TypeOfDenomination Denomination",
    "enterprise": "EnterpriseNumber Status JuridicalSituation TypeOfEnterprise JuridicalForm JuridicalFormCAC "
    "StartDate",
    "establishment": "EstablishmentNumber StartDate EnterpriseNumber",
    "meta": "Variable Value",
}
KEYS = {"enterprise": "EnterpriseNumber", "establishment": "EstablishmentNumber"}
Rows = Sequence[Sequence[str]]

# Numbers whose last two digits are 97 minus the rest modulo 97.
ALFA, BETA, GAMMA, PERSON = "0400.000.086", "0400.000.185", "1036.734.218", "0400.000.284"


def enterprise(number: str, kind: str = "2", form: str = "014", status: str = "AC") -> list[str]:
    """One enterprise, a company unless told otherwise (kind 1 is a natural person)."""
    return [number, status, "000", kind, form, "", "09-08-1960"]


def name(number: str, text: str, kind: str = "001", lang: str = "2") -> list[str]:
    """One name."""
    return [number, lang, kind, text]


def seat(number: str, zipcode: str = "9000", town: str = "Gent", struck: str = "", country: str = "") -> list[str]:
    """The address of a seat."""
    return [number, "REGO", country, country, zipcode, town, town, "Kouter", "Place d'Armes", "1", "", "", struck]


def activity(number: str, code: str, version: str = "2025", kind: str = "MAIN") -> list[str]:
    """One registered activity."""
    return [number, "001", version, code, kind]


def table(columns: Sequence[str], rows: Rows) -> str:
    """A table as the register writes it: text in quotes, days and missing values bare."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().replace('""', "")


def full(path: Path, tables: Mapping[str, Rows], only: Mapping[str, str | bytes] | None = None) -> Path:
    """A full extract as a zip file; `only` gives the text of tables that are to be broken."""
    code = [["JuridicalForm", "014", "NL", "Naamloze vennootschap"], ["JuridicalForm", "411", "NL", "Stad / gemeente"]]
    meta = [["SnapshotDate", "30-05-2025"], ["ExtractType", "full"]]
    told = {"code": code, "meta": meta, **tables}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, columns in COLUMNS.items():
            text = (only or {}).get(kind) or table(columns.split(), told.get(kind, []))
            archive.writestr(f"{kind}.csv", text)
    return path


def update(
    path: Path, deletes: Mapping[str, Sequence[str]], inserts: Mapping[str, Rows], number: str = "", end: str = ""
) -> Path:
    """An update: numbers whose rows go, and all present rows of those that changed; `end` is how tables of keys end."""
    with zipfile.ZipFile(path, "w") as archive:
        meta = [["ExtractType", "update"], ["ExtractNumber", number]]
        archive.writestr("meta.csv", table(["Variable", "Value"], meta))
        for kind in ("enterprise", "establishment", "denomination", "address", "activity", "contact"):
            key = KEYS.get(kind, "EntityNumber")
            archive.writestr(f"{kind}_delete.csv", table([key], [[one] for one in deletes.get(kind, [])]) + end)
            archive.writestr(f"{kind}_insert.csv", table(COLUMNS[kind].split(), inserts.get(kind, [])))
    return path


# Three enterprises and a natural person, of whom one makes weapons.
TABLES: dict[str, Any] = {
    "enterprise": [enterprise(ALFA), enterprise(BETA), enterprise(GAMMA), enterprise(PERSON, kind="1")],
    "denomination": [
        name(ALFA, "Alfa Optics NV"), name(ALFA, "Alfa Optique SA", lang="1"), name(ALFA, "ALO", "002"),
        name(BETA, "Beta & Zonen"), name(GAMMA, "Gamma Wapens"), name(PERSON, "Alfa Optics"),
    ],
    "address": [
        seat(ALFA), seat(BETA, "4000", "Liège"), seat(GAMMA, "4700", "Eupen"), seat("2.000.000.339", "8000", "Brugge"),
    ],
    "establishment": [["2.000.000.339", "01-11-1974", ALFA]],
    "activity": [activity(GAMMA, "25300"), activity(BETA, "26510", "2008", "SECO")],
    "contact": [[ALFA, "ENT", "EMAIL", "jan.peeters@alfa.example"]],
}  # fmt: skip
