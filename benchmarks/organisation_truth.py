"""Organisations as real files name them, with their numbers taken off and kept apart as the truth to compare with.

Rows that share a PIC, or a tax or enterprise number, are one organisation; rows whose numbers of one kind differ are
two. Nothing is said of rows without such a number: a number that a third party made up is none, and neither is "N/A".
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from measure import HERE

from dirskg.graph.wording.text import fold
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.places import Places

DATA = HERE.parents[1] / "shared" / "data"
CROSSWALK = DATA / "crosswalk" / "be_organisations_pic_vat_kbo.csv"
DOUBLES = HERE / "double_registrations.csv"
_COUNTRIES = {
    "Austria": "AT", "Belgium": "BE", "Bulgaria": "BG", "Croatia": "HR", "Cyprus": "CY", "Czech Republic": "CZ",
    "Denmark": "DK", "Estonia": "EE", "Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "EL", "Hungary": "HU",
    "Ireland": "IE", "Israel": "IL", "Italy": "IT", "Latvia": "LV", "Lithuania": "LT", "Luxembourg": "LU",
    "Netherlands": "NL", "Norway": "NO", "Poland": "PL", "Portugal": "PT", "Romania": "RO", "Serbia": "RS",
    "Slovakia": "SK", "Slovenia": "SI", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "Türkiye": "TR",
    "United Kingdom": "UK",
}  # fmt: skip
# What stands behind the star in payment data is a short name up to this length, else a second name.
_LONGEST_SHORT = 14


@dataclass(slots=True)
class Truth:
    """Records without numbers, the numbers of each, and which numbers are of one organisation."""

    records: list[Record] = field(default_factory=list)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    _parent: dict[str, str] = field(default_factory=dict)

    def add(self, record: Record, *numbers: str) -> None:
        """Take in a row with what identifies it."""
        known = sorted(filter(None, numbers))
        if record.country == "BE" and (place := Places.load().locate(record.town, record.postcode)):
            record.region = place.region
        self.records.append(record)
        self.numbers[record.key] = set(known)
        for other in known[1:]:
            self.link(known[0], other)

    def link(self, left: str, right: str) -> None:
        """Two numbers are of one organisation."""
        self._parent[self._find(right)] = self._find(left)

    def correct(self) -> None:
        """Take organisations that are registered twice as one, where somebody looked and wrote down why."""
        for row in _rows(DOUBLES):
            self.link(row["left"], row["right"])

    def organisation(self, key: str) -> str:
        """The organisation of a row, by one of its numbers; empty without a number."""
        return self._find(min(self.numbers[key])) if self.numbers[key] else ""

    def kinds(self) -> dict[str, set[str]]:
        """The kinds of numbers that are known of each organisation."""
        found: dict[str, set[str]] = {}
        for key in (record.key for record in self.records if self.numbers[record.key]):
            kinds = {number.partition(" ")[0] for number in self.numbers[key]}
            found.setdefault(self.organisation(key), set()).update(kinds)
        return found

    def halves(self, given: dict[str, str] | None = None) -> dict[str, str]:
        """Each number in one of two halves, those of one organisation in the same.

        given: what another file says of some of the numbers already.
        """
        found: dict[str, set[str]] = {}
        for number in {number for numbers in self.numbers.values() for number in numbers}:
            found.setdefault(self._find(number), set()).add(number)
        halves: dict[str, str] = {}
        for numbers in found.values():
            told = [given[number] for number in sorted(numbers) if given and number in given]
            halves |= dict.fromkeys(numbers, told[0] if told else half(min(numbers)))
        return halves

    def _find(self, number: str) -> str:
        while self._parent.setdefault(number, number) != number:
            number = self._parent[number]
        return number


def crosswalk(*, pics: bool = True, pseudo: bool = False) -> Truth:
    """The Belgian file that gives PIC and enterprise number of the same organisations.

    pics: without them only enterprise numbers tell who is who.
    pseudo: take the numbers that a third party made up for rows of a PDF as if they were PICs.
    """
    truth = Truth()
    for place, row in enumerate(_rows(CROSSWALK)):
        record = Record(f"{row['source']}/{place}", "BE", "", {row["name"]})
        record.postcode, record.town = row["postcode"], _town(row["city"])
        pic = _pic(row["pic"]) or (f"pic {row['pic']}" if pseudo else "")
        truth.add(record, pic if pics else "", _vat("BE", row["kbo"]))
    return truth


def europe() -> Truth:
    """The same organisations and those of other countries: CORDIS, the portal's defence projects, and payments."""
    truth = crosswalk()
    for file in ("h2020_organizations_subset_2023-06.csv", "fp7_security_orgs.csv"):
        for place, row in enumerate(_rows(DATA / "cordis" / file)):
            record = Record(f"{file}/{place}", row["country"], "", {row["name"].strip()})
            record.aliases = {row["shortName"].strip()} - {""}
            record.street, record.postcode, record.town = row["street"], row["postCode"], _town(row["city"])
            record.homepage = row.get("organizationURL") or row.get("organizationUrl") or ""
            pic = row.get("organisationID") or row.get("id") or ""
            truth.add(record, _pic(pic), _vat(row["country"], row["vatNumber"]))
    for record, pic in _portal():
        truth.add(record, _pic(pic))
    for record, vat in _payments():
        truth.add(record, vat)
    return truth


