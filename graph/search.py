"""Finding records by name: any language, without accents, misspelt too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from dirskg.graph.results import Value
from dirskg.graph.text import fold

_LEAST_SCORE = 70
# A name that holds the text as it was written comes before one that only resembles it.
_WHOLE_SCORE = 90


class Hit(NamedTuple):
    """A record that was found: the name of it that fits best, and how well, from 0 to 100."""

    id: str
    type: str
    name: str
    score: int


def find(names: Iterable[Sequence[Value]], text: str, limit: int = 20) -> list[Hit]:
    """Records whose names resemble `text`, best first. The score is rapidfuzz's WRatio.

    `names` are rows of id, type and name, as the named query `names` returns them.
    """
    wanted = fold(text).strip()
    if not wanted:  # blank text stands in every name, and so finds none
        return []
    rows = [(str(record), str(kind), str(name)) for record, kind, name in names]
    folded = [fold(name) for _, _, name in rows]
    scores = {place: _WHOLE_SCORE for place, name in enumerate(folded) if wanted in name}
    for _, score, place in process.extract(wanted, folded, scorer=fuzz.WRatio, score_cutoff=_LEAST_SCORE, limit=None):
        scores[place] = max(round(score), scores.get(place, 0))
    hits = (Hit(*rows[place], scores[place]) for place in sorted(scores))
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.score, len(hit.name), hit.id)):
        best.setdefault(hit.id, hit)
    return list(best.values())[:limit]
