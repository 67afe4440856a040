"""The consortium: against trying out every team, the rules one by one, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from command_line import assert_fails, document, run
from degenerate import DEGENERATE
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from recount import counted
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.calls import Candidate, Wishes, consortium, owners
from dirskg.graph.analyses.calls.candidates import candidates
from dirskg.graph.analyses.calls.consortium_rules import ELIGIBLE, broken, contested, programme
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures.programming import ranked

NAVAL = "call-EDF-2026-DA-NAVAL-EMSAS"
NAMES = "abcdefg"


def pool(draw: st.DrawFn) -> Ecosystem:
    """Up to seven organisations in five countries, with domains, owners and sizes."""
    names = NAMES[: draw(st.integers(1, 7))]
    organisations, claims = {}, []
    for name in names:
        country = draw(st.sampled_from(["BE", "BE", "FR", "DE", "NO", "US"]))
        organisations[name] = {
            "country": country,
            "region": draw(st.sampled_from(["BE1", "BE2", "BE3", ""])) if country == "BE" else "",
            "leg": draw(st.sampled_from(["industry", "academia", ""])),
            "size": draw(st.sampled_from(["SME", "large", ""])),
        }
        domains = draw(st.lists(st.sampled_from(["V1", "V2"]), min_size=1, max_size=3))
        claims += [
            {"organisation": name, "domain": d, "basis": "curated", "weight": 1.0, "confidence": "high"}
            for d in domains
        ]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from([*names, "owner"]), st.just("ownedBy"))
    ties = [tie for tie in draw(st.lists(pairs, max_size=3)) if tie[0] != tie[1]]
    return _with_call(small_ecosystem({}, ties, organisations, claims))


def _with_call(ecosystem: Ecosystem) -> Ecosystem:
    return replace(
        ecosystem,
        calls=frame("calls", [{"id": "c", "title": "C", "programme": "EDF", "year": 2026}]),
        project_domains=frame("project_domains", [{"project": "c", "domain": d, "weight": 0.5} for d in ("V1", "V2")]),
    )


ecosystems = st.composite(pool)()
wishes = st.builds(
    Wishes,
    size=st.integers(1, 5),
    countries=st.integers(0, 3),
    entities=st.integers(0, 3),
    regions=st.integers(0, 2),
    sme_share=st.sampled_from([0.0, 0.3, 0.5]),
    knowledge=st.integers(0, 1),
    critical=st.sampled_from([(), ("V1",)]),
)


def everyone(ecosystem: Ecosystem) -> tuple[Candidate, ...]:
    """All candidates, best first."""
    people = ecosystem.organisations
    return candidates(ecosystem, set(people.loc[people["country"].isin(ELIGIBLE), "id"]), "c")


@examples(25)
@given(ecosystems, wishes)
def test_the_teams_are_the_best_of_all_teams_that_keep_the_rules(ecosystem: Ecosystem, asked: Wishes) -> None:
    report = consortium(ecosystem, "c", asked, alternatives=2)
    people, owned = everyone(ecosystem), owners(ecosystem.ties)
    places = {one.id: place for place, one in enumerate(people)}
    good = [
        team
        for size in range(len(people) + 1)
        for team in combinations(people, size)
        if not broken(team, ("V1", "V2"), asked, owned)
    ]
    good.sort(key=lambda t: (len(t), -sum(one.points for one in t), [places[one.id] for one in t]))
    assert [team.ids() for team in report.teams] == [frozenset(one.id for one in team) for team in good[:3]]
    assert (report.state == "found") == bool(good)
    if report.state == "impossible":
        assert report.obstacles
        assert len({len(rules) for rules in report.obstacles}) == 1


@examples(15)
@given(ecosystems, wishes)
def test_the_answer_is_that_of_all_candidates_compared(ecosystem: Ecosystem, asked: Wishes) -> None:
    people, owned = everyone(ecosystem), owners(ecosystem.ties)
    if not people:
        return
    model, objectives = programme(people, ("V1", "V2"), asked, owned)
    whole = [frozenset(people[i].id for i in solution) for solution in ranked(model, objectives, 3)]
    assert [team.ids() for team in consortium(ecosystem, "c", asked, alternatives=2).teams] == whole


def candidate(name: str, country: str = "BE", region: str = "BE2", **facts: Any) -> Candidate:
    usual: dict[str, Any] = {"leg": "industry", "kind": "", "size": "", "evidence": (), "experience": 0, "topic": 0}
    return Candidate(name, country, region, **{**usual, "tied": 0, "partner": "", "points": 0, **facts})


def test_parents_of_a_joint_venture_are_independent_of_each_other_but_not_of_it() -> None:
    ties = frame("ties", [{"from": "venture", "to": parent, "kind": "ownedBy"} for parent in ("a", "b")])
    owned = owners(ties)
    team = [candidate("a", "FR", ""), candidate("b", "DE", ""), candidate("venture")]
    assert contested(team, owned) == {"a": (0, 2), "b": (1, 2)}
    asked = Wishes(entities=2, countries=2, regions=0, knowledge=0)
    assert broken(team, (), asked, owned) == ()
    assert broken(team, (), replace(asked, entities=3), owned) == ("independent",)


def test_control_goes_through_parts_and_owners_of_owners() -> None:
    ties = [("a", "x", "ownedBy"), ("x", "top", "partOf"), ("b", "y", "partOf"), ("y", "top", "ownedBy")]
    owned = owners(small_ecosystem({}, [*ties, ("c", "top", "memberOf")]).ties)
    assert owned["a"] & owned["b"] == {"top"}
    assert "c" not in owned
    in_circle = owners(small_ecosystem({}, [("a", "b", "ownedBy"), ("b", "a", "ownedBy")]).ties)
    assert in_circle["a"] == in_circle["b"] == {"a", "b"}


@pytest.mark.parametrize(
    ("asked", "obstacles"),
    [
        (Wishes(size=1), (("size",),)),
        (Wishes(size=3), (("size",), ("countries",), ("regions",))),
        (Wishes(countries=4), (("countries",),)),
        (Wishes(entities=5), (("entities",),)),
        (Wishes(regions=3), (("regions",),)),
        (Wishes(knowledge=2), (("knowledge",),)),
        (Wishes(sme_share=0.5), (("sme",),)),
        (Wishes(critical=("V1",)), (("domain:V1",),)),
        (Wishes(exclude=("f",)), (("exclude:f",),)),
        (Wishes(size=4, include=("z",)), (("size",), ("include:z",), ("countries",), ("regions",))),
        (Wishes(regions=3, sme_share=0.5), (("sme", "regions"),)),
    ],
)
def test_what_stands_in_the_way_is_named(asked: Wishes, obstacles: tuple[tuple[str, ...], ...]) -> None:
    """Only f has the first domain, only k is a knowledge institution, and no size is known."""
    people = {
        "f": {"country": "FR"},
        "d": {"country": "DE"},
        "k": {"country": "BE", "region": "BE2", "leg": "academia"},
        "w": {"country": "BE", "region": "BE3"},
        "z": {"country": "US"},
    }
    claims = [
        {"organisation": one, "domain": d, "weight": 1.0, "confidence": "high", "basis": "project"}
        for one, d in (("f", "V1"), ("d", "V2"), ("k", "V2"), ("w", "V2"))
    ]
    small = _with_call(small_ecosystem({}, (), people, claims))
    assert [team.ids() for team in consortium(small, "c", alternatives=0).teams] == [{"f", "d", "k", "w"}]
    assert consortium(small, "c", asked, alternatives=0).obstacles == obstacles


def test_a_domain_that_nobody_has_is_named(reference_ecosystem: Ecosystem) -> None:
    claims, about = reference_ecosystem.claims, reference_ecosystem.project_domains
    about = about[about["project"].isin(reference_ecosystem.calls["id"])]
    call = about.loc[about["domain"].eq("V5") & about["project"].duplicated(keep=False), "project"].iloc[0]
    nobody = replace(reference_ecosystem, claims=claims[claims["domain"] != "V5"])
    assert consortium(nobody, call).obstacles == (("domain:V5",),)


@pytest.mark.parametrize("asked", [Wishes(), Wishes(regions=3, size=6), Wishes(critical=("V3",), knowledge=2)])
def test_teams_of_the_reference_keep_every_rule_and_need_every_member(
    asked: Wishes, reference_ecosystem: Ecosystem
) -> None:
    owned = owners(reference_ecosystem.ties)
    report = consortium(reference_ecosystem, NAVAL, asked)
    assert report.state == "found"
    assert len(report.teams) == 4
    for team in report.teams:
        assert not broken([member.candidate for member in team.members], report.domains, asked, owned)
        assert all(member.needed_for for member in team.members)
    order = [(len(team.members), -team.points) for team in report.teams]
    assert order == sorted(order)


def test_who_must_be_in_is_in_and_who_must_not_is_not(reference_ecosystem: Ecosystem) -> None:
    best = consortium(reference_ecosystem, NAVAL).teams[0].members
    out, bare = best[0].candidate.id, "ref-chamber-def"
    asked = Wishes(include=(bare,), exclude=(out,))
    for team in consortium(reference_ecosystem, NAVAL, asked).teams:
        assert bare in team.ids()
        assert out not in team.ids()


def test_the_rows_behind_the_number_of_candidates_are_they(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    for call in (NAVAL, "call-DEFRA-2025-1", "call-EDF-EDIP-P-2027-FNLC-CPA-AMDS"):
        report = consortium(reference_ecosystem, call, alternatives=0)
        assert counted(reference_graph, report.trace(), "organisation") == report.candidates > 0
    naval = reference_graph.select("call-candidates", {"call": NAVAL})
    told = {row[naval.columns.index("name")] for row in naval.values(str)}
    assert "dotOcean" in told
    assert not told & {"C&V Defence", "Ministerie van Defensie"}  # in projects on it, but a consultancy and a ministry


def test_national_programmes_ask_for_belgian_members(reference_ecosystem: Ecosystem) -> None:
    report = consortium(reference_ecosystem, "call-DEFRA-2025-1")
    assert {m.candidate.country for team in report.teams for m in team.members} == {"BE"}


def test_a_call_without_domain_and_no_calls_have_a_stated_answer(reference_ecosystem: Ecosystem) -> None:
    assert consortium(reference_ecosystem, "call-EDF-2026-LS-DA-SME-NT").state == "no domain"
    assert consortium(DEGENERATE["no claims"], "call-one").state == "no candidates"
    assert consortium(DEGENERATE["no calls"], "").state == "no call"


def test_what_the_graph_does_not_have_is_named(reference_ecosystem: Ecosystem) -> None:
    with pytest.raises(DirskgError, match="no call 'call-x'"):
        consortium(reference_ecosystem, "call-x")
    with pytest.raises(DirskgError, match="no organisation 'nobody'"):
        consortium(reference_ecosystem, NAVAL, Wishes(include=("nobody",)))
    with pytest.raises(DirskgError, match=f"'V1' is no domain of {NAVAL}"):
        consortium(reference_ecosystem, NAVAL, Wishes(critical=("V1",)))


def test_the_command_passes_the_rules_on(reference_home: Path) -> None:
    told = document(
        "consortium", NAVAL, "--regions", "4", "--sme-share", "0.1", "--format", "json", home=reference_home
    )
    assert told["state"] == "impossible"
    assert told["rules"]["countries"] == 3
    assert ["regions"] in told["obstacles"] or all("regions" in rules for rules in told["obstacles"])
    both = ("--include", "ref-dotocean", "--exclude", "ref-dotocean")
    assert_fails(run("consortium", NAVAL, *both, home=reference_home), 2, "both included and excluded")
