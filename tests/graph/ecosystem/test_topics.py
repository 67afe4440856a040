"""Who works on a topic: the frames say what the queries say, and support stands apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.topics import topic_gaps
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.topics import PART, WORKS, on_topic
from dirskg.graph.knowledge_graph import KnowledgeGraph


@pytest.mark.parametrize("topic", ["quantum", "drones", "propellants", "mine-countermeasures", "rockets", "missiles"])
def test_frames_and_queries_say_the_same(topic: str, reference_graph: KnowledgeGraph) -> None:
    found = on_topic(reference_graph.ecosystem, topic)
    assert not found.empty
    actors = reference_graph.ecosystem.organisations
    assert not found["organisation"].isin(actors.loc[actors["kind"] == "state", "id"]).any()
    for query, reasons in (("actors-in-topic", WORKS), ("partners-in-topic", (PART,))):
        asked = reference_graph.select(query, {"topic": topic})
        places = [asked.columns.index(column) for column in ("organisation", "sentence")]
        listed = {tuple(str(row[place]).rsplit("/", 1)[-1] for place in places) for row in asked.values(str)}
        here = found[found["says"].isin(reasons)]
        pairs = zip(here["organisation"], here["sentence"], strict=True)
        assert {(one, sentence.rsplit("/", 1)[-1]) for one, sentence in pairs} == listed


def test_who_supports_fills_no_region(reference_ecosystem: Ecosystem) -> None:
    report = topic_gaps(reference_ecosystem, "quantum")
    assert any("ref-quantum-circle" in region.supports for region in report.regions)
    supporting = {one.organisation for one in report.statements if one.support}
    assert not supporting & {one for region in report.regions for one in region.works}
    assert {"nobody", "one"} >= {region.state for region in report.regions if region.region == "BE3"}


def test_several_projects_count_for_who_can_deliver_in_the_domain_of_the_topic() -> None:
    projects = {one: (2023, ["a", "b"]) for one in "pq"}
    told = [{"about": one, "topic": "radar", "sentence": one} for one in "pq"]
    claims = [{"organisation": "a", "domain": "H3", "weight": 1}]
    small = small_ecosystem(projects, organisations={one: {"country": "BE"} for one in "ab"}, claims=claims)
    topics = frame("topics", [{"id": "radar", "domain": "H3"}])
    rows = on_topic(replace(small, mentions=frame("mentions", told), topics=topics), "radar")
    assert set(zip(rows["organisation"], rows["says"], strict=True)) == {("a", "several projects"), ("b", "takes part")}


def test_a_topic_that_nobody_speaks_of_is_said_to_have_nobody(reference_ecosystem: Ecosystem) -> None:
    report = topic_gaps(reference_ecosystem, "kites")
    assert [region.state for region in report.regions] == ["nobody"] * 4
    assert (report.statements, report.projects, report.calls) == ((), 0, 0)


def test_who_won_a_contract_for_a_topic_works_on_it_and_its_buyer_does_not() -> None:
    told = [
        {"about": "a", "topic": "radar", "sentence": "own"},
        {"about": "award-1", "topic": "radar", "sentence": "won"},
    ]
    parties = [
        {"award": "award-1", "organisation": "b", "role": "winner"},
        {"award": "award-1", "organisation": "c", "role": "buyer"},
    ]
    small = small_ecosystem({"p": (None, "abc")}, organisations={one: {"country": "BE"} for one in "abc"})
    found = replace(small, mentions=frame("mentions", told), award_parties=frame("award_parties", parties))
    rows = on_topic(found, "radar")
    assert [*zip(rows["organisation"], rows["says"], rows["project"], strict=True)] == [
        ("a", "own words", ""), ("b", "contract won", ""),
    ]  # fmt: skip
