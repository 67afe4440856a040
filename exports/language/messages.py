"""What the program says beside its answers, in the language of the reader: errors, notes, usage.

A message is written where it arises, in English, once for logs, for Python and for the screen. Here it is found again
among the English texts of `messages.toml` and, of what sources note, `reasons.toml`; its names and numbers are taken
out of it, and told in another language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from dirskg.exports.language.words import read_words
from dirskg.ontology.resources import toml_beside

# A place: {text}, a number {n}, or words chosen by a number {n:row|rows}.
_PLACE = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_NUMBER = re.compile(r"n\d*")
_WHOLE = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+")
_TABLES = ("messages", "reasons")
# Places whose text is a message again: one that is not in the table leaves the whole in English.
_MESSAGE = "told"
# Longer texts are queries or lists from files; to look for places in them would take long.
_LONGEST = 2000


class _Known(NamedTuple):
    key: str
    text: str
    begins: str  # what stands before its first place, and behind its last
    ends: str


@lru_cache(maxsize=10_000)
def in_language(text: str, lang: str) -> str:
    """A message of the program in a language; in English where the table does not have it.

    Of a message of several lines each is told by itself.
    """
    if lang == "en":
        return text
    whole = _told(text, lang)
    if whole is None and "\n" in text:
        return "\n".join(in_language(line, lang) for line in text.split("\n"))
    return text if whole is None else whole


def known(text: str) -> bool:
    """Whether the table has a message."""
    return _told(text, "nl") is not None


def _told(text: str, lang: str) -> str | None:
    if not text or len(text) > _LONGEST:
        return None
    for one in _known():
        if not (text.startswith(one.begins) and text.endswith(one.ends)):
            continue
        if found := _pattern(one.text).fullmatch(text):
            values = {name: _value(name, value, lang) for name, value in found.groupdict().items()}
            if None not in values.values():
                return read_words(__package__, lang, *_TABLES)(one.key, **values)
    return None


def _value(name: str, value: str, lang: str) -> str | int | None:
    if _NUMBER.fullmatch(name):
        return int(value.replace(",", ""))
    inner = _told(value, lang)
    return inner if inner is not None or name == _MESSAGE else value


@cache
def _known() -> tuple[_Known, ...]:
    """The English texts: first those around another message, of which those that begin with words come before others;
    then those that leave least to places."""
    tables: list[Mapping[str, Mapping[str, str]]] = [toml_beside(__file__, f"{name}.toml") for name in _TABLES]
    texts = [(key, told["en"]) for table in tables for key, told in table.items()]
    texts.sort(key=lambda one: (f"{{{_MESSAGE}}}" not in one[1], one[1][0] == "{", -len(_PLACE.sub("", one[1]))))
    return tuple(_Known(key, text, text.partition("{")[0], text.rpartition("}")[2]) for key, text in texts)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """What a message of this text matches: made when it is needed, since there are hundreds."""
    parts, end = [], 0
    for place in _PLACE.finditer(text):
        name, words = place.groups()
        if words:
            own = f"(?:{'|'.join(map(re.escape, words.split('|')))})"
        else:
            own = f"(?P<{name}>{_WHOLE.pattern if _NUMBER.fullmatch(name) else '.+?'})"
        parts += [re.escape(text[end : place.start()]), own]
        end = place.end()
    return re.compile("".join([*parts, re.escape(text[end:])]))
