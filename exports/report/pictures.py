"""The charts of the papers: what the findings say, drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dirskg.exports.findings.cell import key, lacking
from dirskg.exports.report.charts import Dot, Event, Scale, Tile, dots, heat, provinces, timeline
from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Figure
from dirskg.exports.report.voice import Voice
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import Cell
from dirskg.graph.analyses.tracker import DONE
from dirskg.ontology.vocab import REGIONS

_RATIO_MARKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
_SEATS = {"seat": "●", "asked for": "◌", "none": "–", "no table": ""}
_READ = {"more than expected": "more", "missing collaboration": "fewer", "few inside": "fewer", "as expected": "same"}


def coverage(inquiry: Inquiry, voice: Voice, regions: Sequence[str] = REGIONS, domains: Sequence[str] = ()) -> Figure:
    """Domains by regions: seen and expected, and the state of each cell."""
    cells = {(cell.domain, cell.region): cell for cell in inquiry.gaps.cells}
    shown = [one for one in inquiry.gaps.domains["id"] if not domains or one in domains]
    rows = [(voice.domain(one), [_tile(cells[one, region], voice) for region in regions]) for one in shown]
    lesser = sum(cell.domain in shown and cell.region in regions for cell in inquiry.gaps.gaps())
    alt = voice("coverage_alt", cells=len(shown) * len(regions), n=lesser)
    picture = heat("coverage", [voice.area(region) for region in regions], rows, alt)
    return Figure(picture, voice("coverage_caption", n=voice.counted(inquiry.gaps), build=_build(inquiry)))


def _tile(cell: Cell, voice: Voice) -> Tile:
    told = f"{cell.count} ({voice.decimal(cell.expected, 1)})" if cell.region else str(cell.count)
    what = lacking(cell)
    return Tile(told, voice(what) if what else voice.state(cell.state), key(cell.state))


def quotients(inquiry: Inquiry, voice: Voice, cells: Sequence[Cell], label: str = "region") -> Figure:
    """Location quotients with intervals: within Belgium, and against all who take part in EU programmes."""
    rows = []
    for cell in cells:
        be, eu = cell.be, cell.eu
        told = voice.brief_interval(be.lq, be.lq_low, be.lq_high)
        # A logarithmic axis has no place for a zero: the interval is written, and nothing drawn.
        found = [Dot(one.lq or math.nan, one.lq_low, one.lq_high, written) for one, written in ((be, told), (eu, ""))]
        rows.append((voice.area(cell.region) if label == "region" else voice.domain(cell.domain), found))
    point = voice.decimal(0.1, 1)[1]
    scale = Scale(0.1, 10, _RATIO_MARKS, lambda value: f"{value:g}".replace(".", point), log=True, against=1)
    series = voice("within_belgium"), voice("within_programmes")
    picture = dots(rows, scale, voice("quotient_axis"), voice("quotient_alt", n=len(rows)), series)
    return Figure(picture, voice("quotient_caption", n=voice.counted(inquiry.gaps), build=_build(inquiry)))


def places(inquiry: Inquiry, voice: Voice, domain: str) -> Figure | None:
    """Who can deliver in a domain, by province; None where no province is known."""
    found = inquiry.by_province(domain)
    unknown, n = found.pop("", 0), sum(found.values())
    if not n:
        return None
    picture = provinces(found, voice("places_alt", n=n, provinces=len(found)))
    told = voice("places_caption", domain=voice.domain(domain), n=n, unknown=unknown, build=_build(inquiry))
    return Figure(picture, told)


def ties(inquiry: Inquiry, voice: Voice) -> Figure:
    """Ties seen and expected between regions, and within them."""
    pairs = {frozenset((pair.area, pair.other)): pair for pair in inquiry.ties.pairs if pair.layer == "all"}
    rows = []
    for one in REGIONS:
        tiles = []
        for other in REGIONS:
            pair = pairs.get(frozenset((one, other)))
            told = f"{pair.ties} ({voice.decimal(pair.expected, 0)})" if pair else "–"
            below = voice("ratio_told", ratio=voice.decimal(pair.ratio)) if pair and math.isfinite(pair.ratio) else ""
            tiles.append(Tile(told, below, _READ.get(pair.state, "") if pair else ""))
        rows.append((voice.area(one), tiles))
    picture = heat("ties", [voice.area(region) for region in REGIONS], rows, voice("ties_alt"))
    seated = inquiry.ties.organisations - inquiry.ties.unplaced
    return Figure(picture, voice("ties_caption", n=inquiry.ties.ties, organisations=seated, build=_build(inquiry)))


def fund(inquiry: Inquiry, voice: Voice) -> Figure:
    """Belgium's part in the European Defence Fund against each yardstick."""
    rows = [
        (voice(f"stick_{stick.name}"), [Dot(*ratio.ratio, voice.brief_interval(*ratio.ratio))])
        for stick, ratio in inquiry.benchmark.measured
        if ratio.what == "participations" and stick.name != "given"
    ]
    scale = Scale(0.5, 2, (0.5, 1, 1.5, 2), lambda value: voice.decimal(value, 1), against=1)
    picture = dots(rows, scale, voice("fund_axis"), voice("fund_alt"))
    return Figure(picture, voice("fund_caption", n=inquiry.benchmark.parts[0].participations, build=_build(inquiry)))


