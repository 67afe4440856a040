"""Single points of failure: formulas by hand, who belongs to whom, and the rows behind every count."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from command_line import document
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.resilience import DependenceReport, dependence
from dirskg.graph.analyses.resilience.dependence_report import FLAGS
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures.dependence import concentration, exits, half_holders, left_out, single_points, top_share

weights = st.lists(st.floats(0.01, 1000), min_size=2, max_size=12)


# Formulas


def test_shares_and_concentration_by_hand() -> None:
    # Shares 1/2, 3/10, 1/5: 0.25 + 0.09 + 0.04 = 0.38.
    found = [5.0, 3.0, 2.0]
    assert top_share(found) == pytest.approx(0.5)
    assert concentration(found) == pytest.approx(0.38)
    # Without 5: 9/25 + 4/25; without 3: 25/49 + 4/49; without 2: 25/64 + 9/64.
    low, high = left_out(found)
    assert (float(low), float(high)) == pytest.approx((13 / 25, 29 / 49))


def test_the_range_holds_every_exit() -> None:
    low, high = left_out([5.0, 3.0, 2.0])
    each = [concentration([3.0, 2.0]), concentration([5.0, 2.0]), concentration([5.0, 3.0])]
    assert (float(low), float(high)) == pytest.approx((min(each), max(each)))


@given(weights)
def test_leaving_out_is_leaving_out(found: list[float]) -> None:
    each = [concentration(found[:place] + found[place + 1 :]) for place in range(len(found))]
    low, high = left_out(found)
    assert float(low) == pytest.approx(min(each), rel=1e-6)
    assert float(high) == pytest.approx(max(each), rel=1e-6)


@given(weights, st.floats(0.1, 10), st.randoms(use_true_random=False))
def test_order_and_unit_of_weights_do_not_matter(found: list[float], unit: float, rnd: random.Random) -> None:
    mixed = [value * unit for value in found]
    rnd.shuffle(mixed)
    assert top_share(mixed) == pytest.approx(top_share(found))
    assert concentration(mixed) == pytest.approx(concentration(found))
    assert 1 / len(found) - 1e-12 <= concentration(found) <= top_share(found) + 1e-12


def test_half_of_the_weight() -> None:
    assert half_holders([5, 3, 2]) == 1
    assert half_holders([4, 3, 3]) == 2
    assert half_holders([1 / 3] * 6) == 3
    assert half_holders([]) == half_holders([0]) == 0


def test_nobody_has_no_share() -> None:
    assert math.isnan(top_share([]))
    assert math.isnan(concentration([0, 0]))
    assert np.isnan(left_out([3])).all()


def test_concentration_of_the_worked_example() -> None:
    example = oracle(28)
    counts: dict[str, list[float]] = {}
    for row in example["inputs"]["rows"]:
        if row["actor_type"] == "company":
            counts.setdefault(row["domain"], []).append(row["count"])
    for domain, value in example["expected"]["hhi_companies_by_region"].items():
        assert concentration(counts[domain]) == pytest.approx(value)


def test_single_points_of_the_worked_example() -> None:
    example = oracle(33)
    members = example["inputs"]["domain_actors"]
    assert single_points(members) == example["expected"]["single_point_of_failure_domains"]
    assert exits(members) == {domain: len(set(actors)) for domain, actors in members.items()}


# Groups


# The analysis


def small(domains: Mapping[str, list[str]], legs: Mapping[str, str] | None = None) -> DependenceReport:
    """Domains with their actors, each with one piece of evidence; companies unless told otherwise."""
    actors = sorted({actor for found in domains.values() for actor in found})
    claims = [
        {"organisation": actor, "domain": domain, "basis": "curated", "weight": 1.0, "confidence": "high"}
        for domain, found in domains.items()
        for actor in found
    ]
    facts = {a: {"country": "BE", "region": "BE2", "leg": (legs or {}).get(a, "industry")} for a in actors}
    found = small_ecosystem({}, [("b", "a", "ownedBy")], organisations=facts, claims=claims)
    listed = frame("domains", [{"id": domain} for domain in domains])
    whole = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return dependence(Ecosystem(**{**whole, "domains": listed}))


def test_the_worked_example_through_the_analysis() -> None:
    example = oracle(33)
    report = small(example["inputs"]["domain_actors"])
    assert list(report.single_points()) == example["expected"]["single_point_of_failure_domains"]


def test_two_companies_of_one_group_are_one_supplier() -> None:
    cell = small({"V1": ["a", "b"]}).country[0]
    assert (cell.actors, cell.companies, cell.suppliers, cell.exits["industry"]) == (2, 2, 1, 1)
    assert cell.flags == ("sole supplier",)
    assert cell.top is not None
    assert (cell.top.companies, cell.top.group, cell.top.share) == (("a", "b"), "a", 1.0)


def test_the_laboratory_of_a_company_fills_its_own_leg() -> None:
    cell = small({"V1": ["a", "b"]}, {"b": "academia"}).country[0]
    assert (cell.suppliers, cell.exits["academia"]) == (1, 1)


def test_few_suppliers_are_not_called_concentrated() -> None:
    cell = small({"V1": ["a", "c", "d"]}).country[0]
    assert cell.hhi == pytest.approx(1 / 3)
    assert cell.flags == ()
    assert cell.top is not None
    assert cell.top.alike == 3


def test_a_domain_of_nobody_and_one_without_a_company() -> None:
    report = small({"V1": ["a"], "V2": ["c", "d"], "V3": []}, {"c": "academia", "d": "government"})
    assert [cell.flags for cell in report.country] == [
        ("single actor", "sole supplier"),
        ("no company",),
        ("no actor",),
    ]
    assert set(FLAGS) >= {flag for cell in report.country for flag in cell.flags}


@pytest.mark.parametrize("perimeter", ["broad", "strict"])
def test_traces_list_exactly_the_actors_counted(
    perimeter: Perimeter, reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = dependence(reference_ecosystem, perimeter=perimeter)
    chosen = [*report.country[::3], *[cell for cell in report.cells if cell.flags][:6]]
    for cell in chosen:
        trace = cell.trace()
        rows = reference_graph.select(trace.query, trace.parameters).to_pandas()
        assert rows["organisation"].nunique() == cell.actors
        assert (rows["leg"] == "industry").sum() == cell.pieces
    for one in report.sole:
        trace = one.trace()
        rows = reference_graph.select(trace.query, trace.parameters).to_pandas()
        assert len(set(rows["organisation"])) == len(one.organisations)
        assert len(rows) == one.pieces


def test_the_weight_of_the_top_adds_up_from_the_rows(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = dependence(reference_ecosystem)
    cell = next(cell for cell in report.country if cell.top and not cell.top.group and cell.top.alike == 1)
    assert cell.top is not None
    trace = cell.trace("industry")
    rows = reference_graph.select(trace.query, trace.parameters).to_pandas()
    weight = rows.groupby("organisation")["weight"].sum()
    assert weight.max() / weight.sum() == pytest.approx(cell.top.share)
    holdings = [reference_graph.select(t.query, t.parameters).to_pandas() for g in report.groups for t in g.traces()]
    assert sum(len(found) > 0 for found in holdings) >= len(report.groups)


def test_regions_never_hold_more_than_the_country(reference_ecosystem: Ecosystem) -> None:
    report = dependence(reference_ecosystem)
    for whole in report.country:
        parts = [cell for cell in report.cells if cell.domain == whole.domain]
        assert sum(cell.actors for cell in parts) <= whole.actors
        assert max(cell.suppliers for cell in parts) <= whole.suppliers
        assert all(cell.suppliers <= cell.companies for cell in parts)


def test_a_joint_venture_stands_alone(reference_ecosystem: Ecosystem) -> None:
    tops = groups(reference_ecosystem)
    assert tops["pic-899164393"] == "ref-fn-browning-group"  # FN Herstal
    assert tops["ref-sabca"] == tops["ref-sabena-engineering"] == "ref-orizio"
    assert "ref-belightning" not in tops
    assert "ref-sonaca" not in tops, "two public owners control nobody together"


def test_the_command_shows_the_limits(reference_home: Path) -> None:
    found = document("dependence", "--format", "json", home=reference_home)
    assert found["limits"] == {"top_share": 0.5, "hhi": 0.25, "hhi_from_suppliers": 4}
    assert len(found["country"]) == 15
