"""The completeness of the graph in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from dirskg.exports.findings.document import Document, picked
from dirskg.exports.findings.published import in_words, number, published, subject_name
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.completeness import Anchor, CompletenessReport, Part

_ESTIMATE = (
    "seen:count consortia:count pages:count both:count estimate:count low:count high:count share:percent "
    "share_low:percent share_high:percent method"
)
_ANCHORS = "subject perimeter place programme year:year published publisher grade"


def document(report: CompletenessReport, speaker: Speaker) -> Document:
    """Seen and unseen actors, from the whole country to single cells, and published figures."""
    compared = [anchor for anchor in report.anchors if anchor.own]
    others = [anchor for anchor in report.anchors if not anchor.own]
    estimable = sum(part.estimate is not None for part in report.cells)
    return Document(
        title=speaker("title"),
        facts=speaker.facts("broad"),
        paragraphs=(
            _whole(report.totals[0], speaker),
            speaker("cells_in_words", estimable=estimable, cells=len(report.cells)),
            *_companies(compared, speaker),
            speaker("not_said"),
        ),
        sections=(
            speaker.section("totals", f"part {_ESTIMATE}", _rows(report.totals, speaker), speaker("rule")),
            speaker.section("domains", f"part {_ESTIMATE}", _rows(report.domains, speaker)),
            speaker.section(
                "cells", f"domain region {_ESTIMATE}", _rows(report.cells, speaker)),
            speaker.section(
                "anchors", f"{_ANCHORS} own ratio:decimal note",
                [_anchor(anchor, speaker) for anchor in compared]),
            speaker.section(
                "others", f"{_ANCHORS} why note", [_anchor(anchor, speaker) for anchor in others]),
        ),
        notes=tuple(speaker(key) for key in ("note_lists", "note_method", "note_low", "note_legs", "note_grades")),
    )  # fmt: skip


def _whole(part: Part, speaker: Speaker) -> str:
    estimate = part.estimate
    if estimate is None:
        return speaker("whole_unknown", seen=part.seen)
    return speaker(
        "whole", seen=part.seen, value=speaker.decimal(estimate.value, 0), low=speaker.decimal(estimate.low, 0),
        high=speaker.decimal(estimate.high, 0), share=speaker.percent(estimate.share),
    )  # fmt: skip


def _companies(compared: Iterable[Anchor], speaker: Speaker) -> tuple[str, ...]:
    """Published numbers of companies in the country, one sentence; none where the graph holds no such figure."""
    told = [
        speaker(
            "companies_one", published=published(anchor.facts, speaker), own=speaker.decimal(anchor.own.value, 0),
            publisher=in_words(anchor.facts["publisher"], speaker.lang),
            perimeter=speaker(f"short_{anchor.facts['perimeter']}"),
        )
        for anchor in compared
        if anchor.own and anchor.facts["subject"] == "companies" and anchor.facts["region"] == "BE"
    ]  # fmt: skip
    return (speaker("companies", told=speaker.words.listed(told)),) if told else (speaker("no_figures"),)


def _rows(parts: Iterable[Part], speaker: Speaker) -> list[dict[str, Any]]:
    return [
        {
            "part": _name(part, speaker), "domain": speaker.domain(part.domain),
            "region": speaker.area(part.region or "BE"),
            **picked(part, "seen consortia pages both"), **_estimated(part), "method": speaker(f"method_{part.method}"),
        }
        for part in parts
    ]  # fmt: skip


def _estimated(part: Part) -> dict[str, float]:
    one, none = part.estimate, math.nan
    if one is None:
        return dict.fromkeys(("estimate", "low", "high", "share", "share_low", "share_high"), none)
    return {
        "estimate": one.value, "low": one.low, "high": one.high, "share": one.share,
        "share_low": one.seen / one.high if one.high else none, "share_high": one.seen / one.low if one.low else none,
    }  # fmt: skip


def _name(part: Part, speaker: Speaker) -> str:
    if part.leg:
        return speaker.leg(part.leg)
    return speaker.domain(part.domain) if part.domain else speaker.area(part.region or "BE")


def _anchor(anchor: Anchor, speaker: Speaker) -> dict[str, Any]:
    facts = anchor.facts
    return {
        "subject": subject_name(facts["subject"], speaker),
        "perimeter": speaker(f"short_{facts['perimeter']}") if facts["perimeter"] else "",
        "place": speaker.area(facts["region"]) if facts["region"] else speaker("everywhere"),
        "programme": facts["programme"], "year": facts["year"],
        "published": published(facts, speaker), "publisher": in_words(facts["publisher"], speaker.lang),
        "grade": facts["grade"], "own": _own(anchor, speaker), "ratio": anchor.ratio,
        "why": speaker(f"why_{anchor.why}") if anchor.why else "", "note": in_words(facts["note"], speaker.lang),
    }  # fmt: skip


def _own(anchor: Anchor, speaker: Speaker) -> str:
    if anchor.own is None:
        return ""
    told = number(anchor.own.value, anchor.facts["unit"], speaker)
    if not anchor.own.known:
        return told
    low, high = (number(value, anchor.facts["unit"], speaker) for value in (anchor.own.low, anchor.own.high))
    return speaker("own_share", told=told, low=low, high=high, known=anchor.own.known)
