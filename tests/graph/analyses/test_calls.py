"""Calls against the regions: worked example, rule on presence, candidates, figures that can be counted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from command_line import assert_fails, document, result, run
from degenerate import DEGENERATE
from folders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from recount import counted
from small_ecosystem import frame, small_ecosystem

from dirskg.exports.findings import Speaker, render_finding
from dirskg.graph.analyses.calls import EARLIER, CallDetail, CallsReport, calls, status
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures.alignment import alignment

DAY = "2026-11-25"
DEEP = "call-EDF-EDIP-P-2027-FNLC-CPA-AMDS"


def ecosystem(organisations: dict[str, dict[str, Any]], claims: list[tuple[str, str, str]]) -> Ecosystem:
    """Organisations in Belgium, claims as (organisation, domain, confidence), and a call for V1 and V2."""
    told = [
        {"organisation": one, "domain": domain, "basis": "curated", "weight": 1.0, "confidence": confidence}
        for one, domain, confidence in claims
    ]
    people = {name: {"country": "BE", "leg": "industry", **facts} for name, facts in organisations.items()}
    return replace(
        small_ecosystem({}, organisations=people, claims=told),
        calls=frame("calls", [{"id": "c", "title": "C", "programme": "EDF", "year": 2026, "deadline": "2026-12-01"}]),
        project_domains=frame("project_domains", [{"project": "c", "domain": d, "weight": 0.5} for d in ("V1", "V2")]),
    )


def verdict(organisations: dict[str, dict[str, Any]], claims: list[tuple[str, str, str]], least: int = 1) -> str:
    return calls(ecosystem(organisations, claims), on=DAY, least=least).rows[0].verdict


def test_the_worked_example_on_coverage_by_region_and_jointly() -> None:
    given_, expected = oracle(33)["inputs"], oracle(33)["expected"]
    held = {region: set(domains) for region, domains in given_["region_domains"].items()}
    found = {call: alignment(set(domains), held) for call, domains in given_["call_domains"].items()}
    for call, one in found.items():
        assert one.by_region == pytest.approx(expected["call_coverage_by_region"][call], abs=1e-9)
        assert one.joint == pytest.approx(expected["call_coverage_joint"][call], abs=1e-9)
    assert [c for c, one in found.items() if one.verdict == "nobody"] == expected["calls_no_region_covers"]
    assert [c for c, one in found.items() if one.verdict == "together"] == expected["calls_only_jointly_covered"]
    assert {c: found[c].verdict for c in ("C1", "C2")} == {"C1": "alone", "C2": "alone"}


sets = st.frozensets(st.sampled_from(["V1", "V2", "V3", "V4"]))


@given(sets, st.dictionaries(st.sampled_from(["BE1", "BE2", "BE3"]), sets, min_size=1), sets)
def test_joint_coverage_bounds_that_of_each_region_and_grows_with_presence(
    asked: frozenset[str], held: dict[str, frozenset[str]], more: frozenset[str]
) -> None:
    one = alignment(asked, held)
    if not asked:
        assert one.verdict == "no domain"
        return
    assert 0 <= max(one.by_region.values()) <= one.joint <= min(1, sum(one.by_region.values()))
    assert (one.verdict in ("several", "alone", "together")) == (one.joint == 1)
    region = min(held)
    assert alignment(asked, {**held, region: held[region] | more}).joint >= one.joint


def test_presence_needs_evidence_that_is_not_of_low_confidence() -> None:
    people = {"a": {"region": "BE2"}, "b": {"region": "BE3"}}
    assert verdict(people, [("a", "V1", "high"), ("b", "V2", "medium")]) == "together"
    assert verdict(people, [("a", "V1", "high"), ("b", "V2", "low"), ("b", "V2", "low")]) == "partly"
    assert verdict(people, [("a", "V1", "low")]) == "nobody"
    assert verdict(people, [("a", "V1", "high"), ("a", "V2", "high")]) == "alone"
    everything = [(one, domain, "high") for one in "ab" for domain in ("V1", "V2")]
    assert verdict(people, everything) == "several"
    assert verdict(people, everything, least=2) == "nobody"


def test_actors_whose_place_is_unknown_forbid_to_say_that_nobody_is_there() -> None:
    people = {"a": {"region": "BE2"}, "u": {"region": ""}}
    assert verdict(people, [("a", "V1", "high"), ("u", "V2", "high")]) == "place unknown"
    assert verdict(people, [("u", "V1", "high")]) == "place unknown"


def test_bodies_of_the_eu_and_foreigners_make_no_region_present() -> None:
    people = {"n": {"region": "BE1", "level": "international"}, "f": {"region": "", "country": "FR"}}
    assert verdict(people, [(one, d, "high") for one in "nf" for d in ("V1", "V2")]) == "nobody"


@pytest.mark.parametrize(
    ("opens", "deadline", "expected"),
    [
        ("2026-01-15", "2026-11-25", "open"), ("", "2026-11-24", "closed"), ("2026-11-26", "2027-01-01", "to come"),
        ("", "2026-11", "open"), ("", "2026", "open"), ("", "2025", "closed"), ("2026-01-01", "", "unknown"),
        ("2027-01-01", "", "to come"),
    ],
)  # fmt: skip
def test_a_call_is_open_through_the_last_day_that_is_told(opens: str, deadline: str, expected: str) -> None:
    assert status(opens, deadline, DAY) == expected
    if not opens and deadline == "2025":
        assert [status("", "", DAY, year) for year in (2024, 2025)] == ["closed", "unknown"]


def test_the_open_calls_are_those_of_edip(reference_ecosystem: Ecosystem) -> None:
    report = calls(reference_ecosystem, on=DAY, only_open=True)
    frame_ = reference_ecosystem.calls
    by_hand = frame_[(frame_["deadline"] >= DAY) & (frame_["opens"] <= DAY)]
    assert {row.id for row in report.rows} == set(by_hand["id"])
    assert {row.programme for row in report.rows} == {"EDIP"}
    assert not calls(reference_ecosystem, on="2030-01-01", only_open=True).rows
    before = calls(reference_ecosystem, on="2026-09-29", only_open=True, programme="EDF")
    assert {row.deadline for row in before.rows} == {"2026-09-29"}


def test_without_open_each_programme_shows_its_latest_year(reference_ecosystem: Ecosystem) -> None:
    latest = reference_ecosystem.calls.groupby("programme")["year"].max()
    report = calls(reference_ecosystem, on=DAY)
    alone = [sum(row.verdict == verdict for row in report.rows) for verdict in ("several", "alone")]
    told = f"Several regions could each answer on their own: {alone[0]}; one region alone: {alone[1]};"
    assert told in (ROOT / "docs" / "tutorials" / "policy-officer.md").read_text(encoding="utf-8")
    running = latest[latest >= latest.max() - 2]
    assert {(row.programme, row.year) for row in report.rows} == set(running.to_dict().items())
    ended = set(latest.index) - set(running.index)
    assert "PADR" in ended
    assert {row.status for row in calls(reference_ecosystem, on=DAY, programme="PADR").rows} == {"closed"}
    in_domain = calls(reference_ecosystem, on=DAY, domain="V3", programme="EDF").rows
    assert {"V3" in row.domains for row in in_domain} == {True}
    there = calls(reference_ecosystem, on=DAY, region="BE1", least=10).rows
    assert {row.id for row in there} < {row.id for row in report.rows}


def test_what_the_graph_does_not_have_is_named(reference_ecosystem: Ecosystem) -> None:
    for asked in ({"call": "call-x"}, {"programme": "X"}, {"region": "BE9"}, {"domain": "X1"}):
        with pytest.raises(DirskgError, match="There are: "):
            calls(reference_ecosystem, on=DAY, **asked)  # type: ignore[arg-type]


def figures(report: CallsReport) -> Iterator[tuple[Trace, int]]:
    for row in report.rows[::6]:
        yield row.trace(), row.actors
        yield from ((row.trace(part.region), part.actors) for part in row.parts if part.region)


def test_the_rows_behind_a_call_are_the_organisations_counted(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    for trace, actors in figures(calls(reference_ecosystem, on=DAY)):
        assert counted(reference_graph, trace, "organisation") == actors, trace


def deep(ecosystem: Ecosystem, **options: Any) -> CallDetail:
    found = calls(ecosystem, on=DAY, call=DEEP, **options).detail
    assert found is not None
    return found


def test_one_call_names_all_its_actors_as_candidates_with_evidence_that_adds_up(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    found = deep(reference_ecosystem)
    assert len(found.candidates) == calls(reference_ecosystem, on=DAY, call=DEEP).rows[0].actors
    claims = reference_ecosystem.claims[reference_ecosystem.claims["confidence"] != "low"]
    for one in found.candidates[:5]:
        for e in one.evidence:
            mine = claims[(claims["organisation"] == one.id) & (claims["domain"] == e.domain)]
            assert e.claims == len(mine)
            assert e.strength == pytest.approx(mine["weight"].sum())
    for earlier in found.earlier[:EARLIER]:
        assert counted(reference_graph, earlier.trace(), "project") == earlier.projects
        assert counted(reference_graph, earlier.trace(), "organisation") == earlier.organisations
    seated = deep(reference_ecosystem, region="BE3").candidates
    assert [one.id for one in seated] == [one.id for one in found.candidates if one.region == "BE3"]


def test_points_follow_the_convention() -> None:
    people = {"a": {"region": "BE2"}, "b": {"region": "BE3"}}
    small = ecosystem(people, [("a", "V1", "high"), ("a", "V1", "high"), ("b", "V2", "high")])
    found = calls(small, on=DAY, call="c").detail
    assert found is not None
    # Half the call each: 800 x 1/2 x 2/3 and 800 x 1/2 x 1/2; no project in the programme.
    assert [(one.id, one.points) for one in found.candidates] == [("a", 267), ("b", 200)]
    met = replace(
        small,
        projects=frame("projects", [{"id": "p", "programme": "EDF", "year": 2024}]),
        participations=frame("participations", [{"project": "p", "organisation": one} for one in "ab"]),
    )
    together = calls(met, on=DAY, call="c").detail
    assert together is not None
    # One project (200 x 1/2), in which each is tied to the other.
    assert [(one.id, one.points, one.partner) for one in together.candidates] == [("a", 367, "b"), ("b", 300, "a")]
    spoken = [{"about": one, "topic": "radar"} for one in "cb"]
    speaking = replace(
        small, mentions=frame("mentions", spoken), topics=frame("topics", [{"id": "radar", "domain": "V1"}])
    )
    by_topic = calls(speaking, on=DAY, call="c").detail
    assert by_topic is not None
    # The call names a topic that V1 holds: half of V1 is told by it, 400 x 1/2 for b; V2 stays as it is.
    assert [(one.id, one.points, one.topics) for one in by_topic.candidates] == [("b", 400, ("radar",)), ("a", 133, ())]


def test_who_answered_a_call_on_a_topic_before_and_can_deliver_there_can_answer_on_it() -> None:
    """One participation makes nobody an actor of the topic, but the next call on it is not without an answer."""
    small = ecosystem({"a": {"region": "BE2"}, "b": {"region": "BE3"}}, [("a", "V1", "high"), ("b", "V2", "high")])
    found = replace(
        small,
        calls=pd.concat([small.calls, frame("calls", [{"id": "old", "title": "Radar", "programme": "EDF"}])]),
        mentions=frame("mentions", [{"about": one, "topic": "radar"} for one in ("c", "old")]),
        topics=frame("topics", [{"id": "radar", "domain": "V1"}]),
        projects=frame("projects", [{"id": "p", "programme": "EDF", "year": 2024, "call": "old"}]),
        participations=frame("participations", [{"project": "p", "organisation": one} for one in "ab"]),
    )
    row = calls(found, on=DAY, call="c", least=1).rows[0]
    assert {part.region: dict(part.topics) for part in row.placed()} == {"BE1": {}, "BE2": {"radar": 1}, "BE3": {}}


@pytest.mark.parametrize("lack", [name for name, e in DEGENERATE.items() if len(e.calls)])
def test_a_call_in_depth_has_an_answer_whatever_is_missing(lack: str) -> None:
    for call in ("call-one", "call-bare"):
        report = calls(DEGENERATE[lack], on=DAY, call=call)
        text = str(render_finding("calls", report, Speaker("calls", DEGENERATE[lack]), "md"))
        assert "nan" not in text.split()


def test_the_command_knows_the_day_and_refuses_what_makes_no_sense(reference_home: Path) -> None:
    told = document("calls", "--open", "--on", "2026-09-29", "--format", "json", home=reference_home)
    assert told["on"] == "2026-09-29"
    assert {call["status"] for call in told["calls"]} == {"open"}
    assert_fails(run("calls", DEEP, "--open", home=reference_home), 2, "leave --open")


def test_what_no_region_can_answer_is_named(reference_home: Path) -> None:
    told = " ".join(result("calls", "--open", "--on", "2026-11-25", home=reference_home).split())
    assert "no region can answer on: air and missile defence (“Air and missile defence systems”)" in told
    assert "(26), without air and missile defence" in told
