"""Papers: whatever the frames lack, in every language and form, opened by the readers of others."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import typst
from degenerate import DEGENERATE
from html_page import Page
from pypdf import PdfReader
from small_ecosystem import frame
from small_gaps import gappy

from dirskg.exports.language import LANGUAGES
from dirskg.exports.report.brief import briefing
from dirskg.exports.report.inquiry import Edition, Inquiry, Move, Scope
from dirskg.exports.report.model import Figure, Listed, Paper, Said, pieces
from dirskg.exports.report.render import FORMS, Form, render_paper
from dirskg.exports.report.report import report
from dirskg.exports.report.writers.typst import _fonts, pdf, source
from dirskg.exports.tables import markdown_text
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps import wanted
from dirskg.graph.ecosystem.difference import Change
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.evidence.explain import Explanation
from dirskg.graph.network.gap_paths import gap_paths

HOSTILE = (
    "#panic() <script>alert(1)</script> \"'=1+1|`x` ` $a$ @b *c* _d_ \\n\x1b[31m\u202e\x01t\x02u\x03\x04v\x05 "
    "\ufffe\uffff Ωμέγα Пример 中"
)
CHANGES = (Change("organisations", "added", "a", "A"), Change("ties", "gone", "b", ""), Change("ties", "gone", "c", ""))
EDITION = Edition("0002-abcdef12", "0001-12345678", CHANGES, (Move("BE2", "V1", "empty", "thin"),))
SCOPES = {"all": Scope(), "region": Scope("BE3"), "domain": Scope(domain="V1"), "cell": Scope("BE2", "V1")}


def answered(traces: Sequence[Trace]) -> list[Explanation]:
    """Each figure rests on one row that was read on one page."""
    return [Explanation(trace, ("source",), (("https://x.eu/p",),), ("https://x.eu/p",)) for trace in traces]


def brief(inquiry: Inquiry, scope: Scope = SCOPES["all"], lang: str = "en", notice: str = "") -> Paper:
    return briefing(inquiry.about(scope), lang, answered, notice)


def inquiry(ecosystem: Ecosystem) -> Inquiry:
    return Inquiry(ecosystem, "2026-11-25", EDITION)


def said(paper: Paper) -> list[Said]:
    blocks = [[block] if isinstance(block, Said) else block.items for part in paper.parts for block in part.blocks
              if isinstance(block, Said | Listed)]  # fmt: skip
    return [item for items in blocks for item in items]


@pytest.fixture(scope="module")
def hostile(whole: Inquiry) -> Paper:
    """A briefing full of such names, in French and with internal data."""
    return brief(whole, lang="fr", notice="Ne pas publier")


@pytest.fixture(scope="module")
def whole() -> Inquiry:
    """An ecosystem with gaps of every kind, with names that no format should fall for, a call and milestones."""
    found = gappy()
    names = dict.fromkeys(("label", "label_en", "label_nl", "label_fr", "label_de"), HOSTILE)
    milestones = [
        {"id": "m1", "title": "Adopted", "title_nl": "Aangenomen", "date": "2025-04", "status": "done"},
        {"id": "m2", "title": HOSTILE},
    ]  # fmt: skip
    return inquiry(
        replace(
            found, organisations=found.organisations.assign(**names), milestones=frame("milestones", milestones),
            calls=frame("calls", [{"id": "call-one", "title": HOSTILE, "programme": "EDF", "deadline": "2099-12-31"}]),
            project_domains=frame("project_domains", [{"project": "call-one", "domain": "V1", "weight": 1.0}]),
        )
    )  # fmt: skip


# Those that lack most are asked in every way, the others once.
_EVERY = ("nothing at all", "in pieces")


@pytest.mark.parametrize("lack", DEGENERATE)
def test_a_briefing_stands_whatever_is_missing(lack: str) -> None:
    asked = inquiry(DEGENERATE[lack])
    for scope in SCOPES.values() if lack in _EVERY else [SCOPES["all"]]:
        paper = brief(asked, scope)
        assert [part.name for part in paper.parts] == ["findings", "proposals", "unknown", "changes"]
        assert "{" not in "".join(one.text for one in said(paper))
        assert pdf(paper).startswith(b"%PDF")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_changed_is_told_by_number(lang: str, whole: Inquiry) -> None:
    told = [one.text for one in said(brief(whole, lang=lang))]
    one, two = {
        "en": ("1 new", "2 gone"),
        "nl": ("1 nieuw", "2 weg"),
        "fr": ("1 en plus", "2 en moins"),
        "de": ("1 neu", "2 weg"),
    }[lang]
    assert any(one in text and two in text and "0001-12345678" in text for text in told)


@pytest.fixture(scope="module")
def whole_report(whole: Inquiry) -> Paper:
    """The report on the same, in Dutch."""
    return report(whole, "nl", answered, {"datasets": {"own": {"title": HOSTILE}}}, explorer="explorer.html")


def test_a_report_goes_through_the_outline(whole_report: Paper) -> None:
    assert [part.name for part in whole_report.parts if part.level == 1] == [
        "summary", "perimeter", "ecosystem", "gaps", "collaboration", "calls", "legs", "skills", "purchases",
        "returns", "resolution", "regions", "annexes", "actors",
    ]  # fmt: skip
    names = {part.name for part in whole_report.parts} | {one.name for one in said(whole_report)}
    linked = {piece.target for one in said(whole_report) for piece in pieces(one.text) if piece.target}
    assert set() != linked <= names
    assert pdf(whole_report).startswith(b"%PDF")
    assert '"In het kort' in source(whole_report).partition("#outline")[0], "the first page says what was found"
    assert Page(str(render_paper(whole_report, "html"))).active("src", "style") == []
    opened: Any = docx.Document(BytesIO(_bytes(whole_report, "docx")))
    assert opened.tables
    # A region after another goes on where that ended: a page for each left the rest of a table alone on a page.
    fresh = [one.style.name for one in opened.paragraphs if one.paragraph_format.page_break_before]
    assert set(fresh) == {"Heading 1"}
    # Every organisation named has its sheet in the explorer beside the report.
    pages = [one.page for one in said(whole_report) if one.name.startswith("actor-")]
    assert all(page.startswith("explorer.html#nl/actor/") for page in pages)
    assert set() != set(pages) <= {one.target_ref for one in opened.part.rels.values() if one.is_external}
    assert all(f'href="{page}"' in str(render_paper(whole_report, "html")) for page in pages[:1])
    charts = [block.picture.rows for part in whole_report.parts for block in part.blocks if isinstance(block, Figure)]
    shown = str(render_paper(whole_report, "md"))
    assert charts[0]  # where there are no pictures, what they show stands in tables
    assert all(" | ".join(map(markdown_text, rows[-1])) in shown for rows in charts if rows)


def test_a_report_on_nothing_says_so() -> None:
    paper = report(inquiry(DEGENERATE["nothing at all"]), "fr", answered)
    assert pdf(paper).startswith(b"%PDF")
    assert "Aucun" in "".join(one.text for one in said(paper))


def test_every_number_that_is_cited_has_its_evidence(hostile: Paper) -> None:
    cited = {ref for one in said(hostile) for ref in one.refs}
    assert cited == {proof.number for proof in hostile.proofs} != set()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_paper_gives_the_same_bytes(form: Form, hostile: Paper) -> None:
    assert render_paper(hostile, form) == render_paper(hostile, form)


def test_a_pdf_is_tagged_titled_and_reads_aloud(hostile: Paper) -> None:
    """Typst's own check refuses figures without words and letters without a shape; the file itself claims nothing."""
    reader = PdfReader(BytesIO(pdf(hostile)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("fr")
    assert reader.metadata
    assert reader.metadata.title == hostile.name
    assert "Ne pas publier" in reader.pages[0].extract_text()
    bookmarks: Any = reader.outline
    assert bookmarks[0]["/Title"] == hostile.parts[0].heading
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts_of(page)}
    assert [name for name in fonts if "+" not in name] == [], "a font is not in the file"
    text = source(hostile).replace("中", "").encode()
    assert typst.compile(text, font_paths=_fonts(False), pdf_standards=["ua-1"]).startswith(b"%PDF")
    with pytest.raises(typst.TypstError, match="alt"):
        typst.compile(text.replace(b"alt: alt", b"alt: none"), font_paths=_fonts(False), pdf_standards=["ua-1"])


def _fonts_of(page: Any) -> list[Any]:
    resources = page["/Resources"].get_object()
    return [one.get_object() for one in resources.get("/Font", {}).values()]


def test_a_page_runs_and_loads_nothing(hostile: Paper) -> None:
    page = str(render_paper(hostile, "html"))
    read = Page(page)
    assert "svg" in read.names
    assert {"script", "img", "iframe"} & read.names == set()
    assert read.active("src", "style") == []
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page


def test_no_name_is_taken_for_code(whole_report: Paper) -> None:
    """Names have three backticks each here: the last of one and the first of the next enclose nothing either."""
    page = str(render_paper(whole_report, "html"))
    codes = {code for code in re.findall("<code>(.*?)</code>", page) if not code.startswith("dirskg ")}
    assert codes == {"explorer.html"}
    assert "<code>dirskg show ID</code>" in page
    assert "`x` ` " in page


def test_a_document_opens_with_its_links_and_words_for_its_chart(hostile: Paper) -> None:
    opened: Any = docx.Document(BytesIO(_bytes(hostile, "docx")))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert "<script>alert(1)</script>" in text
    assert opened.core_properties.language == "fr-BE"
    assert "Ne pas publier" in opened.sections[0].header.paragraphs[0].text
    body, word = opened.element.body, f"{{{opened.element.nsmap['w']}}}"
    targets = {link.get(f"{word}anchor") for link in body.iter(f"{word}hyperlink")} - {None}
    assert set() != targets <= {mark.get(f"{word}name") for mark in body.iter(f"{word}bookmarkStart")}
    assert all(shape._inline.docPr.get("descr") for shape in opened.inline_shapes)
    numbered = [one._p.pPr.numPr.numId.val for one in opened.paragraphs if one.style.name == "List Number"]
    lists = [block for part in hostile.parts for block in part.blocks if isinstance(block, Listed) and block.numbered]
    assert len(set(numbered)) == len([one for one in lists if one.items])  # each begins at 1


def test_a_workbook_holds_no_formula_and_prints_one_page_wide(hostile: Paper) -> None:
    book = openpyxl.load_workbook(BytesIO(_bytes(hostile, "xlsx")))
    for sheet in book:
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    # The first says what stands on the others.
    assert set(book.sheetnames[1:]) <= {cell.value for (cell,) in book["Lisez-moi"].iter_rows(max_col=1)}
    notes = book["Texte"]
    # What a chart shows stands there too, line by line.
    charts = [block.picture for part in hostile.parts for block in part.blocks if isinstance(block, Figure)]
    words = {cell.value for sheet in (book["Lisez-moi"], notes) for (cell,) in sheet.iter_rows(max_col=1)}
    assert {row[0] for chart in charts for row in chart.rows[1:]} - words == set() != {chart.rows for chart in charts}
    long = [row for row, (cell,) in enumerate(notes.iter_rows(min_col=2, max_col=2), 1) if len(str(cell.value)) > 250]
    assert [row for row in long if notes.row_dimensions[row].height < 3 * 15] == [] != long


def converted(folder: Path, file: Path, form: str) -> Path:
    """The file as LibreOffice writes it in another form; whatever it says besides is a fault."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder / "out"), str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    # What it says of every file, and where there is no Java, which it needs for databases alone.
    usual = ("convert ", "Warning: failed to launch javaldx")
    assert [line for line in (ended.stdout + ended.stderr).splitlines() if line and not line.startswith(usual)] == []
    return folder / "out" / f"{file.stem}.{form}"


# LibreOffice takes 300 MB, so `.ci/run` does not install it (libreoffice-writer-nogui and libreoffice-calc-nogui).
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_what_we_write_and_loses_nothing(hostile: Paper, tmp_path: Path) -> None:
    for form in FORMS[2:4]:
        (tmp_path / f"paper.{form}").write_bytes(_bytes(hostile, form))
    read = PdfReader(converted(tmp_path, tmp_path / "paper.docx", "pdf"))
    told = " ".join(page.extract_text() for page in read.pages)
    assert hostile.title in " ".join(told.split())
    assert "<script>alert(1)</script>" in told
    assert "Ne pas publier" in read.pages[0].extract_text()
    ours = openpyxl.load_workbook(tmp_path / "paper.xlsx")
    theirs = openpyxl.load_workbook(converted(tmp_path, tmp_path / "paper.xlsx", "xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        again = theirs[sheet.title]
        assert [[cell.value for cell in row] for row in again] == [[cell.value for cell in row] for row in sheet]
        assert all(cell.data_type != "f" for row in again for cell in row)
        assert again.page_setup.fitToHeight == sheet.page_setup.fitToHeight


def test_markdown_runs_nothing(hostile: Paper) -> None:
    assert "<script>" not in str(render_paper(hostile, "md"))


def _bytes(paper: Paper, form: Form) -> bytes:
    return bytes(render_paper(paper, form))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["strings", "chapters"])
def test_there_are_words_for_every_language(name: str) -> None:
    table = tomllib.loads(files("dirskg.exports.report").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    assert {key for key, texts in table.items() if texts.keys() != set(LANGUAGES)} == set()


def test_helpers_at_a_gap_are_those_of_the_explorer_beside_it(reference_ecosystem: Ecosystem) -> None:
    found = Inquiry(reference_ecosystem, "2026-11-25", EDITION)
    single = [cell for cell in found.gaps.cells if cell.state == "single supplier"]
    assert single
    for cell in single:
        place = (cell.region, cell.domain)
        of_the_page = gap_paths(reference_ecosystem, *place, wanted(cell), k=99, max_hops=2)
        assert {one.id for one in found.paths(cell).actors} <= {one.id for one in of_the_page.actors}, place
