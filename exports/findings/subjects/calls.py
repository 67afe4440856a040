"""Calls and the regions that could answer them, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.calls import (
    EARLIER,
    SHOWN,
    CallDetail,
    CallHoldOut,
    CallRow,
    CallsReport,
    Candidate,
    Measured,
    Part,
    Verdict,
)
from dirskg.graph.analyses.fair import Guest
from dirskg.ontology.vocab import REGIONS

_VERDICTS: Mapping[Verdict, str] = {"no domain": "none", "place unknown": "unplaced"}
_FIRST = 3
_CANDIDATE = "organisation id region leg size points:count reasons experience:count topic:count tied:count partner"
# Size classes that have words; another is shown as it is.
SIZES = ("SME", "mid", "large")


def document(report: CallsReport, speaker: Speaker) -> Document:
    """All calls asked for, or one in depth."""
    one = report.rows[0] if report.detail else None
    facts = {
        "on": speaker.day(report.on), "scope": speaker(f"scope_{report.scope}"),
        "least": speaker("least", least=report.least),
    }  # fmt: skip
    sections = _in_depth(one, report.detail, speaker) if one and report.detail else [_calls(report.rows, speaker)]
    paragraphs = _one(one, report.detail, speaker) if one and report.detail else _all(report, speaker)
    if report.hold_out:
        paragraphs = (*paragraphs, _test_words(report.hold_out, speaker))
        sections.append(_test(report.hold_out, speaker))
    points = (speaker("note_points"),) if one else ()
    return Document(
        title=speaker("title"),
        facts=speaker.facts(**facts),
        paragraphs=(*paragraphs, speaker("not_said")),
        sections=tuple(sections),
        notes=(speaker("note_method"), speaker("note_domains"), *points, speaker("note_more")),
    )


def _all(report: CallsReport, speaker: Speaker) -> Iterable[str]:
    counts = Counter(row.verdict for row in report.rows)
    told = [
        speaker(f"some_{_VERDICTS.get(verdict, verdict)}", n=counts[verdict]) for verdict in _EVERY if counts[verdict]
    ]
    if not report.rows:
        yield speaker("no_calls")
    else:
        joined = speaker.words.listed(told)
        yield speaker("in_words", shown=len(report.rows), known=report.known, told=speaker.words.capital(joined))
    together = [f"{one_line(row.id)} ({_parts(row, speaker)})" for row in report.rows if row.verdict == "together"]
    if together:
        yield speaker("together_words", calls=speaker.words.listed(together))
    lacking: dict[str, list[str]] = {}
    for row in report.rows:
        for what in _what(*row.missing(*row.placed()), speaker) if row.verdict == "partly" else ():
            lacking.setdefault(what, []).append(speaker("quoted", text=one_line(row.title)))
    if lacking:
        missing = speaker.words.listed(f"{what} ({', '.join(titles)})" for what, titles in lacking.items())
        yield speaker("partly_words", missing=missing)
    if report.undated:
        yield speaker("undated", n=report.undated, year=report.on[:4])


_EVERY: tuple[Verdict, ...] = ("several", "alone", "together", "partly", "nobody", "place unknown", "no domain")


def _one(row: CallRow, detail: CallDetail, speaker: Speaker) -> Iterable[str]:
    yield speaker(
        "one_in_words", title=one_line(row.title), id=one_line(row.id), programme=one_line(row.programme),
        deadline=speaker.day(row.deadline) or NO_NUMBER, status=speaker.word("status", row.status),
        domains=speaker.domains(row.domains), verdict=_verdict(row, speaker),
    )  # fmt: skip
    if not row.domains:
        yield speaker("one_none")
        return
    regions = ", ".join(f"{speaker.area(part.region)} {speaker.decimal(part.actors, 0)}" for part in row.parts)
    yield speaker("one_actors", n=row.actors, regions=regions)
    if any(missing := row.missing(*row.placed())):
        yield speaker("missing_everywhere", what=_listed(*missing, speaker))
    first = speaker.words.listed(speaker.organisation(one.id) for one in detail.candidates[:_FIRST])
    if first:
        yield speaker("one_first", n=len(detail.candidates), names=first)
    yield speaker("one_earlier", calls=len(detail.earlier), projects=sum(call.projects for call in detail.earlier))


def _test_words(test: CallHoldOut, speaker: Speaker) -> str:
    own, *others = test.scores
    trivial = [score for score in others if score.baseline]
    return speaker(
        "test_words", year=str(test.year), calls=test.calls, found=test.found, known=test.known,
        newcomers=test.newcomers,
        hits=speaker.percent(own.hits.value), best=speaker.percent(max(score.hits.value for score in trivial)),
        auc=speaker.decimal(own.auc.value), best_auc=speaker.decimal(max(score.auc.value for score in trivial)),
    )  # fmt: skip


def _test(test: CallHoldOut, speaker: Speaker) -> Section:
    rows = [
        {
            "ranking": speaker.word("test", score.name),
            "few": _within(score.few, speaker.percent, speaker), "hits": _within(score.hits, speaker.percent, speaker),
            "mrr": _within(score.mrr, speaker.decimal, speaker), "auc": _within(score.auc, speaker.decimal, speaker),
        }
        for score in test.scores
    ]  # fmt: skip
    return speaker.section("test", "ranking few hits mrr auc", rows, speaker("test_caption", year=str(test.year)))


def _within(found: Measured, written: Callable[[float], str], speaker: Speaker) -> str:
    return speaker.interval(found.value, found.low, found.high, written)


def _calls(rows: Iterable[CallRow], speaker: Speaker) -> Section:
    shown = [
        {
            "call": one_line(row.id), "title": one_line(row.title), "deadline": row.deadline or NO_NUMBER,
            "status": speaker.word("status", row.status), "domains": speaker.domains(row.domains),
            "topics": _listed((), row.topics, speaker) or NO_NUMBER,
            "verdict": speaker(f"brief_{_VERDICTS.get(row.verdict, row.verdict)}"),
            **{part.region or "unknown": _held(row, part, speaker) for part in row.parts},
        }
        for row in rows
    ]  # fmt: skip
    columns = f"call title deadline:date status domains topics verdict {' '.join(REGIONS)} unknown"
    return speaker.section("calls", columns, shown)


def _held(row: CallRow, part: Part, speaker: Speaker) -> str:
    """How much of a call a region holds, with its actors; and what it is without, where it holds some of it."""
    held = len(part.domains) + len(part.topics)
    of = speaker("of", held=held, asked=row.asked, actors=part.actors) if row.domains else NO_NUMBER
    domains, topics = row.missing(part)
    # The column of domains names these codes.
    what = speaker.words.listed([*domains, *map(speaker.topic, topics)])
    return speaker("of_without", of=of, what=what) if held and what else of


def _what(domains: Iterable[str], topics: Iterable[str], speaker: Speaker) -> list[str]:
    return [*map(speaker.domain, domains), *map(speaker.topic, topics)]


def _listed(domains: Iterable[str], topics: Iterable[str], speaker: Speaker) -> str:
    # Names of topics have commas.
    return speaker.words.listed(_what(domains, topics, speaker))


def _in_depth(row: CallRow, detail: CallDetail, speaker: Speaker) -> list[Section]:
    parts = [
        {
            "region": speaker.area(part.region), "domains": speaker.domains(part.domains),
            "topics": speaker.words.listed(f"{speaker.topic(t)} ({n})" for t, n in part.topics.items()) or NO_NUMBER,
            "missing": _listed(*row.missing(part), speaker) or NO_NUMBER,
            "coverage": len(part.domains) + len(part.topics), "asked": row.asked, "actors": part.actors,
        }
        for part in row.parts
    ]  # fmt: skip
    earlier = [
        {
            "call": one_line(call.call), "title": one_line(call.title), "year": call.year,
            "why": speaker(f"why_{call.why}"), "projects": call.projects, "organisations": call.organisations,
        }
        for call in detail.earlier[:EARLIER]
    ]  # fmt: skip
    n = len(detail.candidates)
    return [
        speaker.section("regions", "region domains topics missing coverage:count asked:count actors:count", parts),
        speaker.section(
            "candidates",
            _CANDIDATE,
            [_candidate(one, speaker) for one in detail.shown()],
            speaker("candidates_caption", shown=min(n, SHOWN), n=n),
        ),
        speaker.section(
            "earlier",
            "call title year:year why projects:count organisations:count",
            earlier,
            speaker("earlier_caption", shown=len(earlier), n=len(detail.earlier)),
        ),
    ]  # fmt: skip


def _candidate(one: Candidate, speaker: Speaker) -> dict[str, Any]:
    partner = speaker.organisations(filter(None, [one.partner]))
    return speaker.row(one, _CANDIDATE, size=size(one, speaker), reasons=reasons(one, speaker), partner=partner)


def reasons(one: Candidate, speaker: Speaker) -> str:
    """The evidence on a candidate, domain by domain, and its topics; the words are those of the analysis that the
    speaker speaks of.
    """
    evidence = [
        speaker(
            "reason", domain=e.domain, strength=speaker.decimal(e.strength), claims=e.claims,
            bases=", ".join(speaker(f"basis_{basis}") for basis in e.bases),
        )
        for e in one.evidence
    ]  # fmt: skip
    return speaker.words.listed([*evidence, *map(speaker.topic, one.topics)])


def size(one: Candidate | Guest, speaker: Speaker) -> str:
    """The size class of an organisation in words; a dash where unknown."""
    return speaker(f"size_{one.size}") if one.size in SIZES else one_line(one.size) or NO_NUMBER


def _verdict(row: CallRow, speaker: Speaker) -> str:
    whole = ", ".join(map(speaker.area, row.whole()))
    regions = whole if row.verdict in ("several", "alone") else _parts(row, speaker)
    return speaker(f"verdict_{_VERDICTS.get(row.verdict, row.verdict)}", regions=regions)


def _parts(row: CallRow, speaker: Speaker) -> str:
    """What each region brings; unknown places only where the call depends on them."""
    parts = row.parts if row.verdict == "place unknown" else row.placed()
    brought = ((part.region, _what(part.domains, part.topics, speaker)) for part in parts)
    return ", ".join(
        speaker("brings", region=speaker.area(region), domains=" + ".join(what)) for region, what in brought if what
    )
