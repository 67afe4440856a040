"""The participation benchmark: formulas by hand, counts recounted, yardsticks that rest on what was published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from command_line import document
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from scipy import stats
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.programmes import BenchmarkReport, benchmark
from dirskg.graph.analyses.programmes.benchmark import FALSE_DISCOVERIES, LEAST_EXPECTED, domain_trace
from dirskg.graph.analyses.programmes.yardsticks import yardsticks
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures.participation import cluster_share, observed_expected, rate_ratio
from dirskg.ontology.vocab import EU

COUNTS = st.integers(0, 200)


@pytest.fixture(scope="module")
def report(reference_ecosystem: Ecosystem) -> BenchmarkReport:
    return benchmark(reference_ecosystem)


# Formulas


def test_observed_over_expected_has_the_published_bounds_of_garwood() -> None:
    for count, (low, high) in oracle(7)["expected"]["garwood95"].items():
        found = observed_expected(int(count), 2.0)
        assert found.value == int(count) / 2
        assert (found.low, found.high) == pytest.approx((low / 2, high / 2), abs=6e-5)
    assert np.isnan(observed_expected(3, 0.0)).all()


def test_rate_ratio_by_hand() -> None:
    # 10 in 2 units against 5 in 3: 5 over 5/3 is 3. Given 15 in all, the share 10/15 has bounds p; p/(1-p) * 3/2.
    found = rate_ratio(10, 2.0, 5, 3.0)
    assert found.value == pytest.approx(3.0)
    low, high = stats.beta.ppf(0.025, 10, 6), stats.beta.ppf(0.975, 11, 5)
    assert (found.low, found.high) == pytest.approx((low / (1 - low) * 1.5, high / (1 - high) * 1.5))
    assert np.isnan(rate_ratio(0, 1.0, 0, 1.0)).all()
    assert np.isnan(rate_ratio(4, float("nan"), 2, 1.0)).all()
    unbounded = rate_ratio(4, 1.0, 0, 1.0)
    assert np.isnan(unbounded.value)
    assert np.isnan(unbounded.high)
    assert unbounded.low > 0


@given(COUNTS, COUNTS, st.floats(0.1, 50), st.floats(0.1, 50))
def test_the_other_way_round_a_rate_ratio_is_its_inverse(a: int, b: int, x: float, y: float) -> None:
    there, back = rate_ratio(a, x, b, y), rate_ratio(b, y, a, x)
    if a and b:
        assert there.value * back.value == pytest.approx(1)
        assert there.low * back.high == pytest.approx(1, rel=1e-6)
        assert there.low < there.value < there.high


def test_a_share_over_clusters_by_hand() -> None:
    # 1 of 4 and 3 of 4: 4/8; residuals -1 and 1, so s = sqrt(2/1 * 2) / 8 = 1/4.
    found = cluster_share([1, 3], [4, 4])
    assert found == pytest.approx((0.5, 0.5 - 1.959964 / 4, 0.5 + 1.959964 / 4), rel=1e-6)
    assert cluster_share([2, 2, 2], [4, 4, 4]) == pytest.approx((0.5, 0.5, 0.5))
    assert np.isnan(cluster_share([], [])).all()
    assert np.isnan(cluster_share([1], [4]).low)
    # In none of three projects: that does not say that the share is 0 for sure.
    assert cluster_share([0, 0, 0], [4, 4, 4]) == pytest.approx((0, np.nan, np.nan), nan_ok=True)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=20))
def test_a_share_over_clusters_lies_in_its_interval(pairs: list[tuple[int, int]]) -> None:
    parts, wholes = [a for a, _ in pairs], [a + b for a, b in pairs]
    found = cluster_share(parts, wholes)
    if 0 < sum(parts) < sum(wholes):
        assert 0 <= found.low <= found.value <= found.high <= 1


# Counts


def test_belgium_and_the_countries_add_up(report: BenchmarkReport) -> None:
    belgium, *places = report.parts
    assert belgium.participations == sum(part.participations for part in places)
    assert sum(country.part.participations for country in report.countries) == report.participations
    assert sum(c.part.participations for c in report.countries if c.part.place in EU) == report.union
    counts = [country.part.participations for country in report.countries]
    assert counts == sorted(counts, reverse=True)
    assert [c.rank for c in report.countries] == [1 + sum(n > m for n in counts) for m in counts]


def test_the_rows_of_the_query_give_every_number(report: BenchmarkReport, reference_graph: KnowledgeGraph) -> None:
    parts = [*report.parts, *(country.part for country in report.countries[::4])]
    for part in parts:
        rows = reference_graph.select(part.trace().query, part.trace().parameters).to_pandas()
        led = int((rows["role"] == "coordinator").sum())
        assert (len(rows), rows["project"].nunique(), led) == (part.participations, part.projects, part.coordinations)
        if part.contributions_known:
            assert rows["contribution"].astype(float).sum() == pytest.approx(part.contribution)
    for ratio in report.domains[::6]:
        trace = domain_trace(ratio)
        assert len(reference_graph.select(trace.query, trace.parameters).rows) == ratio.observed


def test_what_a_domain_leads_to_expect_is_the_part_in_the_whole(report: BenchmarkReport) -> None:
    whole = {part.place: part.participations for part in report.parts}
    for ratio in report.domains:
        assert ratio.expected == pytest.approx(ratio.total * whole[ratio.place] / report.participations)
        if ratio.expected < LEAST_EXPECTED:
            # Few expected do not hide that many more are seen.
            more = ratio.ratio.low > 1 and ratio.p_adjusted <= FALSE_DISCOVERIES
            assert ratio.reading == ("more" if more else "few")
    assert any(ratio.reading == "more" and ratio.expected < LEAST_EXPECTED for ratio in report.domains)


def test_bodies_of_the_union_and_other_countries_are_told_apart() -> None:
    actors = {"a": {"country": "BE", "region": "BE2"}, "b": {"country": "BE", "level": "international"}}
    actors |= {"c": {"country": "NO"}, "d": {"country": "NL"}}
    ecosystem = small_ecosystem({"p": (2023, ["a", "b", "c", "d"])}, organisations=actors)
    found = benchmark(replace(ecosystem, participations=ecosystem.participations.assign(id=list("1234"))))
    assert (found.participations, found.union, found.international) == (3, 2, 1)
    assert {part.place: part.participations for part in found.parts} == {"BE": 1, "BE1": 0, "BE2": 1, "BE3": 0}


# Yardsticks


def figure(subject: str, value: float, region: str = "", year: float = 2022.0) -> dict[str, object]:
    return {"id": f"{subject}-{region}-{year:g}", "subject": subject, "region": region, "year": year, "value": value}


def test_yardsticks_rest_on_figures_of_one_year() -> None:
    told = [
        figure("share-of-eu-gdp", 9.0, "BE", 2010), figure("share-of-eu-gdp", 4.0, "BE", 2024),
        figure("rd-intensity", 3.0, "BE"), figure("rd-intensity", 2.0),
        figure("defence-spending", 5e9, "BE", 2021), figure("defence-spending", 2e11),
    ]  # fmt: skip
    ecosystem = replace(small_ecosystem({}), figures=frame("figures", told))
    found = {stick.name: stick for stick in yardsticks(ecosystem, 2.5)}
    # Defence spending is of two years, so it gives no share.
    assert set(found) == {"gdp", "research", "given"}
    assert found["gdp"].share == pytest.approx(0.04)
    assert found["research"].share == pytest.approx(0.04 * 3 / 2)
    assert found["given"].share == pytest.approx(0.025)
    assert yardsticks(small_ecosystem({})) == ()


def test_expected_is_the_share_of_all_member_states(report: BenchmarkReport) -> None:
    for stick, ratio in report.measured:
        assert ratio.expected == pytest.approx(stick.share * ratio.total)
        assert ratio.total <= report.union
    assert {stick.name for stick, _ in report.measured} == {"gdp", "research", "defence"}


@pytest.mark.parametrize("share", [0.0, -1.0, 101.0, float("nan")])
def test_a_share_that_is_no_percentage_is_refused(share: float) -> None:
    with pytest.raises(DirskgError, match="--expect-share"):
        benchmark(small_ecosystem({}), expect_share=share)


def test_the_command_takes_a_share_of_the_reader(reference_home: Path) -> None:
    found = document("benchmark", "--format", "json", "--expect-share", "10", home=reference_home)
    told = [row for row in found["yardsticks"] if row["yardstick"] == "given"]
    assert [row["expected"] for row in told] == pytest.approx([row["total"] / 10 for row in told])
