"""Gaps on the real build: sums that fit, rules that are kept, and the rows behind every cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from dirskg.graph import KnowledgeGraph
from dirskg.graph.analyses.coverage import By, Perimeter, active
from dirskg.graph.analyses.gaps import GAPS, GapReport, gaps
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.ontology import short


@pytest.fixture(scope="module")
def real(reference_ecosystem: Ecosystem) -> GapReport:
    return gaps(reference_ecosystem)


def test_the_real_report_has_every_cell_and_its_sums_fit(real: GapReport, reference_ecosystem: Ecosystem) -> None:
    pairs = active(reference_ecosystem, of=(CAPABLE,))
    assert len(real.cells) == 60
    assert sum(c.count for c in real.cells) == len(pairs)
    assert real.organisations == pairs["organisation"].nunique()
    judged = [c for c in real.cells if c.region]
    assert sum(c.expected for c in judged) == pytest.approx(sum(c.count for c in judged))
    assert sum(c.fractional for c in real.cells) == pytest.approx(real.organisations)
    for c in real.cells:
        assert max(c.legs.values()) <= c.count
        assert c.sme <= c.count


def test_real_gaps_keep_to_the_rules_and_their_closers_to_other_regions(
    real: GapReport, reference_ecosystem: Ecosystem
) -> None:
    region = reference_ecosystem.organisations.set_index("id")["region"].to_dict()
    assert real.gaps()
    for c in real.gaps():
        assert c.state in GAPS
        assert max(c.expected, c.count) >= 3
        for closer in c.closable_by:
            assert {region[actor.id] for actor in closer.actors} == {closer.region} != {c.region}
            assert {region[actor.partner] for actor in closer.actors if actor.partner} <= {c.region}


READINGS_OF_EVIDENCE: list[tuple[By, Perimeter]] = [
    ("region", "broad"),
    ("region", "strict"),
    ("nuts2", "strict"),
    ("nuts3", "broad"),
]


@pytest.mark.parametrize(("by", "perimeter"), READINGS_OF_EVIDENCE)
def test_the_rows_behind_a_cell_are_those_counted(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem, by: By, perimeter: Perimeter
) -> None:
    report = gaps(reference_ecosystem, by=by, perimeter=perimeter, draws=0)
    # V5, H1 and H4 count actors without a place, international bodies and a programme of Belgium alone among their kin.
    told = [c for c in report.cells if c.domain in ("V2", "V5", "H4")]
    if by != "region":  # of so many, some that have anybody, and all without a place
        told = [*[c for c in told if c.count and c.region][::3], *[c for c in told if not c.region]]
    for c in told:
        for eu, counted in ((False, c.be.count), (True, c.eu.count)):
            trace = c.trace(eu=eu)
            rows = reference_graph.select(trace.query, trace.parameters).to_pandas(short)
            assert rows["organisation"].nunique() == counted, trace


@pytest.mark.large
def test_civil_projects_alone_put_nobody_behind_a_strict_cell(real_home: Path) -> None:
    with KnowledgeGraph.open(home=real_home) as graph:
        for c in gaps(graph.ecosystem, perimeter="strict", draws=0).cells:
            if c.domain == "H6":
                rows = graph.select(c.trace().query, c.trace().parameters).to_pandas(short)
                assert rows["organisation"].nunique() == c.count, c


def test_the_rows_behind_the_programmes_are_their_entries(real: GapReport, reference_graph: KnowledgeGraph) -> None:
    trace = real.programmes.trace()
    rows = reference_graph.select(trace.query, trace.parameters).to_pandas(short)
    assert (len(rows), rows["organisation"].nunique()) == (real.programmes.entries, real.programmes.organisations)
    assert rows.loc[rows["country"] == "BE", "organisation"].nunique() == real.programmes.belgians
    for domain, whole in real.programmes.country.items():
        here = rows[rows["country"] == "BE"]
        assert whole.count == (here["field"] == domain).sum()
        assert whole.expected == pytest.approx((rows["field"] == domain).sum() * len(here) / len(rows))


@pytest.mark.parametrize("by", ["region", "nuts2"])
def test_numbers_do_not_depend_on_what_is_shown(reference_ecosystem: Ecosystem, by: By) -> None:
    whole = gaps(reference_ecosystem, by=by)
    alone = gaps(reference_ecosystem, by=by, domain="V3")
    assert [c.to_json() for c in whole.cells if c.domain == "V3"] == [c.to_json() for c in alone.cells]
    assert list(alone.domains["id"]) == ["V3"]
    there = gaps(reference_ecosystem, by=by, region="BE3")
    placed = [c.to_json() for c in whole.cells if c.region.startswith("BE3") or not c.region]
    assert placed == [c.to_json() for c in there.cells]
    assert [p.area for p in there.profiles] == [area for area in whole.areas if area.startswith("BE3")]


def test_the_strict_perimeter_counts_less_in_every_cell(real: GapReport, reference_ecosystem: Ecosystem) -> None:
    strict = gaps(reference_ecosystem, perimeter="strict")
    for narrow, wide in zip(strict.cells, real.cells, strict=True):
        assert (narrow.domain, narrow.region) == (wide.domain, wide.region)
        assert narrow.count <= wide.count
    assert strict.organisations < real.organisations


def test_provinces_hold_what_the_regions_hold(real: GapReport, reference_ecosystem: Ecosystem) -> None:
    report = gaps(reference_ecosystem, by="nuts2")
    assert sum(c.count for c in report.cells) == sum(c.count for c in real.cells)
    assert len(report.cells) == 15 * len(report.areas) == 15 * 12
