"""The words of a report in one language, read from the .toml files of its package, and how it writes numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dirskg.graph.errors import DirskgError
from dirskg.ontology.resources import toml_beside

LANGUAGES = ("en", "nl", "fr", "de")
NO_NUMBER = "–"
# Separator of thousands, decimal sign, what stands before a percent sign. French uses narrow no-break spaces.
_SIGNS = {"en": (",", ".", ""), "nl": (".", ",", ""), "fr": ("\u202f", ",", "\u202f"), "de": (".", ",", "\u00a0")}
_LEAST_P = 0.001
_APART = re.compile("(?<=«) | (?=[:;?!»])")
_BAR = "\x1f"


@dataclass(frozen=True, slots=True)
class Words:
    """Every string of a package in one language, by key."""

    lang: str
    strings: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """One string with its {places} filled; whole numbers are written as the language does.

        A place may choose words by its number: {n:actor|actors}, or with words for none first, {n:nobody|actor|actors}.
        """
        told = self.strings[key].format(**{name: self._written(value) for name, value in values.items()})
        return told.replace(_BAR, "|")

    def over(self, shared: Words) -> Words:
        """These strings, and the shared ones where there is none of that key."""
        return Words(self.lang, {**shared.strings, **self.strings})

    def decimal(self, value: float, digits: int = 2) -> str:
        """A number with that many digits after the decimal sign: 1,540.25 or 1.540,25; a dash where there is none."""
        if not math.isfinite(value):
            return NO_NUMBER
        thousands, point, _ = _SIGNS[self.lang]
        return f"{value:,.{digits}f}".translate({ord(","): thousands, ord("."): point})

    def percent(self, share: float) -> str:
        """A share in whole percents; a dash where there is none."""
        return f"{self.decimal(100 * share, 0)}{_SIGNS[self.lang][2]}%" if math.isfinite(share) else NO_NUMBER

    def probability(self, p: float) -> str:
        """A p-value with three digits, "< 0.001" below that; a dash where there is none."""
        return f"< {self.decimal(_LEAST_P, 3)}" if p < _LEAST_P else self.decimal(p, 3)

    def capital(self, text: str) -> str:
        """The text as a sentence begins: Dutch writes Eén for één."""
        begun = text[:1].upper() + text[1:]
        return f"E{begun[1:]}" if self.lang == "nl" and begun.startswith("Éé") else begun

    def listed(self, told: Iterable[str]) -> str:
        """Parts of a sentence one after the other, with semicolons between them."""
        return f"{self.high}; ".join(told)

    @property
    def high(self) -> str:
        """What stands before a colon and a semicolon: a space in French, else nothing."""
        return " " if self.lang == "fr" else ""

    def _written(self, value: object) -> object:
        if isinstance(value, int):
            return _Number(self, value)
        # A bar in a name parts no words of a choice.
        return value.replace("|", _BAR) if isinstance(value, str) else value


class _Number:
    """A whole number in a string: written as the language does, or choosing between words."""

    def __init__(self, words: Words, value: int) -> None:
        self._words, self._value = words, value

    def __format__(self, choices: str) -> str:
        if not choices:
            return self._words.decimal(self._value, 0)
        *none, one, several = choices.split("|")
        if none and not self._value:
            return none[0]
        # French says "0 organisation"; the other three say "0 organisations".
        single = abs(self._value) == 1 or (self._value == 0 and self._words.lang == "fr")
        return one if single else several


def unbroken(text: str) -> str:
    """The text as a page shows it: no line begins with the sign that French sets apart from the word before it."""
    return _APART.sub("\u00a0", text)


@cache
def read_words(package: str, lang: str, *names: str) -> Words:
    """The strings of a package in one language, from its files `names` (without .toml; default: strings).

    Raises DirskgError for a language that there is not.
    """
    if lang not in LANGUAGES:
        raise DirskgError(f"There are no strings in language {lang!r}; use one of {', '.join(LANGUAGES)}.")
    strings: dict[str, str] = {}
    for name in names or ("strings",):
        strings |= {key: texts[lang] for key, texts in _table(package, name).items()}
    return Words(lang, MappingProxyType(strings))


@cache
def _table(package: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """A file of strings, read once for all languages; a string without English is keyed by its English text."""
    # By way of this floor: to ask the explorer for its words would import all that it is made of.
    told = toml_beside(__file__, "/".join(["..", *package.split(".")[2:], f"{name}.toml"]))
    return {key: {"en": key} | texts for key, texts in told.items()}
