"""Stages of the value chain: what each rule takes for a stage, a small chain by hand, and the rows behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from command_line import document
from small_ecosystem import frame, small_ecosystem

from dirskg.exports.findings.subjects.stages import _BY_PROJECT
from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.helix import STAGES, StagesReport, stages
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import resource
from dirskg.ontology.vocab import ONTOLOGY


@pytest.fixture(scope="module")
def rules() -> dict[str, tuple[str, str, str]]:
    """What each rule reads, its pattern, and the pattern that must not match."""
    graph = rdflib.Graph()
    graph.parse(data=resource("dirskg.ttl"), format="turtle")
    term = rdflib.Namespace(ONTOLOGY)
    return {
        str(graph.value(rule, rdflib.SKOS.notation)): (
            str(graph.value(rule, term.reads)),
            str(graph.value(rule, term.pattern)),
            str(graph.value(rule, term.unless) or "^$"),
        )
        for rule in graph.subjects(rdflib.RDF.type, term.StageRule)
    }


@pytest.mark.parametrize(
    ("reads", "told", "found"),
    [
        ("call", "EDF-2021-GROUND-R-IW", {"call-research"}),
        ("call", "EDF-2021-DIS-RDIS-QSENS", {"call-research"}),
        ("call", "EDF-2022-LS-RA-SMERO-NT", {"call-research"}),
        ("call", "EDF-2024-RA-AIR-UCCAS-STEP", {"call-research"}),
        ("call", "EDF-2021-OPEN-D-SME", {"call-development"}),
        ("call", "EDF-2023-LS-DA-SME-NT", {"call-development"}),
        ("call", "EDF-2023-DA-MATCOMP-MJR-CBDIN", {"call-development"}),
        ("call", "EDF-ASAP-2023-LS-SHL-IPC", {"call-production"}),
        ("call", "EDF-ASAP-2023-LS-TRC-AM", {"call-test"}),
        ("call", "EDF-2022-FPA-MCBRN-MCM", set()),
        ("call", "EDF-2025-CSA-NFP", set()),
        ("call", "EDF-EDIRPA-2024-FNLC-AMMO-S2S", set()),
        ("programme", "PADR", {"programme-research"}),
        ("programme", "EDIDP", {"programme-development"}),
        ("programme", "EDIRPA", set()),
        ("programme", "PESCO", set()),
        ("kind", "research_centre", {"kind-research"}),
        ("kind", "company", set()),
        ("description", "ship repair; naval maintenance", {"told-supply"}),
        ("description", "builds the maintenance hall", set()),
        ("description", "partner of a cyber factory", set()),
        ("description", "aircraft design and manufacturing", {"told-development", "told-production"}),
        ("description", "engineering group: energy, transport", set()),
        ("description", "155 mm shells; mortar bombs", set()),
        ("description", "engine test benches", {"told-test"}),
        ("description", "contested; attested", set()),
        ("description", "landmine-detection drone supplied to Ukraine", {"told-supply"}),
        ("function", "ballistic vests", {"makes-goods"}),
        ("function", "camouflage and flame-retardant military fabrics", {"makes-goods"}),
        ("function", "develops and makes vaccines", {"makes-goods"}),
        ("function", "develops solid-state lithium batteries", set()),
        ("function", "aircraft maintenance", set()),
        ("function", "flight-planning software for aircraft and drones", set()),
        ("function", "detection of vessels, divers and underwater drones", set()),
        ("function", "lasers to power or neutralise drones", set()),
        ("function", "supplies to", set()),
    ],
)
def test_what_each_rule_takes_for_a_stage(
    rules: dict[str, tuple[str, str, str]], reads: str, told: str, found: set[str]
) -> None:
    named = {
        name
        for name, (field, words, unless) in rules.items()
        if field == reads and re.search(words, told, re.IGNORECASE) and not re.search(unless, told, re.IGNORECASE)
    }
    assert named == found


ACTORS = {
    "a": {"country": "BE", "leg": "industry", "region": "BE2"},
    "b": {"country": "BE", "leg": "academia", "region": "BE2"},
    "c": {"country": "BE", "leg": "industry", "region": "BE3"},
    "d": {"country": "BE", "leg": "industry", "region": ""},
    "x": {"country": "FR", "leg": "industry"},
}
TOLD = [
    {"subject": "p", "stage": "development", "rule": "call-development"},
    {"subject": "b", "stage": "research", "rule": "kind-research"},
    {"subject": "c", "stage": "production", "rule": "told-production"},
    {"subject": "c", "stage": "production", "rule": "told-production", "source": "https://x.eu/again"},
    {"subject": "x", "stage": "test", "rule": "tie-test"},
]


def small() -> Ecosystem:
    claims = [
        {"organisation": one, "domain": "V1", "basis": "curated", "weight": 1.0, "confidence": "high"} for one in ACTORS
    ]
    found = small_ecosystem({"p": (2023, ["a", "c", "x"]), "q": (2023, ["d"])}, organisations=ACTORS, claims=claims)
    shares = [{"project": "p", "domain": "V1", "weight": 1.0}]
    return replace(found, stages=frame("stages", TOLD), project_domains=frame("project_domains", shares))


def counts(report: StagesReport, region: str) -> list[tuple[int, int]]:
    chain = report.chains[0]
    strip = chain.country if region == "BE" else next(one for one in chain.regions if one.region == region)
    return [(rung.actors, rung.projects) for rung in strip.rungs]


def test_a_small_chain_by_hand() -> None:
    report = stages(small())
    # b researches; a and c develop in p; c produces. The test centre is French.
    assert counts(report, "BE") == [(1, 0), (2, 1), (0, 0), (1, 0), (0, 0)]
    assert counts(report, "BE2") == [(1, 0), (1, 1), (0, 0), (0, 0), (0, 0)]
    assert counts(report, "BE3") == [(0, 0), (1, 1), (0, 0), (1, 0), (0, 0)]
    chain = report.chains[0]
    assert chain.country.interrupted == ("test",)
    assert chain.country.unseen == ("test", "supply")
    assert chain.closing == (("BE2", "BE3"),)
    assert chain.only_together
    assert not chain.whole
    assert (report.companies, report.companies_seen, report.projects, report.projects_seen) == (3, 2, 2, 1)


def test_without_rules_nothing_is_seen_and_nothing_is_called_a_gap() -> None:
    report = stages(replace(small(), stages=frame("stages", [])))
    assert all(chain.country.unseen == STAGES and chain.country.interrupted == () for chain in report.chains)
    assert report.to_json()["trl"]["state"] == "no open data"


def test_makers_of_soldier_systems_are_seen_in_production(reference_ecosystem: Ecosystem) -> None:
    told = reference_ecosystem.stages
    made = set(told.loc[told["stage"] == "production", "subject"])
    assert {"lei-549300PQML6P84VDZR11", "ref-seyntex", "ref-utexbel"} <= made


def test_who_tests_for_others_is_seen_at_that_stage_as_it_is_among_the_functions(
    reference_ecosystem: Ecosystem,
) -> None:
    told = reference_ecosystem.stages
    functions = reference_ecosystem.functions
    own = functions[(functions["function"] == "tests") & (functions["confidence"] != "low")]
    assert set(own["organisation"]) == set(told.loc[told["rule"] == "tests", "subject"]) > {"ref-centexbel", "ref-dld"}


def test_projects_show_every_stage_but_supply(reference_ecosystem: Ecosystem) -> None:
    projects = set(reference_ecosystem.projects["id"])
    told = reference_ecosystem.stages
    assert set(told.loc[told["subject"].isin(projects), "stage"]) == set(_BY_PROJECT)


@pytest.mark.parametrize("perimeter", ["broad", "strict"])
def test_traces_list_exactly_what_is_counted(
    perimeter: Perimeter, reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = stages(reference_ecosystem, perimeter=perimeter)
    chain = report.chains[-3]
    for strip in (chain.country, *chain.regions[1:]):
        if strip.region != "BE1":
            trace = strip.trace()
            rows = reference_graph.select(trace.query, trace.parameters).to_pandas().fillna("")
            for rung in strip.rungs:
                here = rows[rows["stage"] == rung.stage]
                assert here["organisation"].nunique() == rung.actors
                assert len(set(here["project"]) - {""}) == rung.projects


def test_traces_of_the_whole_list_companies_and_projects(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = stages(reference_ecosystem)
    told = {
        trace.figure: reference_graph.select(trace.query, trace.parameters).to_pandas() for trace in report.traces()[:6]
    }
    counted = {
        "companies": report.companies, "companies/seen": report.companies_seen, "projects": report.projects,
        "projects/seen": report.projects_seen, "projects/research": report.research,
        "projects/development": report.development,
    }  # fmt: skip
    for figure, count in counted.items():
        column = "organisation" if figure.startswith("companies") else "project"
        assert told[figure][column].nunique() == count, figure


def test_every_rule_of_the_graph_is_told_in_words(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    listed = reference_graph.select("stage-rules").to_pandas()
    assert set(listed["stage"]) == set(STAGES)
    assert {rule.rule for rule in stages(reference_ecosystem).rules} <= set(listed["rule"])


def test_the_command_says_that_no_source_tells_a_readiness_level(reference_home: Path) -> None:
    found = document("stages", "--format", "json", home=reference_home)
    assert found["trl"]["state"] == "no open data"
    assert len(found["chains"]) == 15
