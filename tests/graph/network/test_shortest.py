"""The k-shortest routine: the published example, the limit on hops, ties."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np
import pytest
from oracles import oracle

from dirskg.graph.network.shortest import Arcs, Search


def search_in(edges: list[tuple[str, str, float]], max_hops: int) -> tuple[Search, list[str]]:
    """A directed search over named vertices, and their names by number."""
    names = sorted({end for edge in edges for end in edge[:2]})
    tail = np.array([names.index(edge[0]) for edge in edges])
    head = np.array([names.index(edge[1]) for edge in edges])
    arcs = Arcs.directed(len(names), tail, head)
    cost = np.array([edge[2] for edge in edges], dtype=float)[arcs.edge]
    return Search(arcs, cost, max_hops, np.zeros(len(names), dtype=bool)), names


def test_yen_finds_the_published_paths() -> None:
    example = oracle(11)
    inputs, expected = example["inputs"], example["expected"]
    search, names = search_in(inputs["directed_weighted_edges"], max_hops=5)
    found = list(search.paths(names.index(inputs["source"]), names.index(inputs["target"])))
    first, second = ([names[vertex] for vertex in path] for path in found[:2])
    assert [search.rank(path)[0] for path in found[: inputs["k"]]] == expected["lengths"]
    assert (first, second) == (expected["first_path"], expected["second_path"])
    listed = [(search.rank(path)[0], "-".join(names[vertex] for vertex in path)) for path in found]
    assert sorted(listed) == sorted(map(tuple, expected["all_simple_paths"]))


@pytest.mark.parametrize("max_hops", [1, 2, 3, 4])
def test_yen_with_a_limit_on_hops_finds_all_short_paths(max_hops: int) -> None:
    example = oracle(11)
    search, names = search_in(example["inputs"]["directed_weighted_edges"], max_hops)
    paths = search.paths(names.index("C"), names.index("H"))
    found = ["-".join(names[vertex] for vertex in path) for path in paths]
    everything = [path for _, path in example["expected"]["all_simple_paths"]]
    assert sorted(found) == sorted(path for path in everything if path.count("-") <= max_hops)


def test_parts_of_the_search_agree_with_each_other() -> None:
    edges = [("a", "b", 1.0), ("b", "c", 1.0), ("a", "c", 2.0), ("c", "d", 1.0), ("a", "d", math.inf)]
    search, names = search_in(edges, max_hops=3)
    words = ["".join(names[vertex] for vertex in path) for path in islice(search.paths(0, 3), 5)]
    assert words == ["acd", "abcd"], "of equal cost, the one of fewer hops comes first"
    assert search.between([0, 1], [3]) == [1, 2, 3]
