"""Domains of projects and calls: the own text before the category, what is stated before both, and nothing made up."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.audit import Audit
from dirskg.ingest.identity import identify
from dirskg.ingest.mapping.entities import create_entity_tables
from dirskg.ingest.mapping.shares import fill_shares
from dirskg.ingest.stage import Stage, load
from dirskg.ingest.values.subjects import Subjects

WORDS = {("mine", "countermeasure"): {"V3": 4.0}, ("sonar",): {"H3": 4.0}, ("drone",): {"H2": 3.0}}
# What a project or call tells, the domains that others gave it, and those that it has in the graph.
CASES: dict[str, tuple[dict[str, str], list[tuple[str, str]], set[tuple[str, str]]]] = {
    "text": ({"title": "Mine countermeasures"}, [("V1", "category")], {("V3", "text")}),
    "objective": (
        {"title": "DEEP", "objective": "A sonar. " * 9, "keywords": "sonar"}, [("V1", "category")], {("H3", "text")}),
    "silent": ({"title": "Non-thematic actions by SMEs"}, [("V1", "category")], set()),
    "no text": ({"title": "TIDE", "acronym": "TIDE"}, [("V1", "category")], {("V1", "category")}),
    "by its call": ({"title": "TIDE", "acronym": "TIDE", "call": "call-sea"}, [], {("V3", "text")}),
    "stated": ({"title": "Mine countermeasures"}, [("V1", "project")], {("V1", "project")}),
    "civil": (
        {"title": "Mine countermeasures", "basis": "civil"}, [("H5", "classification")], {("V3", "civil")},
    ),
    "civil class": ({"title": "Of cheese", "basis": "civil"}, [("H5", "classification")], {("H5", "classification")}),
    "nobody": ({"title": "Of cheese"}, [], set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def shares() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield filled(con, Subjects(WORDS))


def filled(con: duckdb.DuckDBPyConnection, subjects: Subjects) -> duckdb.DuckDBPyConnection:
    stage = Stage("harbour")
    stage.add("call", "calls:2", id="call-sea", title="Mine countermeasures at sea")
    for project, (values, given, _) in CASES.items():
        stage.add("project", "projects:2", **{"id": project, "acronym": "X", **values})
        for domain, basis in given:
            stage.add("domain_share", "projects:2", subject=project, domain=domain, basis=basis, weight=1.0)
    load([stage], con)
    identify([stage], Audit("identity"), con)
    create_entity_tables(con)
    fill_shares(con, subjects)
    return con


@pytest.mark.parametrize("project", CASES)
def test_what_a_project_is_about(shares: duckdb.DuckDBPyConnection, project: str) -> None:
    rows = shares.execute("SELECT domain, basis, weight FROM domain_share WHERE subject = ?", [project]).fetchall()
    assert {(domain, basis) for domain, basis, _ in rows} == CASES[project][2]
    assert sum(weight for *_, weight in rows) <= 1


def test_each_text_tells_its_words(shares: duckdb.DuckDBPyConnection) -> None:
    rows = shares.execute("SELECT DISTINCT told FROM domain_share WHERE basis = 'text' AND domain = 'V3'").fetchall()
    assert rows == [("mine countermeasure",)]


def test_domains_without_words_keep_what_the_category_says() -> None:
    with duckdb.connect() as con:
        rows = filled(con, Subjects()).execute("SELECT basis, count(*) FROM domain_share GROUP BY basis").fetchall()
    assert dict(rows) == {"category": 4, "project": 1, "classification": 2}


def test_shares_of_the_reference_graph_rest_on_texts(reference_graph: KnowledgeGraph) -> None:
    shares = reference_graph.ecosystem.project_domains
    assert (shares["basis"] == "text").mean() > 0.95
    assert shares.groupby("project")["weight"].sum().between(0.95, 1).all()
    calls = reference_graph.ecosystem.calls
    kinds = calls.loc[calls["title"].str.contains("Non-thematic|disruptive technologies", regex=True), "id"]
    assert len(kinds) > 10
    assert not set(kinds) & set(shares["project"])
