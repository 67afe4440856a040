"""Names that a register keeps in capitals, as people write them; the graph holds them as the source does."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
# Shorter ones may be acronyms, and stay.
_LEAST = 5
_LEAST_ACRONYM = 3
_SMALL = {
    *("a", "al", "and", "at", "au", "aux", "av", "d", "da", "de", "degli", "dei", "del", "dell", "della"),
    *("der", "des", "di", "do", "dos", "du", "e", "el", "em", "en", "et", "for", "fuer", "fur", "für", "i"),
    *("in", "kai", "l", "la", "las", "le", "les", "los", "met", "mit", "na", "och", "of", "og", "on", "or"),
    *("para", "per", "pour", "s", "sur", "the", "to", "und", "van", "von", "voor", "y", "z", "za", "zu", "zum"),
    "zur",
}
_PLAIN = {  # no acronyms, short as they are
    *("aero", "air", "bari", "blue", "cork", "data", "deep", "eye", "gent", "high", "hub", "john", "lab"),
    *("labs", "land", "luft", "new", "oil", "open", "rail", "roma", "sky", "tech", "waal", "wien", "zee"),
}
_FORMS = {
    "gmbh": "GmbH",
    "mbh": "mbH",
    "ltd": "Ltd",
    "spa": "SpA",
    "inc": "Inc",
    "lda": "Lda",
    "llc": "LLC",
    "kft": "Kft",
}


def readable(name: str) -> str:
    """A name of several words in capitals with capitals where words begin; any other as it is.

    One that ends in an acronym of its own is called by that.
    """
    if " " not in name.strip() or not name.isupper():
        return name
    parts, end = [], _own_acronym(name)
    for found in _WORD.finditer(name, end):
        parts += [name[end : found.start()], _cased(found, name)]
        end = found.end()
    return "".join([*parts, name[end:]])


def _cased(found: re.Match[str], name: str) -> str:
    word, low = found.group(), found.group().lower()
    before, after = name[: found.start()][-1:], name[found.end() :][:1]
    if low in _FORMS and before != ".":
        return _FORMS[low]
    if before.isdigit() or after.isdigit() or "." in (before, after):
        return word
    if found.start() and low in _SMALL or before in ("'", "’") and low == "s":
        return low
    return word.capitalize() if len(word) >= _LEAST or low in _PLAIN else word


def _own_acronym(name: str) -> int:
    """Where the acronym stands that a name ends in, but for a legal form: its letters begin words before it. Else 0."""
    words = [found for found in _WORD.finditer(name) if found.group().lower() not in _SMALL]
    if words and words[-1].group().lower() in _FORMS:
        words.pop()
    if len(words) < _LEAST_ACRONYM + 1 or len(words[-1].group()) < _LEAST_ACRONYM:
        return 0
    initials = "".join(found.group()[0] for found in words[:-1])
    return words[-1].start() if words[-1].group() in initials else 0
