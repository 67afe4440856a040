"""Small steps that every reference table needs: addresses, years, numbers, regions, and an organisation's row."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.reference.vocabulary import LEVELS, NO_REGION, REGIONS
from dirskg.ingest.values import identifiers
from dirskg.ingest.values.addresses import homepage, web_address
from dirskg.ingest.values.figures import read_day, read_number, whole
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat

# Written in place of a name in the tables: natural persons do not enter the graph.
NATURAL_PERSON = "(natural person)"
_YEAR = re.compile(r"(19|20)\d\d")
_AREA = re.compile(r"[A-Z]{2}|BE[123]")
_MOST = 1e15
_SHOWN = 80


class Outside(NamedTuple):
    """An organisation that no table of organisations has, as `link_targets.csv` tells of it."""

    origin: str
    name: str
    country: str
    kind: str


@dataclass(slots=True)
class Known:
    """What later tables look up in earlier ones."""

    organisations: dict[str, str] = field(default_factory=dict)  # reference id -> row key
    keys: set[str] = field(default_factory=set)  # row keys of organisations
    outside: dict[str, Outside] = field(default_factory=dict)  # row key -> who waits for a row that names it
    projects: dict[str, str] = field(default_factory=dict)  # number, or PROGRAMME/ACRONYM -> id
    calls: dict[str, str] = field(default_factory=dict)  # number or title -> id
    levels: dict[str, str] = field(default_factory=dict)  # row key -> level that its own table does not tell
    levels_of: dict[str, str] = field(default_factory=dict)  # row key -> level
    regions: dict[str, str] = field(default_factory=dict)  # row key -> region that its row tells
    placed: dict[str, str] = field(default_factory=dict)  # row key -> region of its seat, "" abroad, if told
    milestones: dict[str, str] = field(default_factory=dict)  # date, or title where undated -> id
    area_evidence: dict[tuple[str, str], str] = field(default_factory=dict)  # reference id, area -> address
    name_only: set[str] = field(default_factory=set)  # reference ids of which a source gives only the name


@dataclass(slots=True)
class Writer:
    """Writes staged rows and reports what it cannot use. One per build of the reference tables."""

    intake: Intake
    places: Places = field(default_factory=Places.load)
    known: Known = field(default_factory=Known)
    addresses: dict[str, str] = field(default_factory=dict)
    read_on: dict[str, str] = field(default_factory=dict)  # by code or address of a copy, when it was read
    seen: set[str] = field(default_factory=set)

    def read_ahead(self) -> None:
        """Load what all tables need: short codes of long addresses, and levels that no table tells."""
        for row in self.intake.rows("levels.csv"):
            self.known.levels[row.take("key")] = self.level(row.take("level"), row.origin)
            self.source(row.take("source"), row.origin)
            row.take("reason")
        for row in self.intake.rows("sources.csv"):
            code, address, title = row.take("code"), row.take("source_url"), row.take("title")
            self.addresses[code] = address
            self.read_on[code] = self.read_on[address] = self.date(row.take("read"), row.origin)
            if read_in := web_address(address, row.origin, self.intake.audit):
                self.intake.stage.read_in[read_in] = title

    def source(self, text: str, origin: str, page: str = "") -> str:
        """The public address behind a source column; what is not an address is reported and left out.

        page: where the publisher itself shows the record, which is cited in place of a copy of it that was read.
        """
        if page and text in self.read_on:
            if f"page {page}" not in self.seen:
                self.seen.add(f"page {page}")
                self.intake.stage.add("page", origin, address=page, read=self.read_on[text])
            return page
        return web_address(self.addresses.get(text, text), origin, self.intake.audit)

    def year(self, text: str, origin: str) -> float | None:
        """A year, or nothing."""
        text = whole(text)
        if text and not _YEAR.fullmatch(text):
            self.intake.audit.ignore("year", origin, text, "not a year between 1900 and 2099")
            return None
        return float(text) if text else None

    def date(self, text: str, origin: str) -> str:
        """A date as year-month-day, where it is written in words or otherwise; what is no date is kept as it is."""
        try:
            date = read_day(text)
        except ValueError:
            return text
        if date != text:
            self.intake.audit.repair("date", origin, text, f"read as {date}")
        return date

    def number(self, text: str, origin: str) -> float | None:
        """A number with a decimal mark, or nothing."""
        try:
            number = read_number(text, grouped=False) if text else None
        except ValueError as error:
            self.intake.audit.ignore("number", origin, text[:_SHOWN], str(error))
            return None
        if number is not None and abs(number) >= _MOST:
            self.intake.audit.ignore("number", origin, text[:_SHOWN], "more than 15 digits before the decimal point")
            return None
        return number

    def region(self, text: str, origin: str) -> str:
        """NUTS 1 code of a region as the tables write it; an unknown word is reported."""
        if text in NO_REGION:
            return ""
        if text not in REGIONS:
            known = ", ".join(sorted(REGIONS))
            self.intake.audit.ignore(
                "region", origin, text, f"unknown region; known are {known}. The region stays unknown"
            )
        return REGIONS.get(text, "")

    def area(self, text: str, origin: str) -> str:
        """A country or one of the Belgian regions by its NUTS code; another word is reported and left out."""
        if text and not _AREA.fullmatch(text):
            self.intake.audit.ignore("area", origin, text, "not a NUTS code of a country or a Belgian region")
            return ""
        return text

    def known_word(self, column: str, text: str, origin: str, known: Collection[str]) -> str:
        """A word of a short list, or nothing; an unknown word is reported and left out."""
        if text and text not in known:
            self.intake.audit.ignore(column, origin, text, f"unknown word; known are {', '.join(known)}")
            return ""
        return text

    def level(self, text: str, origin: str) -> str:
        """Level of government in the words of the ontology; an unknown word is reported."""
        if text and text not in LEVELS:
            self.intake.audit.ignore("level", origin, text, f"unknown level; known are {', '.join(sorted(LEVELS))}")
        return LEVELS.get(text, "")

    def person(self, text: str, origin: str, amount: float | None = None) -> bool:
        """Whether the row speaks of a natural person; such a row is refused."""
        if text == NATURAL_PERSON:
            reason = "natural persons do not enter the graph"
            told = "" if amount is None else f"EUR {amount:,.2f}"
            self.intake.audit.refuse("natural person", origin, told, reason, meant=True)
        return text == NATURAL_PERSON

    def first_time(self, key: str, origin: str) -> bool:
        """Whether the key is new; a duplicate is refused, and so is a row whose id is blank."""
        if key.endswith("/"):
            self.intake.audit.refuse("blank id", origin, key, "the row has no id; give it one of its own")
            return False
        if key in self.seen:
            self.intake.audit.refuse(
                "duplicate id", origin, key, "this id stands in an earlier row; give each row its own"
            )
            return False
        self.seen.add(key)
        return True

    def organisation(self, key: str, origin: str, source: str, **values: str | float | None) -> None:
        """Stage an organisation; the place of its seat completes region and NUTS 3 area."""
        values["level"] = self.known.levels.pop(key, "") or values.get("level")
        self.known.levels_of[key] = str(values["level"] or "")
        self.known.regions[key] = str(values.get("region") or "")
        values = locate_seat(values, origin, self.intake.audit, self.places)
        region = str(values.get("region") or "")
        if region or values.get("country") not in ("BE", "", None):
            self.known.placed[key] = region
        self.known.keys.add(key)
        self.intake.stage.add("organisation", origin, source, key=key, **values)

    def organisation_key(self, local: str, origin: str) -> str:
        """The row key of an organisation by its id, its PIC or a name that other tables give; an unknown is refused."""
        named = (f"{table}/{local}" for table in ("portal", "participant", "participant/BE", "link"))
        key = self.known.organisations.get(local) or next((key for key in named if key in self.known.keys), "")
        if not key:
            reason = "no table has an organisation with this id, PIC or name"
            self.intake.audit.refuse("unknown id", origin, local, reason)
        return key

    def reference_id(self, key: str, local: str, origin: str) -> None:
        """The tables share one space of ids, whatever the case: the same id is the same organisation."""
        self.known.organisations.setdefault(local, key)
        self.intake.stage.add("identifier", origin, key=key, scheme="ref", value=local.lower())

    def identifier(self, key: str, scheme: str, value: str, origin: str, source: str = "") -> None:
        """Stage an identifier that passes its check; another is reported and left out."""
        if not value:
            return
        try:
            scheme, value = identifiers.normalise(scheme, value)
        except ValueError as error:
            self.intake.audit.ignore(f"{scheme} number", origin, value, f"{error}. The organisation is kept without it")
            return
        self.intake.stage.add("identifier", origin, source, key=key, scheme=scheme, value=value)

    def names(self, key: str, origin: str, kind: str, lang: str, *names: str) -> None:
        """Stage the names that are not blank."""
        for name in names:
            if name.strip():
                self.intake.stage.add("name", origin, key=key, name=name.strip(), lang=lang, type=kind)

    def homepage(self, text: str, origin: str) -> str:
        """A web address; the scheme is added where the table leaves it out."""
        return homepage(text, origin, self.intake.audit)
