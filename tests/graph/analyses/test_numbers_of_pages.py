"""Numbers that pages of methods tell of the reference tables: those that the program gives."""

from __future__ import annotations

from dataclasses import astuple

from folders import ROOT

from dirskg.graph.analyses.calls import calls
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology.vocab import sparql_prefixes


def page(name: str) -> str:
    return " ".join((ROOT / f"docs/methods/{name}.md").read_text("utf-8").split())


def test_the_calls_of_the_past(reference_ecosystem: Ecosystem) -> None:
    told, year = page("calls"), 2022  # the other years of the page move with it
    test = calls(reference_ecosystem, on="2026-11-25", until=year).hold_out
    assert test is not None
    assert f"until {year}: {test.calls} calls, {test.found} " in told
    assert f" among {test.known} | Hit@5 | Hit@10 " in told
    for score in test.scores:
        shares = [f"{100 * v:.0f} % ({100 * low:.0f} % to {100 * high:.0f} %)" for v, low, high in map(
            astuple, (score.few, score.hits))]  # fmt: skip
        means = [f"{v:.2f} ({low:.2f} to {high:.2f})" for v, low, high in map(astuple, (score.mrr, score.auc))]
        assert f"| {' | '.join([*shares, *means])} |" in told, score.name
    assert f"{test.newcomers} of {test.found + test.newcomers} participants after {year}" in told


def test_how_many_claims_of_their_own_tell_no_year(reference_ecosystem: Ecosystem) -> None:
    organisations, claims = reference_ecosystem.organisations, reference_ecosystem.claims
    own = claims[(claims["project"] == "") & (claims["confidence"] != "low")]
    newest = own.groupby(["organisation", "domain"])["year"].max().reset_index()
    home = organisations.loc[organisations["country"] == "BE", "id"]
    found = reference_ecosystem.strengths.merge(newest, on=["organisation", "domain"])
    found = found[found["organisation"].isin(home)]
    years = found.loc[found["rule"] == "own", "year"]
    what = "pairs of a Belgian actor and a domain that rest on a claim of its own"
    assert f"of the {len(years)} {what}, {years.isna().sum()} rest on such pages" in page("strength")
    assert f"The pages of {(found['rule'] == 'past').sum()} more are old" in page("strength")


def test_who_has_a_head_count_and_a_description(reference_graph: KnowledgeGraph) -> None:
    heads = reference_graph.ecosystem.organisations["employees"].notna().sum()
    assert f"Head counts are on record for {heads} organisations" in page("importance")
    query = "SELECT (COUNT(DISTINCT ?one) AS ?n) { ?one dct:description ?told ; a org:Organization }"
    ((described,),) = reference_graph.select(sparql_prefixes() + query).values()
    assert f"{described} organisations have a description" in page("topics")
    topics = reference_graph.ecosystem.topics["id"].nunique()
    assert f"`dirskg topics` lists all {topics} " in page("topics")
