"""Collaboration paths: worked examples, what every path must hold, and the cases a reader will ask about."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from small_ecosystem import REGIONS, Tie, chain, small_ecosystem
from small_paths import consortia, routes

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.network.finder import FUNDER_KINDS, PathFinder, path_finder
from dirskg.graph.network.path_report import DISJOINT_CAP
from dirskg.graph.network.projection import collaboration_network, to_networkx
from dirskg.graph.network.reasons import reasons


def toy() -> tuple[Ecosystem, dict[str, Any]]:
    """The toy of worked example 33, in which nobody is a funder, and the example."""
    example = oracle(33)
    return small_ecosystem({p["id"]: (p["year"], p["members"]) for p in example["inputs"]["projects"]}), example


# Worked examples


def test_three_best_paths_of_the_toy() -> None:
    ecosystem, example = toy()
    inputs, expected = example["inputs"], example["expected"]["three_best_paths_c_to_e_cost_1_over_weight"]
    finder = path_finder(ecosystem, half_life=inputs["half_life_years"], now=inputs["now"])
    report = finder.find("c", "e", k=4, diverse=False, direct_first=False)
    # The example's third path is tied with c-b-f-e, which it does not list; by id c-b-d-e comes first.
    assert [list(path.organisations) for path in report.paths[:3]] == [route for _, route in expected]
    assert [path.cost for path in report.paths[:3]] == pytest.approx([cost for cost, _ in expected], abs=1e-8)
    assert report.paths[3].cost == pytest.approx(report.paths[2].cost)
    assert report.disjoint == 2


def test_diverse_paths_of_the_toy_avoid_what_is_used() -> None:
    ecosystem, _ = toy()
    report = path_finder(ecosystem, now=2025).find("c", "e", direct_first=False)
    assert routes(report) == ["cbe", "cade", "cbfe"]


# What every path holds


@given(consortia, st.integers(1, 4), st.booleans(), st.booleans())
def test_what_every_path_holds(projects: Any, max_hops: int, diverse: bool, direct_first: bool) -> None:
    ties: list[Tie] = [("a", "f", "ownedBy"), ("f", "g", "partnerIn")]
    ecosystem = small_ecosystem(projects, ties, {**REGIONS, "g": {}})
    there, back = (
        path_finder(ecosystem).find(*ends, k=4, max_hops=max_hops, diverse=diverse, direct_first=direct_first)
        for ends in ("ag", "ga")
    )
    assert [path.cost for path in there.paths] == [path.cost for path in back.paths]
    assert [path.organisations for path in there.paths] == [path.organisations[::-1] for path in back.paths]
    assert there.disjoint == back.disjoint
    assert len(set(routes(there))) == len(there.paths)
    for path in there.paths:
        ids = path.organisations
        assert (ids[0], ids[-1]) == ("a", "g")
        assert len(set(ids)) == len(ids) <= max_hops + 1
        assert "f" not in ids, "a funder is no bridge"
        assert path.cost == pytest.approx(sum(hop.cost for hop in path.hops))
        assert all(hop.cost == pytest.approx(1 / hop.weight) for hop in path.hops)
        assert all(hop.projects or hop.notes for hop in path.hops)
        assert all(hop.years and hop.sources for hop in path.hops)
        assert all(one.target == following.source for one, following in pairwise(path.hops))


@given(consortia, st.integers(1, 4), st.booleans())
def test_paths_are_the_best_of_all_there_are(projects: Any, max_hops: int, direct_first: bool) -> None:
    ecosystem = small_ecosystem(projects, organisations={"a": {}, "g": {}})
    graph = to_networkx(collaboration_network(ecosystem, half_life=3))
    everything = [
        (_before_cost(ecosystem, path) if direct_first else (), cost)
        for path in nx.all_simple_paths(graph, "a", "g", cutoff=max_hops)
        for cost in [math.fsum(graph.edges[pair]["cost"] for pair in pairwise(path))]
    ]
    costs = [cost for _, cost in sorted(everything)]
    limits: dict[str, Any] = {"max_hops": max_hops, "direct_first": direct_first}
    report = path_finder(ecosystem).find("a", "g", k=5, **limits, diverse=False)
    assert [path.cost for path in report.paths] == pytest.approx(costs[:5])
    if costs:
        assert report.disjoint == min(_disjoint_by_networkx(graph), DISJOINT_CAP)
        assert path_finder(ecosystem).find("a", "g", **limits).paths[0].cost == pytest.approx(costs[0])


def _before_cost(ecosystem: Ecosystem, path: Sequence[str]) -> tuple[int, int]:
    """Hops, and how many of them no recent project gives a reason for: what decides before cost."""
    network = collaboration_network(ecosystem)
    found = reasons(network).tolist()
    edges = [sorted(network.index[one] for one in pair) for pair in pairwise(path)]
    pairs = list(zip(network.u.tolist(), network.v.tolist(), strict=True))
    return len(edges), sum(found[pairs.index((u, v))] for u, v in edges)


def _disjoint_by_networkx(graph: nx.Graph[str]) -> int:
    tied = graph.has_edge("a", "g")
    apart = nx.Graph(graph)
    if tied:
        apart.remove_edge("a", "g")
    return int(nx.node_connectivity(apart, "a", "g")) + tied


@given(consortia, st.integers(1, 3), st.booleans())
def test_the_best_path_between_sets_is_the_best_of_all_pairs(projects: Any, max_hops: int, direct_first: bool) -> None:
    ecosystem = small_ecosystem(projects, organisations={one: {} for one in "abcdefg"})
    limits: dict[str, Any] = {"max_hops": max_hops, "direct_first": direct_first}
    report = path_finder(ecosystem).between("ab", "cde", k=20, **limits)
    single = [
        (_before_cost(ecosystem, path.organisations) if direct_first else (), path.cost)
        for ends in product("ab", "cde")
        for path in path_finder(ecosystem).find(*ends, k=1, **limits).paths
    ]
    assert [path.cost for path in report.paths[:1]] == pytest.approx([cost for _, cost in sorted(single)[:1]])
    ends = [(path.organisations[0], path.organisations[-1]) for path in report.paths]
    assert len(set(ends)) == len(ends)
    assert all(set(path.organisations[1:-1]) <= {"f", "g"} for path in report.paths)
    back = path_finder(ecosystem).between("cde", "ab", k=20, **limits)
    assert routes(back) == [route[::-1] for route in routes(report)]


# Two organisations


@pytest.mark.parametrize("kind", sorted(FUNDER_KINDS))
def test_a_funder_is_no_bridge_but_may_be_an_end(kind: str) -> None:
    ecosystem = chain("af", "fb", "ac", "cd", "db", organisations={"f": {"kind": kind}})
    report = path_finder(ecosystem).find("a", "b")
    assert routes(report) == ["acdb"]
    assert report.disjoint == 1
    assert routes(path_finder(ecosystem).find("a", "f"))[0] == "af"
    assert path_finder(ecosystem).find("a", "f").disjoint == 2


def test_a_direct_tie_in_a_large_consortium_comes_before_a_cheap_detour() -> None:
    crowd = [f"m{i:02d}" for i in range(38)]
    projects = {"big": (2023, ["a", "b", *crowd]), "p": (2023, ["a", "c"]), "q": (2023, ["c", "b"])}
    ecosystem = small_ecosystem(projects)
    report = path_finder(ecosystem).find("a", "b", k=2)
    assert [path.organisations for path in report.paths] == [("a", "b"), ("a", "c", "b")]
    assert [path.cost for path in report.paths] == pytest.approx([39, 2]), "true costs"
    assert report.disjoint == DISJOINT_CAP
    report = path_finder(ecosystem).find("a", "b", k=2, direct_first=False)
    assert [path.organisations for path in report.paths] == [("a", "c", "b"), ("a", "b")]
    assert [path.cost for path in report.paths] == pytest.approx([2, 39])


@pytest.mark.parametrize("diverse", [True, False])
def test_paths_of_equally_many_hops_are_ordered_by_cost(diverse: bool) -> None:
    ties = {"ab": 1, "bz": 1, "ac": 2, "cz": 1, "ad": 4, "de": 4, "ez": 4}
    ecosystem = small_ecosystem({f"{pair}{i}": (2023, list(pair)) for pair, n in ties.items() for i in range(n)})
    report = path_finder(ecosystem).find("a", "z", diverse=diverse)
    assert routes(report) == ["acz", "abz", "adez"]
    assert [path.cost for path in report.paths] == pytest.approx([3 / 2, 2, 3 / 4])
    assert routes(path_finder(ecosystem).find("z", "a", diverse=diverse)) == ["zca", "zba", "zeda"]
    assert routes(path_finder(ecosystem).find("a", "z", diverse=diverse, direct_first=False)) == ["adez", "acz", "abz"]


def test_a_short_weak_path_is_found_under_long_strong_ones() -> None:
    crowd = [f"m{i}" for i in range(9)]
    strong = {pair: (2023, list(pair)) for pair in ("ab", "bc", "cd", "de", "ez")}
    ecosystem = small_ecosystem({"big": (2023, ["a", "z", *crowd]), **strong})
    report = path_finder(ecosystem).find("a", "z", k=1, max_hops=5, direct_first=False)
    assert report.paths[0].cost == pytest.approx(5)
    report = path_finder(ecosystem).find("a", "z", k=1, max_hops=4, direct_first=False)
    assert routes(report) == ["az"]


def test_no_path() -> None:
    ecosystem = chain("ab", "cd")
    report = path_finder(ecosystem).find("a", "d")
    assert (report.paths, report.disjoint) == ((), 0)
    assert path_finder(chain("ab", "bc", "cd")).find("a", "d", max_hops=2).paths == ()


def test_diverse_paths_leave_the_first_one() -> None:
    # The two cheapest ways, a-b-z and a-b-c-z, share their first hop; the third one shares nothing with them.
    ties = {"ab": 4, "bz": 4, "bc": 6, "cz": 6, "ax": 3, "xz": 3}
    projects = {f"{pair}{i}": (2023, list(pair)) for pair, n in ties.items() for i in range(n)}
    ecosystem = small_ecosystem(projects)
    assert routes(path_finder(ecosystem).find("a", "z", k=2, diverse=False, direct_first=False)) == ["abz", "abcz"]
    report = path_finder(ecosystem).find("a", "z", k=2, direct_first=False)
    assert routes(report) == ["abz", "axz"]
    assert [path.cost for path in report.paths] == pytest.approx([1 / 2, 2 / 3]), "true costs"


def test_an_unknown_id_is_named() -> None:
    for unknown in ("nobody", ""):
        with pytest.raises(DirskgError, match=f"no organisation '{unknown}'"):
            path_finder(chain("ab")).find("a", unknown)
    with pytest.raises(DirskgError, match="nobody"):
        path_finder(chain("ab")).between(["a"], ["nobody"])


def test_a_path_to_itself_is_refused() -> None:
    with pytest.raises(DirskgError, match="'a' to itself"):
        path_finder(chain("ab")).find("a", "a")


@pytest.mark.parametrize("wrong", [{"k": 0}, {"max_hops": 0}])
def test_limits_below_one_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(DirskgError, match=next(iter(wrong))):
        path_finder(chain("ab")).find("a", "b", **wrong)  # type: ignore[arg-type]


def test_report_as_json() -> None:
    report = path_finder(chain("ab", "bc"), now=2025).find("a", "c")
    loaded = json.loads(json.dumps(report.to_json(), allow_nan=False))
    assert {"from": "a", "to": "c", "half_life": 3.0, "now": 2025, "max_hops": 4}.items() <= loaded.items()
    (path,) = loaded["paths"]
    assert path["cost"] == pytest.approx(2 * 2 ** (2 / 3))
    assert [(hop["from"], hop["to"], hop["kind"], hop["years"]) for hop in path["hops"]] == [
        ("a", "b", "project", [2023]),
        ("b", "c", "project", [2023]),
    ]
    assert path["hops"][0]["projects"] == [{"id": "ab", "acronym": "AB", "programme": "EDF"}]


# Sets of organisations


def test_paths_between_sets_prefer_new_ends() -> None:
    ecosystem = small_ecosystem(
        {"p": (2023, ["a", "c"]), "q": (2023, ["a", "d"]), "r": (2023, ["b", "x", "y", "d"])},
        organisations={"e": {}},
    )
    report = path_finder(ecosystem).between(["a", "b"], ["c", "d", "e"], k=3, source_name="BE2", target_name="BE3")
    assert routes(report) == ["ac", "ad", "bd"]
    assert routes(path_finder(ecosystem).between(["a", "b"], ["c", "d", "e"], k=2)) == ["ac", "bd"]
    assert (report.from_, report.to, report.disjoint) == ("BE2", "BE3", 2)


def test_paths_between_sets_begin_with_a_direct_tie() -> None:
    crowd = {"big": (2023, ["a", "c", "m", "n"])}
    ecosystem = small_ecosystem({**crowd, "p": (2023, ["b", "x"]), "q": (2023, ["x", "d"])})
    assert routes(path_finder(ecosystem).between(["a", "b"], ["c", "d"])) == ["ac", "bxd"]
    assert routes(path_finder(ecosystem).between(["a", "b"], ["c", "d"], direct_first=False)) == ["bxd", "ac"]


def test_a_link_between_sets_may_hang_on_one_actor() -> None:
    assert path_finder(chain("am", "bm", "mc", "md")).between(["a", "b"], ["c", "d"]).disjoint == 1


def test_an_empty_set_has_no_paths() -> None:
    report = path_finder(chain("ab")).between([], ["b"])
    assert (report.paths, report.disjoint) == ((), 0)


def test_sets_must_not_overlap() -> None:
    with pytest.raises(DirskgError, match="both source and target: b"):
        path_finder(chain("ab")).between(["a", "b"], ["b"])


# Years, and one finder for many questions


def test_years_limit_the_ties_and_now_is_no_later_than_the_last() -> None:
    ecosystem = small_ecosystem({"p": (2018, ["a", "b"]), "q": (2023, ["b", "c"]), "r": (None, ["a", "c"])})
    assert routes(path_finder(ecosystem).find("a", "c", k=1)) == ["ac"]
    early = path_finder(ecosystem, until=2020).find("a", "b")
    assert (early.now, early.until) == (2020, 2020)
    assert [path.cost for path in early.paths] == pytest.approx([2 ** (2 / 3)])
    assert path_finder(ecosystem, until=2020).find("b", "c").paths == ()
    dated = path_finder(ecosystem, since=2018, until=2023)
    assert routes(dated.find("a", "c")) == ["abc"], "an unknown year is left out"
    with pytest.raises(DirskgError, match="both 2024 or later and 2020 or earlier"):
        path_finder(ecosystem, since=2024, until=2020).find("a", "c")


def test_one_finder_answers_as_often_as_asked() -> None:
    ecosystem = chain("am", "mz", "an", "nz")
    finder = PathFinder(collaboration_network(ecosystem, half_life=3))
    assert finder.find("a", "z").to_json() == path_finder(ecosystem).find("a", "z").to_json()
    between = path_finder(ecosystem).between("a", "z", source_name="one", target_name="two")
    again = [finder.between("a", "z", source_name="one", target_name="two").to_json() for _ in range(2)]
    assert again == [between.to_json()] * 2
