"""Competence fairs: reasons by hand, rules kept or named, nobody in two places, schedules and calendars."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command_line import assert_fails, document, result, run
from icalendar import Calendar
from small_ecosystem import frame, small_ecosystem

from dirskg.exports.findings import Speaker, render_finding
from dirskg.graph.analyses.fair import FairReport, FairWishes, fair
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError

DAY = "2026-11-25"
FREE = FairWishes(guests=10, slots=2, region_share=0, leg_share=0, sme_share=0)
ACTORS = {
    "a": {"region": "BE2", "leg": "industry", "size": "SME"}, "b": {"region": "BE3", "leg": "academia"},
    "c": {"region": "BE2", "leg": "industry"}, "d": {"region": "BE2", "leg": "government"},
    "f": {"region": "BE1", "leg": "government", "kind": "funder"}, "x": {"country": "FR", "leg": "industry"},
}  # fmt: skip
DOMAINS = {"a": ("V1",), "b": ("V2",), "c": ("V1",), "d": ("V1", "V2"), "f": ("V1", "V2"), "x": ("V1", "V2")}


def ecosystem() -> Ecosystem:
    """a and c are in V1, b in V2; a call asks for both; a and c work on different topics of V1."""
    claims = [
        {"organisation": one, "domain": domain, "basis": "curated", "weight": 1.0, "confidence": "high"}
        for one, domains in DOMAINS.items()
        for domain in domains
    ]
    found = small_ecosystem({}, organisations={n: {"country": "BE", **f} for n, f in ACTORS.items()}, claims=claims)
    mentions = [{"about": one, "topic": topic, "sentence": "s"} for one, topic in (("a", "lasers"), ("c", "sonar"))]
    call = {"id": "call", "title": "Both", "programme": "EDF", "opens": "2026-01-01", "deadline": "2026-12-31"}
    asked = [{"project": "call", "domain": domain, "weight": 0.5} for domain in ("V1", "V2")]
    return replace(
        found, calls=frame("calls", [call]), project_domains=frame("project_domains", asked),
        mentions=frame("mentions", mentions),
        topics=frame("topics", [{"id": one, "domain": "V1"} for one in ("lasers", "sonar")]),
    )  # fmt: skip


def met(report: FairReport) -> set[tuple[str, str]]:
    return {(one.one, one.other) for one in report.meetings}


def test_pairs_meet_for_reasons_that_can_be_told_by_hand() -> None:
    report = fair(ecosystem(), FREE, on=DAY)
    # A call for a-b and b-c (300 and 100 + 50 for region and leg), topics for a-c (150); d has both and lacks nothing.
    assert {(m.one, m.other): m.points for m in report.meetings} == {("a", "b"): 450, ("b", "c"): 450}
    assert report.exact
    assert (report.pairs, report.points, report.gap) == (3, 900, 0.0)
    reason = next(m for m in report.meetings if m.one == "a").reasons[0]
    assert (reason.kind, reason.about, reason.codes, reason.got) == ("call", "call", ("V1",), ("V2",))
    assert met(fair(ecosystem(), replace(FREE, slots=3), on=DAY)) == {("a", "b"), ("b", "c"), ("a", "c")}
    late = fair(ecosystem(), FREE, on="2027-01-01")
    assert [(one.points, one.reasons[0].kind) for one in late.meetings] == [(150, "topics")]
    assert met(fair(ecosystem(), replace(FREE, domains=("V1",), guests=2), on=DAY)) == {("a", "c")}


def test_topics_count_where_both_work_on_them_or_they_are_of_a_domain_of_both() -> None:
    told = ecosystem()
    report = fair(told, FREE, on=DAY)
    assert "no topic speaks for it" in str(render_finding("fair", report, Speaker("fair", told), "md"))
    alone = next(m for m in report.meetings if m.one == "a")
    both = told.mentions.assign(about=["a", "b"], topic="lasers")
    shared = next(m for m in fair(replace(told, mentions=both), FREE, on=DAY).meetings if m.one == "a")
    assert [(m.points, [reason.kind for reason in m.reasons]) for m in (alone, shared)] == [
        (450, ["call"]), (650, ["call", "shared"]),
    ]  # fmt: skip
    assert shared.reasons[1].codes == ("lasers",)
    # What a and c each know of another domain says nothing of V1.
    apart = replace(told, topics=told.topics.assign(domain="V2"))
    assert not fair(apart, FREE, on="2027-01-01").meetings


def test_who_only_supports_brings_nothing_unless_it_is_a_public_body() -> None:
    told = ecosystem()
    topics_alone = {("b", "c"), ("a", "c")}
    for leg, strength, pairs in (
        ("industry", "support", {("b", "c")}), ("government", "support", {("a", "b"), ("b", "c")}),
        ("industry", "takes-part", topics_alone),
    ):  # fmt: skip
        actors = told.organisations.assign(leg=told.organisations["leg"].mask(told.organisations["id"] == "a", leg))
        actors["legs"] = actors["leg"]
        supports = told.strengths["strength"].mask(told.strengths["organisation"] == "a", strength)
        changed = replace(told, organisations=actors, strengths=told.strengths.assign(strength=supports))
        assert met(fair(changed, FREE, on=DAY)) == pairs


def test_those_of_one_group_or_tied_already_do_not_meet() -> None:
    told = ecosystem()
    ties = [{"id": "t", "from": "a", "to": "b", "kind": "partnerIn", "year": 2025.0, "source": "https://x.eu"}]
    tied = replace(told, ties=frame("ties", ties))
    assert ("a", "b") not in met(fair(tied, FREE, on=DAY))
    assert ("a", "b") in met(fair(tied, replace(FREE, known=True), on=DAY))
    owned = replace(told, ties=frame("ties", [{**ties[0], "kind": "ownedBy"}]))
    assert ("a", "b") not in met(fair(owned, replace(FREE, known=True), on=DAY))
    # c has reasons to meet both; one of them is invited, unless both are asked for by name.
    assert [one.id for one in fair(owned, FREE, on=DAY).guests] == ["b", "c"]
    assert [one.id for one in fair(owned, replace(FREE, include=("a", "b")), on=DAY).guests] == ["a", "b", "c"]


def test_rules_are_kept_or_named() -> None:
    told = ecosystem()
    named = fair(told, replace(FREE, include=("d",), exclude=("b",)), on=DAY)
    assert {one.id for one in named.guests} == {"a", "c", "d"}
    assert named.idle == ("d",)
    report = fair(told, replace(FREE, region_share=0.2), on=DAY)
    assert report.guests == ()
    assert report.obstacles == (("region:BE1",),)
    assert fair(told, replace(FREE, include=("x",)), on=DAY).obstacles == (("include:x",),)
    two = fair(told, replace(FREE, guests=2), on=DAY)
    assert [one.points for one in two.alternatives] == [450, 150]
    for wrong, told_of in (
        ({"include": ("nobody",)}, "has no organisation 'nobody'"),
        ({"domains": ("V9",)}, "No domain is called 'V9'"),
    ):
        with pytest.raises(DirskgError, match=told_of):
            fair(told, replace(FREE, **wrong), on=DAY)  # type: ignore[arg-type]


def test_the_reference_plan_keeps_its_rules(reference_ecosystem: Ecosystem) -> None:
    wishes = FairWishes(guests=30, slots=6, tables=12)
    report = fair(reference_ecosystem, wishes, on=DAY)
    seats = Counter((one, m.slot) for m in report.meetings for one in (m.one, m.other))
    assert max(seats.values()) == 1
    assert max(m.table for m in report.meetings) <= 12
    assert max(m.slot for m in report.meetings) <= 6
    assert all(m.reasons and m.points > 0 for m in report.meetings)
    for region in ("BE1", "BE2", "BE3"):
        assert sum(one.region == region for one in report.guests) >= 0.15 * len(report.guests)
    assert sum(one.size == "SME" for one in report.guests) >= 0.2 * len(report.guests)
    assert max(Counter(one.group for one in report.guests).values()) == 1
    assert report.points == sum(m.points for m in report.meetings) <= report.bound
    assert report.gap < 0.2


def test_every_guest_has_a_schedule_and_hours_a_calendar() -> None:
    told = ecosystem()
    report = fair(told, replace(FREE, starts="09:30"), on=DAY)
    speaker = Speaker("fair", told, "nl", "1", as_of="2026-08-22")
    book = openpyxl.load_workbook(BytesIO(bytes(render_finding("fair", report, speaker, "xlsx"))))  # type: ignore[arg-type]
    own = [f"Programma van Organisation {one}" for one in "abc"]
    assert {"Lees mij", "Genodigden", "Gesprekken", *own} <= set(book.sheetnames)
    assert book[own[0]].oddHeader.left.text == own[0]
    text = str(render_finding("fair", report, speaker, "ics"))
    events = Calendar.from_ical(text).walk("VEVENT")
    # Half past nine in Belgium in winter; 20 minutes each and 5 between.
    spans = [(str(one.decoded("dtstart")), str(one.decoded("dtend"))) for one in events]
    assert spans == [
        ("2026-11-25 08:30:00+00:00", "2026-11-25 08:50:00+00:00"),
        ("2026-11-25 08:55:00+00:00", "2026-11-25 09:15:00+00:00"),
    ]
    assert text == str(render_finding("fair", report, speaker, "ics"))
    for lang in ("en", "fr", "de"):
        assert "Organisation a" in str(render_finding("fair", report, Speaker("fair", told, lang, "1"), "md"))


def test_the_command(reference_home: Path) -> None:
    asked = ("fair", "--guests", "10", "--slots", "2", "--on", DAY)
    found = document(*asked, "--alternatives", "0", "--format", "json", home=reference_home)
    assert len(found["guests"]) <= 10
    assert result(*asked, "--format", "csv", "--table", "meetings", home=reference_home).startswith("slot,hour,table")
    assert_fails(run(*asked, "--format", "ics", home=reference_home), 2, "--starts 09:30")
    assert_fails(run(*asked, "--starts", "25:00", home=reference_home), 2, "no hour")
