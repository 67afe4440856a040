"""How many paths between two sets of vertices share no vertex (Menger 1927): a flow that is pushed along until a cap.

The cap is low, so that a few searches in breadth give the exact number without a copy of the network. Each follows the
residual network of a flow in which every vertex carries one unit at most (Even and Tarjan 1975, SIAM J. Comput. 4:507).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dirskg.graph.network.shortest import Arcs

if TYPE_CHECKING:
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

_NOBODY = -1
_OUTSIDE = -2


def disjoint_paths(arcs: Arcs, passable: BoolArray, sources: IntArray, targets: IntArray, cap: int) -> int:
    """The number of paths from `sources` to `targets` over passable vertices that share none, at most `cap`.

    Ends count as vertices of their path. A vertex in both sets is a path by itself. The arcs must be mirrored.
    """
    begin, end = (np.zeros(arcs.vertices, dtype=bool) for _ in range(2))
    begin[sources] = True
    end[targets] = True
    flow = _Flow(arcs, passable, begin & passable, end & passable)
    cap = min(cap, int(flow.begin.sum()), int(flow.end.sum()))
    found = flow.start(cap)
    while found < cap and flow.push():
        found += 1
    return found


class _Flow:
    """Paths found so far: the vertex before and after each vertex on one, _OUTSIDE at its ends."""

    def __init__(self, arcs: Arcs, passable: BoolArray, begin: BoolArray, end: BoolArray) -> None:
        self.arcs, self.passable, self.begin, self.end = arcs, passable, begin, end
        self.before, self.after = (np.full(arcs.vertices, _NOBODY) for _ in range(2))

    def start(self, cap: int) -> int:
        """Take vertices that are both ends, and ties between ends, until one more does not fit."""
        both = np.flatnonzero(self.begin & self.end)[:cap]
        self.before[both] = self.after[both] = _OUTSIDE
        fewer, other = np.flatnonzero(self.begin), self.end
        forward = len(fewer) <= int(self.end.sum())
        if not forward:
            fewer, other = np.flatnonzero(self.end), self.begin
        positions, sizes = self.arcs.out_of(fewer)
        heads = self.arcs.head[positions]
        kept = other[heads]
        found = len(both)
        for one, two in zip(np.repeat(fewer, sizes)[kept].tolist(), heads[kept].tolist(), strict=True):
            if found == cap:
                break
            u, v = (one, two) if forward else (two, one)
            if self.before[u] == _NOBODY and self.before[v] == _NOBODY:
                self.before[u], self.after[u], self.before[v], self.after[v] = _OUTSIDE, v, u, _OUTSIDE
                found += 1
        return found

    def push(self) -> bool:
        """One path more, if there is one; those there are may be led another way.

        A vertex is entered and left: who enters one that carries a path can only go back along that path.
        """
        on = self.before != _NOBODY
        entered_from, left_to = (np.full(self.arcs.vertices, _NOBODY) for _ in range(2))
        entering = np.flatnonzero(self.begin & (self.before != _OUTSIDE))
        entered_from[entering] = _OUTSIDE
        while len(entering):
            leaving = self._pass(entering, on, left_to)
            done = leaving[self.end[leaving] & (self.after[leaving] != _OUTSIDE)]
            if len(done):
                self._turn(int(done[0]), entered_from, left_to)
                return True
            entering = self._spread(leaving, on, entered_from)
        return False

    def _pass(self, entering: IntArray, on: BoolArray, left_to: IntArray) -> IntArray:
        """The vertices left next: free ones entered just now, and those before the others on their paths."""
        free = entering[~on[entering] & (left_to[entering] == _NOBODY)]
        left_to[free] = free
        held = entering[on[entering]]
        back = self.before[held]
        kept = back >= 0
        held, back = held[kept], back[kept]
        new = left_to[back] == _NOBODY
        left_to[back[new]] = held[new]
        return np.unique(np.concatenate([free, back[new]]))

    def _spread(self, leaving: IntArray, on: BoolArray, entered_from: IntArray) -> IntArray:
        """The vertices entered next: all that are tied to those left, and those of them that carry a path."""
        held = leaving[on[leaving]]
        held = held[entered_from[held] == _NOBODY]
        entered_from[held] = held
        positions, sizes = self.arcs.out_of(leaving)
        tails, heads = np.repeat(leaving, sizes), self.arcs.head[positions]
        new = self.passable[heads] & (entered_from[heads] == _NOBODY) & (self.after[tails] != heads)
        entered_from[heads[new]] = tails[new]
        return np.unique(np.concatenate([held, heads[new]]))

    def _turn(self, last: int, entered_from: IntArray, left_to: IntArray) -> None:
        """Lead the paths along what was found, from its last vertex back to its first."""
        following = _OUTSIDE
        vertex = last
        # (u, v) is a tie that comes to carry a path, or, walked backwards, one that ceases to.
        gained: list[tuple[int, int]] = []
        lost: list[tuple[int, int]] = []
        while True:
            gained.append((vertex, following))
            # Up along the path that was there, as long as that is how the vertex came to be left.
            while left_to[vertex] != vertex:
                lost.append((vertex, int(left_to[vertex])))
                vertex = int(left_to[vertex])
                if entered_from[vertex] != vertex:
                    break
            previous = int(entered_from[vertex])
            if previous == _OUTSIDE:
                gained.append((_OUTSIDE, vertex))
                break
            following, vertex = vertex, previous
        for u, v in lost:
            self.after[u] = self.before[v] = _NOBODY
        for u, v in gained:
            if u >= 0:
                self.after[u] = v
            if v >= 0:
                self.before[v] = u
