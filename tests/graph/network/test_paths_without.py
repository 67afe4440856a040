"""Who the paths hang on: whoever is critical, the best way round each, and what is left without somebody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import chain, small_ecosystem
from small_paths import consortia, routes

from dirskg.graph.errors import DirskgError
from dirskg.graph.network.finder import path_finder


def test_whoever_is_on_every_path_is_critical() -> None:
    between_two = path_finder(chain("am", "mn", "nx", "ny", "xz", "yz")).find("a", "z", max_hops=6)
    assert between_two.disjoint == 1
    assert between_two.critical == ("m", "n")
    assert path_finder(chain("am", "mz", "az")).find("a", "z").critical == ()
    assert path_finder(chain("az")).find("a", "z").critical == (), "a tie has no intermediary"
    assert path_finder(chain("ab", "cd")).find("a", "d").critical == ()
    between_sets = path_finder(chain("am", "bm", "mc", "cn", "nd")).between("ab", "cd")
    assert between_sets.critical == ("m", "c"), "an end counts too: d is tied to the others over c"


@given(consortia)
def test_critical_is_who_leaves_nothing_behind(projects: Any) -> None:
    ecosystem = small_ecosystem(projects, organisations={one: {} for one in "abcdefg"})
    report = path_finder(ecosystem).find("a", "g", max_hops=6)
    everyone = {one for path in report.paths for one in path.organisations[1:-1]}
    left = {one: path_finder(ecosystem, without=(one,)).find("a", "g", max_hops=6).paths for one in everyone}
    assert set(report.critical) == {one for one, paths in left.items() if not paths}


def test_each_path_has_the_best_way_round_its_intermediaries() -> None:
    ecosystem = chain("am", "mz", "an", "nz")
    report = path_finder(ecosystem).find("a", "z", k=2)
    assert routes(report) == ["amz", "anz"]
    assert [other and "".join(other.organisations) for other in report.alternatives] == ["anz", "amz"]
    alone = path_finder(chain("am", "mz")).find("a", "z")
    assert alone.alternatives == (None,)
    loaded = json.loads(json.dumps(report.to_json(), allow_nan=False))
    assert [hop["to"] for hop in loaded["paths"][0]["alternative"]["hops"]] == ["n", "z"]


@given(consortia, st.sampled_from("bcdef"), st.integers(1, 4))
def test_without_somebody_paths_are_those_that_avoid_them(projects: Any, gone: str, max_hops: int) -> None:
    ecosystem = small_ecosystem(projects, organisations={one: {} for one in "abcdefg"})
    limits: dict[str, Any] = {"k": 50, "max_hops": max_hops, "diverse": False}
    whole = path_finder(ecosystem).find("a", "g", **limits)
    left = path_finder(ecosystem, without=(gone,)).find("a", "g", **limits)
    kept = [path for path in whole.paths if gone not in path.organisations]
    assert [(path.organisations, path.cost) for path in left.paths] == [(p.organisations, p.cost) for p in kept]
    assert left.without == (gone,)
    assert left.disjoint <= whole.disjoint


def test_an_end_that_is_gone_is_refused_and_a_set_goes_on_without_it() -> None:
    with pytest.raises(DirskgError, match="a cannot be an end and gone"):
        path_finder(chain("ab"), without=("a",)).find("a", "b")
    with pytest.raises(DirskgError, match="nobody"):
        path_finder(chain("ab"), without=("nobody",)).find("a", "b")
    assert routes(path_finder(chain("ac", "bd"), without=("a",)).between("ab", "cd")) == ["bd"]
