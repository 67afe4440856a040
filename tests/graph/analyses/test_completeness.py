"""Estimates of the unseen against published values, lists counted as told, and anchors that can be recounted."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from command_line import result
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.completeness import Part, completeness, seen_share
from dirskg.graph.analyses.completeness.anchors import YARDSTICKS, anchors
from dirskg.graph.analyses.completeness.completeness import LEAST_SHARED, LEAST_TWICE
from dirskg.graph.analyses.completeness.lists import actor_lists
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures.unseen import many_lists, two_lists

# Table of the R package iNEXT for its spider data (Chao et al. 2014): bounds of the 95 % interval, to three digits.
SPIDERS = {"Girdled": (30.511, 96.971), "Logged": (43.502, 128.583)}


# Formulas


@pytest.mark.parametrize("site", SPIDERS)
def test_number_of_lists_gives_the_published_estimate_and_interval(site: str) -> None:
    case = oracle(7)
    counts = case["inputs"]["abundance"][site]
    found = many_lists(counts)
    assert found.value == pytest.approx(case["expected"]["chao1"][site], abs=1e-6)
    assert (found.low, found.high) == pytest.approx(SPIDERS[site], abs=5e-4)
    assert found.seen == len(counts)


def test_two_lists_by_hand() -> None:
    # 20 and 15 with 11 in common: 21 * 16 / 12 - 1 = 27, variance 21 * 16 * 9 * 4 / (12^2 * 13) = 6.4615, seen 24.
    found = two_lists(20, 15, 11)
    assert (found.value, found.seen) == (27.0, 24)
    assert found.share == pytest.approx(24 / 27)
    reach = np.exp(1.959964 * np.sqrt(np.log(1 + 6.461538 / 3**2)))
    assert (found.low, found.high) == pytest.approx((24 + 3 / reach, 24 + 3 * reach), rel=1e-5)


def test_a_list_within_the_other_leaves_nothing_unseen() -> None:
    assert two_lists(10, 4, 4) == (10.0, 10.0, 10.0, 10)
    assert two_lists(0, 0, 0) == (0.0, 0.0, 0.0, 0)
    assert many_lists([2, 3, 5]) == (3.0, 3.0, 3.0, 3)
    assert many_lists([]).share == 1.0


@given(st.integers(0, 60), st.integers(0, 60), st.data())
def test_two_lists_are_symmetric_and_never_below_what_was_seen(n1: int, n2: int, data: st.DataObject) -> None:
    shared = data.draw(st.integers(0, min(n1, n2)))
    found = two_lists(n1, n2, shared)
    assert found == two_lists(n2, n1, shared)
    assert found.seen <= found.low <= found.value + 1e-9 <= found.high + 2e-9
    assert 0 < found.share <= 1


@given(st.lists(st.integers(1, 6), max_size=40), st.randoms())
def test_number_of_lists_does_not_depend_on_order_and_bounds_hold(counts: list[int], random: Random) -> None:
    found = many_lists(counts)
    shuffled = list(counts)
    random.shuffle(shuffled)
    assert many_lists(shuffled) == found
    assert found.seen <= found.low <= found.value + 1e-9 <= found.high + 2e-9


# Lists


def claim(organisation: str, source: str, domain: str = "V1", project: str = "") -> dict[str, object]:
    basis = "project" if project else "curated"
    told = {"organisation": organisation, "domain": domain, "basis": basis, "project": project, "source": source}
    return {**told, "weight": 1.0, "confidence": "high"}


def listed(*claims: dict[str, object], **facts: dict[str, str]) -> Ecosystem:
    """Companies of Flanders named by claims; one EDF project "p" stands in the frames."""
    names = {str(told["organisation"]) for told in claims}
    actors = {name: {"country": "BE", "leg": "industry", "region": "BE2", **facts.get(name, {})} for name in names}
    return small_ecosystem({"p": (2023, ["x"])}, organisations=actors, claims=claims)


def test_pages_of_one_site_and_consortia_of_one_programme_are_one_list() -> None:
    ecosystem = listed(
        claim("a", "https://www.paper.be/one"), claim("a", "http://paper.be/two"), claim("a", "https://other.be/x"),
        claim("a", "https://data.eu/1", project="p"), claim("a", "https://data.eu/2", project="p"), claim("b", ""),
    )  # fmt: skip
    lists = actor_lists(ecosystem)
    assert lists.loc[lists["organisation"] == "a", "list"].tolist() == ["consortia of EDF", "other.be", "paper.be"]
    assert lists.loc[lists["organisation"] == "b", "list"].tolist() == ["page without address"]
    assert lists["consortium"].sum() == 1


def test_public_bodies_and_intermediaries_stay_out_of_cells_but_have_a_row_of_their_own() -> None:
    ecosystem = listed(
        claim("a", "https://a.be"), claim("g", "https://g.be"), claim("n", "https://n.be"),
        g={"leg": "government"}, n={"leg": ""},
    )  # fmt: skip
    report = completeness(ecosystem)
    assert report.totals[0].seen == 2
    assert {part.leg: part.seen for part in report.totals if part.leg}["government"] == 1


@pytest.mark.parametrize("shared", [LEAST_SHARED - 1, LEAST_SHARED])
def test_two_lists_need_three_in_common(shared: int) -> None:
    claims = [claim(f"c{n}", "https://page.be") for n in range(6)]
    claims += [claim(f"c{n}", "https://data.eu", project="p") for n in range(6 - shared, 10)]
    whole = completeness(listed(*claims)).totals[0]
    assert (whole.consortia, whole.pages, whole.both, whole.seen) == (4 + shared, 6, shared, 10)
    assert (whole.chapman is None) == (shared < LEAST_SHARED)
    if whole.chapman:
        assert whole.chapman.value == pytest.approx((whole.consortia + 1) * 7 / (shared + 1) - 1)


def test_what_cannot_be_estimated_is_told_and_the_larger_estimate_is_shown(reference_ecosystem: Ecosystem) -> None:
    report = completeness(reference_ecosystem)
    parts = (*report.totals, *report.domains, *report.cells)
    assert {part.method.removesuffix("_rough") for part in parts} == {"none", "chao", "chapman"}
    for part in parts:
        made = [estimate.value for estimate in (part.chapman, part.chao) if estimate]
        assert (part.estimate is None) == (not made)
        assert part.estimate is None or part.estimate.value == max(made)
        assert part.chao is None or part.twice >= LEAST_TWICE
        assert part.seen == part.consortia + part.pages - part.both


def test_shares_for_other_analyses_are_those_of_domains_and_cells(reference_ecosystem: Ecosystem) -> None:
    shares = seen_share(reference_ecosystem)
    report = completeness(reference_ecosystem)
    told = {(p.domain, p.region): p.estimate.share for p in (*report.domains, *report.cells) if p.estimate}
    assert shares == told
    assert all(0 < share <= 1 for share in shares.values())
    assert {region for _, region in shares} <= {"", "BE1", "BE2", "BE3"}


# Traces


def recount(graph: KnowledgeGraph, part: Part) -> tuple[int, int, int, int, int, int]:
    """Seen, in consortia, on pages, in both, once and twice, counted from the rows of the named query."""
    trace = part.trace()
    rows = graph.select(trace.query, trace.parameters).to_pandas()
    names: dict[str, set[str]] = defaultdict(set)
    for organisation, named in zip(rows["organisation"], rows["list"], strict=True):
        names[organisation].add(named)
    kinds = [{named.startswith("consortia of ") for named in lists} for lists in names.values()]
    sizes = [len(lists) for lists in names.values()]
    both = sum(kind == {True, False} for kind in kinds)
    return (
        len(names), sum(True in kind for kind in kinds), sum(False in kind for kind in kinds), both, sizes.count(1),
        sizes.count(2),
    )  # fmt: skip


def test_the_rows_of_the_query_give_every_number(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = completeness(reference_ecosystem)
    # Some of them only, since each costs a query; the cells are of all regions.
    for part in (*report.totals, *report.domains[::2], *report.cells[::5]):
        counted = (part.seen, part.consortia, part.pages, part.both, part.once, part.twice)
        assert recount(reference_graph, part) == counted, part.trace()


def test_the_rows_behind_an_anchor_give_our_number(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    columns = {"companies": "organisation", "organisations": "organisation", "smes": "organisation"}
    columns |= {"projects": "project", "participations": "participation", "share-of-companies": "organisation"}
    compared = [anchor for anchor in anchors(reference_ecosystem) if anchor.own]
    assert len(compared) > 20
    for anchor in compared:
        assert anchor.own is not None
        rows = reference_graph.select(anchor.own.trace.query, anchor.own.trace.parameters).to_pandas()
        subject, own = anchor.facts["subject"], anchor.own.value
        if subject == "eu-contribution":
            assert rows["contribution"].astype(float).sum() == pytest.approx(own)
            continue
        counted = rows[columns[subject]].nunique() if len(rows) else 0
        assert counted == (round(own * anchor.own.known / 100) if subject == "share-of-companies" else own), anchor


# Anchors


def with_figures(ecosystem: Ecosystem, *figures: dict[str, object]) -> Ecosystem:
    told = {"unit": "companies", "publisher": "Somebody", "grade": "S", "source": "https://x.eu"}
    return replace(ecosystem, figures=frame("figures", [{**told, **figure} for figure in figures]))


def test_a_figure_is_compared_only_with_the_same_thing() -> None:
    ecosystem = listed(claim("a", "https://a.be"), claim("b", "https://b.be"), b={"region": "BE3"})
    companies = {"subject": "companies", "value": 4.0}
    found = anchors(with_figures(
        ecosystem,
        {**companies, "id": "broad", "perimeter": "broad", "region": "BE"},
        {**companies, "id": "flemish", "perimeter": "broad", "region": "BE2"},
        {**companies, "id": "vague", "region": "BE"},
        {"id": "jobs", "subject": "jobs", "value": 100.0},
        {"id": "odd", "subject": "something else", "value": 1.0},
        {"id": "none", "subject": "projects", "programme": "EDF", "year": 2023.0, "value": 0.0},
        {"id": "undated", "subject": "projects", "programme": "EDF", "value": 3.0},
    ))  # fmt: skip
    told = {anchor.figure: (anchor.own.value if anchor.own else None, anchor.why) for anchor in found}
    assert told == {
        "broad": (2, ""), "flemish": (1, ""), "vague": (None, "no_perimeter"), "jobs": (None, "no_jobs"),
        "odd": (None, "not_held"), "none": (1, ""), "undated": (None, "no_year"),
    }  # fmt: skip
    ratios = {anchor.figure: anchor.ratio for anchor in found}
    assert (ratios["broad"], ratios["flemish"]) == (0.5, 0.25)
    assert np.isnan(ratios["none"])
    assert [anchor.to_json()["ratio"] for anchor in found if anchor.figure == "none"] == [None]


def test_yardsticks_of_economies_are_no_anchors(reference_ecosystem: Ecosystem) -> None:
    told = {anchor.figure for anchor in anchors(reference_ecosystem)}
    figures = reference_ecosystem.figures
    assert told == set(figures.loc[~figures["subject"].isin(YARDSTICKS), "id"])
    assert set(YARDSTICKS) <= set(figures["subject"])


def test_a_company_abroad_or_a_body_of_the_union_is_no_belgian_participant() -> None:
    ecosystem = small_ecosystem(
        {"p": (2023, ["a", "b", "c"])},
        organisations={
            "a": {"country": "BE"},
            "b": {"country": "FR"},
            "c": {"country": "BE", "level": "international"},
        },
    )
    ecosystem = replace(ecosystem, participations=ecosystem.participations.assign(id=["p1", "p2", "p3"]))
    figure = {"subject": "participations", "programme": "EDF", "year": 2023.0, "value": 1.0}
    own = anchors(with_figures(ecosystem, {**figure, "id": "be", "region": "BE"}, {**figure, "id": "all"}))
    assert {anchor.figure: anchor.own and anchor.own.value for anchor in own} == {"be": 1, "all": 3}


def test_the_command_says_what_cannot_be_estimated(reference_home: Path) -> None:
    text = result("completeness", "--format", "csv", "--table", "cells", home=reference_home)
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == 45
    assert [row["estimate"] == "" for row in rows] == [row["method"] == "cannot be estimated" for row in rows]
