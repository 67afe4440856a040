"""The collaboration network: worked weights, Newman's invariant, ties, years."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from small_ecosystem import Tie, small_ecosystem

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError
from dirskg.graph.network.projection import Network, collaboration_network, to_networkx

Projects = dict[str, tuple[int | None, list[str]]]

years = st.none() | st.integers(2015, 2025)
consortia = st.dictionaries(
    st.sampled_from([f"p{i}" for i in range(8)]),
    st.tuples(years, st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=9)),
)


def toy() -> tuple[Ecosystem, dict[str, Any]]:
    """The toy of worked example 33, and the example."""
    example = oracle(33)
    projects = {p["id"]: (p["year"], p["members"]) for p in example["inputs"]["projects"]}
    return small_ecosystem(projects), example


def weights(network: Network) -> dict[str, float]:
    """Weights by pair of ids."""
    ids = network.organisations["id"].tolist()
    edges = zip(network.u, network.v, network.weight, strict=True)
    return {f"{ids[u]}-{ids[v]}": weight for u, v, weight in edges}


def strengths(network: Network) -> dict[str, float]:
    """Sum of weights by id."""
    return dict(to_networkx(network).degree(weight="weight"))


# Worked example


def test_newman_weights_of_the_toy() -> None:
    ecosystem, example = toy()
    expected = example["expected"]["newman_weights"]
    assert weights(collaboration_network(ecosystem)) == pytest.approx(expected, abs=example["tolerance"])


def test_newman_strength_is_the_number_of_projects() -> None:
    ecosystem, example = toy()
    expected = example["expected"]["newman_strength_equals_project_count"]
    assert strengths(collaboration_network(ecosystem)) == pytest.approx(expected, abs=example["tolerance"])


def test_weights_of_the_toy_decay_with_age() -> None:
    ecosystem, example = toy()
    inputs, expected = example["inputs"], example["expected"]["decayed_weights"]
    network = collaboration_network(ecosystem, half_life=inputs["half_life_years"], now=inputs["now"])
    assert weights(network) == pytest.approx(expected, abs=example["tolerance"])


# Projects


@given(consortia)
def test_strength_is_the_number_of_projects_with_company(projects: Projects) -> None:
    network = collaboration_network(small_ecosystem(projects))
    teams = [set(members) for _, members in projects.values() if len(set(members)) > 1]
    expected = {one: float(sum(one in team for team in teams)) for one in network.index}
    assert strengths(network) == pytest.approx(expected)


@given(consortia, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(projects: Projects, random: Any) -> None:
    ecosystem = small_ecosystem(projects)
    network = collaboration_network(ecosystem, half_life=3)
    shuffled = ecosystem.participations.sample(frac=1, random_state=random.randrange(1000))
    turned = replace(ecosystem, participations=shuffled, organisations=ecosystem.organisations.iloc[::-1])
    assert weights(collaboration_network(turned, half_life=3)) == weights(network)


def test_forty_partners_weigh_little_each() -> None:
    members = [f"m{i:02d}" for i in range(40)]
    network = collaboration_network(small_ecosystem({"big": (2023, members), "small": (2023, members[:2])}))
    assert len(network.u) == 40 * 39 // 2
    assert weights(network)["m00-m01"] == pytest.approx(1 / 39 + 1)
    assert weights(network)["m00-m02"] == pytest.approx(1 / 39)
    assert strengths(network)["m39"] == pytest.approx(1)


def test_a_project_counts_organisations_not_rows() -> None:
    projects = {"p": (2023, ["a", "b", "b", "c"]), "q": (2023, ["a", "a"])}
    network = collaboration_network(small_ecosystem(projects))
    assert weights(network) == pytest.approx({"a-b": 0.5, "a-c": 0.5, "b-c": 0.5})


def test_organisations_left_out_still_count_in_their_project() -> None:
    ecosystem = small_ecosystem({"p": (2023, ["a", "b", "x", "y"])})
    known = ecosystem.organisations[ecosystem.organisations["id"].isin(["a", "b"])]
    assert weights(collaboration_network(replace(ecosystem, organisations=known))) == pytest.approx({"a-b": 1 / 3})


def test_unknown_year_gets_the_factor_of_the_median_year() -> None:
    projects = {
        "p": (2019, ["a", "b"]),
        "q": (2022, ["a", "c"]),
        "r": (2025, ["a", "d"]),
        "s": (None, ["a", "e"]),
    }
    ecosystem = small_ecosystem(projects)
    network = collaboration_network(ecosystem, half_life=3)
    assert network.now == 2025
    assert weights(network) == pytest.approx({"a-b": 0.25, "a-c": 0.5, "a-d": 1, "a-e": 0.5})
    without = replace(ecosystem, projects=ecosystem.projects[ecosystem.projects["id"] != "s"])
    assert weights(collaboration_network(without, half_life=3))["a-e"] == pytest.approx(0.5)


def test_without_any_year_nothing_decays() -> None:
    network = collaboration_network(small_ecosystem({"p": (None, ["a", "b"])}), half_life=3)
    assert network.now is None
    assert weights(network) == {"a-b": 1.0}


def test_years_to_come_are_not_worth_more_than_now() -> None:
    network = collaboration_network(small_ecosystem({"p": (2030, ["a", "b"])}), half_life=3, now=2025)
    assert weights(network) == {"a-b": 1.0}


def test_since_leaves_out_older_and_unknown_years() -> None:
    projects = {"p": (2019, ["a", "b"]), "q": (2023, ["a", "c"]), "r": (None, ["a", "d"])}
    ties: list[Tie] = [
        ("a", "e", "suppliesTo", 2023.0),
        ("a", "f", "suppliesTo", 2018.0),
        ("a", "g", "suppliesTo"),
    ]
    assert set(weights(collaboration_network(small_ecosystem(projects, ties), since=2023))) == {"a-c", "a-e"}


@pytest.mark.parametrize("half_life", [0, -1, math.nan])
def test_half_life_must_be_positive(half_life: float) -> None:
    with pytest.raises(DirskgError, match="half-life"):
        collaboration_network(small_ecosystem({}), half_life=half_life)


# Other ties


def test_a_tie_adds_one_per_pair_and_kind() -> None:
    ties = [("a", "b", "ownedBy"), ("b", "a", "ownedBy"), ("a", "b", "suppliesTo"), ("a", "a", "partOf")]
    network = collaboration_network(small_ecosystem({"p": (2023, ["a", "b", "c"])}, ties))
    assert weights(network) == pytest.approx({"a-b": 2.5, "a-c": 0.5, "b-c": 0.5})
    assert network.project_weight[0] == pytest.approx(0.5)


def test_membership_is_diluted_by_the_size_of_the_cluster() -> None:
    ties: list[Tie] = [(f"m{i}", "cluster", "memberOf", 2020.0 + i) for i in range(5)]
    ties.append(("m0", "lonely", "memberOf", 2024.0))
    ecosystem = small_ecosystem({}, ties)
    assert weights(collaboration_network(ecosystem))["cluster-m0"] == pytest.approx(0.25)
    assert weights(collaboration_network(ecosystem))["lonely-m0"] == 1
    recent = weights(collaboration_network(ecosystem, since=2024))
    assert recent == pytest.approx({"cluster-m4": 0.25, "lonely-m0": 1}), "as large as it was"


def test_a_tie_to_something_else_than_an_organisation_is_no_edge() -> None:
    ecosystem = small_ecosystem({}, [("a", "f-35", "partnerIn"), ("b", "f-35", "partnerIn")])
    known = ecosystem.organisations[ecosystem.organisations["id"] != "f-35"]
    assert len(collaboration_network(replace(ecosystem, organisations=known)).u) == 0


def test_a_seat_at_a_table_is_no_edge() -> None:
    ties = [("a", "table", "seatIn"), ("b", "table", "seatIn"), ("a", "b", "seatIn"), ("a", "b", "suppliesTo")]
    network = collaboration_network(small_ecosystem({}, ties))
    assert weights(network) == {"a-b": 1.0}
    assert network.ties["kind"].tolist() == ["suppliesTo"]


# The network as networkx shows it


def test_networkx_shows_nodes_edges_and_kinds() -> None:
    ecosystem = small_ecosystem(
        {"p": (2023, ["a", "b"])},
        [("b", "a", "ownedBy")],
        {"a": {"leg": "industry", "region": "BE2"}, "z": {}},
    )
    graph = to_networkx(collaboration_network(ecosystem))
    assert graph.nodes["a"] == {"label": "Organisation a", "region": "BE2", "leg": "industry"}
    assert dict(graph.degree())["z"] == 0
    assert graph.edges["a", "b"] == {"weight": 2.0, "cost": 0.5, "kinds": "ownedBy; project"}


def test_nothing_gives_an_empty_network() -> None:
    network = collaboration_network(small_ecosystem({}), half_life=3)
    assert len(to_networkx(network)) == 0
    assert network.weight.dtype == network.project_weight.dtype == np.float64


def test_unknown_id_is_named() -> None:
    with pytest.raises(DirskgError, match="kbo-0000000000"):
        collaboration_network(small_ecosystem({"p": (2023, ["a", "b"])})).vertex("kbo-0000000000")


def test_hundred_thousand_pairs_take_well_under_a_second() -> None:
    random = np.random.default_rng(7)
    members = [f"org-{i}" for i in range(1600)]
    sizes = np.minimum(1 + random.geometric(1 / 14, 320), 60)
    projects = {f"p{i}": (2023, random.choice(members, n).tolist()) for i, n in enumerate(sizes)}
    ecosystem = small_ecosystem(projects)
    begun = time.process_time()
    collaboration_network(ecosystem, half_life=3)
    assert time.process_time() - begun < 1
