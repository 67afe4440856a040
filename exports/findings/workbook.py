"""A finding as a workbook: what was found in words, then a sheet a table with every digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.language import Words
from dirskg.exports.tables.cells import one_line
from dirskg.exports.tables.workbook import Workbook

_MOST_NAME = 31  # characters that the name of a sheet may have
_NO_NAME = re.compile(r"[\[\]:*?/\\]")  # those that it may not


def workbook(document: Document, words: Words) -> bytes:
    """The workbook. Raises DirskgError for more rows than a sheet holds."""
    names = _names(document.sections, words("sheet_read_me"))
    with Workbook(document.title) as book:
        book.notes(words("sheet_read_me"), _read_me(document, names, words))
        for section in document.sections:
            heads = [column.head for column in section.columns.values()]
            book.table(names[section.name], section.table, heads, title=section.heading)
    return book.content


def _names(sections: Sequence[Section], taken: str) -> Mapping[str, str]:
    """What the sheets are called: the headings, as far as the format has room, each but once; else the names."""
    names: dict[str, str] = {}
    for section in sections:
        told = one_line(_NO_NAME.sub(" ", section.heading)).strip("'")
        told = told if len(told) <= _MOST_NAME else f"{told[: _MOST_NAME - 1]}…"
        used = {name.casefold() for name in (taken, *names.values())}
        names[section.name] = section.name[:_MOST_NAME] if told.casefold() in used or len(told) < 2 else told
    return names


def _read_me(document: Document, names: Mapping[str, str], words: Words) -> Iterator[tuple[str, str]]:
    yield document.title, ""
    yield from (("", paragraph) for paragraph in document.paragraphs)
    yield from document.facts
    yield words("heading_notes"), ""
    yield from (("", note) for note in document.notes)
    for section in document.sections:
        yield (
            names[section.name],
            f"{section.heading}{words.high}: {section.caption}" if section.caption else section.heading,
        )
