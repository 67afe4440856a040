"""What the tables say in short of organisations and ties, in the languages of the readers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dirskg.exports.cells import one_line
from dirskg.exports.language import LANGUAGES, read_words

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


def _project(lang: str, call: str, title: str, role: str, lead: str) -> str:
    words = read_words("dirskg.exports.findings", lang, "common")
    return words("tie_project", call=call, title=title, role=words(f"tie_{role}"), lead=lead)
