"""The forms of an organisation's names, and what else linkage compares: addresses and homepages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from dirskg.graph.wording.text import fold
from dirskg.ingest.identity.linkage.towns import towns
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.legal_forms import LEGAL_FORMS
from dirskg.ingest.values.names import comparable
from dirskg.ingest.values.places import Places

# Where names in two languages, a name and its acronym, or a name and a description stand side by side.
_SEAMS = re.compile(r"\s-\s*|\s*-\s|[/*|()]")
_MARK_OF_SEAM = re.compile(r"[-/*|()]")
_BRACKETS = re.compile(r"\([^)]*\)")
_GROWING = tuple(sorted(form for form in LEGAL_FORMS if len(form) > 1))
_GROWN = re.compile(rf"\w{{4,}}({'|'.join(_GROWING)})$")
_NO_LETTER = re.compile(r"\W")
_ASCII_NO_LETTER = dict.fromkeys(code for code in range(128) if _NO_LETTER.match(chr(code)))
_NUMBER = re.compile(r".*\d.*|[ivx]+")
_AROUND_CODE = re.compile(r"\W|^BE?-?(?=\d)")
_SHORTEST_PART = 6
# Homes of many organisations.
_SHARED_HOSTS = frozenset(
    "facebook.com linkedin.com google.com wordpress.com wixsite.com blogspot.com github.io europa.eu gmail.com".split()  # noqa: SIM905
)
_SECOND_LEVEL = frozenset({"ac", "co", "com", "gov", "gouv", "org", "edu", "mil", "gv", "or"})


class Form(NamedTuple):
    """One form of a name: the whole name, a part between seams, or a short name (acronym, brand, alias)."""

    kind: str
    text: str
    glued: str  # without spaces: data often lose them, at the ends of lines
    written: str  # the name before anything is taken away
    beside: tuple[str, ...] = ()  # of a part: it and the others of its name, glued

    @property
    def letters(self) -> str:
        """Letters and digits of the name as it is written."""
        plain = fold(self.written)
        return plain.translate(_ASCII_NO_LETTER) if plain.isascii() else _NO_LETTER.sub("", plain)

    @property
    def bare(self) -> str:
        """The glued form without a legal form that has grown onto its last word ("securityscrl")."""
        if not self.text.endswith(_GROWING):  # as most do not
            return self.glued
        found = _GROWN.match(self.text.rpartition(" ")[2])
        return self.glued[: -len(found[1])] if found else self.glued


def forms(record: Record) -> list[Form]:
    """The forms of a record's names, each once, the more complete kind first."""
    found: dict[str, Form] = {}

    def add(kind: str, name: str, beside: tuple[str, ...] = ()) -> None:
        if (text := comparable(name)) not in found:
            found[text] = Form(kind, text, _glue(text), name, beside)

    for name in sorted(record.names):
        add("name", name)
        if "(" in name:
            add("name", _BRACKETS.sub(" ", name))
    for name in sorted(record.names | record.aliases):
        if name in record.names and not _MARK_OF_SEAM.search(name):
            continue  # as most: its only part is itself
        parts = {part: _glue(comparable(part)) for part in _SEAMS.split(name)}
        beside = tuple(sorted({glued for glued in parts.values() if glued}))
        for part, glued in parts.items():
            if len(glued) >= _SHORTEST_PART:
                add("part", part, beside)
    for alias in sorted(record.aliases):
        add("name" if len(comparable(alias).split()) >= 3 else "short", alias)
    return [found[text] for text in sorted(found) if text]


def _glue(text: str) -> str:
    return text.replace(" ", "")


def numbers(form: Form) -> str:
    """Digits and Roman numerals of a name: "Paris 1" and "Paris 2" differ by one letter, and are two."""
    found = [word for word in form.text.split() if not word.isalpha() or not word.strip("ivx")]
    return " ".join(word for word in found if _NUMBER.fullmatch(word)) if found else ""


def keys(form: Form, core: tuple[str, ...], telling: tuple[str, ...]) -> set[str]:
    """Blocking keys: two forms are compared when they share one of these, in one country.

    core, telling: what of the words of the form is the name itself, and what few others have.
    """
    found = {"=" + form.glued, "c" + " ".join(core), "g" + form.glued[:10]}
    if form.kind != "short":
        found.update("w" + word for word in telling if len(word) > 2)
    return found


def places(record: Record) -> list[str]:
    """Postal code and town, in one form whatever the language of the town's name."""
    return _places(record.country, record.town, record.postcode)


@lru_cache(maxsize=1 << 16)
def _places(country: str, town: str, postcode: str) -> list[str]:
    code = _AROUND_CODE.sub("", postcode).lower()
    found = Places.load().locate(town, postcode) if country == "BE" else None
    names = [fold(found.town)] if found else towns(country, town)
    marked = (("code ", code), *(("town ", name) for name in names))
    return [mark + value for mark, value in marked if re.search(r"\w", value)]


def streets(record: Record) -> list[str]:
    """Street and number at a place, whatever the order of the words; nothing without a number."""
    if not record.street:  # as most have none
        return []
    words = set(re.findall(r"\w+", fold(record.street)))
    if not any(word[0].isdigit() for word in words):
        return []
    return [f"{place} {' '.join(sorted(words))}" for place in places(record)]


def domain(homepage: str) -> str:
    """Registered domain of a homepage; nothing where many share it."""
    if not homepage:  # as most are
        return ""
    host = re.sub(r"^\w+://", "", homepage.strip().lower()).partition("/")[0].partition(":")[0]
    labels = host.split(".")
    kept = labels[-3:] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:]
    found = ".".join(kept)
    return found if len(kept) > 1 and found not in _SHARED_HOSTS else ""


def names(group: Iterable[Record]) -> list[str]:
    """All names of an organisation, glued."""
    return sorted({_glue(comparable(name)) for record in group for name in record.names | record.aliases})


def each(values: Iterable[list[str]]) -> list[str]:
    """All the values of several lists, each once, sorted."""
    found = {value for told in values for value in told}
    found.discard("")
    return sorted(found)
