"""What a briefing of the reference graph says beside its findings: whom to invite, what is ahead, on two pages."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest
from chromium import Chromium
from degenerate import DEGENERATE
from pypdf import PdfReader

from dirskg.exports.report.ahead import ahead
from dirskg.exports.report.brief import briefing
from dirskg.exports.report.inquiry import Edition, Inquiry, Scope
from dirskg.exports.report.invited import invited
from dirskg.exports.report.model import Listed, Paper
from dirskg.exports.report.voice import Voice
from dirskg.exports.report.writers.html import html
from dirskg.exports.report.writers.typst import pdf
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.evidence.explain import Explanation

EDITION = Edition("0001-abcdef12", "", (), ())


@pytest.fixture(scope="module")
def whole(reference_ecosystem: Ecosystem) -> Inquiry:
    return Inquiry(reference_ecosystem, "2026-11-25", EDITION)


@pytest.fixture(scope="module")
def paper(whole: Inquiry) -> Paper:
    """The briefing on Belgium in French, the longest there is, with long and short names of hosts."""
    pages = ("https://belgium-naval-and-robotics.be/p", "https://ec.europa.eu/p", "https://rtbf.be/p")
    return briefing(
        whole, "fr", lambda traces: [Explanation(one, ("source",), tuple((p,) for p in pages), pages) for one in traces]
    )


@pytest.mark.browser
def test_its_page_prints_on_two_sheets_as_the_pdf_does(paper: Paper, browser: Chromium, tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_text(html(paper), encoding="utf-8")
    browser.open(tmp_path / "brief.html")
    printed = browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    sheets = PdfReader(BytesIO(base64.b64decode(printed))).pages
    assert len(sheets) == 2
    assert "propositions" in sheets[1].extract_text()[:40]


def test_a_briefing_tells_what_is_ahead_and_who_trains_on_two_pages(paper: Paper) -> None:
    assert len(PdfReader(BytesIO(pdf(paper))).pages) == 2
    (part,) = (part for part in paper.parts if part.name == "ahead")
    (told,) = (block for block in part.blocks if isinstance(block, Listed))
    milestones, skills = told.items
    assert milestones.text.startswith("À venir, sans date : ")
    assert "organismes de formation" in skills.text
    assert all(item.refs for item in told.items)


def test_a_domain_has_no_milestones_and_an_organisation_nothing_ahead(whole: Inquiry) -> None:
    voice = Voice(whole.ecosystem.speaking("nl"), "nl", "0001-abcdef12")
    (part,) = ahead(whole.about(Scope("BE3", "H8")), voice)
    assert part.heading == "Competenties"
    assert list(ahead(whole.about(Scope(organisation="kbo-0466279196")), voice)) == []


def test_a_region_invites_who_is_seated_there_and_not_involved(whole: Inquiry) -> None:
    voice = Voice(whole.ecosystem.speaking("nl"), "nl", "0001-abcdef12")
    (part,) = invited(whole.about(Scope("BE3")), voice)
    (told,) = (block for block in part.blocks if isinstance(block, Listed))
    assert 0 < len(told.items) <= 3
    rows = {row.file.label("nl"): row for row in whole.purchases.files}
    for item in told.items:
        here = [one for one in rows[item.lead].candidates if one.region == "BE3"]
        new = [voice.organisation(one.id) for one in here if not one.within]
        assert item.text.startswith(f"{len(here)} kandidaten in Wallonië")
        assert new[0] in item.text.partition("uit te nodigen")[2]
        assert item.refs
    (own,) = invited(whole.about(Scope(organisation="kbo-0466279196")), voice)
    assert any("Vlaams Instituut voor de Zee" in item.text for block in own.blocks if isinstance(block, Listed)
               for item in block.items)  # fmt: skip


def test_nothing_is_said_where_there_are_no_files() -> None:
    none = Inquiry(DEGENERATE["nothing at all"], "2026-11-25", EDITION)
    assert list(invited(none, Voice(none.ecosystem, "fr", ""))) == []
