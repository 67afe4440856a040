"""The words of the page in four languages, read from strings.toml."""

from __future__ import annotations

from collections.abc import Mapping

from dirskg.exports.language import LANGUAGES, Words, read_words

__all__ = ["LANGUAGES", "fill", "number", "strings"]


def strings(lang: str) -> Mapping[str, str]:
    """Every string of the page in one language, by key. Raises DirskgError for another language."""
    return _words(lang).strings


def number(value: int, lang: str) -> str:
    """A count as readers of the language write it: 1,540 or 1.540."""
    return _words(lang).decimal(value, 0)


def fill(key: str, lang: str, **values: int | str) -> str:
    """One string with its {places} filled; whole numbers get their thousands separator."""
    return _words(lang)(key, **values)


def _words(lang: str) -> Words:
    return read_words(__package__, lang)
