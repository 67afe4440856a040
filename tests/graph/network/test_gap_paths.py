"""Who could close a gap: actors of the other regions, their order and their ties."""

from __future__ import annotations

import json
from typing import Any

import pytest
from small_ecosystem import REGIONS, chain, small_ecosystem

from dirskg.graph.errors import DirskgError
from dirskg.graph.network.gap_paths import gap_paths


def claim(organisation: str, weight: float, domain: str = "V1") -> dict[str, Any]:
    """One claim of an activity."""
    return {
        "organisation": organisation,
        "domain": domain,
        "weight": weight,
        "source": f"https://x.eu/{weight}",
    }


def test_a_gap_names_who_could_close_it_and_how_they_are_tied() -> None:
    claims = [claim("a", 0.5), claim("a", 0.6), claim("d", 0.9), claim("n", 1), claim("x", 1), claim("b", 1, "V2")]
    facts = {**REGIONS, "x": {"country": "FR"}, "n": REGIONS["b"]}
    ecosystem = chain("ae", "dx", "xc", organisations=facts, claims=claims)
    report = gap_paths(ecosystem, "BE3", "V1")
    assert [(actor.id, actor.claims) for actor in report.actors] == [("a", 2), ("n", 1), ("d", 1)]
    a, n, d = report.actors
    assert a.path is not None
    assert a.path.organisations == ("a", "e")
    assert a.sources == ("https://x.eu/0.6", "https://x.eu/0.5")
    assert d.path is not None
    assert d.path.organisations == ("d", "x", "c")
    assert n.path is None
    assert n.to_json()["path"] is None
    assert not a.to_domain
    json.dumps(report.to_json(), allow_nan=False)
    shorter = gap_paths(ecosystem, "BE3", "V1", ["industry"], k=1)
    assert ([actor.id for actor in shorter.actors], shorter.candidates) == (["a"], 2)
    on_both = {**facts, "d": {**facts["d"], "leg": "government", "legs": "government academia"}}
    both = chain("ae", "dx", "xc", organisations=on_both, claims=claims)
    helpers = gap_paths(both, "BE3", "V1", ["academia"]).actors
    assert [(one.id, one.leg) for one in helpers] == [("n", "academia"), ("d", "academia")]


def test_a_gap_prefers_a_partner_active_in_the_domain() -> None:
    ecosystem = chain("ae", "am", "mc", organisations=REGIONS, claims=[claim("a", 1), claim("c", 0.2)])
    (actor,) = gap_paths(ecosystem, "BE3", "V1").actors
    assert actor.path is not None
    assert actor.path.organisations == ("a", "m", "c")
    assert actor.to_domain
    (actor,) = gap_paths(ecosystem, "BE3", "V1", max_hops=1).actors
    assert actor.path is not None
    assert actor.path.organisations == ("a", "e")


def test_a_group_closes_a_gap_once_and_bodies_of_no_region_are_no_way_in() -> None:
    facts = {**REGIONS, "g": REGIONS["a"], "h": REGIONS["a"], "n": {"region": "BE3", "level": "international"}}
    ties = [("g", "a", "ownedBy"), ("h", "c", "ownedBy")]
    claims = [claim(one, weight) for one, weight in zip("aghnc", (1, 0.5, 1, 1, 1), strict=True)]
    ecosystem = chain("an", organisations=facts, claims=claims, ties=ties)
    (actor,) = gap_paths(ecosystem, "BE3", "V1").actors
    assert (actor.id, actor.path) == ("a", None)


def test_a_gap_prefers_a_direct_tie_to_a_cheap_detour() -> None:
    projects = {"big": (2023, ["a", "e", "x", "y"]), "am": (2023, ["a", "m"]), "mc": (2023, ["m", "c"])}
    ecosystem = small_ecosystem(projects, organisations=REGIONS, claims=[claim("a", 1)])
    (actor,) = gap_paths(ecosystem, "BE3", "V1").actors
    assert actor.path is not None
    assert actor.path.organisations == ("a", "e")
    assert actor.path.cost == pytest.approx(3)
    (actor,) = gap_paths(ecosystem, "BE3", "V1", direct_first=False).actors
    assert actor.path is not None
    assert actor.path.organisations == ("a", "m", "c")
    assert actor.path.cost == pytest.approx(2)


def test_a_gap_is_not_closed_through_a_funder() -> None:
    ecosystem = chain("af", "fc", organisations=REGIONS, claims=[claim("a", 1)])
    (actor,) = gap_paths(ecosystem, "BE3", "V1").actors
    assert actor.path is None


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        (("BE9", "V1", []), "BE9"), (("BE3", "V9", []), "V9"), (("BE3", "V1", ["army"]), "army"),
        (("", "V1", []), "No region"), (("BE3", "", []), "No domain"), (("BE3", "V1", [""]), "No leg"),
    ],
)  # fmt: skip
def test_a_gap_must_be_a_known_cell(cell: tuple[str, str, list[str]], named: str) -> None:
    with pytest.raises(DirskgError, match=named):
        gap_paths(chain("ab"), *cell)
