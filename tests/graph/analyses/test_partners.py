"""Suggested partners: what fits and why, and a test on the past that agrees with going through all pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from command_line import assert_fails, document, run
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.partners import HoldOut, PartnersReport, partners
from dirskg.graph.analyses.partners.hold_out import hold_out
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures import link_prediction as lp
from dirskg.graph.measures.holdout import kinds_of, levels_above_zero, levels_by_kind
from dirskg.graph.measures.portfolio_fit import complement, shared_calls
from dirskg.graph.measures.ranking import average_precision, levels, precision_at, roc_auc
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.graph.network.projection import collaboration_network
from dirskg.ontology import short

edges = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14)


@given(edges, edges, arrays(np.int64, 8, elements=st.integers(0, 2)))
def test_levels_are_those_of_all_pairs(
    past: list[tuple[int, int]], later: list[tuple[int, int]], kind: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    tied = {frozenset(pair) for pair in past if pair[0] != pair[1]}
    came = {frozenset(pair) for pair in later if pair[0] != pair[1]} - tied
    adjacent, new = (lp.adjacency([min(p) for p in group], [max(p) for p in group], 8) for group in (tied, came))
    pairs = [p for p in combinations(range(8), 2) if frozenset(p) not in tied]
    good = [frozenset(p) in came for p in pairs]
    table = np.array([[0, 1, 5], [1, 2, 0.5], [5, 0.5, 2]])
    allocation = lp.resource_allocation(adjacent)
    cases = (
        (levels_by_kind(kind, table, adjacent, new), [table[kind[u], kind[v]] for u, v in pairs]),
        (levels_above_zero(allocation, adjacent, new), [allocation.toarray()[p] for p in pairs]),
    )
    for found, scores in cases:
        expected = levels(scores, good)
        assert (found.total, found.positives) == (len(pairs), sum(good))
        for measure in (roc_auc, average_precision):
            assert measure(found) == pytest.approx(measure(expected), nan_ok=True)
        assert precision_at(found, 3) == pytest.approx(precision_at(expected, 3), nan_ok=True)


def test_fit_of_portfolios_by_hand() -> None:
    # Domains 0-1 and 0-2 are related. Who has 0 lacks 1 and 2; another has 1, a third both, a fourth 3 alone.
    related = np.zeros((4, 4))
    related[0, 1:3] = related[1:3, 0] = 1
    own, others = [[1, 0, 0, 0]], [[0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]]
    assert complement(own, others, related).tolist() == [[0.5, 1, 0, 0]]
    # Its calls are those with domain 0: one of 0 and 1 by half, one of 0 alone; the third is not its own.
    calls = [[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
    assert shared_calls(own, others, calls).tolist() == [[0.25, 0.25, 0, 0.75]]
    assert shared_calls(own, others, np.empty((0, 4))).tolist() == [[0, 0, 0, 0]]
    kind, rows = kinds_of(others)
    assert rows[kind].tolist() == others


def consortia() -> Ecosystem:
    """An EDF of two years: two pieces that are joined in the second, and a newcomer."""
    projects = {"p": (2022, ["a", "b"]), "q": (2022, ["b", "c"]), "r": (2022, ["d", "e"]), "s": (2023, ["a", "c"]),
                "t": (2023, ["c", "d", "n"])}  # fmt: skip
    found = small_ecosystem(projects, organisations={name: {"country": "BE"} for name in "abcden"})
    return replace(found, projects=found.projects.assign(programme="EDF"))


def test_a_past_that_can_be_checked_by_hand() -> None:
    found = hold_out(consortia())
    # Up to 2022: a-b, b-c, d-e. Of the 7 other pairs of five a-c and c-d came, c-d between pieces; n was not known.
    counts = (found.year, found.projects, found.later, found.actors, found.ties, found.candidates, found.new)
    assert counts == (2022, 3, 2, 5, 3, 7, 2)
    assert (found.across, found.newcomers, found.belgians) == (1, 2, 3)
    scores = {score.name: score for score in found.scores}
    # Only a-c has a common partner: it stands above all, c-d among the six others.
    allocation = scores["resource_allocation"]
    assert allocation.auc == pytest.approx((5 + 2.5) / 10)
    assert allocation.average_precision == pytest.approx((1 + 2 / 7) / 2)
    # Degrees are 1 but for b (2): b-d and b-e stand above a-c, a-d, a-e, c-d and c-e.
    assert scores["degree_product"].auc == pytest.approx((0 * 2 + 3 * 0.5) * 2 / 10)
    # a and c name each other first. d: three stand equal, of which c is right: second of three on average.
    assert allocation.mrr == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert allocation.hits == 1


@pytest.mark.parametrize("until", [2021, 2023])
def test_a_year_without_a_past_or_a_future_is_refused(until: int) -> None:
    with pytest.raises(DirskgError, match="EDF projects are of 2022 to 2023"):
        hold_out(consortia(), until=until)


def test_without_later_projects_there_is_a_stated_answer() -> None:
    ecosystem = consortia()
    early = replace(ecosystem, projects=ecosystem.projects[ecosystem.projects["year"] == 2022])
    assert hold_out(early).state == "no later ties"
    assert hold_out(small_ecosystem({})).state == "no later ties"


@pytest.fixture(scope="module")
def report(reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem) -> PartnersReport:
    return partners(reference_ecosystem, reference_graph.resolve("ref-dotocean"), on="2026-11-25", k=500)


def test_suggestions_are_strangers_in_belgium_with_reasons(
    report: PartnersReport, reference_ecosystem: Ecosystem
) -> None:
    rows = reference_ecosystem.organisations.set_index("id")
    network = collaboration_network(reference_ecosystem)
    assert report.found == len(report.suggestions) > 10
    assert not {one.id for one in report.suggestions} & {*report.known.tied, report.organisation}
    keys = [(-one.points, -one.allocation, one.id) for one in report.suggestions]
    assert keys == sorted(keys)
    u, v = (network.organisations["id"].to_numpy()[ends].tolist() for ends in (network.u, network.v))
    ties: dict[str, set[str]] = {name: set() for name in rows.index}
    for one, other in zip(u, v, strict=True):
        ties[one].add(other)
        ties[other].add(one)
    assert set(report.known.tied) == ties[report.organisation]
    for found in report.suggestions:
        facts = rows.loc[found.id]
        assert (facts["country"], facts["kind"] in FUNDER_KINDS) == ("BE", False)
        assert found.brings or found.calls
        assert {domain for domain, _ in found.brings} <= set(report.near)
        assert all(pair.related for _, why in found.brings for pair in why)
        assert set(found.shared) <= set(report.domains)
        common = ties[found.id] & ties[report.organisation]
        assert found.common == len(common)
        assert found.allocation == pytest.approx(sum(1 / len(ties[one]) for one in common))


def test_traces_hold_what_was_counted(report: PartnersReport, reference_graph: KnowledgeGraph) -> None:
    def asked(place: int, column: str) -> set[str]:
        trace = report.traces()[place]
        found = reference_graph.select(trace.query, trace.parameters)
        return {str(row[found.columns.index(column)]) for row in found.values(short)}

    assert {domain.removeprefix("domain-") for domain in asked(0, "domain")} == set(report.domains)
    assert asked(1, "other") == set(report.known.tied)
    trace = report.traces()[2]
    found = reference_graph.select(trace.query, trace.parameters)
    columns = [found.columns.index(name) for name in ("call", "domain")]
    calls = {str(row[columns[0]]) for row in found.values(short) if row[columns[1]]}
    assert calls == set(report.calls)
    assert {call.id for call in report.fitting} <= calls
    trace = report.hold_out.trace()
    found = reference_graph.select(trace.query, trace.parameters)
    columns = [found.columns.index(name) for name in ("organisation", "project", "year")]
    before = [row for row in found.values(short) if int(str(row[columns[2]])) <= report.hold_out.year]
    assert len({row[columns[0]] for row in before}) == report.hold_out.actors
    assert len({row[columns[1]] for row in before}) == report.hold_out.projects


def test_the_test_on_the_past_adds_up(report: PartnersReport) -> None:
    past: HoldOut = report.hold_out
    assert past.candidates == past.actors * (past.actors - 1) // 2 - past.ties
    assert 0 < past.across < past.new < past.candidates
    scores = {score.name: score for score in past.scores}
    assert all(0 <= score.auc <= 1 and 0 < score.average_precision < 1 for score in past.scores)
    # Without any sense a score gives the share of new ties; the same component can do little more.
    assert scores["same_component"].average_precision == pytest.approx(past.new / past.candidates, rel=0.2)


def test_options_narrow_the_suggestions(report: PartnersReport, reference_ecosystem: Ecosystem) -> None:
    only = partners(reference_ecosystem, report.organisation, on="2026-11-25", region="BE3", leg="industry", k=500)
    chosen = [one.id for one in report.suggestions if (one.region, one.leg) == ("BE3", "industry")]
    assert [one.id for one in only.suggestions] == chosen != []
    known = partners(reference_ecosystem, report.organisation, on="2026-11-25", include_known=True, k=500)
    assert {one.id for one in known.suggestions if not one.tied} == {one.id for one in report.suggestions}
    assert {one.id for one in known.suggestions if one.tied} <= set(report.known.tied)


def test_what_the_graph_does_not_have_is_named(reference_ecosystem: Ecosystem) -> None:
    for options, message in (({"region": "BE9"}, "BE1, BE2, BE3"), ({"leg": "x"}, "academia, government")):
        with pytest.raises(DirskgError, match=message):
            partners(reference_ecosystem, "ref-bsdi", on="2026-11-25", **options)  # type: ignore[arg-type]
    with pytest.raises(DirskgError, match="has no organisation"):
        partners(reference_ecosystem, "project-101102424", on="2026-11-25")


def test_an_organisation_without_a_domain_is_told_so() -> None:
    found = small_ecosystem({"p": (2023, ["a", "b"])}, organisations={"a": {"country": "BE"}, "b": {"country": "BE"}})
    answer = partners(replace(found, calls=frame("calls", [])), "a", on="2026-11-25")
    assert (answer.domains, answer.suggestions, answer.known.tied) == ((), (), ("b",))


def test_the_command(reference_home: Path) -> None:
    told = document(
        "partners", "ref-dotocean", "-k", "3", "--on", "2026-11-25", "--format", "json", home=reference_home
    )
    assert len(told["suggestions"]) == 3
    assert_fails(run("partners", "ref-nobody", home=reference_home), 1, "no record 'ref-nobody'", "dirskg find")
