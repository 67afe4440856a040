"""Speaks of a finding in one language: its words, the names of regions, domains and organisations, its tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dirskg.exports.findings.cell import state_in
from dirskg.exports.findings.document import Section, picked, section
from dirskg.exports.language import NO_NUMBER, Words, read_words
from dirskg.exports.language.naming import area_names, names
from dirskg.exports.tables.cells import one_line
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows


@once
def _called(ecosystem: Ecosystem, lang: str) -> tuple[Mapping[str, str], ...]:
    """What areas, domains, topics and organisations are called, and the legs of these; a report has many speakers."""
    areas = area_names(ecosystem.regions, lang) | area_names(ecosystem.areas, lang)
    organisations = names(ecosystem.organisations[["id", "label"]], lang)
    legs = dict(rows(ecosystem.organisations, "id", "legs"))
    return areas, names(ecosystem.domains, lang), names(ecosystem.topics, lang), organisations, legs


class Speaker:
    """The words of one subject and those that all share. What comes from data comes out on one line.

    `words` are those of a package that has its own; without a subject ("") there are only the shared ones. `as_of` is
    the day of the latest data, "" where it is not known.
    """

    def __init__(
        self, name: str, ecosystem: Ecosystem, lang: str = "en", build: str = "", words: Words | None = None,
        as_of: str = "",
    ) -> None:  # fmt: skip
        self.lang = lang
        shared = read_words(__package__, lang, "common", *([f"subjects/{name}"] if name else []))
        self.words = words.over(shared) if words else shared
        self._areas, self._domains, self._topics, self._organisations, self._legs = _called(ecosystem, lang)
        self._working = bool(ecosystem.domains["working"].any())
        self._build = one_line(build)
        self.as_of = as_of

    def __call__(self, key: str, **values: object) -> str:
        """One string with its {places} filled. Whole numbers are written as the language does, other text as given."""
        return self.words(key, **values)

    def either(self, key: str, other: str) -> str:
        """The string of a key where there is one, else the other text."""
        return self(key) if key in self.words.strings else other

    def word(self, kind: str, code: str) -> str:
        """What a code of ours is called: the string of its kind and name, with _ for blanks."""
        return self(f"{kind}_{code.replace(' ', '_')}")

    def area(self, code: str) -> str:
        """Name of Belgium (BE), a region or smaller area, its code where it has none; words for an unknown place."""
        if code in ("", "unknown"):
            return self("area_unknown")
        return self("belgium") if code == "BE" else self._areas.get(code, one_line(code))

    def place(self, region: str) -> str:
        """In a region, with the article that its name takes: in het Brussels Hoofdstedelijk Gewest, en Flandre."""
        return self.either(f"in_{region}", self("in_place", region=self.area(region)))

    def the(self, region: str) -> str:
        """The name of a region with its article: la Flandre."""
        return self.either(f"the_{region}", self.area(region))

    def domain(self, identifier: str) -> str:
        """Name and id of a domain: Space (V2)."""
        name = self._domains.get(identifier)
        return f"{name} ({identifier})" if name else one_line(identifier)

    def topic(self, identifier: str) -> str:
        """Name of a topic."""
        return self._topics.get(identifier) or one_line(identifier)

    def domains(self, identifiers: Iterable[str]) -> str:
        """Names and ids of domains, joined; a dash for none, as below."""
        return ", ".join(map(self.domain, identifiers)) or NO_NUMBER

    def topics(self, identifiers: Iterable[str]) -> str:
        """Names of topics, joined."""
        return ", ".join(map(self.topic, identifiers)) or NO_NUMBER

    def organisations(self, identifiers: Iterable[str]) -> str:
        """Names of organisations, joined."""
        return ", ".join(map(self.organisation, identifiers)) or NO_NUMBER

    def organisation(self, identifier: str) -> str:
        """Name of an organisation; its id where the graph has no name."""
        return self._organisations.get(identifier, one_line(identifier))

    def leg(self, leg: str) -> str:
        """Name of a leg of the helix; words for an unknown leg where it is ""."""
        return self.words(f"leg_{leg or 'unknown'}")

    def legs(self, organisation: str) -> str:
        """Names of all legs that an organisation stands on, joined."""
        return ", ".join(map(self.leg, self._legs.get(organisation, "").split())) or self.leg("")

    def state(self, state: str) -> str:
        """Name of the state of a cell."""
        return state_in(self.words, state)

    def decimal(self, value: float, digits: int = 2) -> str:
        """A number as the language writes it; a dash where there is none."""
        return self.words.decimal(value, digits)

    def percent(self, share: float) -> str:
        """A share in whole percents; a dash where there is none."""
        return self.words.percent(share)

    def interval(
        self,
        value: float,
        low: float,
        high: float,
        written: Callable[[float], str] | None = None,
        key: str = "interval",
    ) -> str:
        """A number with its interval, each written so: 0.38 (0.28 to 0.49); the number alone where there is none."""
        write = written or self.decimal
        if not math.isfinite(low + high):
            return write(value)
        return self(key, value=write(value), low=write(low), high=write(high))

    def day(self, iso: str) -> str:
        """A day or month as people write it: 16 February 2027; what is none as it is."""
        year, _, rest = iso.partition("-")
        month, _, day = rest.partition("-")
        if not (month.isdecimal() and 1 <= int(month) <= 12 and (day[:2].isdecimal() or not day)):
            return one_line(iso)
        called = self(f"month_{int(month)}")
        if not day:
            return self("month", month=called, year=year)
        number = int(day[:2])
        first = self("first_of_month") if number == 1 else str(number)
        return self("day", day=first, month=called, year=year)

    def facts(self, perimeter: str = "", **more: str) -> tuple[tuple[str, str], ...]:
        """What must stand with every finding: perimeter, build, that the domain names are a working set; and `more`.

        `more` gives values by the key of their word (`fact_<key>`).
        """
        told = {
            "perimeter": self.words(f"perimeter_{perimeter}") if perimeter else "",
            **more,
            "build": self._build,
            "domains": self.words("domains_working") if self._working else "",
        }
        return tuple((self.words(f"fact_{key}"), value) for key, value in told.items() if value)

    def row(self, one: object, columns: str, **told: object) -> dict[str, Any]:
        """A row of these columns: what is told, else what the object has of that name, and that in words.

        So are areas, domains and legs; an organisation is known by its `id`, and stands on all of its legs.
        """
        said = {name: getattr(self, name) for name in ("area", "domain", "leg", "organisation")}
        said |= {"region": self.area, "id": one_line}
        found = picked(one, columns)
        if hasattr(one, "id"):
            found["organisation"] = one.id
            told = {"leg": self.legs(one.id)} | told if "leg" in found and one.id in self._legs else told
        return {name: said[name](value) if name in said else value for name, value in found.items()} | told

    def section(
        self, name: str, columns: str, rows: Iterable[Mapping[str, Any]], caption: str | None = None
    ) -> Section:
        """A table: its heading is the string `heading_<name>`, that of each column `column_<column>`; see `section`."""
        return section(self.words, name, columns, rows, caption)
