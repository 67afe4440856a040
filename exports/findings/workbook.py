"""A finding as a workbook: what was found in words, then a sheet a table with every digit."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.findings.document import Document
from dirskg.exports.language import Words
from dirskg.exports.tables.workbook import Workbook

_MOST_NAME = 31  # characters that the name of a sheet may have


def workbook(document: Document, words: Words) -> bytes:
    """The workbook. Raises DirskgError for more rows than a sheet holds."""
    with Workbook(document.title) as book:
        book.notes(words("sheet_read_me"), _read_me(document, words))
        for section in document.sections:
            heads = [column.head for column in section.columns.values()]
            book.table(section.name[:_MOST_NAME], section.table, heads, title=section.heading)
    return book.content


def _read_me(document: Document, words: Words) -> Iterator[tuple[str, str]]:
    yield document.title, ""
    yield from (("", paragraph) for paragraph in document.paragraphs)
    yield from document.facts
    yield words("heading_notes"), ""
    yield from (("", note) for note in document.notes)
    for section in document.sections:
        yield section.name, f"{section.heading}{words.high}: {section.caption}" if section.caption else section.heading
