"""Finding records by name: any language, without accents, misspelt too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from dirskg.graph.answers.results import Value
from dirskg.graph.wording.text import fold

_LEAST_SCORE = 70
# A name that holds the text as it was written comes before one that only resembles it, and as words of its own first.
_WHOLE_SCORE, _WORDS_SCORE = 90, 95
# WRatio looks for a name that is shorter by this in the midst of the text, across words: NGI in "Engineering iDirect".
_MUCH_SHORTER = 1.5
# WRatio gives 86 to whatever shares one word. Of several words it counts how many a name has, even misspelt.
_SAME_WORD = 80
_MOST_OF_WORDS = 95


class Hit(NamedTuple):
    """A record that was found: the name of it that fits best, and how well, from 0 to 100."""

    id: str
    type: str
    name: str
    score: int


def find(names: Iterable[Sequence[Value]], text: str, limit: int = 20) -> list[Hit]:
    """Records whose names resemble `text`, best first. The score is rapidfuzz's WRatio, more for those that hold it;
    that of a text of several words goes by how much of it a name has.

    `names` are rows of id, type and name, as the named query `names` returns them.
    """
    wanted = fold(text).strip()
    if not wanted:  # blank text stands in every name, and so finds none
        return []
    rows = [(str(record), str(kind), str(name)) for record, kind, name in names]
    folded = [fold(name) for _, _, name in rows]
    as_words = re.compile(rf"\b{re.escape(wanted)}\b")
    scores = {
        place: _WORDS_SCORE if as_words.search(name) else _WHOLE_SCORE
        for place, name in enumerate(folded)
        if wanted in name
    }
    for name, score, place in process.extract(
        wanted, folded, scorer=fuzz.WRatio, score_cutoff=_LEAST_SCORE, limit=None
    ):
        if len(name) * _MUCH_SHORTER > len(wanted) or set(name.split()) <= set(wanted.split()):
            scores[place] = max(_of_words(wanted, name, round(score)), scores.get(place, 0))
    hits = (Hit(*rows[place], scores[place]) for place in sorted(scores))
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.score, len(hit.name), hit.name.isupper(), hit.id)):
        best.setdefault(hit.id, hit)
    return list(best.values())[:limit]


def _of_words(wanted: str, name: str, score: int) -> int:
    """The score of a name for a text of several words: by the part of the text whose words it has."""
    words, there = wanted.split(), name.split()
    if len(words) == 1:
        return score
    near = (process.extractOne(one, there, scorer=fuzz.ratio, score_cutoff=_SAME_WORD) for one in words)
    found = sum(len(word) * best[1] for word, best in zip(words, near, strict=True) if best) / 100
    share = found / sum(map(len, words))
    told = round(_LEAST_SCORE + share * (_MOST_OF_WORDS - _LEAST_SCORE))
    return max(told, score if share == 1 else round(fuzz.token_sort_ratio(wanted, name)))


def called(names: Iterable[Sequence[Value]], record: str, text: str) -> list[Hit]:
    """The record itself as a hit, by the name that fits best, else its first: who gives its number means no other."""
    own = [(one, kind, name) for one, kind, name in names if one == record]
    known = [Hit(record, str(kind), str(name), 100) for _, kind, name in own]
    return [hit._replace(score=100) for hit in find(own, text, 1)] or known[:1]
