"""Legal forms at the ends of names: those of legal_forms.toml, as words that are folded and without "and"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dirskg.graph.wording.text import fold
from dirskg.ontology.resources import toml_beside

Words = tuple[str, ...]

# These do not count in a name, nor in a form.
AND = frozenset({"and", "en", "et", "und", "y", "e"})
# May stand before the word for "abbreviated".
OR = "(?:(?:of|ou|or|oder|o) )?"
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_TOLD = toml_beside(__file__, "legal_forms.toml")


def _forms(told: Iterable[str]) -> frozenset[Words]:
    spelt = {spelling for form in told for spelling in (form, form.translate(_WRITTEN_OUT))}
    return frozenset(tuple(word for word in re.findall(r"\w+", fold(form)) if word not in AND) for form in spelt)


# Forms of one word.
LEGAL_FORMS = frozenset(f"{_TOLD['short']} {_TOLD['short_behind']}".split())
IN_FRONT = _forms([*_TOLD["short"].split(), *_TOLD["long"]])
_COMPANY = frozenset(_TOLD["company"].split())
WOUND_UP = _forms(_TOLD["wound_up"])
BEHIND = IN_FRONT | WOUND_UP | _forms([*_TOLD["short_behind"].split(), *_TOLD["long_behind"]])
QUALIFIERS = _forms(_TOLD["qualifiers"])
SHORTENED = _forms(_TOLD["shortened"])
# In front of a name a word alone, such as that of a social purpose (so), may be one of it.
QUALIFIERS_IN_FRONT = frozenset(words for words in QUALIFIERS if len(words) > 1)
_LONGEST = max(map(len, BEHIND | QUALIFIERS))
_LAST = {form[-1] for form in BEHIND | QUALIFIERS}
FIRST = frozenset(form[0] for form in IN_FRONT)


def is_company(name: str) -> bool:
    """Whether a name ends with the form of a company for profit."""
    words = re.findall(r"\w+", fold(name.replace(".", "")))
    return len(words) > 1 and words[-1] in _COMPANY


def without_forms(words: list[str]) -> list[str]:
    """The words without the legal forms at both ends, and what qualifies these; at least one word is left."""
    low, high = 0, len(words)
    while taken := _forms_behind(words, low, high):
        high -= taken
    while taken := _forms_in_front(words, low, high):
        low += taken
    return words[low:high]


def _forms_behind(words: list[str], low: int, high: int) -> int:
    """How many words before `high` are a form with its qualifiers; 0 where nothing would be left."""
    if high == low or words[high - 1] not in _LAST:
        return 0
    end = high
    while not (form := _at_end(BEHIND, words, low, end)):
        if not (qualifier := _at_end(QUALIFIERS, words, low, end)):
            return 0
        end -= qualifier
    return high - end + form


def _forms_in_front(words: list[str], low: int, high: int) -> int:
    """How many words from `low` on are a form with its qualifiers; 0 where nothing would be left."""
    if high == low or words[low] not in FIRST:
        return 0
    start = low + _at_start(IN_FRONT, words, low, high)
    while start > low and (qualifier := _at_start(QUALIFIERS_IN_FRONT, words, start, high)):
        start += qualifier
    return start - low


def _at_end(forms: frozenset[Words], words: list[str], low: int, end: int) -> int:
    """The length of the longest form that ends there and leaves something before it."""
    lengths = range(min(_LONGEST, end - low - 1), 0, -1)
    return next((length for length in lengths if tuple(words[end - length : end]) in forms), 0)


def _at_start(forms: frozenset[Words], words: list[str], start: int, high: int) -> int:
    """The length of the longest form that starts there and leaves something behind it."""
    lengths = range(min(_LONGEST, high - start - 1), 0, -1)
    return next((length for length in lengths if tuple(words[start : start + length]) in forms), 0)


def either(forms: Iterable[Words]) -> str:
    """A regular expression for one of the forms, the longest first."""
    return "|".join(sorted((" ".join(form) for form in forms), key=lambda form: (-len(form), form)))
