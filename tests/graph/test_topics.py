"""Who works on a topic: the frames say what the queries say, and support stands apart."""

from __future__ import annotations

import pytest

from dirskg.graph.analyses.topics import topic_gaps
from dirskg.graph.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.topics import ONE, WORKS, on_topic


@pytest.mark.parametrize("topic", ["quantum", "drones", "propellants", "mine-countermeasures", "rockets"])
def test_frames_and_queries_say_the_same(topic: str, reference_graph: KnowledgeGraph) -> None:
    found = on_topic(reference_graph.ecosystem, topic)
    assert not found.empty
    for query, reasons in (("actors-in-topic", WORKS), ("partners-in-topic", (ONE,))):
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


def test_a_topic_that_nobody_speaks_of_is_said_to_have_nobody(reference_ecosystem: Ecosystem) -> None:
    report = topic_gaps(reference_ecosystem, "kites")
    assert [region.state for region in report.regions] == ["nobody"] * 4
    assert (report.statements, report.projects, report.calls) == ((), 0, 0)
