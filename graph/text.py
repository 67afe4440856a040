"""Text made comparable: case and accents taken away."""

from __future__ import annotations

import unicodedata

SPELLINGS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "&": " and "}
_SPELLINGS = str.maketrans(SPELLINGS)


def fold(text: str) -> str:
    """Lower case without accents; letters that do not decompose are spelt out."""
    if text.isascii():
        return text.lower().replace("&", SPELLINGS["&"])
    # Decomposed first: a trade mark sign decomposes to capitals, an accented ø to ø.
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFKD", plain.casefold().translate(_SPELLINGS))
