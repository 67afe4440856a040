"""What a word of a user may stand for: a code, or what has this name, in any case and language, misspelt too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from dirskg.graph.wording.text import plain
from dirskg.ontology.resources import toml_beside

# Of 100: a word that is as near as this to a name is taken for it, and the runners-up that are nearly as near with it.
_MISSPELT = 80
_CLOSE = 4
_FEW_SLIPS = 2
# Two slips in six letters make another name of it: Alsico is not Asco.
_LETTERS_A_SLIP = 4
# A name of as many words is at most so much nearer than its word that is least so.
_SHARED = 5
# Words in which a letter of the name is missing: so much of them stands in it as they are.
_NEAR = 70
# A word that is shorter, or has a digit, is a code or an acronym: one letter more or less is another one.
_SHORTEST = 4
# What ends a name and is shorter than this need be no word of its own.
_HEAD = 6
# What says of a name that it is one of a district.
_DISTRICT = ("arr", "arrondissement", "district", "bezirk")
# What is worth naming to who wrote a word that fits nothing.
_REMINDS, _LOOKED_AT = 60, 200

Named = tuple[str, str]  # a code, and one of the names of what it stands for


class Fit(NamedTuple):
    """The codes that a word fits: one, several, or none; `sure` where it is one of their names as it is written."""

    codes: tuple[str, ...]
    sure: bool


def fit(text: str, names: Iterable[Named], synonyms: Iterable[Named] = ()) -> Fit:
    """What a word stands for: a code or a name before a part of a name, and that before a name that is misspelt.

    A synonym as it is written is a name too. Parts of synonyms come after those of names, but before any slip of the
    pen; a word that is part of a name and that with which a synonym ends may stand for both (guns: machine guns).
    """
    key = plain(text)
    known, others = ([(code, plain(name)) for code, name in those] for those in (names, synonyms))
    both = known + others
    ends = [code for code, name in others if name.endswith(f" {key}")] if " " not in key else []
    steps: tuple[tuple[Callable[[str, list[Named]], Iterable[str]], list[Named]], ...] = (
        (_called, both), (_coded, both), (_part, known), (_begun, known), (_ended, known),
        (_part, others), (_begun, others), (_ended, others), (_misspelt, known), (_misspelt, others),
    )  # fmt: skip
    for step, looked_at in steps if key else ():
        if codes := [*step(key, looked_at)]:
            more = ends if (step, looked_at) == (_part, known) else []
            return Fit(tuple(dict.fromkeys([*codes, *more])), step in (_called, _coded))
    return Fit((), False)


def nearest(text: str, names: Iterable[Named], most: int = 3) -> tuple[Named, ...]:
    """The codes whose names are most like a word, the best first, each with that name."""
    from rapidfuzz import fuzz, process

    key, known = plain(text), list(names)
    found = process.extract(
        key, [plain(name) for _, name in known], scorer=fuzz.partial_ratio, score_cutoff=_REMINDS, limit=_LOOKED_AT
    )
    best: dict[str, Named] = {}
    for _, place in sorted(
        (-_likeness(key, name), place) for name, _, place in found if _likeness(key, name) >= _REMINDS
    ):
        best.setdefault(known[place][0], known[place])
    return tuple(best.values())[:most]


def _called(key: str, known: list[Named]) -> Iterable[str]:
    return (code for code, name in known if name == key)


def _coded(key: str, known: list[Named]) -> Iterable[str]:
    """A code, however it is spaced (v-3), alone or with a name as lists show them (V3 Maritime, Flanders (BE2))."""
    head, _, rest = key.partition(" ")
    front, _, tail = key.rpartition(" ")
    squeezed = key.replace(" ", "")
    for code, name in known:
        own = plain(code)
        beside = (own == head and _begins(rest, name)) or (own == tail and front == name)
        if own.replace(" ", "") == squeezed or beside:
            yield code


def _part(key: str, known: list[Named]) -> Iterable[str]:
    """All words of it are words of a name, or what it has beyond a name is a legal form."""
    words = set(key.split())
    if max(map(len, words)) < 2:  # letters stand in many names
        return
    forms = frozenset(other_words()["legal-forms"])
    for code, name in known:
        of_name = set(name.split())
        if words <= of_name or (of_name and of_name <= words and words - of_name <= forms):
            yield code


def _begun(key: str, known: list[Named]) -> Iterable[str]:
    """Each word of it begins a word of a name."""
    long = [len(word) for word in key.split()]
    if max(long) < _SHORTEST or min(long) < _SHORTEST - 1:  # three letters alone begin too many
        return
    for code, name in known:
        if _begins(key, name):
            yield code


def _ended(key: str, known: list[Named]) -> Iterable[str]:
    """It ends a name that is one word of several: vliegtuigen in gevechtsvliegtuigen."""
    return (code for code, name in known if len(key) >= _HEAD and name.endswith(key) and " " not in name)


def _begins(words: str, name: str) -> bool:
    return all(any(other.startswith(word) for other in name.split()) for word in words.split())


def _misspelt(key: str, known: list[Named]) -> Iterable[str]:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    if len(key) < _SHORTEST or re.search(r"\d", key):
        return []
    near = process.extract(key, [name for _, name in known], scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=None)
    scored = [
        (_likeness(key, name), -OSA.distance(key, name), known[place][0])
        for name, _, place in near
        if _few_slips(key, name)
    ]
    scored = [one for one in scored if one[0] >= _MISSPELT]
    best, slips, _ = max(scored, default=(0.0, 0, ""))
    if slips >= -_FEW_SLIPS:  # a whole name is meant, and no part of another
        return [code for _, own, code in scored if own >= slips]
    # As many slips of the pen lead from EDIPD to EDIDP as to EDIP.
    return [code for score, own, code in scored if score >= best - _CLOSE or own >= slips]


def _few_slips(key: str, name: str) -> bool:
    """Whether a text is the name, or each of its words one of the name, but for a slip in four letters of it; no longer
    word is a slip of an acronym (NSPA of NSA)."""
    from rapidfuzz.distance import OSA

    def near(word: str, other: str) -> bool:
        acronym = len(other) < _SHORTEST <= len(word)
        return not acronym and OSA.distance(word, other) <= max(1, len(word) // _LETTERS_A_SLIP)

    return near(key, name) or all(any(near(word, other) for other in name.split()) for word in key.split())


def _likeness(key: str, name: str) -> float:
    """How near a text comes to a name, or to words of it: as near as the word that is least so."""
    from rapidfuzz import fuzz

    of_key, of_name = key.split(), name.split()
    by_word = min(max((fuzz.ratio(word, other) for other in of_name), default=0.0) for word in of_key)
    whole = fuzz.ratio(key, name)
    if (
        len(of_key) == len(of_name) > 1
    ):  # what they share does not hide that one word is another (anti-mine, anti-drone)
        whole = min(whole, by_word + _SHARED)
    # Part of a name fits less well than the whole.
    return max(whole, by_word - 2)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return toml_beside(__file__, "words.toml")


@cache
def other_words() -> dict[str, list[str]]:
    """Other words for codes that have no place in the graph, by code: regions, areas, languages."""
    return {code: list(words) for table in _tables().values() for code, words in table.items()}


def programmes() -> list[Named]:
    """Programmes that are known whatever a graph holds, each by its code and its names."""
    return [(code, name) for code, names in _tables()["programmes"].items() for name in (code, *names)]


def also_called(codes: Sequence[str]) -> list[Named]:
    """Those codes with the other words for them."""
    return [(code, word) for code in codes for word in other_words().get(code, ())]


def bare_place(text: str, *more: str) -> str:
    """The name of a district without the word that says so: "Arr. Gent", "district of Ypres"; `more` such words."""
    kinds = "|".join((*_DISTRICT, *more))
    return re.sub(rf"^\s*(?:{kinds})\b\.?\s*(?:(?:of|de|van)\b\s*|d')?", "", text, flags=re.IGNORECASE)
