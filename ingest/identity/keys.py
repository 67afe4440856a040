"""Under which keys a record is looked up: those that join it by name, and those of what linkage could take it for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dirskg.graph.wording.text import plain
from dirskg.ingest.identity.homes import of_group
from dirskg.ingest.identity.linkage.forms import domain, forms
from dirskg.ingest.identity.linkage.words import content, core
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.countries import country_names
from dirskg.ingest.values.names import comparable
from dirskg.ingest.values.transliteration import transliterated
from dirskg.ontology.resources import rows_beside

# A shorter name says too little: "ABC" is a company, a federation and a radio.
_SHORTEST_ALIAS = 6
_BRACKETS = re.compile(r"\([^)]*\)")
# As those write them who have no such letters: "Tromsoe", "Muenchen", "Aarhus".
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
# In front of at least two words that tell: "The University of Hull", but not "De Lijn".
_ARTICLE = r"(?:(?:the|l|la|le|les|het|de|der|die|das) )?"
_TELLING = r"(?=\w+ \w)"
# What is wrapped is a whole name: "Agencia Estatal Consejo Superior", but not "Agencia Estatal de Meteorología".
_WHOLE = r"(?!(?:of|for|de|del|para) )"


def name_keys(record: Record) -> set[str]:
    """Comparable names under which a record joins others that carry one of them."""
    found = {key for name in record.names for form in _forms(name, record.country) for key in _spellings(form)}
    if record.aliases:
        found |= {key for alias in record.aliases if _tells(alias, record.names) for key in _spellings(alias)}
    found.discard("")
    return found


def likely_keys(record: Record) -> Iterator[str]:
    """Keys that two records share if one could be the other: a name that joins, nearly the same words, the homepage.

    Wider than what joins them, for those who look among millions for what is worth a second look.
    """
    yield from name_keys(record)
    for form in forms(record):
        if form.kind != "short":
            yield "=" + form.glued
            yield "c" + " ".join(core(form.text, record.country))
            yield "w" + " ".join(content(form.text, record.country))
    if host := domain(record.homepage):
        yield "@" + host


def _forms(name: str, country: str) -> Iterator[str]:
    yield name
    if "(" in name:
        yield _BRACKETS.sub(" ", name)
        yield from _with_country(name, country)
    yield from transliterated(name, country)


def _with_country(name: str, country: str) -> Iterator[str]:
    """For "IBM (Netherlands)", as the registry tells apart the houses of a firm: "IBM Nederland" and its like.

    Only for the country of the record: "Bank Austria" is no Austrian house of a "Bank", and is left as it is.
    """
    firm, _, place = name.rpartition("(")
    if name.endswith(")") and plain(place) in (told := country_names().get(country, [])):
        yield from (f"{firm} {one}" for one in told)


def _spellings(name: str) -> Iterator[str]:
    """The name as it is compared, and with umlauts written out where it has some; without what stands in front."""
    for spelt in (name,) if name.isascii() else (name, name.translate(_WRITTEN_OUT)):
        key = comparable(spelt)
        yield key[front.end() :] if (front := _front().match(key)) else key


@cache
def _front() -> re.Pattern[str]:
    """An article, and who holds a name for another: "The University Court of the University of St Andrews"."""
    wrappers = "|".join(row["wrapper"] for row in rows_beside(__file__, "wrappers.csv"))
    return re.compile(f"{_ARTICLE}(?:(?:{wrappers}) {_WHOLE}{_ARTICLE})?{_TELLING}")


def _tells(alias: str, names: set[str]) -> bool:
    """Whether an alias points to one organisation."""
    return len(comparable(alias).replace(" ", "")) >= _SHORTEST_ALIAS and not of_group(alias, names)
