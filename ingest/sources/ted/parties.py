"""Buyers, winners and subcontractors as organisations. Who is a natural person stays out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ted.notice import Party
from dirskg.ingest.values.addresses import homepage
from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.persons import is_legal_person, is_person, report_person
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat
from dirskg.ingest.values.vat import REGISTERS
from dirskg.ontology.vocab import LANGUAGES

# Buyers of these types are public authorities; bodies governed by public law may be universities or hospitals as well.
_AUTHORITIES = frozenset({
    "MINISTRY", "NATIONAL_AGENCY", "REGIONAL_AUTHORITY", "REGIONAL_AGENCY", "EU_INSTITUTION", "cga", "ra", "la",
    "eu-ins-bod-ag", "def-cont",
})  # fmt: skip
_WITH_NUMBERS = frozenset({"BE", *REGISTERS.values()})
# Belgian platforms write the number of the buyer's account behind its number in the register.
_ACCOUNT = re.compile(r"_\d+$")
# Directorate of Belgian Defence that buys for it; its notices often lack the number, and each names another section.
_DIVISION, _DEFENCE = re.compile(r"(DG\s?)?MRMP\b|DGMR\b"), "0308357555"
_NONE = re.compile(r"[\W_]*|n/?a|none|unknown|unpublished|niet van toepassing|sans objet", re.IGNORECASE)


@dataclass(slots=True)
class Parties:
    """Organisations that were staged, by their keys."""

    intake: Intake
    places: Places = field(default_factory=Places.load)
    told: set[str] = field(default_factory=set)  # keys, and names of each
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)  # by key, day and mark of the newest notice

    def key(self, party: Party, origin: str, source: str, day: str) -> str:
        """The key of a party, whose rows are staged; "" for a natural person, or one without a name, which is told."""
        audit, country = self.intake.audit, country_code(party.country)
        names = [(name, lang) for name, lang in party.names if not _NONE.fullmatch(name)]
        if not names:
            audit.ignore("no name", origin, "", "a winner, buyer or subcontractor without a name")
            return ""
        legal = any(is_legal_person(f"{country}{number}") for number in party.numbers)
        if party.person or (not party.legal_type and not legal and is_person(names[0][0])):
            report_person(audit, origin, None)
            return ""
        number = self._number(party, names[0][0], country, origin)
        key = f"ted/{country}/{'-'.join(number) if number else names[0][0]}"
        if key not in self.told:
            self.told.add(key)
            self._organisation(party, key, country, origin, source)
            if number:
                self.intake.stage.add("identifier", origin, source, key=key, scheme=number[0], value=number[1])
        for name, lang in names:
            if f"{key}/{name}" not in self.told:
                self.told.add(f"{key}/{name}")
                spoken = lang if lang in LANGUAGES else ""
                self.intake.stage.add("name", origin, source, key=key, name=name, lang=spoken, type="legal")
        if party.sme:
            self.marks[key] = max(self.marks.get(key, ("", "")), (day, party.sme))
        return key

    def stage_sizes(self) -> None:
        """Write down the size of each organisation as the newest notice marks it. What is no SME may be of any size."""
        for row in self.intake.stage.rows["organisation"]:
            row["size"] = "SME" if self.marks.get(str(row["key"]), ("", ""))[1] == "yes" else ""

    def _number(self, party: Party, name: str, country: str, origin: str) -> tuple[str, str] | None:
        """The number in a business register that leads to others who know the organisation."""
        if country == "BE" and _DIVISION.match(name):
            return "kbo", _DEFENCE
        for told in party.numbers if country in _WITH_NUMBERS else ():
            plain = _ACCOUNT.sub("", told.strip())
            try:
                return normalise("vat", plain if plain[:2].isalpha() else f"{country}{plain}")
            except ValueError as error:
                if country == "BE":
                    self.intake.audit.ignore("identifier", origin, told, str(error))
        return None

    def _organisation(self, party: Party, key: str, country: str, origin: str, source: str) -> None:
        audit = self.intake.audit
        if len(country) != 2:
            country = ""
        seat = locate_seat(
            {
                "country": country, "street": party.street, "postcode": party.postcode, "town": party.town,
                "homepage": homepage(party.homepage, origin, audit),
                "leg": "government" if party.legal_type in _AUTHORITIES else "",
            },
            origin, audit, self.places,
        )  # fmt: skip
        self.intake.stage.add("organisation", origin, source, key=key, **seat)
