"""Who would be missed most: losses counted by hand, each against taking the actor out, and against the graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyoxigraph as ox
import pytest
from command_line import assert_fails, document, run
from folders import DATA
from hypothesis import given
from hypothesis import strategies as st
from merging import merge
from small_ecosystem import REGIONS as ACTORS
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.coverage import active, coverage, missing_legs
from dirskg.graph.analyses.resilience import Leaver, resilience
from dirskg.graph.answers.results import Solutions
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.network.layers import layers
from dirskg.graph.network.projection import collaboration_network
from dirskg.graph.stores.worker import answer
from dirskg.ontology import named_queries, resource, short
from dirskg.ontology.vocab import LEGS, ONTOLOGY, ONTOLOGY_GRAPH, REGIONS

FACTS = {
    **ACTORS,
    "g": {"region": "BE1", "leg": "government", "level": "federal"},
    "n": {"region": "", "leg": "industry"},
}
BELGIANS: dict[str, dict[str, Any]] = {one: {"country": "BE", **facts} for one, facts in FACTS.items()}
CALLS = [
    {"id": "call-old", "programme": "EDF", "year": 2024},
    {"id": "call-now", "programme": "EDF", "year": 2026},
]
SHARES = [{"project": call["id"], "domain": "V2", "weight": 1.0} for call in CALLS]


def claims(**domains: str) -> list[dict[str, Any]]:
    """Claims of the letters in each domain."""
    return [
        {"organisation": one, "domain": domain, "basis": "curated", "weight": 1.0, "confidence": "high"}
        for domain, letters in domains.items()
        for one in letters
    ]


def ecosystem(projects: dict[str, str], abroad: str = "", **domains: str) -> Ecosystem:
    """Projects as letters, and who is active in which domain."""
    facts = {**BELGIANS, **{one: {"country": "FR"} for one in abroad}}
    found = small_ecosystem({p: (2023, list(members)) for p, members in projects.items()}, (), facts, claims(**domains))
    return replace(found, calls=frame("calls", CALLS), project_domains=frame("project_domains", SHARES))


def row(found: Ecosystem, one: str, **options: Any) -> Leaver:
    return next(row for row in resilience(found, k=99, **options).rows if row.id == one)


def test_cells_legs_and_calls_are_lost_with_their_only_actor() -> None:
    found = ecosystem({}, V1="abce", V2="c")
    a, c = row(found, "a"), row(found, "c")
    assert (a.emptied, a.single) == ((), (("V1", "BE2"),))
    assert a.legs == (("V1", "BE2", "industry"),)
    assert c.emptied == (("V2", "BE3"),)
    assert c.legs == (("V1", "BE3", "industry"), ("V2", "BE3", "industry"))
    assert c.calls == ("call-now",), "an older call of the programme does not count"
    assert resilience(found).rows[0].id == "c", "a call weighs most"
    assert row(found, "c", domain="V1").calls == ()
    assert [one.id for one in resilience(found, region="BE2").rows] == ["a", "b"]
    # A daughter is no other supplier: with its mother c it leaves e alone.
    owned = {"from": "n", "to": "c", "kind": "ownedBy", "defence": "no", "year": 2020, "note": "", "source": ""}
    grown = ecosystem({}, V1="cen")
    grown = replace(
        grown, ties=frame("ties", [owned]), organisations=grown.organisations.replace({"region": {"": "BE3"}})
    )
    assert row(grown, "c").single == (("V1", "BE3"),)


def test_who_only_takes_part_saves_no_call() -> None:
    found = ecosystem({}, V1="a", V2="c")
    hearsay = {"organisation": "a", "domain": "V2", "basis": "project", "weight": 0.5, "confidence": "medium"}
    more = pd.concat([found.claims, frame("claims", [{**hearsay, "project": "p"}])], ignore_index=True)
    assert row(replace(found, claims=more).judged(), "c").calls == ("call-now",)


def test_a_group_is_asked_about_where_any_member_is() -> None:
    facts = {**BELGIANS, "m": {"country": "BE", "region": "BE1", "leg": "industry"}}
    told = small_ecosystem({"p": (2023, "m")}, [("a", "m", "ownedBy")], facts, claims(V1="a"))
    found = replace(told, ties=told.ties.assign(note=""))
    assert [one.id for one in resilience(found).rows if "a" in one.weight.members] == ["m"]
    for report in (resilience(found, domain="V1"), resilience(found, region="BE2")):
        (daughter,) = [one for one in report.rows if "a" in one.weight.members]
        assert (daughter.id, daughter.weight.id, daughter.emptied) == ("a", "m", (("V1", "BE2"),))


def test_a_federal_body_is_the_leg_of_every_region() -> None:
    found = ecosystem({}, V1="abg")
    assert row(found, "g").legs == tuple(("V1", region, "government") for region in ("BE1", "BE2", "BE3"))
    # The agency is no federal body: with it, the leg of Brussels is safe, and only that.
    assert row(ecosystem({}, V1="abfg"), "g").legs == (("V1", "BE2", "government"), ("V1", "BE3", "government"))


def test_who_hangs_on_an_actor_is_cut_off_with_it() -> None:
    found = ecosystem({"p": "ab", "q": "bc", "r": "cx", "s": "xd"}, abroad="x")
    b = row(found, "b")
    # Without b, a (BE2) is parted from c (BE3) and d (BE1); c and d still meet abroad.
    assert (b.cut_off, b.pairs, b.giant, b.ties) == (("a",), 2, 2, 2)
    c = row(found, "c")
    assert (c.cut_off, c.pairs) == (("d",), 2), "a and b stay together, which is more than d"
    report = resilience(found)
    assert [(bridge.first, bridge.second) for bridge in report.bridges] == [("b", "c")], "a and b share a region"
    assert (report.whole.actors, report.whole.giant) == (4, 4)
    assert (report.home.actors, report.home.giant) == (3, 3)
    # b leaves first (two partners, first by id with c), then a, c and d are three parts of one: (2 + 1 + 1 + 0) / 16.
    assert report.whole.robustness == pytest.approx(4 / 16)


def test_what_belongs_to_an_actor_is_not_cut_off_from_it() -> None:
    ties = [("d", "c", "partOf"), ("e", "c", "linkedTo"), ("a", "c", "linkedTo"), ("b", "a", "linkedTo")]
    told = small_ecosystem({}, ties, BELGIANS, claims(V1="c"))
    assert row(replace(told, ties=told.ties.assign(note="")), "c").cut_off == ("e",)


def test_a_funder_ties_nobody_but_leaves_cells() -> None:
    found = ecosystem({"p": "af", "q": "fc"}, V1="f")
    f = row(found, "f")
    assert (f.cut_off, f.pairs, f.ties, f.emptied) == ((), 0, 0, (("V1", "BE1"),))


def test_layers_are_programmes_and_kinds_of_tie() -> None:
    found = small_ecosystem(
        {"p": (2020, "ab"), "q": (2021, "ac"), "r": (2022, "ad")},
        [("a", "b", "memberOf"), ("a", "c", "ownedBy"), ("d", "b", "partOf"), ("b", "c", "suppliesTo")],
        BELGIANS,
    )
    found = replace(found, projects=found.projects.assign(programme=["EDF", "PADR", "DEFRA"]))
    network = collaboration_network(found)
    ids = network.organisations["id"].tolist()
    told = {name: ["".join(ids[v] for v in pair) for pair in pairs] for name, pairs in layers(found, network).items()}
    assert told == {
        "DEFRA": ["ad"], "EDF": ["ab", "ac"], "membership": ["ab"], "ownership": ["ac", "bd"], "other ties": ["bc"],
    }  # fmt: skip
    by_name = {layer.name: layer for layer in resilience(found).layers}
    assert by_name["EDF"].overlap["membership"] == pytest.approx(1 / 2)
    assert by_name["EDF"].overlap["ownership"] == pytest.approx(1 / 3)


letters = st.sets(st.sampled_from("abcdefg"), max_size=6).map(lambda found: "".join(sorted(found)))


@given(letters, letters, st.sampled_from("abcdeg"))
def test_losses_are_those_of_an_ecosystem_without_the_actor(v1: str, v2: str, gone: str) -> None:
    found = ecosystem({}, V1=v1, V2=v2)
    left = replace(found, claims=found.claims[found.claims["organisation"] != gone])
    before, after = (coverage(active(one), ["V1", "V2"], REGIONS) for one in (found, left))
    count = {(row["domain"], row["area"]): row["count"] for row in after.to_dict("records")}
    legs = [
        {
            (row["domain"], row["area"], leg)
            for row in cube.to_dict("records")
            for leg in missing_legs({leg: row[leg] for leg in LEGS}, federal=row["federal"])
            if row["area"]
        }
        for cube in (before, after)
    ]
    changed = {
        (row["domain"], row["area"])
        for row in before.to_dict("records")
        if row["area"] and row["count"] > count[row["domain"], row["area"]]
    }
    told = next((row for row in resilience(found, k=99).rows if row.id == gone), None)
    assert set(told.emptied if told else ()) == {cell for cell in changed if count[cell] == 0}
    assert set(told.single if told else ()) == {cell for cell in changed if count[cell] == 1}
    assert set(told.legs if told else ()) == legs[1] - legs[0]


def test_every_loss_is_what_the_queries_list(reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem) -> None:
    for leaver in resilience(reference_ecosystem, k=4).rows:
        emptied, legs, calls, ties, *_ = leaver.traces()
        for trace, figure in ((emptied, leaver.emptied), (legs, leaver.legs)):
            listed = reference_graph.select(trace.query, trace.parameters).values(short)
            assert {(row[1], row[3]) for row in listed} == {cell[:2] for cell in figure}
            assert len(listed) == len(figure)
        listed = reference_graph.select(calls.query, calls.parameters).values(short)
        assert {row[0] for row in listed} == set(leaver.calls)
        listed = reference_graph.select(ties.query, ties.parameters).values(short)
        assert len({row[0] for row in listed}) == leaver.ties
    # No cell of the reference data has one supplier left: others show that the rows are those who can deliver there.
    able, cells = active(reference_ecosystem, of=(CAPABLE,)), (("V5", "BE2"), ("V3", "BE3"))
    for (domain, area), trace in zip(cells, replace(leaver, single=cells, cut_off=()).traces()[4:], strict=False):
        listed = reference_graph.select(trace.query, trace.parameters).values(short)
        there = able.loc[(able["domain"] == domain) & (able["area"] == area), "organisation"]
        assert {row[0] for row in listed} == set(there) != set()


def test_a_call_that_hangs_on_one_actor_is_listed() -> None:
    store = ox.Store()
    store.load(path=str(DATA / "fixture.trig"), format=ox.RdfFormat.TRIG)
    store.load(input=resource("dirskg.ttl"), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY_GRAPH))
    merge(store)
    query = named_queries()["calls-without"]

    def listed(entity: str) -> list[tuple[Any, Any]]:
        told = {"query": query.text, "substitutions": {"entity": query.parameters[0].term(entity)}, "limit": 0}
        return [(row[0], row[4]) for row in Solutions.from_json(answer(store, told)).values(short)]

    def grow(strength: str) -> None:
        """Give Alfa another strength in V1."""
        one, word = (ox.NamedNode(f"https://w3id.org/dirskg/id/{name}") for name in ("capability-alfa-v1", strength))
        for quad in list(store.quads_for_pattern(one, ox.NamedNode(f"{ONTOLOGY}strength"), None, None)):
            store.remove(quad)
            store.add(ox.Quad(quad.subject, quad.predicate, word, quad.graph_name))

    assert listed("ref-alfa") == [], "nobody is capable in V1: the call is lost already"
    grow("strength-capable")
    assert listed("ref-alfa") == [("call-drones", "V1")], "Bravo only takes part in V1"
    assert listed("ref-bravo") == []


def test_what_the_graph_does_not_have_is_named() -> None:
    found = ecosystem({}, V1="a")
    for wrong, known in (({"domain": "V9"}, "V1, V2"), ({"region": "BE9"}, "BE1, BE2, BE3"), ({"k": 0}, "k = 0")):
        with pytest.raises(DirskgError, match=known):
            resilience(found, **wrong)


def test_the_command(reference_home: Path) -> None:
    told = document("resilience", "--region", "BE3", "-k", "2", "--format", "json", home=reference_home)
    assert [row["region"] for row in told["leavers"]] == ["BE3", "BE3"]
    assert_fails(run("resilience", "--domain", "V99", home=reference_home), 1, "No domain is called 'V99'", "V1")