def smes(inquiry: Inquiry, voice: Voice) -> Figure:
    """The share of SMEs: among companies in projects, and among all."""
    rows = []
    for row in inquiry.smes.rows:
        if row.participants.known:
            shares = [_share(one, one.known, voice) for one in (row.participants, row.base) if one.known]
            rows.append((voice.area(row.region), shares))
    series = (voice("in_projects"), voice("all_companies"))
    picture = dots(rows, _percents(voice), voice("sme_axis"), voice("sme_alt"), series)
    return Figure(picture, voice("sme_caption", n=inquiry.smes.belgium.base.known, build=_build(inquiry)))


def seen(inquiry: Inquiry, voice: Voice) -> Figure:
    """The estimated part of the actors that was seen."""
    rows = []
    for part in inquiry.completeness.totals:
        if part.estimate and not part.leg:
            one = part.estimate
            low, high = one.seen / one.high, one.seen / one.low
            told = voice.brief_interval(one.share, low, high, voice.share)
            rows.append((voice.area(part.region or "BE"), [Dot(one.share, low, high, told)]))
    picture = dots(rows, _percents(voice), voice("seen_axis"), voice("seen_alt"))
    return Figure(picture, voice("seen_caption", n=inquiry.completeness.totals[0].seen, build=_build(inquiry)))


def meetings(inquiry: Inquiry, voice: Voice) -> Figure:
    """How often the legs of the helix meet in projects."""
    rows = [
        (voice(f"meet_{legs}"), [_share(rate, rate.n, voice)]) for legs, rate in inquiry.helix.belgium.rates.items()
    ]
    picture = dots(rows, _percents(voice), voice("meet_axis"), voice("meet_alt"))
    return Figure(picture, voice("meet_caption", n=inquiry.helix.belgium.judged, build=_build(inquiry)))


def calls(inquiry: Inquiry, voice: Voice) -> Figure | None:
    """Open calls by regions: actors in their domains."""
    found = inquiry.open_calls()
    if not found:
        return None
    rows = []
    for row in found[:12]:
        parts = {part.region: part for part in row.parts}
        tiles = []
        for region in REGIONS:
            part = parts[region]
            look = "same" if not part.domains else "covered" if part.coverage == 1 else "single_supplier"
            below = voice("domains_of", held=len(part.domains), asked=len(row.domains))
            tiles.append(Tile(str(part.actors), below, look))
        rows.append((f"{one_line(row.title)} ({voice.day(row.deadline)})", tiles))
    picture = heat("calls", [voice.area(region) for region in REGIONS], rows, voice("calls_alt", n=len(rows)))
    return Figure(picture, voice("calls_caption", n=len(found), day=voice.day(inquiry.on), build=_build(inquiry)))


def milestones(inquiry: Inquiry, voice: Voice) -> Figure | None:
    """The milestones of the resolution: when, who owns them, and which regions have a seat there."""
    found = inquiry.tracker.milestones
    if not found:
        return None
    events = [
        Event(
            one.date, one_line(one.title_in(voice.lang)),
            voice.organisation(one.owner) if one.owner else voice("no_owner"), one.status == DONE,
            tuple(_SEATS[one.places[region]] for region in REGIONS),
        )
        for one in found
    ]  # fmt: skip
    heads = (voice("head_owner"), voice("head_seats"), voice("head_undated"), voice("head_today"))
    undated = sum(not one.date for one in found)
    alt = voice("milestones_alt", n=len(found), undated=undated)
    short = [voice(f"short_{region}") for region in REGIONS]
    return Figure(
        timeline(events, short, heads, inquiry.on, alt),
        voice("milestones_caption", n=len(found), undated=undated, build=_build(inquiry)),
    )


def _share(found: Any, n: int, voice: Voice) -> Dot:
    return Dot(found.share, found.low, found.high, voice("share_of", share=voice.percent(found.share), n=n))


def _percents(voice: Voice) -> Scale:
    return Scale(0, 1, (0, 0.25, 0.5, 0.75, 1), voice.percent)


def _build(inquiry: Inquiry) -> str:
    return one_line(inquiry.edition.build)
