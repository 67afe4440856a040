"""Where a Belgian address lies: postal code or town name to NUTS 3 (2024 codes) and region."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.wording.text import fold

_TABLE = Path(__file__).parents[1] / "sources" / "reference" / "data" / "places.csv"
_POSTCODE = re.compile(r"\s*(?:BE?[-\s]?)?(\d{4})(?:\s+\D*)?", re.IGNORECASE)  # the town may stand behind it
_BRACKETS = re.compile(r"\(([^)]*)\)?")
_WORD = re.compile("[a-z0-9]+")
# One form for the saints of four languages, written out or cut short.
_SAINTS = {"sint": "st", "saint": "st", "sankt": "st", "sainte": "ste"}

_MOST_WORDS = 20  # of a municipality and its part


@dataclass(frozen=True)
class Place:
    """A place as precise as the address allows.

    nuts3: NUTS 3 code of 2024 such as "BE32B", or "" where the name leaves it open; its first four characters
    are the province (NUTS 2). region: "BE1" Brussels, "BE2" Flanders or "BE3" Wallonia.
    town: English name where there is one, else the name in the language of the place.
    """

    nuts3: str
    region: str
    town: str


@dataclass(frozen=True)
class _Row:
    """One line of places.csv: a name that is in use within one postal code."""

    postcode: str
    town_nl: str
    town_fr: str
    town_de: str
    town_en: str
    nuts3: str
    region: str

    @property
    def names(self) -> set[str]:
        return {_plain(name) for name in (self.town_nl, self.town_fr, self.town_de, self.town_en) if name}

    @property
    def town(self) -> str:
        if self.nuts3 == "BE336":  # the German-speaking Community
            return self.town_de or self.town_nl
        return self.town_en or (self.town_nl if self.region == "BE2" else self.town_fr)


class Places:
    """The Belgian postal codes and (sub-)municipality names of one table."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._rows = tuple(rows)
        self._by_postcode = lists_of((row.postcode, row) for row in self._rows)
        self._by_name = lists_of((name, row) for row in self._rows for name in row.names)

    @staticmethod
    @cache
    def load() -> Places:
        """The table that comes with the package, read once."""
        with _TABLE.open(encoding="utf-8", newline="") as stream:
            return Places(_Row(**line) for line in csv.DictReader(stream))

    def locate(self, town: str, postcode: str = "") -> Place | None:
        """Place of a Belgian address, or None where it is unknown or its name occurs in several regions.

        The postal code decides; the town then only picks among the names within that code. Codes that
        belong to an institution and not to an area (1049, 1005) are not in the table, so that the town
        decides. A name that occurs in several NUTS 3 areas of one region gives the region and nuts3 "".
        The caller makes sure that the address is Belgian: towns abroad share names with Belgian ones.
        """
        named = self._named(town)
        match = _POSTCODE.fullmatch(postcode)
        coded = self._by_postcode.get(match[1], []) if match else []
        return _common([row for row in coded if row in named] or coded or named)

    def translated(self) -> dict[str, str]:
        """One-word names of places that have another name too, each with the name that stands for all of them."""
        found = sets_of((name, _plain(row.town)) for row in self._rows for name in row.names)
        return {name: min(one) for name, one in found.items() if " " not in name and len(one) == 1 and name not in one}

    def _named(self, text: str) -> list[_Row]:
        """Rows that a free-text town can mean: the first of several towns, narrowed by its brackets."""
        first = text.split(";")[0]
        inner = _BRACKETS.findall(first)
        pieces = [piece for part in (_BRACKETS.sub(" ", first), *inner) for piece in re.split("[/,]", part)]
        found = [self._by_name[name] for name in map(_plain, pieces) if name in self._by_name]
        return _narrow(found or self._two_names(_plain(first)))

    def _two_names(self, plain: str) -> list[list[_Row]]:
        """Rows of a municipality and of its part, written one after the other ("Liege Angleur")."""
        words = plain.split()[:_MOST_WORDS]
        for cut in range(1, len(words)):
            pair = [" ".join(words[:cut]), " ".join(words[cut:])]
            if all(name in self._by_name for name in pair):
                return [self._by_name[name] for name in pair]
        return []


def _narrow(found: Sequence[list[_Row]]) -> list[_Row]:
    """Rows of the first name, kept to the areas of the other names as long as some are left."""
    rows = list(found[0]) if found else []
    for other in found[1:]:
        areas = {row.nuts3 for row in other}
        rows = [row for row in rows if row.nuts3 in areas] or rows
    return rows


def _common(rows: Sequence[_Row]) -> Place | None:
    """What all the rows agree on."""
    areas, regions = {row.nuts3 for row in rows}, {row.region for row in rows}
    if len(regions) != 1:
        return None
    return Place(areas.pop() if len(areas) == 1 else "", regions.pop(), rows[0].town)


def _plain(name: str) -> str:
    """Name without case, accents and marks: "Mont-Saint-Guibert" and "MONT ST GUIBERT" give the same."""
    return " ".join(_SAINTS.get(word, word) for word in _WORD.findall(fold(name)))
