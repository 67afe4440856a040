"""Finding records by name: any language, without accents, misspelt too."""

from __future__ import annotations

import pandas as pd
from rapidfuzz import fuzz, process

from dirskg.graph.text import fold

_LEAST_SCORE = 70


def find(names: pd.DataFrame, text: str, limit: int = 20) -> pd.DataFrame:
    """Records whose names resemble `text`, best first: id, type, name (the one that fits best), score (0 to 100).

    `names` has columns id, type and name, as the named query `names` returns them. The score is rapidfuzz's WRatio.
    """
    wanted = fold(text).strip()
    # Blank text stands in every name, and so finds none.
    names = names if wanted else names[:0]
    folded = [fold(name) for name in names["name"]]
    scores = process.cdist([wanted], folded, scorer=fuzz.WRatio, score_cutoff=_LEAST_SCORE)[0]
    found = names.assign(score=scores.round(0).astype(int))
    # A name that holds the text as it was written comes before one that only resembles it.
    found["whole"] = [wanted in name for name in folded]
    found = found[(found["score"] >= _LEAST_SCORE) | found["whole"]]
    found.loc[found["whole"] & (found["score"] < 90), "score"] = 90
    found["length"] = found["name"].str.len()
    best = found.sort_values(["score", "length", "id"], ascending=[False, True, True]).drop_duplicates("id")
    return best.head(limit)[["id", "type", "name", "score"]].reset_index(drop=True)
