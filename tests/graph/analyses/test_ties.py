"""Ties between regions: counts by hand, traces that hold exactly the rows counted, readings, and unknown places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from command_line import assert_fails, document, run
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import Tie, small_ecosystem

from dirskg.graph.analyses.ties import Openness, Pair, TiesReport, ties_between_regions
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.network.regional import AreaLevel

# Two in Flanders, two in Wallonia, one in Brussels, one of unknown place, one abroad.
PLACES = {
    **{name: {"country": "BE", "region": "BE2", "nuts3": "BE234"} for name in "ab"},
    **{name: {"country": "BE", "region": "BE3", "nuts3": "BE332"} for name in "cd"},
    "e": {"country": "BE", "region": "BE1", "nuts3": "BE100"},
    "u": {"country": "BE"},
    "x": {"country": "FR"},
}
PROJECTS = {"p": (2020, ["a", "c", "x"]), "q": (2024, ["a", "c", "e"])}
TIES: list[Tie] = [
    ("a", "b", "ownedBy", 2019.0),
    ("a", "c", "suppliesTo", 2018.0),
    ("b", "u", "memberOf"),
    ("a", "d", "seatIn"),
    ("x", "d", "ownedBy"),
]


def small(**options: Any) -> Ecosystem:
    return small_ecosystem(PROJECTS, TIES, organisations=PLACES, **options)


def counted(report: TiesReport, layer: str = "all") -> dict[str, int]:
    """Ties that there are, by pair of areas."""
    return {f"{p.area}-{p.other}": p.ties for p in report.pairs if p.layer == layer and p.ties}


# Counting


def test_ties_are_counted_once_a_pair() -> None:
    # a-c by two projects and a delivery, a-e and c-e by one project, a-b by ownership; seats and foreigners make none.
    report = ties_between_regions(small())
    assert report.ties == 4
    assert counted(report) == {"BE1-BE2": 1, "BE1-BE3": 1, "BE2-BE2": 1, "BE2-BE3": 1}
    assert counted(report, "projects") == {"BE1-BE2": 1, "BE1-BE3": 1, "BE2-BE3": 1}
    assert counted(report, "other") == {"BE2-BE2": 1, "BE2-BE3": 1}
    assert {kind.kind: (kind.inside, kind.across) for kind in report.kinds} == {
        "project": (0, 3), "ownedBy": (1, 0), "suppliesTo": (0, 1),
    }  # fmt: skip


def test_newman_weights_are_those_of_the_layer() -> None:
    # a and c: 1/2 from p (three partners), 1/2 from q (three partners), 1 for the delivery.
    weights = {p.layer: p.weight for p in ties_between_regions(small()).pairs if (p.area, p.other) == ("BE2", "BE3")}
    assert weights == pytest.approx({"all": 2.0, "projects": 1.0, "other": 1.0})


def test_unknown_places_stand_apart() -> None:
    report = ties_between_regions(small())
    assert report.unknown == {"BE1": 0, "BE2": 1, "BE3": 0, "": 0}
    assert (report.organisations, report.unplaced, report.unplaced_tied) == (6, 1, 1)


def test_since_and_domain_leave_out() -> None:
    assert counted(ties_between_regions(small(), since=2024)) == {"BE1-BE2": 1, "BE1-BE3": 1, "BE2-BE3": 1}
    claims = [{"organisation": name, "domain": "V1", "weight": 1.0} for name in "ab"]
    report = ties_between_regions(small(claims=claims), domain="V1")
    assert counted(report) == {"BE2-BE2": 1}
    assert report.organisations == 2
    with pytest.raises(DirskgError, match="V9.*V1, V2"):
        ties_between_regions(small(), domain="V9")
    with pytest.raises(DirskgError, match="k = 0"):
        ties_between_regions(small(), k=0)


def test_provinces_come_from_nuts3_codes() -> None:
    report = ties_between_regions(small(), by="nuts2")
    assert counted(report) == {"BE10-BE23": 1, "BE10-BE33": 1, "BE23-BE23": 1, "BE23-BE33": 1}


def test_a_bridge_is_who_joins_two_areas() -> None:
    # Only a joins pairs of two areas that are not tied: b with c, and b with e. All three have partners in two areas,
    # but c and e are tied to each other.
    found = ties_between_regions(small()).bridges
    assert [(one.id, one.bridging, one.liaison, one.partners, one.project_partners) for one in found.shown] == [
        ("a", 2, 0, 3, 2)
    ]
    assert [(link.partner, link.projects, link.kinds) for link in found.links] == [
        ("b", (), ("ownedBy",)), ("c", ("P", "Q"), ("suppliesTo",)), ("e", ("Q",), ()),
    ]  # fmt: skip
    # b, c, e are labelled anew with one Fleming, one Walloon and one Brusselian: always the same two pairs.
    assert found.shown[0].expected == pytest.approx(2)
    assert found.shown[0].p == 1


def test_funders_are_counted_but_not_listed() -> None:
    places = {**PLACES, "a": {**PLACES["a"], "kind": "agency"}}
    found = ties_between_regions(small_ecosystem(PROJECTS, TIES, organisations=places)).bridges
    assert (found.shown, found.bridging, found.funders) == ((), 0, 1)


def test_bodies_of_the_eu_and_nato_in_belgium_are_not_counted() -> None:
    places = {**PLACES, "c": {**PLACES["c"], "level": "international"}}
    assert counted(ties_between_regions(small_ecosystem(PROJECTS, TIES, organisations=places))) == {
        "BE1-BE2": 1, "BE2-BE2": 1,
    }  # fmt: skip


networks = st.dictionaries(
    st.sampled_from([f"p{i}" for i in range(6)]),
    st.tuples(st.just(2023), st.lists(st.sampled_from("abcdeux"), min_size=2, max_size=5, unique=True)),
    min_size=1,
)


@given(networks)
def test_parts_add_up(projects: dict[str, tuple[int, list[str]]]) -> None:
    report = ties_between_regions(small_ecosystem(projects, TIES, organisations=PLACES))
    pairs = [p for p in report.pairs if p.layer == "all"]
    assert sum(p.ties for p in pairs) == report.ties
    assert sum(p.expected for p in pairs) == pytest.approx(report.ties)
    whole, *areas = (row for row in report.openness if row.layer == "all")
    assert whole.internal == sum(row.internal for row in areas)
    assert 2 * whole.external == sum(row.external for row in areas)
    assert all(one.across > 0 for one in report.bridges.shown)


# Readings


def pair(expected: float, low: float, high: float, other: str = "BE3") -> str:
    trace = ties_between_regions(small()).pairs[0].trace
    return Pair("all", "BE2", other, 5, expected, 1.0, low, high, 1.0, 1.0, trace).state


def test_states_follow_their_rules() -> None:
    assert pair(2.9, 0.1, 0.5) == "too few to tell"
    assert pair(float("nan"), 0.1, 0.5) == "too few to tell"
    assert pair(3.0, 0.1, 0.99) == "missing collaboration"
    assert pair(3.0, 0.1, 0.99, other="BE2") == "few inside"
    assert pair(3.0, 0.5, 1.0) == "as expected"
    assert pair(3.0, 1.01, 4.0) == "more than expected"


def test_what_is_not_significant_is_nothing() -> None:
    assert Openness("all", "", 9, 8, 9, 0.34, 0.3, 0.3, 0.6).reading == "nothing"
    assert Openness("all", "", 9, 8, 9, 0.2, 0.3, 0.3, 0.04).reading == "inward"
    assert Openness("all", "", 9, 8, 9, 0.4, 0.3, 0.3, 0.04).reading == "outward"
    assert Openness("all", "", 9, 1, 1, 0.0, 0.3, 0.3, 0.01).reading == "too few to tell"
    assert Openness("all", "", 9, 4, 1, 0.0, 0.3, 0.3, float("nan")).reading == "nothing"


# The reference ecosystem


@pytest.mark.parametrize(("by", "domain", "since"), [("region", "", None), ("nuts2", "V3", None), ("region", "", 2023)])
def test_the_rows_of_a_trace_are_the_rows_counted(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem, by: AreaLevel, domain: str, since: int | None
) -> None:
    def pairs_in(query: str, parameters: Any, *ends: str) -> int:
        rows = reference_graph.select(query, parameters).to_pandas()
        return len(set(zip(*(rows[end] for end in ends), strict=True))) if len(rows) else 0

    report = ties_between_regions(reference_ecosystem, by=by, domain=domain, since=since, k=2)
    told = report.to_json()
    counts = [(told["evidence"], told["ties"])]
    some = [*[one for one in told["pairs"] if one["ties"]][::5], *told["unknown"][-2:]]
    counts += [(one["evidence"], one["ties"]) for one in some]
    for evidence, ties in counts:
        assert pairs_in(evidence["query"], evidence["parameters"], "organisation", "other") == ties, evidence
    for one in told["bridges"]:
        partners, across = one["evidence"], one["brokered"]
        assert pairs_in(partners["query"], partners["parameters"], "organisation", "other") == one["partners"]
        assert pairs_in(across["query"], across["parameters"], "first", "second") == one["across"]


def test_reference_projects_cross_regions_as_chance_would_and_other_ties_do_not(
    reference_ecosystem: Ecosystem,
) -> None:
    # Counted apart from the analysis: pairs of placed Belgians in one project, within a region and across.
    actors = reference_ecosystem.organisations
    placed = actors[(actors["country"] == "BE") & (actors["level"] != "international") & (actors["kind"] != "state")]
    region = placed[placed["region"] != ""].set_index("id")["region"]
    parts = reference_ecosystem.participations[["organisation", "project"]].drop_duplicates()
    parts = parts[parts["organisation"].isin(region.index)]
    both = parts.merge(parts, on="project")
    both = both[both["organisation_x"] < both["organisation_y"]].drop_duplicates(["organisation_x", "organisation_y"])
    across = both["organisation_x"].map(region) != both["organisation_y"].map(region)
    rows = {row.layer: row for row in ties_between_regions(reference_ecosystem).openness if not row.area}
    assert (rows["projects"].internal, rows["projects"].external) == (int((~across).sum()), int(across.sum()))
    assert rows["projects"].reading == "nothing"
    assert rows["other"].reading == "inward"
    assert rows["all"].mean == pytest.approx(rows["all"].neutral, abs=0.01)


def test_ids_are_only_names(reference_ecosystem: Ecosystem) -> None:
    def renamed(frame: str, *columns: str) -> Any:
        table = getattr(reference_ecosystem, frame)
        return table.assign(**{column: "z" + table[column] for column in columns})

    turned = replace(
        reference_ecosystem,
        organisations=renamed("organisations", "id"),
        participations=renamed("participations", "organisation"),
        ties=renamed("ties", "from", "to"),
        claims=renamed("claims", "organisation"),
    )
    once, again = ties_between_regions(reference_ecosystem), ties_between_regions(turned)
    assert [p.ties for p in again.pairs] == [p.ties for p in once.pairs]
    assert np.array_equal([o.index for o in again.openness], [o.index for o in once.openness], equal_nan=True)
    assert [b.across for b in again.bridges.shown] == [b.across for b in once.bridges.shown]


def test_command(reference_home: Any) -> None:
    told = document(
        "ties", "--domain", "V3", "--since", "2021", "--by", "nuts2", "-k", "2", "--format", "json", home=reference_home
    )
    assert (told["domain"], told["since"], told["by"]) == ("V3", 2021, "nuts2")
    assert len(told["bridges"]) == 2
    assert_fails(run("ties", "--domain", "V99", home=reference_home), 1, "V99", "V1")
