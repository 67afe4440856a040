"""Under which keys a record is looked up: those that join it by name, and those of what linkage could take it for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dirskg.graph.text import fold
from dirskg.ingest.identity.linkage.forms import domain, forms
from dirskg.ingest.identity.linkage.words import content, core
from dirskg.ingest.identity.record import Record
from dirskg.ingest.values.names import comparable

# A shorter name says too little: "ABC" is a company, a federation and a radio.
_SHORTEST_ALIAS = 6
_BRACKETS = re.compile(r"\([^)]*\)")
# As those write them who have no such letters: "Tromsoe", "Muenchen", "Aarhus".
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
# In front of at least two words that tell: "The University of Hull", but not "De Lijn".
_ARTICLE = re.compile(r"(?:the|l|la|le|les|het|de|der|die|das) (?=\w+ \w)")


def name_keys(record: Record) -> set[str]:
    """Comparable names under which a record joins others that carry one of them."""
    names = {key for name in record.names for form in (name, _BRACKETS.sub(" ", name)) for key in _spellings(form)}
    names |= {key for alias in record.aliases if _tells(alias, record.names) for key in _spellings(alias)}
    return names - {""}


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


def _spellings(name: str) -> Iterator[str]:
    """The name as it is compared, and with umlauts written out where it has some; without an article in front."""
    for spelt in (name,) if name.isascii() else (name, name.translate(_WRITTEN_OUT)):
        key = comparable(spelt)
        article = _ARTICLE.match(key)
        yield key[article.end() :] if article else key


def _tells(alias: str, names: set[str]) -> bool:
    """Whether an alias points to one organisation: the first word of its own name is rather that of its group."""
    group = re.compile(rf"{re.escape(fold(alias))} \w")
    return len(comparable(alias).replace(" ", "")) >= _SHORTEST_ALIAS and not any(group.match(fold(n)) for n in names)
