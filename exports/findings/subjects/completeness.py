"""The completeness of the graph in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dirskg.exports.findings.document import Document, Form
from dirskg.exports.findings.published import in_words, number, published, subject_name
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.completeness import Anchor, CompletenessReport, Part

_ESTIMATE: dict[str, Form] = {
    "seen": "count", "consortia": "count", "pages": "count", "both": "count", "estimate": "count", "low": "count",
    "high": "count", "share": "percent", "share_low": "percent", "share_high": "percent", "method": "text",
}  # fmt: skip
_ANCHORS: dict[str, Form] = {
    "subject": "text", "perimeter": "text", "place": "text", "programme": "text", "year": "year", "published": "text",
    "publisher": "text", "grade": "text",
}  # fmt: skip


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
            speaker.section("totals", {"part": "text", **_ESTIMATE}, _rows(report.totals, speaker), speaker("rule")),
            speaker.section("domains", {"part": "text", **_ESTIMATE}, _rows(report.domains, speaker)),
            speaker.section(
                "cells", {"domain": "text", "region": "text", **_ESTIMATE}, _rows(report.cells, speaker)),
            speaker.section(
                "anchors", {**_ANCHORS, "own": "text", "ratio": "decimal", "note": "text"},
                [_anchor(anchor, speaker) for anchor in compared]),
            speaker.section(
                "others", {**_ANCHORS, "why": "text", "note": "text"}, [_anchor(anchor, speaker) for anchor in others]),
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
            "companies_one",
            published=published(anchor.facts, speaker),
            publisher=in_words(anchor.facts["publisher"], speaker.words.lang),
            perimeter=speaker(f"short_{anchor.facts['perimeter']}"),
            own=speaker.decimal(anchor.own.value, 0),
        )
        for anchor in compared
        if anchor.own and anchor.facts["subject"] == "companies" and anchor.facts["region"] == "BE"
    ]
    return (speaker("companies", told=speaker.words.listed(told)),) if told else (speaker("no_figures"),)


def _rows(parts: Iterable[Part], speaker: Speaker) -> list[dict[str, Any]]:
    none = float("nan")
    rows = []
    for part in parts:
        estimate = part.estimate
        rows.append({
            "part": _name(part, speaker),
            "domain": speaker.domain(part.domain), "region": _place(part.region, speaker),
            "seen": part.seen, "consortia": part.consortia, "pages": part.pages, "both": part.both,
            "estimate": estimate.value if estimate else none,
            "low": estimate.low if estimate else none, "high": estimate.high if estimate else none,
            "share": estimate.share if estimate else none,
            "share_low": estimate.seen / estimate.high if estimate and estimate.high else none,
            "share_high": estimate.seen / estimate.low if estimate and estimate.low else none,
            "method": speaker(f"method_{part.method}"),
        })  # fmt: skip
    return rows


def _name(part: Part, speaker: Speaker) -> str:
    if part.leg:
        return speaker.leg(part.leg)
    return speaker.domain(part.domain) if part.domain else _place(part.region, speaker)


def _place(region: str, speaker: Speaker) -> str:
    if not region or region == "BE":
        return speaker("belgium")
    return speaker.area("" if region == "unknown" else region)


def _anchor(anchor: Anchor, speaker: Speaker) -> dict[str, Any]:
    facts = anchor.facts
    return {
        "subject": subject_name(facts["subject"], speaker),
        "perimeter": speaker(f"short_{facts['perimeter']}") if facts["perimeter"] else "",
        "place": _place(facts["region"], speaker) if facts["region"] else speaker("everywhere"),
        "programme": facts["programme"], "year": facts["year"],
        "published": published(facts, speaker), "publisher": in_words(facts["publisher"], speaker.words.lang),
        "grade": facts["grade"], "own": _own(anchor, speaker), "ratio": anchor.ratio,
        "why": speaker(f"why_{anchor.why}") if anchor.why else "", "note": in_words(facts["note"], speaker.words.lang),
    }  # fmt: skip


def _own(anchor: Anchor, speaker: Speaker) -> str:
    if anchor.own is None:
        return ""
    told = number(anchor.own.value, anchor.facts["unit"], speaker)
    if not anchor.own.known:
        return told
    low, high = (number(value, anchor.facts["unit"], speaker) for value in (anchor.own.low, anchor.own.high))
    return speaker("own_share", told=told, low=low, high=high, known=anchor.own.known)
