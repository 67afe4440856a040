"""The briefing: two pages with findings, a chart, proposals, what is not known, and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.report.ahead import ahead
from dirskg.exports.report.edition import changes, unknowns
from dirskg.exports.report.gist import gist
from dirskg.exports.report.headlines import headlines
from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.invited import invited
from dirskg.exports.report.model import Figure, Listed, Paper
from dirskg.exports.report.pictures import coverage, places, quotients
from dirskg.exports.report.proposals import proposals
from dirskg.exports.report.voice import Ask, Voice
from dirskg.ontology.vocab import REGIONS

_MOST_CHANGES = 4


def briefing(inquiry: Inquiry, lang: str, ask: Ask, notice: str = "") -> Paper:
    """The briefing on the scope of an inquiry, in one language."""
    voice = Voice(inquiry.ecosystem.speaking(lang), lang, inquiry.edition.build)
    first = tuple(gist(inquiry, voice))
    found, proposed = headlines(inquiry, voice), proposals(inquiry, voice)
    parts = (
        voice.part("findings", *first, Listed(found, numbered=True), *_charts(inquiry, voice), n=len(found)),
        voice.part("proposals", Listed(proposed, numbered=True), n=len(proposed)),
        *invited(inquiry, voice),
        *ahead(inquiry, voice),
        voice.part("unknown", Listed(unknowns(inquiry, voice))),
        voice.part("changes", Listed(changes(inquiry, voice)[:_MOST_CHANGES])),
    )
    return Paper(
        words=voice.words,
        title=voice("brief_title"),
        subtitle=subject(inquiry, voice),
        facts=facts(inquiry, voice),
        parts=parts,
        proofs=voice.proofs(ask),
        brief=True,
        notice=notice,
    )


def subject(inquiry: Inquiry, voice: Voice) -> str:
    """What the paper is about, in words."""
    scope = inquiry.scope
    if scope.organisation:
        return voice.organisation(scope.organisation)
    names = [voice.domain(scope.domain) if scope.domain else "", voice.area(scope.region) if scope.region else ""]
    told = ", ".join(filter(None, names)) or voice("all_of_belgium")
    if not (scope.domain and scope.region):
        return told
    return voice("cell_of_state", cell=told, state=voice.state(inquiry.cells()[0].state))


def facts(inquiry: Inquiry, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Day, perimeter, n and build: what must stand with every figure."""
    return (
        (voice("fact_day"), voice.day(inquiry.on)),
        (voice("fact_perimeter"), voice("perimeter_short", n=voice.counted(inquiry.gaps))),
        (voice("fact_build"), inquiry.edition.build),
    )


def _charts(inquiry: Inquiry, voice: Voice) -> Iterator[Figure | None]:
    """The chart of the scope, and for a domain a map: there is room beside three rows."""
    scope = inquiry.scope
    yield _chart(inquiry, voice)
    yield places(inquiry, voice, scope.domain) if scope.domain and not scope.organisation else None


def _chart(inquiry: Inquiry, voice: Voice) -> Figure:
    scope = inquiry.scope
    if scope.organisation:
        own = inquiry.partners.domains
        return coverage(inquiry, voice, domains=own)
    if scope.domain:
        cells = [cell for cell in inquiry.gaps.cells if cell.domain == scope.domain and cell.region]
        return quotients(inquiry, voice, cells)
    if scope.region:
        return coverage(inquiry, voice, regions=(scope.region, *(one for one in REGIONS if one != scope.region)))
    return coverage(inquiry, voice)
