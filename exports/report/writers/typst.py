"""A paper as PDF, laid out by Typst: tagged, with title, language, contents, bookmarks, and its fonts in the file.

Text is written as string literals, in which nothing but a quotation mark and a backslash means anything to Typst. How
things look stands in `paper.typ`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dirskg.exports.findings import Section
from dirskg.exports.language import Words, unbroken
from dirskg.exports.report.model import (
    SHOWN,
    Block,
    Figure,
    Grid,
    Listed,
    Paper,
    Part,
    Picture,
    Proof,
    Said,
    host_of,
    pieces,
    plain,
)
from dirskg.exports.report.writers.widths import shares
from dirskg.graph.errors import DirskgError
from dirskg.ontology.resources import text_beside

if TYPE_CHECKING:
    import typst

# Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai, Georgian. What only a font of the system has begins here.
_FONT, _FIRST_RARE = "FiraGO", "\u2e80"
_FACES = ("figo", "figbo", "figit", "figbi")
_PNG_INCH = 120
_MOST_SHORT = 2
_WORD, _INSET = 18, 2  # letters of a word that is not broken, and of the room that a cell leaves beside its text
_EDGE = 8  # points beside a chart for Word
_TOGETHER = 6000  # signs of markup: a third of a page


def pdf(paper: Paper) -> bytes:
    """The PDF. The same paper gives the same bytes. Raises DirskgError where Typst cannot lay it out."""
    return _compiled(source(paper), "pdf")


def png(picture: Picture) -> bytes:
    """A chart as a picture for Word, which takes no SVG from us."""
    # Text that ends at the edge stands out a little.
    wide = picture.width + 2 * _EDGE
    page = f"#set page(width: {wide:g}pt, height: {picture.height:g}pt, margin: (x: {_EDGE}pt, y: 0pt))\n"
    image = f'#image(bytes({_text(picture.svg)}), format: "svg", width: 100%, alt: {_text(picture.alt)})'
    return _compiled(f'{page}#set text(font: "{_FONT}")\n{image}', "png")


def source(paper: Paper) -> str:
    """The paper in Typst's own markup."""
    return "\n".join(
        [
            *_settings(paper),
            text_beside(__file__, "paper.typ"),
            *_front(paper),
            *(line for part, after in zip_longest(paper.parts, paper.parts[1:]) for line in _part(part, after, paper)),
            *_proofs(paper),
        ]
    )


def _settings(paper: Paper) -> Iterator[str]:
    yield f'#set document(title: {_literal(paper.name)}, author: "dirskg", date: none)'
    yield f"#let lang = {_text(paper.words.lang)}"
    yield f"#let notice = {_text(paper.notice)}"
    yield f"#let brief = {'true' if paper.brief else 'false'}"


def _front(paper: Paper) -> Iterator[str]:
    yield f"#front({_text(paper.title)}, {_text(paper.subtitle)}, {_text(paper.facts_told())})"
    if not paper.brief:
        # The first page says what was found, above where to read on.
        yield from (f"#par[{_said(one)}]" for one in paper.parts[0].blocks[:1] if isinstance(one, Said))
        yield f"#outline(title: {_text(paper.words('heading_contents'))}, depth: 2)\n#pagebreak()"


def _part(part: Part, after: Part | None, paper: Paper) -> Iterator[str]:
    """A part; one of a few lines stays on one page, and with what comes under it where it only leads there."""
    if part.fresh:
        yield "#pagebreak(weak: true)"
    lines = [f"#heading(level: {part.level}, {_text(part.heading)}) <{_label(part.name)}>"]
    lines += (line for block in part.blocks for line in _block(block, paper.words))
    texts = all(isinstance(block, Said | Listed) for block in part.blocks)
    together = texts and sum(map(len, lines)) < _TOGETHER
    leads = ", sticky: true" if after and after.level > part.level else ""
    yield "\n".join([f"#block(breakable: false, above: 1.6em{leads})[", *lines, "]"] if together else ["", *lines])


def _block(block: Block, words: Words) -> Iterator[str]:
    if isinstance(block, Said):
        yield f"#quiet[{_said(block)}]\n" if block.quiet else f"#par[{_said(block)}]\n"
    elif isinstance(block, Listed):
        kind = "enum" if block.numbered else "list"
        yield f"#{kind}({', '.join(f'[{_said(item)}]' for item in block.items)})\n"
    elif isinstance(block, Figure):
        shown = block.picture
        caption = f"[#{_text(block.caption)}{_refs(block.refs)}]"
        yield f"#chart({_text(shown.svg)}, {shown.width:g}pt, {_text(shown.alt)}, {caption})\n"
    else:
        yield from _grid(block, words)


