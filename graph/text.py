"""Text made comparable: case and accents taken away."""

from __future__ import annotations

import unicodedata

_SPELLINGS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "&": " and "})


def fold(text: str) -> str:
    """Lower case without accents; letters that do not decompose are spelt out."""
    lowered = text.casefold().translate(_SPELLINGS)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
