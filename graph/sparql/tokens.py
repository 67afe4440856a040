"""SPARQL text as tokens, after the terminals of SPARQL 1.1: enough to tell names and keywords from text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dirskg.ontology.vocab import PREFIXES

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\r\n]|\\.)*"'''
    r"""|'''(?:[^\\]|\\.)*?'''|'(?:[^'\\\r\n]|\\.)*')"""
    r"""|(?P<comment>\#[^\r\n]*)|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|(?P<variable>[?$]\w+)"""
    r"""|(?P<name>(?:[^\W\d_][\w.-]{0,99})?:(?:[\w:-]|\.(?=[\w:-])|%[0-9A-Fa-f]{2}|\\.)*)"""
    r"""|(?P<word>@?\w[\w-]*)|(?P<space>\s+)|(?P<mark>\\.|.)""",
    re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: kind is string, comment, iri, variable, name (prefixed), word, space or mark."""

    kind: str
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Whether this is one of these keywords, in any case."""
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> Iterator[Token]:
    """All tokens; their texts put together are the text."""
    for found in _TOKEN.finditer(text):
        yield Token(str(found.lastgroup), found[0], found.start())


def meaningful(text: str) -> list[Token]:
    """The tokens without spaces and comments."""
    return [token for token in tokens(text) if token.kind not in ("space", "comment")]


def declared_prefixes(found: Iterable[Token]) -> dict[str, str]:
    """The prefixes that a query declares itself, with their addresses."""
    prefixes, before = {}, [Token("", "", 0)] * 2
    for token in found:
        if token.kind == "iri" and before[1].kind == "name" and before[0].is_word("PREFIX"):
            prefixes[before[1].text[:-1]] = token.text[1:-1]
        before = [before[1], token]
    return prefixes


def complete(text: str) -> str:
    """A query with the built-in prefixes that it uses and does not declare, in one line before it; without a BOM."""
    text = _plainly_spaced(text.removeprefix("\ufeff"))
    found = meaningful(text)
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"} - declared_prefixes(found).keys()
    told = " ".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in sorted(used & PREFIXES.keys()))
    return f"{told}\n{text}" if told else text


def iri_of(token: Token, prefixes: dict[str, str]) -> str:
    """The address that an IRI or a prefixed name stands for; blank where its prefix is not declared."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local) if prefix in prefixes else ""


def _plainly_spaced(text: str) -> str:
    """The text with a plain space for each one of text programs that stands between its words, seen or not."""
    if text.isascii():
        return text
    odd = re.compile(r"[^\S\r\n\t]|[\u200b-\u200d\u2060\ufeff]")
    return "".join(odd.sub(" ", one.text) if one.kind in ("space", "mark") else one.text for one in tokens(text))
