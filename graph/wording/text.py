"""Text made comparable: case and accents taken away; and text out of bytes."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import filterfalse

SPELLINGS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "&": " and "}
_SPELLINGS = str.maketrans(SPELLINGS)
_MARKS = re.compile(r"[\W_]+")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def fold(text: str) -> str:
    """Lower case without accents; letters that do not decompose are spelt out."""
    if text.isascii():  # most texts, and nothing of them decomposes
        return text.lower().replace("&", SPELLINGS["&"])
    # Decomposed first: a trade mark sign decomposes to capitals, an accented ø to ø.
    plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return unicodedata.normalize("NFKD", plain.casefold().translate(_SPELLINGS))


def plain(text: str) -> str:
    """Text as words are compared: case, accents, stars, points, hyphens and underscores do not count."""
    return " ".join(_MARKS.sub(" ", fold(text)).split())


def decoded(data: bytes) -> str:
    """The text of a small file in UTF-8, or in UTF-16 with a mark, as Windows saves it. Raises UnicodeDecodeError."""
    return data.decode("utf-16" if data[:2] in UTF_16 else "utf-8-sig")
