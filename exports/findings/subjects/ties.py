"""The ties between areas in words."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.ties import LAYERS, Bridge, Openness, Pair, TiesReport
from dirskg.ontology import property_label

_NAMED = 3


def document(report: TiesReport, speaker: Speaker) -> Document:
    """Ties between areas, ties to unknown places, openness, kinds of ties, and the bridges with their ties."""
    return Document(
        title=speaker("title"),
        facts=speaker.facts(
            level=speaker(f"level_{report.by}"),
            domain=speaker.domain(report.domain) if report.domain else "",
            since=str(report.since or ""),
        ),
        paragraphs=tuple(_paragraphs(report, speaker)),
        sections=(
            _pairs(report, speaker), _unknown(report, speaker), _openness(report, speaker), _kinds(report, speaker),
            _bridges(report, speaker), _bridge_ties(report, speaker),
        ),
        notes=tuple(
            speaker(f"note_{name}")
            for name in ("counted", "unknown", "expected", "interval", "openness", "roles", "holes", "communities")
        ),
    )  # fmt: skip


def _paragraphs(report: TiesReport, speaker: Speaker) -> Iterator[str]:
    yield speaker(
        "counted", ties=report.ties, placed=report.organisations - report.unplaced, unplaced=report.unplaced,
        unknown=sum(report.unknown.values()), tied=report.unplaced_tied,
    )  # fmt: skip
    whole = {row.layer: row for row in report.openness if not row.area}
    yield " ".join(_open(whole[layer], speaker) for layer in LAYERS)
    for layer in LAYERS[:2]:
        missing = [p for p in report.pairs if p.layer == layer and p.state == "missing collaboration"]
        told = speaker.words.listed(_missing(pair, speaker) for pair in missing[:_NAMED])
        more = speaker("more", more=len(missing) - _NAMED) if len(missing) > _NAMED else ""
        yield speaker(f"missing_{layer}", pairs=told + more) if missing else speaker(f"missing_none_{layer}")
    shown = report.bridges.shown
    if not shown:
        yield speaker("bridges_none")
        return
    yield speaker(
        "bridges", bridging=report.bridges.bridging, funders=report.bridges.funders,
        told=speaker.words.listed(_bridge(one, speaker) for one in shown[:_NAMED]),
    )  # fmt: skip
    spread, agreement = report.assortativity, report.communities.agreement
    yield speaker(
        "whole", r=speaker.interval(spread.value, spread.low, spread.high, key="spread"),
        communities=report.communities.count,
        agreement=speaker.decimal(agreement.value), low=speaker.decimal(agreement.low),
        high=speaker.decimal(agreement.high), runs=report.communities.runs,
    )  # fmt: skip


def _open(row: Openness, speaker: Speaker) -> str:
    if row.reading == "too few to tell":
        return speaker("open_few", layer=speaker(f"told_{row.layer}"), ties=row.internal + row.external)
    return speaker(
        "open", layer=speaker(f"told_{row.layer}"), external=row.external, ties=row.internal + row.external,
        index=speaker.decimal(row.index), mean=speaker.decimal(row.mean), p=_p(row.p, speaker),
        reading=speaker(f"reading_{row.reading}"),
    )  # fmt: skip


def _missing(pair: Pair, speaker: Speaker) -> str:
    return speaker(
        "missing_pair", area=speaker.area(pair.area), other=speaker.area(pair.other), ties=pair.ties,
        expected=speaker.decimal(pair.expected, 1), ratio=speaker.decimal(pair.ratio), low=speaker.decimal(pair.low),
        high=speaker.decimal(pair.high),
    )  # fmt: skip


def _bridge(one: Bridge, speaker: Speaker) -> str:
    return speaker(
        "bridge", name=speaker.organisation(one.id), area=speaker.area(one.area), across=one.across,
        expected=speaker.decimal(one.expected, 1), p=_p(one.p, speaker),
    )  # fmt: skip


def _p(p: float, speaker: Speaker) -> str:
    told = speaker.words.probability(p)
    return told if told.startswith("<") else f"= {told}"


def _pairs(report: TiesReport, speaker: Speaker) -> Section:
    # Between eleven provinces most pairs are empty and say nothing: they are counted, not listed.
    shown = [p for p in report.pairs if report.by == "region" or p.ties or p.state != "too few to tell"]
    columns = (
        "layer area other ties:count expected:decimal ratio:decimal low:decimal high:decimal weight_ratio:decimal state"
    )
    rows = [
        {
            **speaker.row(p, columns), "layer": speaker(f"layer_{p.layer}"), "other": speaker.area(p.other),
            "state": speaker.word("state", p.state),
        }
        for p in shown
    ]  # fmt: skip
    left_out = len(report.pairs) - len(shown)
    caption = speaker("pairs_caption") + (f" {speaker('pairs_left_out', pairs=left_out)}" if left_out else "")
    return speaker.section("pairs", columns, rows, caption)


def _unknown(report: TiesReport, speaker: Speaker) -> Section:
    rows = [{"area": speaker.area(area), "ties": count} for area, count in report.unknown.items()]
    return speaker.section("unknown", "area ties:count", rows)


def _openness(report: TiesReport, speaker: Speaker) -> Section:
    columns = (
        "layer area organisations:count internal:count external:count index:decimal neutral:decimal mean:decimal "
        "p:probability reading"
    )
    rows = [
        {
            **speaker.row(row, columns), "layer": speaker(f"layer_{row.layer}"),
            "area": speaker.area(row.area) if row.area else speaker("all_areas"),
            "reading": speaker.word("reading", row.reading),
        }
        for row in report.openness
    ]  # fmt: skip
    return speaker.section("openness", columns, rows)


def _kinds(report: TiesReport, speaker: Speaker) -> Section:
    rows = [{"kind": _kind(one.kind, speaker), "internal": one.inside, "external": one.across} for one in report.kinds]
    return speaker.section("kinds", "kind internal:count external:count", rows)


def _bridges(report: TiesReport, speaker: Speaker) -> Section:
    columns = (
        "organisation id area leg partners:count project_partners:count across:count expected:decimal p:probability "
        "bridging:count liaison:count itinerant:count coordinator:count constraint:decimal effective_size:decimal"
    )
    rows = [speaker.row(one, columns) for one in report.bridges.shown]
    return speaker.section("bridges", columns, rows)


def _bridge_ties(report: TiesReport, speaker: Speaker) -> Section:
    rows = [
        {
            "organisation": speaker.organisation(link.bridge), "partner": speaker.organisation(link.partner),
            "area": speaker.area(link.area), "projects": speaker.words.listed(link.projects),
            "kinds": speaker.words.listed(_kind(kind, speaker) for kind in link.kinds),
        }
        for link in report.bridges.links
    ]  # fmt: skip
    return speaker.section("bridge_ties", "organisation partner area projects kinds", rows)


def _kind(kind: str, speaker: Speaker) -> str:
    return speaker("layer_projects") if kind == "project" else property_label(kind, speaker.lang)
