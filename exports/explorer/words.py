"""The words of the page in its languages, and the names of codes that the graph brings with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from dirskg.exports.explorer.columns import shown
from dirskg.exports.findings.cell import ALL_STATES, rule_in, state_in
from dirskg.exports.findings.described import described
from dirskg.exports.language import LANGUAGES, read_words, unbroken
from dirskg.graph.answers.results import Solutions
from dirskg.ontology import property_label
from dirskg.ontology.vocab import LEGS

__all__ = ["LANGUAGES", "label_table", "words"]

# The lists whose codes the page shows.
_LISTS = ("leg", "level", "size", "function", "stage", "role", "basis", "confidence", "topics", "strength",
          "strength-rule")  # fmt: skip
# Strings of the findings: file, how their keys begin there and on the page, and whether codes have blanks for "_".
_SHARED = (
    ("calls", "brief", "verdict", False), ("calls", "status", "call", True), ("seats", "entity", "entity", False),
    ("common", "seat", "place", True), ("common", "second", "second", False), ("common", "on_site", "on_site", False),
    ("common", "lacking", "lacking", False),
    ("ties", "state", "pair", True), ("completeness", "method", "method", False),
    ("completeness", "subject", "subject", False), ("common", "qualifier", "qualifier", True),
    ("purchases", "amount", "amount", False),
    ("skills", "community", "community", False),
)  # fmt: skip
# Regions with the words that a sentence puts before them.
_PLACE = re.compile(r"(?:in|the)_(?:place|BE\d)$")
# Verdicts whose strings are called otherwise.
_VERDICTS = {"verdict_none": "verdict_no domain", "verdict_unplaced": "verdict_place unknown"}


@cache
def words(lang: str) -> Mapping[str, str]:
    """Every string of the page in one language, by key: its own, and those it shares with the reports."""
    own = dict(read_words(__package__, lang).strings)
    common = read_words("dirskg.exports.findings", lang, "common")
    for state in ALL_STATES:
        own[f"state_{state}"] = state_in(common, state)
        own[f"rule_{state}"] = rule_in(common, state)
    places = {name: text for name, text in common.strings.items() if _PLACE.match(name)}
    told = {**own, **places, **_shared(lang)}
    return {name: unbroken(text) for name, text in told.items()} if lang == "fr" else told


def _shared(lang: str) -> Mapping[str, str]:
    """Strings of the findings that the page uses as they are, by its own keys."""
    found: dict[str, str] = {}
    for name, theirs, ours, spaced in _SHARED:
        file = name if name == "common" else f"subjects/{name}"
        strings = read_words("dirskg.exports.findings", lang, file).strings
        for one, text in strings.items():
            if one.startswith(f"{theirs}_"):
                code = one.removeprefix(f"{theirs}_")
                told = f"{ours}_{code.replace('_', ' ') if spaced else code}"
                found[_VERDICTS.get(told, told)] = text
    return found


def label_table(answer: Solutions, ties: Iterable[str], told: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Names of codes by list and code, one a language; English, else any, where a language has none.

    The kinds of `ties` are called what the ontology calls its properties; what is `told` in short stands for itself.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for name, code, label, lang in answer.values():
        if name in _LISTS:
            found.setdefault(str(name), {}).setdefault(str(code), {}).setdefault(str(lang or ""), shown(str(label)))
    lists = {name: {code: _each(told) for code, told in codes.items()} for name, codes in found.items()}
    lists["leg"] = _legs()
    lists["tie"] = {kind: [property_label(kind, lang) for lang in LANGUAGES] for kind in sorted(set(ties))}
    return lists | {"told": {text: [*map(unbroken, each)] for text, each in described(told).items()}}


def _legs() -> dict[str, list[str]]:
    """The legs of the helix in the words of the reports."""
    shared = [read_words("dirskg.exports.findings", lang, "common") for lang in LANGUAGES]
    return {leg: [words(f"leg_{leg}") for words in shared] for leg in LEGS}


def _each(told: Mapping[str, str]) -> list[str]:
    spare = told.get("en") or next(iter(told.values()))
    return [told.get(lang) or spare for lang in LANGUAGES]
