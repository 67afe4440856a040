"""What a project or call is about, by its own words: title, objective, keywords and the title of its call.

The words and their weights stand beside the domains (`ontology/domains_words.csv`), fourteen numbers for all domains in
`subjects.toml`. A label of a call ("disruptive", "non-thematic", "SME") is no word of any domain. Civil research uses
the words of technology for law, ethics and policy too: there it counts how much the text speaks of these.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.errors import Refused
from dirskg.graph.wording.text import fold
from dirskg.ontology.resources import toml_beside

Phrase = tuple[str, ...]
# A text says at its beginning what it is about; later come partners, work packages and what the Union gains.
_BEGINNING = 2000
# Texts of so few characters are "N/A", "not provided here" or a name.
_NOTHING = 60
# How much a phrase counts in the title, the keywords and the title of the call against once in the text.
_TITLE, _KEYWORDS, _CALL = 4, 2, 2
_MOST = 3.0  # times that a phrase counts in one text, however often it stands there
_NAME = 3.0  # weight of the name of a topic
_SHOWN = 3  # phrases that are told of a domain
_FIRST = 60  # words in which a text says what it is about
_OPENING = 150  # words in which a civil text says whether it is about society
_WORD = re.compile("[a-z0-9]+")
_BLANK = frozenset({"", "n/a", "na", "-"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a project or call tells of itself, and whether it is of a civil programme."""

    title: str
    text: str = ""
    keywords: str = ""
    call: str = ""
    civil: bool = False


class Found(NamedTuple):
    """A domain that something is about, the chance of it (0 to 1), and the words that tell most of it (mine; sonar)."""

    domain: str
    chance: float
    words: str


