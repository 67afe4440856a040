"""What regions could bring each other: relatedness from programmes, presence, and traces that count what is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from command_line import assert_fails, document, run
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.complement import ComplementReport, complementarity, domain_relatedness, programme_claims
from dirskg.graph.analyses.gaps.populations import programme_pairs
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures import portfolios as p
from dirskg.graph.measures.holding import holds
from dirskg.graph.measures.relatedness import association
from dirskg.graph.measures.specialisation import location_quotient
from dirskg.ontology import short

# Who takes part in what, and what projects are about.
cases = st.tuples(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=15),
    st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=5, max_size=5),
)


@given(cases)
def test_portfolios_are_counted_as_by_hand(case: tuple[list[tuple[int, int]], list[list[bool]]]) -> None:
    pairs, about = case
    who, what = zip(*pairs, strict=True)
    found = p.portfolios(who, what, 5)
    domains = [{d for o, w in set(pairs) if o == one for d in range(3) if about[w][d]} for one in set(who)]
    expected = [[0 if i == j else sum(i in own and j in own for own in domains) for j in range(3)] for i in range(3)]
    assert p.together(found, about)[0].tolist() == expected
    np.testing.assert_allclose(p.associations(p.together(found, about))[0], association(expected))
    # Order and repetition of rows change nothing, drawn again or not.
    again = p.portfolios((*who, *who)[::-1], (*what, *what)[::-1], 5)
    once, twice = (p.drawn_associations(one, about, draws=5) for one in (found, again))
    np.testing.assert_array_equal(once, twice)


def test_intervals_come_from_draws_that_have_a_value() -> None:
    drawn = np.concatenate([np.full(10, np.nan), np.arange(101)])[:, None]
    found = p.percentiles(drawn, [50.0], level=0.9)
    assert (found.low[0], found.high[0]) == (5, 95)
    # Where most draws have none there is no interval.
    assert np.isnan(p.percentiles(np.where(drawn > 10, np.nan, drawn), [5.0]).low).all()


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=3, max_size=3))
def test_a_region_holds_what_it_has_its_share_of(counts: list[list[int]]) -> None:
    lq = location_quotient(counts)
    away_from_one = np.abs(np.nan_to_num(lq, nan=0.5) - 1) > 1e-6
    expected = (np.nan_to_num(lq) >= 1) & (np.array(counts) >= 2)
    np.testing.assert_array_equal(holds(counts)[away_from_one], expected[away_from_one])


def six() -> Ecosystem:
    """Two regions that each hold one domain of two, and projects of many organisations in both."""
    organisations = {
        **{f"b{i}": {"country": "BE", "region": "BE2", "leg": "industry"} for i in range(4)},
        **{f"c{i}": {"country": "BE", "region": "BE3", "leg": "industry"} for i in range(4)},
        **{f"x{i}": {"country": "FR"} for i in range(4)},
    }
    claims = [
        {"organisation": f"{letter}{i}", "domain": domain, "basis": "curated", "weight": 1.0, "confidence": "high",
         "source": f"https://x.eu/{letter}{i}"}
        for letter, domain in (("b", "V1"), ("c", "V2")) for i in range(4)
    ]  # fmt: skip
    worked = [
        {"organisation": f"x{i}", "domain": domain, "basis": "project", "weight": 1.0, "confidence": "high",
         "project": f"p-{domain}"}
        for domain in ("V1", "V2") for i in range(4)
    ]  # fmt: skip
    members = [f"x{i}" for i in range(4)]
    projects = {"p-V1": (2023, members), "p-V2": (2023, members), "q": (2024, ["b0", "c0"])}
    found = small_ecosystem(projects, organisations=organisations, claims=[*claims, *worked])
    return replace(found, domains=frame("domains", [{"id": "V1"}, {"id": "V2"}, {"id": "V3"}]))


def test_a_case_that_can_be_checked_by_hand() -> None:
    report = complementarity(six(), gap=("BE2", "V2"))
    (wanting,) = report.cells
    assert report.held == (("BE2", "V1"), ("BE3", "V2"))
    # V2 is related to V1 alone, which Flanders holds: nothing is left for another region to add.
    assert (wanting.density.value, wanting.density.even, wanting.offers) == (100, 50, ())
    # For V1 Wallonia brings V2, all that V1 is related to. Two projects are too few for an interval.
    (offer,) = complementarity(six(), gap=("BE1", "V1")).cells[0].offers
    assert (offer.region, offer.added.value, offer.firm) == ("BE3", 100, 0)
    (supply,) = offer.supplies
    assert (supply.count, supply.pair.organisations, supply.pair.projects, supply.pair.related) == (4, 4, 0, False)
    assert np.isnan(supply.pair.low)
    # Ties are those to the region that asks: c0 shares a project with b0, which sits in Flanders.
    tied = {one.id: (one.tied, one.partner) for one in supply.suppliers}
    assert tied == {"c0": (0, ""), "c1": (0, ""), "c2": (0, ""), "c3": (0, "")}
    asked = complementarity(six(), gap=("BE2", "V1")).cells[0]
    assert asked.held
    (brought,) = asked.offers[0].supplies
    assert brought.domain == "V2"
    assert [(one.id, one.tied, one.partner) for one in brought.suppliers][0] == ("c0", 1, "b0")


def test_related_domains_of_a_made_up_programme() -> None:
    # Twelve projects about 0 and 1, twelve about 2 and 3, two across: 0-1 and 2-3 go together, 0-2 does not.
    about = np.zeros((26, 4))
    about[:12, :2], about[12:24, 2:], about[24:, [0, 2]] = 1, 1, 1
    project = np.repeat(np.arange(26), 2)
    found = p.portfolios(np.arange(52), project, 26)
    drawn = p.drawn_associations(found, about)
    interval = p.percentiles(drawn, p.associations(p.together(found, about))[0])
    related = {(i, j) for i, j in combinations(range(4), 2) if interval.low[i, j] > 1}
    assert related == {(0, 1), (2, 3)}
    assert interval.high[0, 2] < 1


def test_the_population_is_that_of_the_gap_report(reference_ecosystem: Ecosystem) -> None:
    claims = programme_claims(reference_ecosystem)
    pairs = programme_pairs(reference_ecosystem)
    assert set(zip(claims["organisation"], claims["domain"], strict=True)) == set(
        zip(pairs["organisation"], pairs["domain"], strict=True)
    )
    found = domain_relatedness(reference_ecosystem)
    assert found.organisations == pairs["organisation"].nunique()
    assert [found.between(pair.other, pair.one) for pair in found.pairs] == list(found.pairs)


@pytest.fixture(scope="module")
def whole(reference_ecosystem: Ecosystem) -> ComplementReport:
    return complementarity(reference_ecosystem)


def test_cells_are_held_or_shown(whole: ComplementReport) -> None:
    shown = {(wanting.cell.region, wanting.cell.domain) for wanting in whole.cells}
    assert len(shown) + len(whole.held) == 45
    assert shown.isdisjoint(whole.held)
    firm = [wanting.best.firm if wanting.best else 0 for wanting in whole.cells]
    assert firm == sorted(firm, reverse=True)
    for wanting in whole.cells:
        for offer in wanting.offers:
            assert offer.added.value == pytest.approx(sum(supply.share for supply in offer.supplies))
            assert wanting.density.value + offer.added.value <= 100 + 1e-9
            assert all((offer.region, s.domain) in whole.held for s in offer.supplies)
            assert all((wanting.cell.region, s.domain) not in whole.held for s in offer.supplies)


@pytest.mark.parametrize("perimeter", ["broad", "strict"])
def test_traces_hold_what_was_counted(
    perimeter: str, reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = complementarity(reference_ecosystem, gap=("BE3", "V3"), perimeter=perimeter)  # type: ignore[arg-type]
    cell = report.cells[0]

    def asked(trace: object, column: str) -> Counter[str]:
        found = reference_graph.select(trace.query, trace.parameters)  # type: ignore[attr-defined]
        place = found.columns.index(column)
        return Counter(str(row[place]) for row in found.values(short))

    assert len(asked(cell.cell.trace(), "organisation")) == cell.cell.count
    for supply in (supply for offer in cell.offers for supply in offer.supplies):
        rows = asked(supply.trace, "organisation")
        assert len(rows) == supply.count
        assert [rows[one.id] for one in supply.suppliers] == [one.claims for one in supply.suppliers]
    for pair in report.pairs[:4]:
        organisations, projects = pair.traces()
        assert len(asked(organisations, "organisation")) == pair.organisations
        assert len(asked(projects, "project")) == pair.projects
    population = asked(report.traces()[0], "organisation")
    assert len(population) == report.relatedness.organisations


def test_what_the_graph_does_not_have_is_named(reference_ecosystem: Ecosystem) -> None:
    with pytest.raises(DirskgError, match=r"No region is called 'BE9'\. There are: BE1, BE2, BE3"):
        complementarity(reference_ecosystem, gap=("BE9", "V1"))
    with pytest.raises(DirskgError, match=r"No domain is called 'V9'\. There are: H1"):
        complementarity(reference_ecosystem, gap=("BE1", "V9"))


def test_the_command(reference_home: Path) -> None:
    found = document("complement", "--gap", "BE3/V3", "--format", "json", home=reference_home)
    assert document("complement", "--gap", "v3/wallonie", "--format", "json", home=reference_home) == found
    assert found["gap"] == "BE3/V3"
    assert_fails(run("complement", "--gap", "BE3", home=reference_home), 2, "REGION/DOMAIN")