def _grid(grid: Grid, words: Words) -> Iterator[str]:
    section = grid.section
    yield f"#table-head[#{_text(section.heading)}{_refs(grid.refs)}]"
    if not len(section.table):
        yield f"#par[#{_text(words('no_rows'))}]\n"
        return
    if section.caption:
        yield f"#block(sticky: true, below: 0.5em)[#quiet[{_inline(section.caption)}]]"
    columns = list(section.columns.values())
    head = ", ".join(f"strong({_text(column.head)})" for column in columns)
    right = ", ".join("right" if column.number else "left" for column in columns)
    yield f"#table(columns: ({_widths(section, words)}), align: ({right},), table.header({head}),"
    yield from (", ".join(map(_text, row)) + "," for row in section.texts(words)[: grid.most])
    yield ")"
    left = len(section.table) - grid.most
    if left > 0:
        yield f"#quiet[{_inline(words('rows_left', n=left))}]\n"


def _widths(section: Section, words: Words) -> str:
    """The shares of the columns; a word that is too long is broken between syllables."""
    rows = [[column.head for column in section.columns.values()], *section.texts(words)[:60]]
    return ", ".join(f"{one:.2f}fr" for one in shares(rows, _WORD, _INSET)) + ","


def _proofs(paper: Paper) -> Iterator[str]:
    if paper.proofs:
        yield f"\n#heading(level: 1, {_text(paper.words('heading_evidence'))}) <evidence>"
        yield f"#quiet({_text(paper.words('evidence_intro'))})\n"
    yield from (_proof(proof, paper) for proof in paper.proofs)


def _proof(proof: Proof, paper: Paper) -> str:
    words = paper.words
    shown, more = proof.hosts(_MOST_SHORT if paper.brief else SHOWN)
    told = ", ".join(map(_address, shown))
    told += f" #{_text(words('evidence_more', n=more))}" if more else ""
    rows = _text(words("evidence_rows", n=proof.rows))
    return f'#proof("{proof.number}", {_text(proof.command)}, {rows}, [{told}]) <ev-{proof.number}>'


def _address(address: str) -> str:
    """A page where rows were read, as a link by the name of its host."""
    return f"#link({_text(address)}, {_text(host_of(address))})" if "://" in address else f"#{_text(address)}"


def _said(said: Said) -> str:
    shown = f"link({_text(said.page)}, {_text(said.lead)})" if said.page else _text(said.lead)
    lead = f"#strong[#{shown}.] " if said.page else f"#strong({_text(f'{said.lead}.')}) " if said.lead else ""
    told = f"{lead}{_inline(said.text)}{_refs(said.refs)}"
    return f"#block[{told}] <{_label(said.name)}>" if said.name else told


def _inline(text: str) -> str:
    """The text as content: literals, links to places of the paper, code."""
    told = []
    for piece in pieces(text):
        shown = _text(piece.text)
        told.append(
            f"#raw({shown})"
            if piece.code
            else f'#to("{_label(piece.target)}", {shown})'
            if piece.target
            else f"#{shown}"
        )
    return "".join(told)


def _refs(refs: Iterable[int]) -> str:
    told = ", ".join(f'"{ref}"' for ref in refs)
    return f"#cite({told})" if told else ""


def _text(text: str) -> str:
    """A string literal; no line begins with a sign that French sets apart."""
    return _literal(unbroken(plain(text)))


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(name: str) -> str:
    """A name as a label may be written."""
    return "".join(
        letter if letter in "-_" or (letter.isascii() and letter.isalnum()) else f"_{ord(letter):x}_" for letter in name
    )


def _compiled(text: str, form: Literal["pdf", "png"]) -> bytes:
    import typst

    rare = max(text) >= _FIRST_RARE
    try:
        made = typst.compile(text.encode("utf-8"), format=form, font_paths=_fonts(rare), ppi=_PNG_INCH)
    except typst.TypstError as error:
        fault = f"Typst cannot lay the paper out: {error.message}. Report this with the command used."
        raise DirskgError(fault) from error
    return made


@cache
def _fonts(system: bool) -> typst.Fonts:
    """Our fonts; those of the system too where a text needs more than ours have."""
    import pymupdf_fonts
    import typst

    with tempfile.TemporaryDirectory() as folder:
        for face in _FACES:
            Path(folder, f"{face}.ttf").write_bytes(pymupdf_fonts.myfont(face))
        fonts = typst.Fonts(include_system_fonts=system, font_paths=[folder])
        # A font is read when it is first used: used once here, each outlives the folder.
        faces = [f'#text(weight: "{w}", style: "{s}")[a]' for w in ("regular", "bold") for s in ("normal", "italic")]
        typst.compile(f'#set text(font: "{_FONT}")\n{"".join(faces)}'.encode(), font_paths=fonts)
    return fonts
