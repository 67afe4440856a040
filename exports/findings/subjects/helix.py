"""The triple helix in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.helix import MEETINGS, HelixReport, Meetings, MissingLeg, Rate
from dirskg.graph.measures.helix import shapley


def document(report: HelixReport, speaker: Speaker) -> Document:
    """Where the legs meet, by region and domain; which are missing and who has them."""
    places = (report.belgium, *report.regions)
    low, high = (speaker.decimal(bound, 3) for bound in (report.transmission.low, report.transmission.high))
    return Document(
        title=speaker("title"),
        facts=speaker.facts(report.perimeter),
        paragraphs=tuple(_words(report, speaker)),
        sections=(
            _meetings(places, speaker),
            _domains(report, speaker),
            _missing(report, speaker),
            _contributions((*places, *report.domains), speaker),
        ),
        notes=(
            *map(speaker, ("note_judged", "note_legs", "note_pairs", "note_missing", "note_shapley")),
            speaker(
                "note_t", bits=speaker.decimal(report.transmission.value, 3), low=low, high=high,
                n=report.transmission.n,
            ),
        ),
    )  # fmt: skip


def _words(report: HelixReport, speaker: Speaker) -> Iterator[str]:
    found = report.belgium
    yield speaker(
        "judged_all" if found.judged == found.several else "judged", projects=found.projects, several=found.several,
        judged=found.judged, single=found.projects - found.several,
        left=_if_any("not_judged", found.several - found.judged, speaker),
        doubtful=_if_any("doubtful", found.doubtful, speaker),
        unknown=_if_any("unknown_legs", report.unknown, speaker),
    )  # fmt: skip
    if found.judged:
        yield speaker("meet", **{legs: _told(found.rates[legs], speaker) for legs in MEETINGS})
        pairs = {legs: _told(found.pairs[legs], speaker) for legs in ("UI", "UG", "IG")}
        yield speaker("pairs_in_words", n=found.pairs["UI"].n, **pairs)
    else:
        yield speaker("none_judged")
    yield speaker("complete", complete=report.complete, cells=report.cells, lacking=report.cells - report.complete)
    paths = Counter(one.leg for one in report.missing if one.path)
    if paths:
        told = ", ".join(speaker("leg_count", leg=speaker.leg(leg), n=n) for leg, n in sorted(paths.items()))
        yield speaker("paths", n=sum(paths.values()), told=told)
    gaps = report.gaps()
    if gaps:
        told = speaker.words.listed(speaker("gap", leg=speaker.leg(leg), domain=speaker.domain(d)) for d, leg in gaps)
        yield speaker("gaps", told=told)
    yield speaker("not_said")


def _if_any(key: str, n: int, speaker: Speaker) -> str:
    return speaker(key, n=n) if n else ""


def _told(rate: Rate, speaker: Speaker) -> str:
    if not rate.n:
        return NO_NUMBER
    return speaker(
        "rate", count=rate.count, n=rate.n, share=speaker.percent(rate.share), low=speaker.percent(rate.low),
        high=speaker.percent(rate.high),
    )  # fmt: skip


def _place(found: Meetings, speaker: Speaker) -> str:
    if found.domain:
        return speaker.domain(found.domain)
    return speaker.area(found.region) if found.region else speaker("belgium")


def _meetings(places: tuple[Meetings, ...], speaker: Speaker) -> Section:
    rows = [
        {
            "where": _place(found, speaker), "legs": speaker(f"legs_{legs}"), "count": rate.count, "n": rate.n,
            "share": rate.share, "low": rate.low, "high": rate.high,
            "pairs": found.pairs[legs].count if legs in found.pairs else None,
            "pairs_n": found.pairs[legs].n if legs in found.pairs else None,
            "pairs_share": found.pairs[legs].share if legs in found.pairs else None,
            "pairs_low": found.pairs[legs].low if legs in found.pairs else None,
            "pairs_high": found.pairs[legs].high if legs in found.pairs else None,
        }
        for found in places
        for legs, rate in found.rates.items()
    ]  # fmt: skip
    return speaker.section(
        "meetings",
        {"where": "text", "legs": "text", "count": "count", "n": "count", "share": "percent", "low": "percent",
         "high": "percent", "pairs": "count", "pairs_n": "count", "pairs_share": "percent", "pairs_low": "percent",
         "pairs_high": "percent"},
        rows)  # fmt: skip


def _domains(report: HelixReport, speaker: Speaker) -> Section:
    rows = [
        {
            "domain": speaker.domain(found.domain), "projects": found.projects, "several": found.several,
            "judged": found.judged, "doubtful": found.doubtful,
            **{legs: _told(rate, speaker) for legs, rate in found.rates.items()},
        }
        for found in report.domains
    ]  # fmt: skip
    return speaker.section(
        "domains",
        {"domain": "text", "projects": "count", "several": "count", "judged": "count", "doubtful": "count",
         **dict.fromkeys(MEETINGS, "text")},
        rows)  # fmt: skip


def _missing(report: HelixReport, speaker: Speaker) -> Section:
    return speaker.section(
        "missing",
        {"region": "text", "domain": "text", "leg": "text", "what": "text", "elsewhere": "text", "actors": "count",
         "unplaced": "count", "unknown": "count"},
        [_lacking(one, speaker) for one in report.missing])  # fmt: skip


def _lacking(one: MissingLeg, speaker: Speaker) -> dict[str, Any]:
    return {
        "region": speaker.area(one.region), "domain": speaker.domain(one.domain), "leg": speaker.leg(one.leg),
        "what": speaker("path" if one.path else "gap_word"),
        "elsewhere": one_line(", ".join(map(speaker.area, one.regions))) or NO_NUMBER, "actors": one.actors,
        "unplaced": one.unplaced, "unknown": one.unknown,
    }  # fmt: skip


def _contributions(places: tuple[Meetings, ...], speaker: Speaker) -> Section:
    rows = []
    for found in places:
        parts, n = shapley(found.found), found.found.total
        rows.append(
            {
                "where": _place(found, speaker), "n": n, **parts,
                **{f"{leg}_share": part / n if n else None for leg, part in parts.items()},
            }
        )  # fmt: skip
    return speaker.section(
        "contributions",
        {"where": "text", "n": "count", **dict.fromkeys("UIG", "decimal"),
         **{f"{leg}_share": "percent" for leg in "UIG"}},
        rows)  # fmt: skip
