"""What the tables say in short of organisations and ties, in the languages of the readers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dirskg.exports.language import LANGUAGES, Words, read_words
from dirskg.exports.tables.cells import one_line

# How a tie is told that a page on a project shows: its call, its title, the role there and who leads it.
_PROJECT = re.compile(r"European Defence Fund (\S+): (.*); role (participant|coordinator|thirdParty); coordinator (.*)")


def described(texts: Iterable[str]) -> dict[str, list[str]]:
    """Each text that we have words for, with those of all languages in their order; of the others nothing."""
    told = [read_words("dirskg.exports.findings", lang, "descriptions").strings for lang in LANGUAGES]
    found = {}
    for text in sorted(set(texts)):
        own = one_line(text)
        if own in told[0]:
            found[text] = [strings[own] for strings in told]
        elif project := _PROJECT.fullmatch(own):
            found[text] = [_project(lang, *project.groups()) for lang in LANGUAGES]
    return found


def in_short(text: str, words: Words) -> str:
    """A text in the language of the words, or each of those that semicolons part in it; else as it is."""
    told = read_words("dirskg.exports.findings", words.lang, "descriptions").strings
    parts = one_line(text).split("; ")
    if (whole := "; ".join(parts)) in told:
        return told[whole]
    if project := _PROJECT.fullmatch(whole):
        return _project(words.lang, *project.groups())
    known = any(part in told for part in parts)
    return f"{words.high}; ".join(told.get(part, part) for part in parts) if known else text


def _project(lang: str, call: str, title: str, role: str, lead: str) -> str:
    words = read_words("dirskg.exports.findings", lang, "common")
    return words("tie_project", call=call, title=title, role=words(f"tie_{role}"), lead=lead)
