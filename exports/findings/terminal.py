"""A finding on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.language import Words
from dirskg.exports.tables.cells import one_line
from dirskg.exports.tables.terminal import Grid, Line, paint, plain


def terminal(document: Document, words: Words, *, width: int = 0, colour: bool = False) -> str:
    """The finding as text, `width` columns wide (0: as wide as it needs), with ANSI colours if asked."""
    return paint(_parts(document, words), width=width, colour=colour)


def _parts(document: Document, words: Words) -> Iterator[Line | Grid]:
    yield plain(document.title, "bold")
    yield from map(plain, document.paragraphs)
    for section in document.sections:
        yield Line("")
        yield plain(section.heading, "bold")
        if section.caption:
            yield plain(section.caption, "dim")
        yield section_table(section, words) if len(section.table) else plain(words("no_rows"))
    yield Line("")
    for word, value in document.facts:
        yield plain(f"{word}{words.high}: {value}", "dim")
    for note in document.notes:
        yield plain(note, "dim")


def section_table(section: Section, words: Words) -> Grid:
    """The table of a section, without its heading and caption."""
    columns = section.columns.values()
    right = frozenset(place for place, column in enumerate(columns) if column.number)
    return Grid(
        [one_line(column.head) for column in columns], [[*map(plain, row)] for row in section.texts(words)], right
    )
