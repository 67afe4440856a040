"""What a project or call is about, by its own words: title, objective, keywords and the title of its call.

The words and their weights stand beside the domains (`ontology/domains_words.csv`), six numbers for all domains in
`subjects.toml`. A label of a call ("disruptive", "non-thematic", "SME") is no word of any domain.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dirskg.graph.errors import Refused
from dirskg.graph.text import fold

Phrase = tuple[str, ...]
# A text says at its beginning what it is about; later come partners, work packages and what the Union gains.
_BEGINNING = 2000
# Texts of so few characters are "N/A", "not provided here" or a name.
_NOTHING = 60
# How much a phrase counts in the title, the keywords and the title of the call against once in the text.
_TITLE, _KEYWORDS, _CALL = 4, 2, 2
_MOST = 3.0  # times that a phrase counts in one text, however often it stands there
_BLANK = frozenset({"", "n/a", "na", "-"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a project or call tells of itself."""

    title: str
    text: str = ""
    keywords: str = ""
    call: str = ""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Domains by the phrases that lead to them; a weight of 0 keeps shorter phrases within it from being found."""

    phrases: dict[Phrase, dict[str, float]] = field(default_factory=dict)

    def domains(self, told: Told) -> list[tuple[str, float]]:
        """Domains that it is about and how sure that is (0 to 1), the surest first; none where nothing is told."""
        cut = _model()["cut"]
        found = [(domain, chance) for domain, chance in self.chances(told).items() if chance >= cut]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def chances(self, told: Told) -> dict[str, float]:
        """For each domain of which a phrase was found, the chance that it is about it."""
        intercept, weights = _model()["intercept"], _model()["weights"]
        rows = self.evidence(told)
        sums = {one: intercept + sum(w * x for w, x in zip(weights, row, strict=True)) for one, row in rows.items()}
        return {one: 1 / (1 + math.exp(-total)) for one, total in sums.items()}

    def evidence(self, told: Told) -> dict[str, list[float]]:
        """For each domain the six numbers that the model weighs: score (log), against the best and of all, title (log),
        title where it is all there is (log), title of the call (log)."""
        title, call = "" if told.title.strip().lower() in _BLANK else told.title, told.call
        short = len(told.text) <= _NOTHING
        if short and not title:
            title, call = call, ""
        of_title, of_call, of_text = (self._score(one) for one in (title, call, told.text[:_BEGINNING]))
        whole = Counter(of_text)
        for part, times in ((of_title, _TITLE), (self._score(told.keywords), _KEYWORDS), (of_call, _CALL)):
            for domain, score in part.items():
                whole[domain] += times * score  # type: ignore[assignment]
        best, total = max(whole.values(), default=0), sum(whole.values())
        return {
            domain: [
                math.log1p(score), score / best, score / total, math.log1p(of_title.get(domain, 0)),
                short * math.log1p(of_title.get(domain, 0)), math.log1p(of_call.get(domain, 0)),
            ]
            for domain, score in whole.items()
        }  # fmt: skip

    def _score(self, text: str) -> dict[str, float]:
        """Weights of the phrases of a text by domain; a phrase that comes again adds less."""
        times: dict[tuple[str, Phrase], int] = Counter(self._found(words(text)))
        scores: dict[str, float] = defaultdict(float)
        for (domain, phrase), count in times.items():
            scores[domain] += self.phrases[phrase][domain] * min(1 + math.log2(count), _MOST)
        return {domain: score for domain, score in scores.items() if score}

    def _found(self, text: list[str]) -> Iterator[tuple[str, Phrase]]:
        """Phrases of each domain in a text, longer ones first: no word counts twice for one domain."""
        longest = max(map(len, self.phrases), default=0)
        taken: dict[str, set[int]] = defaultdict(set)
        for length in range(longest, 0, -1):
            for start in range(len(text) - length + 1):
                phrase = tuple(text[start : start + length])
                for domain in self.phrases.get(phrase, ()):
                    places = range(start, start + length)
                    if taken[domain].isdisjoint(places):
                        taken[domain].update(places)
                        yield domain, phrase


def words(text: str) -> list[str]:
    """Words of a text without accents, case and the plain English plural."""
    return [_singular(word) for word in re.findall(r"[a-z0-9]+", fold(text))]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def words_of(domains: Path) -> Path:
    """Where the words of a file of domains lie: beside it, `NAME_words.csv` for `NAME.ttl`."""
    return domains.with_name(f"{domains.stem}_words.csv")


def read_subjects(domains: Path, known: dict[str, str]) -> Subjects:
    """Words of the domains of a Turtle file, from the table beside it; none where there is no such table.

    Raises Refused when a row names a domain that is not known, no words, or a weight that is no number from 0.
    """
    path, phrases = words_of(domains), dict[Phrase, dict[str, float]]()
    if not path.exists():
        return Subjects()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            domain, phrase = row.get("domain") or "", tuple(words(row.get("words") or ""))
            if domain not in known:
                raise Refused(f"{path}, row {number}: domain {domain[:80]!r} is none of {', '.join(known)}.")
            if not phrase:
                raise Refused(f"{path}, row {number}: no words. Write one phrase, such as: mine countermeasures.")
            weight = _weight(path, number, row.get("weight") or "")
            of_phrase = phrases.setdefault(phrase, {})
            of_phrase[domain] = max(weight, of_phrase.get(domain, 0))
    return Subjects(phrases)


def _weight(path: Path, number: int, told: str) -> float:
    if re.fullmatch(r"\d(\.\d+)?", told):
        return float(told)
    raise Refused(f"{path}, row {number}: the weight {told[:80]!r} is no number from 0 to 9, such as 3.")


@cache
def _model() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
