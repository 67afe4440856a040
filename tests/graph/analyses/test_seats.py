"""Seats at the table: what reach is, the fewest seats by trying every set, and figures that can be counted again."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from command_line import assert_fails, run
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import small_ecosystem

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.seats import Cell, SeatsReport, seats
from dirskg.graph.analyses.seats.seat_entities import FIXED, bodies_of
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import short

NAD, RHID = FIXED
BODIES = "pqrs"
ACTORS = "abcdef"
FEDERAL = {"country": "BE", "leg": "government", "level": "federal"}


def table(
    ties: list[tuple[str, str, str]], domains: dict[str, list[str]], bodies: str = BODIES, projects: bool = False
) -> Ecosystem:
    """Companies a to f in three regions with their domains, and public bodies p to s without any."""
    people = {
        name: {"country": "BE", "leg": "industry", "region": f"BE{1 + place % 3}"}
        for place, name in enumerate(ACTORS)
        if name in domains
    }
    people |= {name: {**FEDERAL, "kind": "department"} for name in bodies}
    people |= dict.fromkeys(FIXED, FEDERAL)
    claims = [
        {"organisation": name, "domain": d, "weight": 1.0, "basis": "curated", "confidence": "high"}
        for name, told in domains.items()
        for d in told
    ]
    shared = {"p1": (2024.0, ["a", "p"])} if projects else {}
    return small_ecosystem(shared, ties, people, claims)


def cells(graph: KnowledgeGraph, trace: Trace) -> set[Cell]:
    found = graph.select(trace.query, trace.parameters)
    places = [found.columns.index(column) for column in ("region", "domain", "leg")]
    return {(str(row[places[0]]), str(row[places[1]]), str(row[places[2]])) for row in found.values(short)}


@st.composite
def tables(draw: st.DrawFn) -> Ecosystem:
    domains = draw(st.dictionaries(st.sampled_from(ACTORS), st.lists(st.sampled_from(["V1", "V2"]), min_size=1)))
    ends = st.tuples(
        st.sampled_from((*BODIES, RHID)), st.sampled_from(ACTORS), st.sampled_from(["partnerIn", "seatIn"])
    )
    ties = [tie for tie in draw(st.lists(ends, max_size=8)) if tie[1] in domains]
    return table(ties, domains)


@examples(25)
@given(tables(), st.integers(0, 5))
def test_no_set_of_bodies_does_better(ecosystem: Ecosystem, size: int) -> None:
    if size == 1:
        with pytest.raises(DirskgError, match="too few"):
            seats(ecosystem, size=1, fewest=True)
        return
    report = seats(ecosystem, size=size, fewest=True)
    near = {body: {tie["to"] for _, tie in ecosystem.ties.iterrows() if tie["from"] == body and tie["kind"] != "seatIn"}
            for body in (*BODIES, NAD, RHID)}  # fmt: skip
    where = ecosystem.organisations.set_index("id")["region"]
    hears = {
        body: {(where[row["organisation"]], row["domain"], "industry") for _, row in ecosystem.claims.iterrows()
               if row["organisation"] in others}
        for body, others in near.items()
    }  # fmt: skip
    best = max(
        (len(set().union(*(hears[one] for one in (*team, NAD, RHID)))), -len(team))
        for n in range((size or 6) - 1)
        for team in combinations(BODIES, n)
    )
    assert (report.reached, -len(report.seats) + 2) == best
    assert {NAD, RHID} <= {seat.id for seat in report.seats}


def test_reach_is_the_body_itself_and_one_tie_but_no_seat_and_not_two() -> None:
    ties = [("p", "b", "memberOf"), ("c", "p", "suppliesTo"), ("p", "d", "seatIn"), ("q", "p", "partOf")]
    ecosystem = table(ties, {name: ["V1"] for name in "abcd"} | {"e": ["V2"]}, projects=True)
    report = seats(ecosystem, fewest=True)
    chosen = {seat.id: seat for seat in report.seats}
    # a by a project, b by membership, c by supply; not d, who only shares a table; e has no tie.
    assert set(chosen) == {NAD, RHID, "p"}
    assert set(chosen["p"].cells) == {("BE1", "V1", "industry"), ("BE2", "V1", "industry"), ("BE3", "V1", "industry")}
    assert report.voiceless == ((("BE2", "V2", "industry"), 1),)
    assert report.reached == 3
    own = replace(ecosystem, claims=ecosystem.claims.assign(organisation=NAD))
    placed = own.organisations.assign(region=own.organisations["region"].where(own.organisations["id"] != NAD, "BE1"))
    alone = seats(replace(own, organisations=placed).judged(), fewest=True)
    assert {seat.id: len(seat.cells) for seat in alone.seats} == {RHID: 0, NAD: 2}


def test_a_smaller_table_reaches_no_more_and_what_a_seat_adds_sums_to_the_reach(
    reference_ecosystem: Ecosystem,
) -> None:
    whole = seats(reference_ecosystem, fewest=True)
    reports = [seats(reference_ecosystem, size=n, fewest=True) for n in (5, len(whole.seats) + 3)]
    assert [report.reached for report in reports] == sorted(report.reached for report in reports)
    assert reports[1].reached == whole.reached
    assert len(seats(reference_ecosystem, size=len(whole.seats) - 1, fewest=True).beyond) > 0
    for report in (whole, *reports, seats(reference_ecosystem), seats(reference_ecosystem, size=12)):
        assert sum(seat.adds for seat in report.seats) == report.reached
        assert report.reached + len(report.voiceless) + len(report.beyond) + len(report.nobody) == report.grid


def test_a_substitute_is_who_could_take_the_place_without_loss(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    whole = seats(reference_ecosystem, fewest=True)
    reach = {seat.id: set(seat.cells) for seat in whole.seats}
    others = [one for one in bodies_of(reference_ecosystem)["id"] if one not in reach]
    told = {one: cells(reference_graph, Trace(one, "body-reach", {"body": one})) for one in others}
    assert others
    for seat in whole.seats:
        rest = set().union(*(reach[one] for one in reach.keys() - {seat.id}))
        assert seat.only == len(reach[seat.id] - rest)
        able = {one for one in others if len(rest | told[one]) == whole.reached and not seat.fixed}
        assert set(seat.substitutes) == able


def test_bodies_of_equal_reach_are_substitutes_and_those_of_less_are_none() -> None:
    ties = [("p", "a", "t"), ("q", "a", "t"), ("p", "b", "t"), ("q", "b", "t"), ("r", "b", "t")]
    report = seats(table(ties, {"a": ["V1"], "b": ["V2"]}), fewest=True)
    (seat,) = [seat for seat in report.seats if seat.cells]
    assert (seat.id, seat.substitutes) == ("p", ("q",))


@pytest.mark.parametrize("fewest", [False, True])
def test_rows_behind_a_seat_and_a_cell_are_those_counted(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem, fewest: bool
) -> None:
    report: SeatsReport = seats(reference_ecosystem, fewest=fewest)
    everything, *behind = report.traces()
    assert cells(reference_graph, everything) == set(report.occupied)
    for seat, trace in zip(report.seats, behind, strict=False):
        assert cells(reference_graph, trace) == set(seat.cells), seat.id
    for (cell, actors), trace in zip(report.voiceless, behind[len(report.seats) :], strict=True):
        found = reference_graph.select(trace.query, trace.parameters).values(short)
        assert len(found) == actors, cell


def test_bodies_that_another_succeeded_or_that_are_part_of_another_get_no_seat() -> None:
    ties = [("p", "a", "partnerIn"), ("q", "p", "successorOf"), ("r", "a", "partnerIn")]
    ecosystem = table(ties, {"a": ["V1"]})
    assert {seat.id for seat in seats(ecosystem, fewest=True).seats} == {NAD, RHID, "r"}
    part = table([*ties, ("r", "s", "partOf")], {"a": ["V1"]})
    assert {seat.id for seat in seats(part, fewest=True).seats} == {NAD, RHID, "s"}


def test_bodies_that_the_graph_lacks_are_named() -> None:
    report = seats(small_ecosystem({}, organisations={NAD: {"country": "BE", "leg": "government"}}))
    assert report.absent == (RHID,)
    assert [seat.id for seat in report.seats] == [NAD]


def test_the_command_says_when_the_table_is_too_small(reference_home: Path) -> None:
    assert_fails(run("seats", "--size", "4", home=reference_home), 1, "4 seats are too few")
