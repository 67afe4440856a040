"""SME shares: a small ecosystem counted by hand, the rows behind every figure, and the reference data."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import result
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.smes import SmeReport, sme_shares
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph


def company(region: str, size: str = "") -> dict[str, Any]:
    return {"country": "BE", "leg": "industry", "region": region, "size": size}


FIRMS: dict[str, dict[str, Any]] = {
    "a": company("BE2", "SME"),
    "b": company("BE2", "large"),
    "c": company("BE3", "SME"),
    "d": company("BE3"),
    "e": company("", "SME"),
    "foreign": {"country": "FR", "leg": "industry", "size": "SME"},
    "school": {"country": "BE", "leg": "academia", "region": "BE2"},
    "idle": company("BE2", "SME"),
}
CLAIMS = [
    {"organisation": name, "domain": "V1", "weight": 1.0, "basis": "curated", "confidence": "high"}
    for name in FIRMS
    if name != "idle"
]


def ecosystem() -> Ecosystem:
    found = small_ecosystem(
        {"p": (2023, ["a", "b", "foreign", "school"]), "q": (2024, ["a", "d"])}, organisations=FIRMS, claims=CLAIMS
    )
    roles = found.participations.assign(
        id=[f"role-{place}" for place in range(len(found.participations))],
        contribution=[30.0, 10.0, 99.0, 99.0, float("nan"), 60.0],
    )
    shares = [{"project": "p", "domain": "V1", "weight": 0.5}, {"project": "p", "domain": "V2", "weight": 0.5}]
    categories = found.projects.assign(category=["", "SME open call"])
    return replace(found, participations=roles, project_domains=frame("project_domains", shares), projects=categories)


def test_the_shares_of_a_small_ecosystem_by_hand() -> None:
    report = sme_shares(ecosystem())
    base, part = report.belgium.base, report.belgium.participants
    # a, c, e of a, b, c, e whose size is known; d is of unknown size; idle has no domain.
    assert (base.smes, base.known, base.companies) == (3, 4, 5)
    assert (base.least, base.most) == (3 / 5, 4 / 5)
    assert (part.smes, part.known, part.companies) == (1, 2, 3)
    assert [row.region for row in report.rows] == ["BE", "BE2", "BE3", "BE1", ""]
    assert (report.rows[-1].base.smes, report.rows[-1].base.known) == (1, 1)


def test_participations_and_money_by_hand() -> None:
    row = sme_shares(ecosystem()).belgium
    # a twice, b, d.
    assert (row.roles.smes, row.roles.known, row.roles.companies) == (2, 3, 4)
    assert (row.money.smes, row.money.known, row.money.total) == (30.0, 40.0, 100.0)
    assert math.isnan(row.money.low), "two companies are too few for an interval"


def test_a_domain_gets_its_share_of_the_money_and_its_own_participants() -> None:
    domains = {row.domain: row for row in sme_shares(ecosystem()).domains}
    assert (domains["V1"].money.smes, domains["V1"].money.known) == (15.0, 20.0)
    # d takes part in q alone, which touches no domain.
    assert domains["V1"].participants.companies == 2
    assert domains["V2"].base.companies == 0


def test_open_calls_are_counted_apart() -> None:
    calls = sme_shares(ecosystem()).open_calls
    assert (calls.projects, calls.roles, calls.companies.companies, calls.companies.known) == (1, 2, 2, 1)


def rows_of(graph: KnowledgeGraph, trace: Trace, column: str) -> int:
    return int(graph.select(trace.query, trace.parameters).to_pandas()[column].nunique())


@pytest.mark.parametrize("perimeter", ["broad", "strict"])
def test_traces_list_exactly_the_companies_counted(
    perimeter: Perimeter, reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = sme_shares(reference_ecosystem, perimeter=perimeter)
    for row in (*report.rows, *report.domains[:4]):
        base, part, roles, money = row.traces()
        assert rows_of(reference_graph, base, "organisation") == row.base.companies
        assert rows_of(reference_graph, part, "organisation") == row.participants.companies
        assert rows_of(reference_graph, roles, "participation") == row.roles.companies
        assert rows_of(reference_graph, money, "organisation") == row.money.companies


def test_traces_add_up_to_the_money_and_to_the_smes(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = sme_shares(reference_ecosystem)
    domain = next(row for row in report.domains if row.money.total > 0)
    trace = domain.traces()[3]
    rows = reference_graph.select(trace.query, trace.parameters).to_pandas().drop_duplicates("participation")
    assert (rows["contribution"] * rows["weight"]).sum() == pytest.approx(domain.money.total)
    whole = report.belgium.traces()[0]
    companies = reference_graph.select(whole.query, {"size": "SME"}).to_pandas()
    assert companies["organisation"].nunique() == report.belgium.base.smes
    opened = reference_graph.select("company-participations", report.open_calls.trace().parameters).to_pandas()
    assert opened["organisation"].nunique() == report.open_calls.companies.companies


def regions_of(report: SmeReport, attribute: str) -> int:
    return sum(getattr(row.base, attribute) for row in report.rows[1:])


def test_regions_and_the_unknown_place_add_up_to_belgium(reference_ecosystem: Ecosystem) -> None:
    report = sme_shares(reference_ecosystem)
    for attribute in ("smes", "known", "companies"):
        assert regions_of(report, attribute) == getattr(report.belgium.base, attribute)
    assert sum(row.money.total for row in report.rows[1:]) == pytest.approx(report.belgium.money.total)


def test_the_share_by_region_of_the_library_counts_the_same(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    told = reference_graph.select("sme-share-by-region").to_pandas().fillna("")
    for row in sme_shares(reference_ecosystem).rows[1:]:
        found = told[told["region"].str.endswith(row.region) if row.region else told["region"] == ""].iloc[0]
        assert (found["companies"], found["size_known"], found["smes"]) == (
            row.base.companies, row.base.known, row.base.smes,
        )  # fmt: skip


def test_the_command_says_first_that_most_sizes_are_unknown(reference_home: Path) -> None:
    lines = result("smes", home=reference_home).splitlines()
    assert "not known of" in lines[1]
