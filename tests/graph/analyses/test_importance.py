"""What matters: the worked example of the method, groups, gaps, and who is never there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.importance import Importance, importance
from dirskg.graph.ecosystem.frames import Ecosystem

FIRM = {"country": "BE", "leg": "industry", "region": "BE2"}


def example() -> Ecosystem:
    """A mother m with 750 employees and a daughter d with 250, that alone work on rockets; o does what m does else."""
    people: dict[str, dict[str, Any]] = {
        "m": {**FIRM, "employees": 750.0}, "d": {**FIRM, "employees": 250.0}, "o": FIRM,
        "s": {**FIRM, "function": "advises"},
    }  # fmt: skip
    claims = [
        {"organisation": one, "domain": "V1", "basis": "curated", "weight": 1.0, "confidence": "high"} for one in "mos"
    ]
    projects, known = {"p": (2023, "mo"), "q": (2023, "d")}, [("d", "m", "ownedBy"), ("m", "o", "suppliesTo")]
    found = small_ecosystem(projects, known, people, claims)
    roles = found.participations.assign(role=["coordinator", "participant", "participant"])
    paid = roles.assign(contribution=[1e6, float("nan"), float("nan")])
    ties = found.ties.assign(note="", defence=found.ties["kind"] == "suppliesTo")
    words = {"rockets": "mds", "radar": "om"}
    spoken = [{"about": one, "topic": topic} for topic, actors in words.items() for one in actors]
    return replace(found, participations=paid, ties=ties, mentions=frame("mentions", spoken))


def of(found: Ecosystem, one: str) -> Importance:
    return next(row for row in importance(found) if one in row.members)


def test_the_worked_example() -> None:
    m = of(example(), "m")
    assert (m.id, m.members) == ("m", ("m", "d"))
    assert (m.employees, m.money, m.unpaid, m.coordinated) == (750, 1e6, 1, 1)
    assert m.topics == ("rockets",), "its daughter is no other, and who advises keeps no topic"
    assert m.cells == ()
    assert m.business == 1, "whom it owns is no customer"
    assert (m.points, m.most) == (393, 464)
    assert m.gaps() == ("money",)


def test_who_only_supports_is_never_there() -> None:
    assert {one for row in importance(example()) for one in row.members} == {"m", "d", "o"}


def test_what_is_not_known_widens_the_bound_alone() -> None:
    o = of(example(), "o")
    assert (o.points, o.gaps()) == (0, ("employees", "money"))
    assert o.most == round(1000 * 2 / 7)


def test_the_only_capable_one_of_a_region_has_the_cell() -> None:
    found = example()
    alone = replace(found, claims=found.claims[found.claims["organisation"] == "m"]).judged()
    assert of(alone, "m").cells == (("V1", "BE2"),)
    assert of(alone, "m").points == pytest.approx(393 + 1000 / 14, abs=1)


def test_members_cut_off_do_not_count_as_others() -> None:
    found = example()
    rows = importance(found, {"m": ("d", "o")})
    assert next(row for row in rows if row.id == "m").cut_off == 1