def _portal() -> Iterator[tuple[Record, str]]:
    folder = DATA / "edf"
    page = json.loads((folder / "sedia_projects_page01.json").read_text("utf-8-sig"))
    told = (json.loads(found["metadata"].get("participants", ["[]"])[0]) for found in page["results"])
    for place, one in enumerate(one for project in told for one in project):
        address = one.get("postalAddress") or {}
        country = (address.get("countryCode") or {}).get("abbreviation") or ""
        record = Record(f"sedia/{place}", country, "", {one["legalName"].strip()})
        record.street, record.postcode = address.get("street") or "", address.get("postalCode") or ""
        record.town, record.homepage = _town(address.get("city") or ""), one.get("webLink") or ""
        yield record, str(one["pic"])
    companies = json.loads((folder / "portal_extract_2026-04_companies.json").read_text("utf-8-sig"))
    for place, one in enumerate(companies):
        record = Record(f"companies/{place}", one["country"] or "", "", {one["name"].strip()})
        record.town = _town(one["city"] or "")
        yield record, str(one["pic"])


def _payments() -> Iterator[tuple[Record, str]]:
    """Beneficiaries of EU payments; consortia carry the number of their leader and are left out."""
    from openpyxl import load_workbook

    sheet = load_workbook(DATA / "fts" / "eu_grants.xlsx", read_only=True).worksheets[0]
    found = {(str(row[3]), str(row[4]), str(row[5])) for row in sheet.iter_rows(min_row=2, values_only=True) if row[3]}
    for place, (name, vat, land) in enumerate(sorted(found)):
        country = _COUNTRIES.get(land, "")
        if country and "CONSORTIUM" not in name and (number := _vat(country, vat)):
            first, _, second = (part.strip() for part in name.partition("*"))
            record = Record(f"payments/{place}", country, "", {first})
            (record.aliases if len(second) <= _LONGEST_SHORT else record.names).update({second} - {""})
            yield record, number


def half(number: str) -> str:
    """The half that a number falls into by its hash."""
    return "training" if hashlib.sha256(number.encode()).digest()[0] % 2 else "test"


def _pic(text: str) -> str:
    return f"pic {text}" if re.fullmatch(r"\d{9}", text) else ""


def _vat(country: str, text: str) -> str:
    """A tax number with its country in front; words such as "not applicable" are none."""
    number = re.sub(r"\W", "", fold(text)).upper()
    if len(number) < 8 or not re.search(r"\d{6}", number):
        return ""
    return f"vat {number if number[:2].isalpha() else country + number}"


def _town(text: str) -> str:
    return text if re.search(r"[^\W\d]", text) else ""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
