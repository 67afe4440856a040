"""A paper as a Word document: headings, lists and tables in Word's own styles, so that the reader's template fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from markupsafe import escape

from dirskg.exports.language import unbroken
from dirskg.exports.report.model import Block, Figure, Grid, Listed, Paper, Said, host_of, pieces, plain
from dirskg.exports.report.writers.typst import png
from dirskg.exports.report.writers.widths import shares

_LOCALES = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB", "de": "de-BE"}
# The same paper gives the same file: no clock time.
_DAY = datetime(1980, 1, 1)
_BLUE, _QUIET = RGBColor(0x1D, 0x4E, 0x89), RGBColor(0x4A, 0x56, 0x63)
_TABLE = "LightList-Accent1"
_WORD, _INSET = 18, 2  # letters of a word that is not broken, and of the room that a cell leaves beside its text
_ACROSS = 9740  # twentieths of a point that a table of a report has across
_BESIDE = "".join(f'<w:{side} w:w="70" w:type="dxa"/>' for side in ("start", "end"))  # and a cell beside its text
_MOST_HOSTS = 2  # pages that a proof of a briefing names
# What a report and a briefing, which has two pages, look like in points: text, margins, below a paragraph, a picture.
_FULL, _SHORT = (10, 54, 4, 480), (9, 45, 2, 390)


def docx(paper: Paper) -> bytes:
    """The document. Text from data is text: nothing in it is a field, a link or markup."""
    return _Writer(paper).content()


class _Writer:
    """One document in the making; bookmarks have numbers of their own."""

    def __init__(self, paper: Paper) -> None:
        self._paper, self._words, self._marks = paper, paper.words, 0
        self._doc: Any = Document()
        self._pages: dict[str, str] = {}
        _styled(self._doc, paper)

    def content(self) -> bytes:
        paper, doc = self._paper, self._doc
        doc.add_paragraph(paper.title, style="Title")
        doc.add_paragraph(paper.subtitle, style="Subtitle")
        self._quiet(paper.facts_told())
        if not paper.brief:
            self._contents()
        for part in paper.parts:
            heading = doc.add_heading(plain(part.heading), part.level)
            heading.paragraph_format.page_break_before = part.fresh or None
            self._bookmarked(heading, part.name)
            for block in part.blocks:
                self._block(block)
        self._proofs()
        out = BytesIO()
        doc.save(out)
        return _undated(out.getvalue())

    def _contents(self) -> None:
        self._doc.add_heading(self._words("heading_contents"), 1)
        for part in self._paper.parts:
            if part.level == 1:
                self._link(self._doc.add_paragraph(), part.heading, part.name)
        self._link(self._doc.add_paragraph(), self._words("heading_evidence"), "evidence")

    def _block(self, block: Block) -> None:
        if isinstance(block, Said):
            self._said(self._doc.add_paragraph(), block)
        elif isinstance(block, Listed):
            number = self._numbers() if block.numbered else 0
            for item in block.items:
                paragraph = self._doc.add_paragraph()
                look = paragraph._p.get_or_add_pPr()
                look.style = "ListNumber" if block.numbered else "ListBullet"
                if number:
                    look.get_or_add_numPr().get_or_add_numId().val = number
                self._said(paragraph, item)
        elif isinstance(block, Figure):
            self._figure(block)
        else:
            self._grid(block)

    def _numbers(self) -> int:
        """The numbering of a list of its own, which begins at 1."""
        every = self._doc.part.numbering_part.element
        shared = self._doc.styles["List Number"].element.pPr.numPr.numId.val
        own = every.add_num(every.num_having_numId(shared).abstractNumId.val)
        own.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(own.numId)

    def _said(self, paragraph: Any, said: Said) -> None:
        if said.page:
            self._web(paragraph, said.page, said.lead)
        elif said.lead:
            paragraph.add_run(f"{said.lead}. ").bold = True
        for piece in pieces(said.text):
            if piece.target:
                self._link(paragraph, piece.text, piece.target)
            else:
                run = paragraph.add_run(piece.text)
                run.font.name = "Consolas" if piece.code else None
                run.font.color.rgb = _QUIET if said.quiet else None
        self._refs(paragraph, said.refs)
        if said.name:
            self._bookmarked(paragraph, said.name)

    def _figure(self, figure: Figure) -> None:
        picture = figure.picture
        wide = (_SHORT if self._paper.brief else _FULL)[3]
        shape = self._doc.add_picture(BytesIO(png(picture)), width=Pt(min(picture.width, wide)))
        self._doc.paragraphs[-1].paragraph_format.keep_with_next = True
        shape._inline.docPr.set("descr", picture.alt)
        shape._inline.docPr.set("title", plain(figure.caption)[:80])
        paragraph = self._doc.add_paragraph(style="Caption")
        paragraph.add_run(plain(figure.caption))
        self._refs(paragraph, figure.refs)

    def _grid(self, grid: Grid) -> None:
        section = grid.section
        heading = self._doc.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        heading.add_run(section.heading).bold = True
        self._refs(heading, grid.refs)
        rows = section.texts(self._words)[: grid.most]
        if not rows:
            self._doc.add_paragraph(self._words("no_rows"))
            return
        self._quiet(plain(section.caption), leads=True)
        columns = list(section.columns.values())
        body = self._doc.element.body
        body.insert(
            len(body) - 1,
            parse_xml(_table([column.head for column in columns], rows, [column.number for column in columns])),
        )
        left = len(section.table) - grid.most
        self._quiet(self._words("rows_left", n=left) if left > 0 else "")

    def _proofs(self) -> None:
        if not self._paper.proofs:
            return
        self._bookmarked(self._doc.add_heading(self._words("heading_evidence"), 1), "evidence")
        self._doc.add_paragraph(self._words("evidence_intro"))
        for proof in self._paper.proofs:
            paragraph = self._doc.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0 if self._paper.brief else 2)
            told = self._words("evidence_rows", n=proof.rows)
            paragraph.add_run(f"{proof.number}. {proof.command} ({told}) ").font.size = Pt(7.5)
            short = self._paper.brief
            sources, more = proof.hosts(_MOST_HOSTS) if short else proof.shown()
            for source in sources:
                self._web(paragraph, source, short=short)
            if more:
                paragraph.add_run(self._words("evidence_more", n=more)).font.size = Pt(7.5)
            self._bookmarked(paragraph, f"ev-{proof.number}")

    def _quiet(self, text: str, *, leads: bool = False) -> None:
        """Small text; one that leads to what follows stays with it."""
        if text:
            paragraph = self._doc.add_paragraph()
            paragraph.paragraph_format.keep_with_next = leads or None
            run = paragraph.add_run(text)
            run.font.size, run.font.color.rgb = Pt(8), _QUIET

    def _refs(self, paragraph: Any, refs: Iterable[int]) -> None:
        for ref in refs:
            self._link(paragraph, f" {ref}", f"ev-{ref}", raised=True)

    def _link(self, paragraph: Any, text: str, name: str, *, raised: bool = False) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _mark(name))
        self._run(paragraph, link, text, raised)

    def _web(self, paragraph: Any, source: str, called: str = "", *, short: bool = False) -> None:
        """A page of the web, small and by its address or host; or under what it is called a page beside the paper."""
        link = OxmlElement("w:hyperlink")
        if called or source.startswith(("https://", "http://")):
            link.set(qn("r:id"), self._page(source))
        shown = called or (host_of(source) if short else source)
        self._run(paragraph, link, shown, raised=False, size=0 if called else 7.5)
        paragraph.add_run(". " if called else " ")

    def _page(self, source: str) -> str:
        """What the document calls a page of the web; it would look through all of them each time."""
        if source not in self._pages:
            self._pages[source] = self._doc.part.relate_to(source, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._pages[source]

    def _run(self, paragraph: Any, link: Any, text: str, raised: bool, size: float = 0) -> None:
        run = paragraph.add_run(unbroken(plain(text)))
        run.font.color.rgb, run.font.superscript = _BLUE, raised or None
        run.font.size = Pt(size) if size else None
        link.append(run._r)
        paragraph._p.append(link)

    def _bookmarked(self, paragraph: Any, name: str) -> None:
        self._marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (start, end):
            one.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), _mark(name))
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)


def _styled(doc: Any, paper: Paper) -> None:
    """Title, language, margins, the font of the text, and the notice where internal data are in."""
    doc.core_properties.title, doc.core_properties.author = paper.name, "dirskg"
    doc.core_properties.language = _LOCALES[paper.words.lang]
    doc.core_properties.created = doc.core_properties.modified = _DAY
    doc.core_properties.comments = ""
    normal = doc.styles["Normal"]
    size, margin, after, _ = _SHORT if paper.brief else _FULL
    normal.font.name, normal.font.size = "Calibri", Pt(size)
    normal.paragraph_format.space_after = Pt(after)
    # Words are hyphenated in tables alone, where columns are narrow.
    normal.element.get_or_add_pPr().insert(0, OxmlElement("w:suppressAutoHyphens"))
    doc.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    caption = doc.styles["Caption"].font
    caption.bold, caption.size, caption.color.rgb = False, Pt(8), _QUIET
    if paper.brief:
        _tightened(doc, after)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LOCALES[paper.words.lang])
    normal.element.get_or_add_rPr().append(language)
    for section in doc.sections:
        section.page_width, section.page_height = Pt(595.3), Pt(841.9)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(margin)
        if paper.notice:
            section.header.paragraphs[0].add_run(paper.notice).bold = True


def _tightened(doc: Any, after: float) -> None:
    """Headings and lists of a briefing, which leave room for no more than they need."""
    normal = doc.styles["Normal"].paragraph_format
    normal.line_spacing = 1
    for name, size, above in (("Title", 18, 0), ("Subtitle", 11, 0), ("Heading 1", 12, 7)):
        style = doc.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(after)
    for name in ("List Number", "List Bullet", "Caption"):
        doc.styles[name].paragraph_format.space_after = Pt(after)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> str:
    """A table in Word's markup, made at once, which by cells takes fifty times as long; its head on every page."""
    look = (
        f'<w:tblPr><w:tblStyle w:val="{_TABLE}"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_BESIDE}</w:tblCellMar><w:tblLook w:firstRow="1"/></w:tblPr>'
    )
    widths = _widths([head, *rows])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    top = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cells(head, numbers, widths, '<w:b/>')}</w:tr>"
    body = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, numbers, widths)}</w:tr>" for row in rows)
    return f"<w:tbl {nsdecls('w')}>{look}<w:tblGrid>{grid}</w:tblGrid>{top}{body}</w:tbl>"


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Widths in twentieths of a point."""
    # Heads are bold.
    found = shares([[f"{text}_" for text in rows[0]], *rows[1:]], most_word=_WORD, inset=_INSET)
    return [round(_ACROSS * one / sum(found)) for one in found]


def _cells(texts: Sequence[str], numbers: Sequence[bool], widths: Sequence[int], bold: str = "") -> str:
    cells = []
    for text, number, width in zip(texts, numbers, widths, strict=True):
        side = "end" if number else "start"
        place = f'<w:pPr><w:suppressAutoHyphens w:val="0"/><w:spacing w:after="0"/><w:jc w:val="{side}"/></w:pPr>'
        run = f'<w:r><w:rPr>{bold}<w:sz w:val="15"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{place}{run}</w:p></w:tc>')
    return "".join(cells)


def _mark(name: str) -> str:
    """A name as Word takes it for a bookmark: letters, digits, at most forty."""
    told = "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in name)
    return f"m_{told}"[:40]


def _undated(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), old.read(member), ZIP_DEFLATED)
    return out.getvalue()
