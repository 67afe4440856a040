"""Pairs gathered by what stands first in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def lists_of(pairs: Iterable[tuple[K, V]]) -> defaultdict[K, list[V]]:
    """By each first of some pairs, all that stand second with it, in the order of the pairs."""
    found = defaultdict[K, list[V]](list)
    for one, other in pairs:
        found[one].append(other)
    return found


def sets_of(pairs: Iterable[tuple[K, V]]) -> defaultdict[K, set[V]]:
    """The same, each of them once."""
    found = defaultdict[K, set[V]](set)
    for one, other in pairs:
        found[one].add(other)
    return found
