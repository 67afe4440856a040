"""Names of organisations made comparable: accents, case, punctuation and legal forms taken away."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from dirskg.graph.wording.text import fold
from dirskg.ingest.values.legal_forms import AND, OR, SHORTENED, WOUND_UP, either, without_forms
from dirskg.ingest.values.texts import undone

_TWO_LETTERS = re.compile(r"\w\w")
_TRADE_MARK = re.compile(r"[™℠®]|\((?:tm|sm|r)\)", re.IGNORECASE)
_POINT_WITHIN = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$|\W)")
_WORD = re.compile(r"\w+")
# Words of what follows the name: that it is being wound up, or how it is shortened.
_RARE = frozenset({form[-1] for form in SHORTENED | WOUND_UP})
_SHORTENED = re.compile(f" {OR}(?:{either(SHORTENED)}) ")


@cache
def comparable(name: str) -> str:
    """The name as it is compared: words in order, without legal forms at either end, 'and', and a trading name after *.

    Nor does it count how the name is shortened, a trade mark, or that the organisation is being wound up. A name that
    consists of such words only keeps at least one of them.
    """
    name = undone(name)
    words = _words(_without_trading_name(name) if "*" in name else name)
    return " ".join(without_forms([word for word in words if word not in AND] or words))


def _without_trading_name(name: str) -> str:
    """The registers of the EU write "legal name*trading name"; one letter before it is part of a brand (e*Message)."""
    legal = _TWO_LETTERS.search(name)
    star = name.find("*", legal.end()) if legal else -1
    return name if star < 0 else name[:star]


def _words(text: str) -> list[str]:
    plain = fold(_TRADE_MARK.sub(" ", text) if "(" in text or not text.isascii() else text)
    words = _WORD.findall(_POINT_WITHIN.sub("", plain) if "." in plain else plain)  # s.a. -> sa, N.V. -> nv
    if _RARE.isdisjoint(words):
        return words
    told = " ".join(words).replace(" en liquid", " in liquid")
    cut = _SHORTENED.search(told)
    return (told[: cut.start()] if cut else told).split()


def distinct_slug(text: str) -> str:
    """The slug, with a short hash where letters of other scripts are lost from it: "Ω Lab" is not "Σ Lab"."""
    plain = fold(text)
    if not any(letter.isalnum() and not letter.isascii() for letter in plain):
        return slug(text)
    return f"{slug(text)}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}".lstrip("-")


def slug(text: str) -> str:
    """Text as part of an identifier: lower case, ASCII, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
