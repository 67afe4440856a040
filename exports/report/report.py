"""The cluster gap and collaboration report: one outline for all languages and forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dirskg.exports.report import chapters
from dirskg.exports.report.annexes import annexes, sheets
from dirskg.exports.report.brief import facts
from dirskg.exports.report.gap_cards import register
from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Paper
from dirskg.exports.report.voice import Ask, Voice

_CHAPTERS = (
    chapters.summary, chapters.perimeter, chapters.ecosystem, register, chapters.collaboration, chapters.calls,
    chapters.legs, chapters.skills, chapters.purchases, chapters.returns, chapters.resolution, chapters.regions,
)  # fmt: skip


def report(
    inquiry: Inquiry,
    lang: str,
    ask: Ask,
    manifest: Mapping[str, Any] | None = None,
    notice: str = "",
    explorer: str = "",
) -> Paper:
    """The report in one language; `manifest` tells of the datasets of the build, `explorer` is a file beside it."""
    voice = Voice(inquiry.ecosystem.speaking(lang), lang, inquiry.edition.build, sheets=True)
    parts = [part for chapter in _CHAPTERS for part in chapter(inquiry, voice)]
    parts += [*annexes(inquiry, voice, manifest), *sheets(inquiry, voice, explorer)]
    return Paper(
        words=voice.words,
        title=voice("report_title"),
        subtitle=voice("report_subtitle"),
        facts=facts(inquiry, voice),
        parts=tuple(parts),
        proofs=voice.proofs(ask),
        notice=notice,
    )
