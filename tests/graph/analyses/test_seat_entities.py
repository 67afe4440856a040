"""Who can sit for whom: one seat for every government by default, whatever companies there are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import small_ecosystem

from dirskg.graph.analyses.seats import SeatsReport, seats
from dirskg.graph.analyses.seats.seat_entities import ENTITIES, FIXED, bodies_of, spoken_for
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.ingest.sources.reference.vocabulary import LEGS

STATE: dict[str, dict[str, Any]] = {
    "ministry": {"level": "federal", "kind": "ministry", "region": "BE1"},
    "flemish": {"level": "region", "kind": "government", "region": "BE2"},
    "walloon": {"level": "region", "kind": "government", "region": "BE3"},
    "brussels": {"level": "region", "kind": "government", "region": "BE1"},
    "french": {"level": "community", "kind": "government"},
    "german": {"level": "community", "kind": "government", "region": "BE3"},
    "vlaio": {"level": "region", "kind": "agency", "region": "BE2"},
    "academy": {"level": "federal", "kind": "military_research", "region": "BE1"},
    "unit": {"level": "federal", "kind": "department"},
    FIXED[0]: {"level": "federal", "kind": "office"},
    FIXED[1]: {"level": "federal", "kind": "military_research"},
}
HEADS = {"ministry", "flemish", "walloon", "brussels", "french", "german"}
PARTS = [("academy", "ministry", "partOf"), ("unit", "academy", "partOf"), (FIXED[1], "ministry", "partOf")]


def state(
    companies: dict[str, list[str]], ties: list[tuple[str, str, str]], without: frozenset[str] = frozenset()
) -> Ecosystem:
    """All governments, some of their bodies, and companies with their domains."""
    people: dict[str, dict[str, Any]] = {
        name: {"country": "BE", "leg": "government", **facts} for name, facts in STATE.items() if name not in without
    }
    people |= {name: {"country": "BE", "leg": "industry", "kind": "company", "region": "BE2"} for name in companies}
    claims = [
        {"organisation": name, "domain": d, "weight": 1.0, "basis": "curated", "confidence": "high"}
        for name, told in companies.items()
        for d in told
    ]
    return small_ecosystem({}, [tie for tie in [*PARTS, *ties] if not {*tie} & without], people, claims)


def seated(report: SeatsReport) -> set[str]:
    return {seat.id for seat in report.seats}


def test_every_entity_has_one_seat_and_one_government_that_serves_two_has_one() -> None:
    report = seats(state({}, []))
    assert seated(report) == {*HEADS, *FIXED}
    assert report.entities["flemish_region"] == report.entities["flemish_community"] == ("flemish",)
    assert report.entities["federal_state"] == ("ministry",)
    assert list(report.entities) == list(ENTITIES)
    assert not report.without_a_body


def test_an_entity_without_a_body_is_named_and_an_agency_sits_where_no_government_is_known() -> None:
    report = seats(state({}, [], without=frozenset({"brussels", "flemish"})))
    assert report.without_a_body == ("brussels_region", "flemish_community")
    assert report.entities["flemish_region"] == ("vlaio",)
    assert seated(report) == (HEADS - {"brussels", "flemish"}) | {"vlaio", *FIXED}


def test_a_body_speaks_for_its_parts_and_a_government_for_its_agencies() -> None:
    ecosystem = state({"x": ["V1"], "y": ["V2"]}, [("unit", "x", "partnerIn"), ("vlaio", "y", "partnerIn")])
    speakers = spoken_for(ecosystem, bodies_of(ecosystem))
    heard = speakers.groupby("body")["speaker"].agg(set).to_dict()
    assert heard["ministry"] == {"ministry", "academy", "unit", FIXED[1]}
    assert heard["flemish"] == {"flemish", "vlaio"}
    assert heard["brussels"] == {"brussels"}
    reach = {seat.id: seat.cells for seat in seats(ecosystem).seats}
    assert reach["ministry"] == (("BE2", "V1", "industry"),)
    assert reach["flemish"] == (("BE2", "V2", "industry"),)
    assert reach["walloon"] == ()
    assert seated(seats(ecosystem, fewest=True)) == {"ministry", "flemish", *FIXED}


@pytest.mark.parametrize("kind", sorted(LEGS))
def test_kind_decides_who_can_sit(kind: str) -> None:
    told = {"country": "BE", "level": "federal", "leg": LEGS[kind], "kind": kind}
    ecosystem = small_ecosystem({}, organisations={"body": told})
    sits = {
        "department", "agency", "ministry", "federal public service", "federal public planning service",
    }  # fmt: skip
    assert seated(seats(ecosystem)) == ({"body"} if kind in sits else set())


@pytest.mark.parametrize("level", ["international", "private", ""])
def test_level_decides_who_can_sit(level: str) -> None:
    told = {"country": "BE", "level": level, "leg": "government", "kind": "department"}
    report = seats(small_ecosystem({}, organisations={"body": told}), fewest=True)
    assert report.candidates == 0


ENDS = st.sampled_from([*STATE, "x", "y", "z"])
TIES = st.lists(
    st.tuples(ENDS, ENDS, st.sampled_from(["partnerIn", "ownedBy", "memberOf"])).filter(lambda t: t[0] != t[1]),
    max_size=6,
)


@examples(8)
@given(st.dictionaries(st.sampled_from("xyz"), st.lists(st.sampled_from(["V1", "V2"]), min_size=1)), TIES)
def test_companies_and_their_ties_never_change_the_table(
    companies: dict[str, list[str]], ties: list[tuple[str, str, str]]
) -> None:
    known = {*STATE, *companies}
    told = [tie for tie in ties if {tie[0], tie[1]} <= known]
    for without in (frozenset[str](), frozenset({"flemish", "ministry"})):
        bare = seats(state({}, [], without))
        with_them = seats(state(companies, told, without))
        assert [seated(bare), bare.entities] == [seated(with_them), with_them.entities]
        assert not seated(seats(state(companies, told, without), fewest=True)) & set(companies)


def test_the_reference_tables_seat_every_government_and_nobody_else(reference_ecosystem: Ecosystem) -> None:
    report = seats(reference_ecosystem)
    assert not report.absent
    assert not report.without_a_body
    assert len(report.seats) == 8
    kinds = {(seat.level, seat.kind) for seat in report.seats if not seat.fixed}
    assert kinds == {("federal", "ministry"), ("region", "government"), ("community", "government")}
    assert [len(ids) for ids in report.entities.values()] == [1] * len(ENTITIES)


@pytest.mark.parametrize("fewest", [False, True])
def test_the_order_of_rows_changes_nothing(reference_ecosystem: Ecosystem, fewest: bool) -> None:
    def mixed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.sample(frac=1, random_state=7)

    names = ("organisations", "claims", "ties", "participations", "projects")
    other = replace(reference_ecosystem, **{name: mixed(getattr(reference_ecosystem, name)) for name in names})
    assert seats(other, fewest=fewest).to_json() == seats(reference_ecosystem, fewest=fewest).to_json()
