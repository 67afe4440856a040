"""The tracker: no demand is left out, figures are the rows of their queries, milestones tell what they lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import document
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.completeness import completeness, whole
from dirskg.graph.analyses.programmes import against_yardsticks, benchmark
from dirskg.graph.analyses.seats import seats, voices
from dirskg.graph.analyses.smes import country_row, sme_shares
from dirskg.graph.analyses.ties import region_pairs, ties_between_regions
from dirskg.graph.analyses.tracker import Indicator, TrackerReport, tracker
from dirskg.graph.analyses.tracker.milestones import milestones
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph

DAY = "2026-11-25"
# What the rows of a query are counted by.
UNITS = {
    "region-seats": "region", "belgian-projects": "project", "file-regions": "file",
    "spin-offs-of-academia": "organisation", "smes-outside-projects": "organisation", "timeline": "milestone",
}  # fmt: skip


@pytest.fixture(scope="module")
def report(reference_ecosystem: Ecosystem) -> TrackerReport:
    return tracker(reference_ecosystem, on=DAY)


@pytest.fixture(scope="module")
def found(report: TrackerReport) -> Mapping[str, Indicator]:
    return {indicator.name: indicator for demand in report.demands for indicator in demand.indicators}


def rows(graph: KnowledgeGraph, indicator: Indicator, number: int) -> int:
    """Different units in the rows of one trace of an indicator."""
    trace = indicator.traces[number]
    return int(graph.select(trace.query, trace.parameters).to_pandas()[UNITS[trace.query]].nunique())


def test_no_demand_of_the_resolution_is_left_out(report: TrackerReport, reference_ecosystem: Ecosystem) -> None:
    numbers = [demand.number for demand in report.demands]
    assert sorted(numbers) == sorted(reference_ecosystem.demands["number"])
    assert numbers[:3] == ["1", "1.1", "1.2"]
    assert all(demand.indicators for demand in report.demands)


def test_what_has_no_figure_says_why_and_what_has_one_can_be_traced(report: TrackerReport) -> None:
    for demand in report.demands:
        for indicator in demand.indicators:
            if indicator.form == "none":
                assert indicator.missing, indicator.name
                assert indicator.state in ("no open data", "not yet analysed")
            else:
                assert indicator.traces, indicator.name
                assert indicator.command, indicator.name
                assert indicator.state in ("measured", "proxy")


def test_careers_skills_fairs_and_returns_are_not_said_to_be_measured(report: TrackerReport) -> None:
    states = {demand.number: demand.state for demand in report.demands}
    assert [states[number] for number in ("3", "4", "5", "9")] == ["no open data"] * 4


def test_counts_are_the_rows_of_their_queries(found: Mapping[str, Indicator], reference_graph: KnowledgeGraph) -> None:
    for name in ("region_seats", "spin_offs", "smes_outside"):
        assert rows(reference_graph, found[name], 0) == found[name].value, name
    for name in ("across_regions", "files_across_regions", "trilateral"):
        whole, part = rows(reference_graph, found[name], 0), rows(reference_graph, found[name], 1)
        assert whole == found[name].of, name
        assert part / whole == pytest.approx(found[name].value), name


def test_milestones_are_the_rows_of_the_timeline(
    found: Mapping[str, Indicator], report: TrackerReport, reference_graph: KnowledgeGraph
) -> None:
    timeline = reference_graph.select("timeline").to_pandas()
    assert len(timeline) == found["dated"].of == len(report.milestones)
    assert (timeline["date"] != "").mean() == pytest.approx(found["dated"].value)
    assert (timeline["owner"] != "").mean() == pytest.approx(found["owned"].value)
    held = reference_graph.select("milestone-seats").to_pandas()
    held = held[held["role"] != "asked for"]
    pairs = {(m.id, region) for m in report.milestones for region, place in m.places.items() if place == "seat"}
    ids, regions = (held[column].str.rpartition("/")[2] for column in ("milestone", "region"))
    assert pairs == set(zip(ids, regions, strict=True))


def milestone_ecosystem(*told: dict[str, Any]) -> Ecosystem:
    """Milestones owned by a platform in which Flanders signs and Brussels is asked for; Wallonia has no seat."""
    actors = {f"g{code}": {"country": "BE", "level": "region", "region": f"BE{code}"} for code in "123"}
    actors["platform"] = {"country": "BE", "level": "interfederal"}
    ecosystem = small_ecosystem(
        {}, organisations=actors, ties=[("g2", "platform", "seatIn"), ("g1", "platform", "seatIn")]
    )
    notes = ["signatory; as told", "asked for; demand 1.1"]
    return replace(ecosystem, ties=ecosystem.ties.assign(note=notes), milestones=frame("milestones", told))


def test_a_seat_that_is_only_asked_for_is_not_held() -> None:
    one = {"id": "m1", "title": "Signed", "date": "2025-11-26", "status": "done", "owner": "platform"}
    found = milestones(milestone_ecosystem({"id": "m0", "title": "Later"}, one))
    assert [milestone.id for milestone in found] == ["m1", "m0"]
    assert found[0].places == {"BE2": "seat", "BE3": "none", "BE1": "asked for"}
    assert not found[0].every_region
    assert found[0].flags == ("BE3", "BE1")
    assert found[1].flags[:2] == ("date", "owner")


def test_a_demand_without_indicator_is_shown_as_not_analysed() -> None:
    told = [{"id": f"demand-{n}", "number": n, "label_en": "Text"} for n in ("10", "9", "10.1", "x")]
    told[2]["parent"] = "10"
    report = tracker(replace(small_ecosystem({}), demands=frame("demands", told)), on=DAY)
    assert [demand.number for demand in report.demands] == ["9", "10", "10.1", "x"]
    missing = {demand.number: demand.indicators[0].missing for demand in report.demands}
    assert missing["10"] == ("see_parts",)
    assert missing["x"] == missing["10.1"] == ("no_indicator",)


def test_projects_count_belgians_regions_and_legs() -> None:
    actors = {
        "a": {"country": "BE", "region": "BE2", "leg": "industry"},
        "b": {"country": "BE", "region": "BE3", "leg": "academia"},
        "c": {"country": "BE", "region": "", "leg": "government"}, "d": {"country": "FR", "leg": "industry"},
        "e": {"country": "BE", "region": "BE1", "level": "international"},
    }  # fmt: skip
    projects = {"p": (2023, "abc"), "q": (2023, "ad"), "r": (2023, "ae"), "s": (2023, "ac")}
    ecosystem = small_ecosystem(
        {name: (year, list(ids)) for name, (year, ids) in projects.items()}, organisations=actors
    )
    demands = frame("demands", [{"id": "d", "number": number} for number in ("1.3", "2")])
    report = tracker(replace(ecosystem, demands=demands), on=DAY)
    told = {i.name: (i.value, i.of) for demand in report.demands for i in demand.indicators}
    # p and s have two Belgians or more, of which two in p have a known region; only p has all three legs.
    assert told["across_regions"] == (1.0, 1)
    assert told["trilateral"] == (0.5, 2)


def test_the_command_goes_through_all_demands(reference_home: Path) -> None:
    found = document("tracker", "--format", "json", "--on", DAY, home=reference_home)
    assert len(found["demands"]) == 16
    assert found["on"] == DAY


def test_what_is_quoted_is_what_the_analyses_say(reference_ecosystem: Ecosystem) -> None:
    """The tracker asks for single figures; they are those of the whole reports."""
    told = seats(reference_ecosystem, fewest=True)
    assert voices(reference_ecosystem) == (told.reached, len(told.occupied))
    assert whole(reference_ecosystem) == completeness(reference_ecosystem).totals[0]
    assert repr(country_row(reference_ecosystem)) == repr(sme_shares(reference_ecosystem).belgium)
    assert repr(against_yardsticks(reference_ecosystem)) == repr(benchmark(reference_ecosystem).measured)
    pairs = ties_between_regions(reference_ecosystem, k=1).pairs
    assert repr(region_pairs(reference_ecosystem)) == repr(tuple(pair for pair in pairs if pair.layer == "all"))
