"""A finding as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.language import Words
from dirskg.exports.tables import markdown_table, markdown_text


def markdown(document: Document, words: Words) -> str:
    """One Markdown page (GitHub's tables); text from data is escaped."""
    return "\n\n".join(_parts(document, words)) + "\n"


def _parts(document: Document, words: Words) -> Iterator[str]:
    yield f"# {markdown_text(document.title)}"
    yield from map(markdown_text, document.paragraphs)
    for section in document.sections:
        yield f"## {markdown_text(section.heading)}"
        if section.caption:
            yield markdown_text(section.caption)
        yield section_table(section, words) if len(section.table) else words("no_rows")
    yield f"## {words('heading_notes')}"
    facts = [f"**{word}{words.high}:** {markdown_text(value)}" for word, value in document.facts]
    yield "\n".join(f"- {line}" for line in [*facts, *map(markdown_text, document.notes)])


def section_table(section: Section, words: Words) -> str:
    """The table of a section, without its heading and caption."""
    columns = section.columns.values()
    body = [[*map(markdown_text, row)] for row in section.texts(words)]
    right = [place for place, column in enumerate(columns) if column.number]
    return markdown_table([markdown_text(column.head) for column in columns], body, right)
