"""Text made comparable: case and accents taken away."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

SPELLINGS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "&": " and "}
_SPELLINGS = str.maketrans(SPELLINGS)


def fold(text: str) -> str:
    """Lower case without accents; letters that do not decompose are spelt out."""
    if text.isascii():  # most texts, and nothing of them decomposes
        return text.lower().replace("&", SPELLINGS["&"])
    # Decomposed first: a trade mark sign decomposes to capitals, an accented ø to ø.
    plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return unicodedata.normalize("NFKD", plain.casefold().translate(_SPELLINGS))


def plain(text: str) -> str:
    """Text as words are compared: case, accents, stars, points, hyphens and underscores do not count."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())
