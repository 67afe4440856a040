"""Pairs by what stands first in them."""

from __future__ import annotations

from dirskg.graph.ecosystem.gathered import lists_of, sets_of


def test_pairs_are_gathered_by_what_stands_first_in_their_order() -> None:
    pairs = [("b", 2), ("a", 1), ("b", 1), ("b", 2)]
    assert list(lists_of(pairs).items()) == [("b", [2, 1, 2]), ("a", [1])]
    assert sets_of(pairs) == {"b": {1, 2}, "a": {1}}
