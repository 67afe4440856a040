"""A competence fair in words: guests, meetings, a schedule for each guest, and a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from dirskg.exports.findings.calendar import Entry
from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.obstacles import obstacles
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.findings.subjects.calls import size
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.fair import POINTS, FairReport, Guest, Meeting, Reason
from dirskg.graph.wording.text import fold

_ADDRESS = "https://w3id.org/dirskg/id"
_HERE = ZoneInfo("Europe/Brussels")
# Of calls and topics the first are enough to begin a talk with.
_MOST = 3


def document(report: FairReport, speaker: Speaker) -> Document:
    """The plan, or what stands in the way of one."""
    told = {"day": speaker.day(report.on), "slots": speaker.decimal(report.wishes.slots, 0)}
    return Document(
        title=speaker("title"),
        facts=speaker.facts("broad", **told),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=tuple(_sections(report, speaker)),
        notes=(speaker("note_reasons", **POINTS), speaker("note_bound"), speaker("note_who"), speaker("note_place")),
    )


def entries(report: FairReport, speaker: Speaker) -> Iterable[Entry]:
    """The meetings as a calendar has them; `starts` must be told."""
    for one in report.meetings:
        begins, ends = _hours(report, one.slot)
        yield Entry(
            f"{_ADDRESS}/fair-{report.on}-{one.one}-{one.other}",
            f"{speaker.organisation(one.one)} – {speaker.organisation(one.other)}",
            "\n".join(_reasons(report, one, speaker)), begins, ends, place=speaker("table", n=one.table),
        )  # fmt: skip


def _paragraphs(report: FairReport, speaker: Speaker) -> Iterable[str]:
    if report.obstacles or not report.guests:
        either = f" {speaker('or')} "
        sets = either.join(
            f"({speaker.words.listed(_rule(rule, report, speaker) for rule in rules)})" for rules in report.obstacles
        )
        yield speaker("impossible", sets=sets) if sets else speaker("nobody")
        return
    area, sit = report.place
    yield speaker(
        "in_words", guests=len(report.guests), meetings=len(report.meetings), slots=report.wishes.slots,
        candidates=report.candidates, pairs=report.pairs,
    )  # fmt: skip
    if len(report.guests) < min(report.wishes.guests, report.candidates):
        yield speaker("fewer", guests=len(report.guests), most=report.wishes.guests)
    yield (
        speaker("exact")
        if report.exact
        # Whole percents, rounded up: "at most" must hold.
        else speaker(
            "near", points=report.points, bound=round(report.bound), gap=speaker.percent(ceil(100 * report.gap) / 100)
        )
    )
    yield speaker("place", area=speaker.area(area), n=sit, guests=len(report.guests))
    if report.idle:
        yield speaker("idle", names=speaker.words.listed(map(speaker.organisation, report.idle)))


def _sections(report: FairReport, speaker: Speaker) -> Iterable[Section]:
    if report.guests:
        yield _guests(report, speaker)
        yield _meetings(report, speaker)
        if report.wishes.each:
            yield from _schedules(report, speaker)
    if report.alternatives:
        rows = [
            {"plan": n, "points": one.points, "meetings": one.meetings, "leaves": _names(one.leaves, speaker),
             "comes": _names(one.comes, speaker)}
            for n, one in enumerate(report.alternatives, start=2)
        ]  # fmt: skip
        yield speaker.section("alternatives", "plan:count points:count meetings:count leaves comes", rows)
    yield from obstacles(report.obstacles, lambda rule: _rule(rule, report, speaker), speaker)
    kept = [{"rule": _rule(rule, report, speaker)} for rule in report.wishes.rules()]
    yield speaker.section("rules", "rule", kept)


def _guests(report: FairReport, speaker: Speaker) -> Section:
    meetings = {one.id: sum(one.id in (m.one, m.other) for m in report.meetings) for one in report.guests}
    rows = [
        {
            **speaker.row(one, "organisation id region"),
            "legs": speaker.legs(one.id), "size": size(one, speaker),
            "domains": speaker.domains(sorted(one.domains)), "meetings": meetings[one.id],
        }
        for one in _by_name(report.guests, speaker)
    ]  # fmt: skip
    columns = "organisation id region legs size domains meetings:count"
    return speaker.section("guests", columns, rows)


def _meetings(report: FairReport, speaker: Speaker) -> Section:
    rows = [
        {**_when(report, one, speaker), "one": speaker.organisation(one.one), "other": speaker.organisation(one.other),
         "points": one.points, "reasons": speaker.words.listed(_reasons(report, one, speaker))}
        for one in report.meetings
    ]  # fmt: skip
    return speaker.section("meetings", "slot:count hour table:count one other points:count reasons", rows)


def _schedules(report: FairReport, speaker: Speaker) -> Iterable[Section]:
    """One table a guest, to be printed and handed over."""
    columns = "slot:count hour table:count meets reasons"
    for number, guest in enumerate(_by_name(report.guests, speaker), start=1):
        own = [one for one in report.meetings if guest.id in (one.one, one.other)]
        rows = [
            {
                **_when(report, one, speaker),
                "meets": speaker.organisation(one.other if one.one == guest.id else one.one),
                "reasons": speaker.words.listed(_reasons(report, one, speaker)),
            }
            for one in own
        ]
        heading = speaker("schedule", name=speaker.organisation(guest.id))
        yield replace(speaker.section("schedule", columns, rows), name=f"guest{number:03d}", heading=heading)


def _by_name(guests: Sequence[Guest], speaker: Speaker) -> list[Guest]:
    return sorted(guests, key=lambda one: (fold(speaker.organisation(one.id)), one.id))


def _when(report: FairReport, one: Meeting, speaker: Speaker) -> dict[str, Any]:
    hour = f"{_hours(report, one.slot)[0]:%H:%M}" if report.wishes.starts else NO_NUMBER
    return {"slot": one.slot, "hour": hour, "table": one.table}


def _hours(report: FairReport, slot: int) -> tuple[datetime, datetime]:
    """When a slot begins and ends."""
    wishes = report.wishes
    first = datetime.fromisoformat(f"{report.on}T{wishes.starts}").replace(tzinfo=_HERE)
    begins = first + timedelta(minutes=(slot - 1) * (wishes.minutes + wishes.pause))
    return begins, begins + timedelta(minutes=wishes.minutes)


def _reasons(report: FairReport, meeting: Meeting, speaker: Speaker) -> list[str]:
    """Why the two meet, in sentences; of many calls the first."""
    calls = [reason for reason in meeting.reasons if reason.kind == "call"]
    shown = [reason for reason in meeting.reasons if reason.kind != "call" or reason in calls[:1]]
    told = [_reason(report, reason, meeting, len(calls), speaker) for reason in shown]
    on_topics = any(reason.kind in ("shared", "topics") for reason in shown)
    return told if on_topics else [*told, speaker("reason_domain")]


def _reason(report: FairReport, reason: Reason, meeting: Meeting, calls: int, speaker: Speaker) -> str:
    other = meeting.other if reason.giver == meeting.one else meeting.one
    named = speaker.topic if reason.kind in ("shared", "topics") else speaker.domain
    brings, gets = (_listed([named(code) for code in codes], speaker) for codes in (reason.codes, reason.got))
    told = {"giver": speaker.organisation(reason.giver), "other": speaker.organisation(other), "brings": brings,
            "gets": gets}  # fmt: skip
    if reason.kind == "gap":
        return speaker("reason_gap", place=speaker.place(reason.about), **told)
    if reason.kind == "call":
        more = speaker("more_calls", n=calls - 1) if calls > 1 else ""
        return speaker("reason_call", call=one_line(report.titles.get(reason.about) or reason.about), **told) + more
    return speaker(f"reason_{reason.kind}", **told)


def _listed(names: Sequence[str], speaker: Speaker) -> str:
    shown = ", ".join(names[:_MOST])
    return speaker("and_more", names=shown, n=len(names) - _MOST) if len(names) > _MOST else shown


def _names(ids: Iterable[str], speaker: Speaker) -> str:
    return speaker.words.listed(map(speaker.organisation, ids)) or NO_NUMBER


def _rule(rule: str, report: FairReport, speaker: Speaker) -> str:
    kind, _, code = rule.partition(":")
    wishes = report.wishes
    shares = {"region": wishes.region_share, "leg": wishes.leg_share, "sme": wishes.sme_share}
    names = {"region": speaker.area, "leg": speaker.leg, "domain": speaker.domain, "include": speaker.organisation}
    return speaker(
        f"rule_{kind}", name=names[kind](code) if kind in names else "", share=speaker.percent(shares.get(kind, 0.0)),
        guests=wishes.guests,
    )  # fmt: skip
