"""What a reader takes along who reads one paragraph: the worst gaps, whether others could help, and who works apart."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.report.headlines import apart
from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Said
from dirskg.exports.report.voice import Voice
from dirskg.graph.analyses.gaps import Cell

_NAMED = 3


def gist(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    """One paragraph, where there are gaps to tell of; of one cell or organisation the findings are short enough."""
    scope, lesser = inquiry.scope, inquiry.lesser()
    if not lesser or scope.organisation or (scope.region and scope.domain):
        return
    worst = lesser[:_NAMED]
    names = voice.words.listed(_named(cell, inquiry, voice) for cell in worst)
    told = [voice("gist_worst" if len(lesser) > len(worst) else "gist_gaps", n=len(lesser), names=names)]
    helped = sum(bool(inquiry.paths(cell).actors) for cell in lesser)
    if helped:
        told.append(voice("gist_helped" if helped == len(lesser) else "gist_helped_some", n=len(lesser), helped=helped))
    pair = None if scope.domain else apart(inquiry)
    if pair and pair.high < 1:
        told.append(voice("gist_ties", one=voice.the(pair.area), other=voice.the(pair.other)))
    yield Said(" ".join(told), voice.cite(*(cell.trace() for cell in worst)), voice("lead_gist"))


def _named(cell: Cell, inquiry: Inquiry, voice: Voice) -> str:
    if inquiry.scope.region:
        return voice.domain(cell.domain)
    return voice.area(cell.region) if inquiry.scope.domain else voice.cell(cell)
