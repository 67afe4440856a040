"""The triple helix in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dirskg.exports.findings.document import Document, Section, picked
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.helix import MEETINGS, HelixReport, Meetings, Rate
from dirskg.graph.measures.helix import shapley

_RATE = "count:count n:count share:percent low:percent high:percent"


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
    return speaker.domain(found.domain) if found.domain else speaker.area(found.region or "BE")


def _meetings(places: tuple[Meetings, ...], speaker: Speaker) -> Section:
    rows = [
        {
            **picked(rate, _RATE), "where": _place(found, speaker), "legs": speaker(f"legs_{legs}"),
            "pairs": pair.count if pair else None,
            **{f"pairs_{name}": getattr(pair, name, None) for name in ("n", "share", "low", "high")},
        }
        for found in places
        for legs, rate in found.rates.items()
        for pair in [found.pairs.get(legs)]
    ]  # fmt: skip
    pairs = "pairs:count pairs_n:count pairs_share:percent pairs_low:percent pairs_high:percent"
    return speaker.section("meetings", f"where legs {_RATE} {pairs}", rows)


def _domains(report: HelixReport, speaker: Speaker) -> Section:
    columns = f"domain projects:count several:count judged:count doubtful:count {' '.join(MEETINGS)}"
    rows = [
        speaker.row(found, columns, **{legs: _told(rate, speaker) for legs, rate in found.rates.items()})
        for found in report.domains
    ]
    return speaker.section("domains", columns, rows)


def _missing(report: HelixReport, speaker: Speaker) -> Section:
    columns = "region domain leg what elsewhere actors:count unplaced:count unknown:count"
    rows = [
        speaker.row(
            one, columns, what=speaker("path" if one.path else "gap_word"),
            elsewhere=one_line(", ".join(map(speaker.area, one.regions))) or NO_NUMBER,
        )
        for one in report.missing
    ]  # fmt: skip
    return speaker.section("missing", columns, rows)


def _contributions(places: tuple[Meetings, ...], speaker: Speaker) -> Section:
    rows = []
    for found in places:
        parts, n = shapley(found.found), found.found.total
        shares = {f"{leg}_share": part / n if n else None for leg, part in parts.items()}
        rows.append({"where": _place(found, speaker), "n": n, **parts, **shares})
    columns = "where n:count U:decimal I:decimal G:decimal U_share:percent I_share:percent G_share:percent"
    return speaker.section("contributions", columns, rows)
