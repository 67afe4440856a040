"""A paper as a workbook: what it says on the first sheet, then a sheet a table with every digit, then the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dirskg.exports.language import Words
from dirskg.exports.report.model import Figure, Grid, Listed, Paper, Part, Picture, Said, plain
from dirskg.exports.tables import Table
from dirskg.exports.tables.workbook import Workbook

_MOST_NAME = 31  # characters that the name of a sheet may have


def workbook(paper: Paper) -> bytes:
    """The workbook. Numbers are numbers; texts are never formulas or links."""
    words = paper.words
    with Workbook(paper.name) as book:
        book.notes(words("sheet_read_me"), _read_me(paper))
        book.notes(words("sheet_text"), _text(paper.parts[1:], words))
        for name, grid in _names(paper):
            section = grid.section
            heads = [column.head for column in section.columns.values()]
            forms = [column.form for column in section.columns.values()]
            book.table(name, section.table, heads, forms, title=section.heading)
        proofs = [(proof.number, proof.command, proof.rows, len(proof.sources)) for proof in paper.proofs]
        for name, columns, rows in (
            ("heading_evidence", ("number", "query", "rows", "pages"), proofs),
            ("sheet_pages", ("source", "proofs"), list(_pages(paper))),
        ):
            table = Table.of(columns, rows)
            book.table(words(name)[:_MOST_NAME], table, [words(f"column_{column}") for column in columns])
    return book.content


def _pages(paper: Paper) -> Iterator[tuple[str, str]]:
    """Each page that was read, once, with the numbers of what it stands behind as the texts write them: [4] [17]."""
    found: dict[str, list[int]] = {}
    for proof in paper.proofs:
        for source in proof.sources:
            found.setdefault(source, []).append(proof.number)
    yield from ((source, " ".join(f"[{number}]" for number in numbers)) for source, numbers in sorted(found.items()))


def _names(paper: Paper) -> Iterator[tuple[str, Grid]]:
    """The tables with the names of their sheets: a word or two for each, and of a region its name."""
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                own = f"sheet_{block.section.name}"
                name = paper.words(own) if own in paper.words.strings else plain(part.heading)
                yield name[:_MOST_NAME], block


def _read_me(paper: Paper) -> Iterator[tuple[str, str]]:
    """What the report is, its first part with what was found, and what stands on which sheet."""
    words = paper.words
    yield paper.title, ""
    yield "", paper.subtitle
    yield from paper.facts
    yield from _text(paper.parts[:1], words)
    yield words("heading_sheets"), ""
    yield words("sheet_text"), words("sheet_text_told")
    for name, grid in _names(paper):
        section = grid.section
        yield name, f"{section.heading}{words.high}: {section.caption}" if section.caption else section.heading
    yield words("heading_evidence")[:_MOST_NAME], words("evidence_intro")
    yield words("sheet_pages"), words("sheet_pages_told")


def _text(parts: Sequence[Part], words: Words) -> Iterator[tuple[str, str]]:
    """What parts say, without their tables and pictures."""
    for part in parts:
        yield plain(part.heading), ""
        for block in part.blocks:
            if isinstance(block, Said):
                yield block.lead, _told(block)
            elif isinstance(block, Listed):
                yield from ((item.lead, _told(item)) for item in block.items)
            elif isinstance(block, Figure):
                yield "", block.caption
                yield from _charted(block.picture, words)


def _charted(picture: Picture, words: Words) -> Iterator[tuple[str, str]]:
    """What a picture shows, line by line: a workbook has none."""
    head, *rows = picture.rows or ((),)
    if not rows:
        yield "", picture.alt
    for label, *values in rows:
        told = (f"{name}{words.high}: {value}" for name, value in zip(head[1:], values, strict=True))
        yield label, words.listed(told) if len(values) > 1 else " ".join(values)


def _told(said: Said) -> str:
    return " ".join([plain(said.text), *(f"[{ref}]" for ref in said.refs)])
