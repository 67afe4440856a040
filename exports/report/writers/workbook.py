"""A paper as a workbook: what it says on the first sheet, then a sheet a table with every digit, then the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.report.model import Figure, Grid, Listed, Paper, Said, plain
from dirskg.exports.table import Table
from dirskg.exports.workbook import Workbook

_MOST_NAME = 31  # characters that the name of a sheet may have


def workbook(paper: Paper) -> bytes:
    """The workbook. Numbers are numbers; texts are never formulas or links."""
    words = paper.words
    with Workbook(f"{paper.title}: {paper.subtitle}") as book:
        book.notes(words("sheet_read_me"), _read_me(paper))
        for name, grid in _names(paper):
            section = grid.section
            heads = [column.head for column in section.columns.values()]
            book.table(name, section.table, heads, [column.form for column in section.columns.values()])
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
    """The tables with names of sheets, each name once."""
    taken: dict[str, int] = {}
    for grid in paper.grids():
        name = grid.section.name[: _MOST_NAME - 3]
        taken[name] = taken.get(name, 0) + 1
        yield (name if taken[name] == 1 else f"{name} {taken[name]}"), grid


def _read_me(paper: Paper) -> Iterator[tuple[str, str]]:
    words = paper.words
    yield paper.title, ""
    yield "", paper.subtitle
    yield from paper.facts
    for part in paper.parts:
        yield plain(part.heading), ""
        for block in part.blocks:
            if isinstance(block, Said):
                yield block.lead, _told(block)
            elif isinstance(block, Listed):
                yield from ((item.lead, _told(item)) for item in block.items)
            elif isinstance(block, Figure):
                yield "", block.caption
    for name, grid in _names(paper):
        section = grid.section
        yield name, f"{section.heading}{words.high}: {section.caption}" if section.caption else section.heading


def _told(said: Said) -> str:
    return " ".join([plain(said.text), *(f"[{ref}]" for ref in said.refs)])
