"""Ladders: the worked example, by hand, and what must hold for any ladder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle

from dirskg.graph.measures.ladder import closing_sets, interrupted, missing_bands

rungs = st.lists(st.integers(0, 3), max_size=8)


def test_missing_bands_of_the_worked_example() -> None:
    example = oracle(33)
    bands = {name: (low, high) for name, (low, high) in example["inputs"]["trl_bands"].items()}
    for domain, counts in example["inputs"]["trl_counts"].items():
        found = missing_bands({int(level): count for level, count in counts.items()}, bands)
        assert list(found) == example["expected"]["missing_trl_bands"][domain]


def test_what_counts_as_a_level_of_a_band() -> None:
    bands = {"low": (1, 3), "high": (4, 9)}
    assert missing_bands({}, bands) == ("low", "high")
    assert missing_bands({3: 0, 4: 1, 12: 5}, bands) == ("low",)
    with pytest.raises(ValueError, match="lower level"):
        missing_bands({1: 1}, {"turned": (3, 1)})
    with pytest.raises(ValueError, match="missing_bands"):
        missing_bands({1: -1}, bands)


def test_interruptions_by_hand() -> None:
    assert interrupted([1, 0, 0, 4]) == (1, 2)
    assert interrupted([0, 0, 1, 0]) == interrupted([]) == interrupted([0, 0]) == ()


@given(rungs)
def test_interruptions_mirror(counts: list[int]) -> None:
    assert interrupted(counts[::-1]) == tuple(sorted(len(counts) - 1 - place for place in interrupted(counts)))
    assert all(counts[place] == 0 for place in interrupted(counts))


def test_who_closes_a_ladder_together() -> None:
    assert closing_sets([[1, 1, 0], [0, 1, 1], [1, 0, 0]]) == ((0, 1), (1, 2))
    assert closing_sets([[1, 1, 0], [1, 1, 0]]) == ((0,), (1,))
    assert closing_sets([[0, 0], [0, 0]]) == ()
    with pytest.raises(ValueError, match="at most"):
        closing_sets([[1]] * 13)


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_smaller_set_would_do(table: list[list[bool]]) -> None:
    found = closing_sets(table)
    wanted = [any(column) for column in zip(*table, strict=True)]
    for chosen in found:
        assert [any(table[row][place] for row in chosen) for place in range(3)] == wanted
        for left_out in chosen:
            rest = [row for row in chosen if row != left_out]
            assert [any(table[row][place] for row in rest) for place in range(3)] != wanted
    assert bool(found) == any(wanted)
