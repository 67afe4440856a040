"""A finding on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.language import Words
from dirskg.exports.terminal import paint, plain


def terminal(document: Document, words: Words, *, width: int = 0, colour: bool = False) -> str:
    """The finding as text, `width` columns wide (0: as wide as it needs), with ANSI colours if asked."""
    return paint(_parts(document, words), width=width, colour=colour)


def _parts(document: Document, words: Words) -> Iterator[RenderableType]:
    yield plain(document.title, "bold")
    yield from map(plain, document.paragraphs)
    for section in document.sections:
        yield Text()
        yield plain(section.heading, "bold")
        if section.caption:
            yield plain(section.caption, "dim")
        yield section_table(section, words) if len(section.table) else plain(words("no_rows"))
    yield Text()
    for word, value in document.facts:
        yield plain(f"{word}{words.high}: {value}", "dim")
    for note in document.notes:
        yield plain(note, "dim")


def section_table(section: Section, words: Words) -> Table:
    """The table of a section, without its heading and caption."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in section.columns.values():
        table.add_column(plain(column.head, "bold"), justify="right" if column.number else "left", overflow="fold")
    for row in section.texts(words):
        table.add_row(*map(plain, row))
    return table