# What each phrase that was found adds to a domain.
_Scores = dict[str, dict[Phrase, float]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Domains by the phrases that lead to them; a weight of 0 keeps shorter phrases within it from being found."""

    phrases: dict[Phrase, dict[str, float]] = field(default_factory=dict)
    beginnings: dict[str, dict[str, float]] = field(default_factory=dict)  # of words in names: bio, cyber
    _lengths: dict[str, list[int]] = field(init=False, default_factory=dict, repr=False)  # of phrases, by first word

    def __post_init__(self) -> None:
        for first, length in sorted({(phrase[0], len(phrase)) for phrase in self.phrases}):
            self._lengths.setdefault(first, []).append(length)

    def also(self, named: Iterable[tuple[str, str]]) -> Subjects:
        """The same with other names of what domains hold (domain, words), but for those that it knows already."""
        names: dict[Phrase, dict[str, float]] = {}
        for domain, name in named:
            if (phrase := tuple(words(name))) and phrase not in self.phrases:
                names.setdefault(phrase, {})[domain] = _NAME
        return Subjects({**self.phrases, **names}, self.beginnings)

    def domains(self, told: Told) -> list[Found]:
        """Domains that it is about, the surest first; none where nothing is told."""
        cut, (parts, whole) = _model()["cut"], self._read(told)
        sure = [(domain, chance) for domain, chance in _chances(parts, whole).items() if chance >= cut]
        return [Found(*one, _most(whole[one[0]])) for one in sorted(sure, key=lambda one: (-one[1], one[0]))]

    def likely(self, told: Told, name: str) -> list[Found]:
        """All domains that a text or name may be about, however unsure; a name tells by how its words begin as well."""
        parts, whole = self._read(told)
        for beginning, domains in self.beginnings.items():
            begins = (word for word in words(name) if word.startswith(beginning) and word != beginning)
            # By the whole word, which is shown, and which counts once if it is a phrase of the domain itself.
            for word in islice(begins, 1):
                for domain, weight in domains.items():
                    parts.strongest[domain] = max(weight, parts.strongest.get(domain, 0))
                    for scores, times in ((parts.title, 1), (whole, _TITLE)):
                        scores.setdefault(domain, {}).setdefault((word,), times * weight)
        chances = _chances(parts, whole)
        return [Found(domain, chances[domain], _most(whole[domain])) for domain in sorted(whole)]

    def evidence(self, told: Told) -> dict[str, list[float]]:
        """For each domain the fourteen numbers that the model weighs (`_numbers`)."""
        return _numbers(*self._read(told))

    def _read(self, told: Told) -> tuple[_Parts, _Scores]:
        """What is found in the parts of it that count by themselves; and what counts in all."""
        title, call = "" if told.title.strip().lower() in _BLANK else told.title, told.call
        short = len(told.text) <= _NOTHING
        if short and not title:
            title, call = call, ""
        (of_title, _), (of_call, _), (of_keywords, _) = map(self._scores, (title, call, told.keywords))
        of_text, early = self._scores(told.text[:_BEGINNING])
        whole: _Scores = {}
        for part, times in ((of_text, 1), (of_title, _TITLE), (of_keywords, _KEYWORDS), (of_call, _CALL)):
            for domain, scores in part.items():
                sums = whole.setdefault(domain, {})
                for phrase, score in scores.items():
                    sums[phrase] = sums.get(phrase, 0) + times * score
        strongest = {domain: max(self.phrases[one][domain] for one in scores) for domain, scores in whole.items()}
        bare = short and told.civil
        return _Parts(of_title, of_title if short else {}, of_call, early, strongest, bare, _of_society(told)), whole

    def _scores(self, text: str) -> tuple[_Scores, _Scores]:
        """Weights of the phrases of a text by domain; a phrase that comes again adds less. And of those alone that
        stand in its first words."""
        scores: _Scores = {}
        early: _Scores = {}
        if not text:
            return scores, early
        places = lists_of(((domain, phrase), start) for domain, phrase, start in self._found(words(text)))
        for (domain, phrase), starts in places.items():
            if weight := self.phrases[phrase][domain]:
                score = weight * (min(1 + math.log2(len(starts)), _MOST) if len(starts) > 1 else 1)
                scores.setdefault(domain, {})[phrase] = score
                if starts[0] < _FIRST:
                    early.setdefault(domain, {})[phrase] = score
        return scores, early

    def _found(self, text: list[str]) -> Iterator[tuple[str, Phrase, int]]:
        """Phrases of each domain in a text and where they start, longer ones first: no word counts twice for one
        domain."""
        lengths, phrases, end = self._lengths, self.phrases, len(text)
        there = [
            (-length, start, phrase)
            for start, word in enumerate(text)
            if word in lengths
            for length in lengths[word]
            if start + length <= end and (phrase := tuple(text[start : start + length])) in phrases
        ]
        taken: dict[str, set[int]] = defaultdict(set)
        for _, start, phrase in sorted(there):
            places = range(start, start + len(phrase))
            for domain in phrases[phrase]:
                if taken[domain].isdisjoint(places):
                    taken[domain].update(places)
                    yield domain, phrase, start


class _Parts(NamedTuple):
    title: _Scores
    title_alone: _Scores  # where the title is all there is
    call: _Scores
    early: _Scores  # of the phrases that stand in the first words of the text
    strongest: dict[str, float]  # the greatest weight of a phrase
    bare: bool  # a civil title without a text: one word of it says little
    society: tuple[float, float]  # how much a civil text speaks of society (log), and whether it is one


def _numbers(parts: _Parts, whole: _Scores) -> dict[str, list[float]]:
    """For each domain: score (log), against the best and of all; title (log), title where it is all there is (log),
    title of the call (log), phrases in the first words (log); its strongest phrase, and that in a bare civil title; and
    for all domains alike the score (log), how many have at least half of the best, whether it is such a title, and
    `_of_society`."""
    sums = {domain: sum(scores.values()) for domain, scores in whole.items()}
    best, total = max(sums.values(), default=0), sum(sums.values())
    alike = [math.log1p(total), sum(score >= best / 2 for score in sums.values()), float(parts.bare), *parts.society]
    by_part = (parts.title, parts.title_alone, parts.call, parts.early)
    return {
        domain: [
            math.log1p(score), score / best, score / total,
            *(math.log1p(sum(part.get(domain, {}).values())) for part in by_part),
            parts.strongest[domain], parts.strongest[domain] * parts.bare, *alike,
        ]
        for domain, score in sums.items()
    }  # fmt: skip


def _chances(parts: _Parts, whole: _Scores) -> dict[str, float]:
    """For each domain of which a phrase was found, the chance that it is about it."""
    intercept, weights = _model()["intercept"], _model()["weights"]
    rows = _numbers(parts, whole)
    sums = {one: intercept + sum(w * x for w, x in zip(weights, row, strict=True)) for one, row in rows.items()}
    return {one: 1 / (1 + math.exp(-total)) for one, total in sums.items()}


def _of_society(told: Told) -> tuple[float, float]:
    """How often a civil text speaks of law, ethics and the like (log; twice in its title), and 1 for civil."""
    if not told.civil:
        return 0.0, 0.0
    phrases = _society()
    times = [
        sum(tuple(text[at : at + length]) in phrases for at in range(len(text)) for length in (1, 2, 3))
        for text in (words(told.title), words(told.text)[:_OPENING])
    ]
    return math.log1p(2 * times[0] + times[1]), 1.0


def _most(scores: dict[Phrase, float]) -> str:
    """The phrases that add most."""
    first = sorted(scores, key=lambda phrase: (-scores[phrase], phrase))[:_SHOWN]
    return "; ".join(" ".join(phrase) for phrase in first)


def words(text: str) -> list[str]:
    """Words of a text without accents, case and the plain English plural."""
    return [_singular(word) for word in _WORD.findall(fold(text))]


@cache
def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def words_of(domains: Path) -> Path:
    """Where the words of a file of domains lie: beside it, `NAME_words.csv` for `NAME.ttl`."""
    return domains.with_name(f"{domains.stem}_words.csv")


def read_subjects(domains: Path, known: dict[str, str]) -> Subjects:
    """Words of the domains of a Turtle file, from the table beside it; none where there is no such table.
    Words that end in * are how words of names begin.

    Raises Refused when a row names a domain that is not known, no words, or a weight that is no number from 0.
    """
    path, phrases = words_of(domains), dict[Phrase, dict[str, float]]()
    beginnings = dict[str, dict[str, float]]()
    if not path.exists():
        return Subjects()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            domain, told = row.get("domain") or "", row.get("words") or ""
            phrase = tuple(words(told))
            if domain not in known:
                raise Refused(f"{path}, row {number}: domain {domain[:80]!r} is none of {', '.join(known)}.")
            if not phrase:
                raise Refused(f"{path}, row {number}: no words. Write one phrase, such as: mine countermeasures.")
            weight = _weight(path, number, row.get("weight") or "")
            if told.endswith("*"):
                beginnings.setdefault(phrase[0], {})[domain] = weight
                continue
            of_phrase = phrases.setdefault(phrase, {})
            of_phrase[domain] = max(weight, of_phrase.get(domain, 0))
    return Subjects(phrases, beginnings)


def _weight(path: Path, number: int, told: str) -> float:
    if re.fullmatch(r"\d(\.\d+)?", told):
        return float(told)
    raise Refused(f"{path}, row {number}: the weight {told[:80]!r} is no number from 0 to 9, such as 3.")


@cache
def _society() -> frozenset[Phrase]:
    return frozenset(tuple(words(told)) for told in _model()["society"])


@cache
def _model() -> dict[str, Any]:
    return toml_beside(__file__, "subjects.toml")
