"""What one actor weighs: a number with each actor left out in turn, and the actor that moves it most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.actors import Kinds
from dirskg.graph.measures.stats import Array, ratio

# Moves that differ by less than this are alike.
_ALIKE = 1e-9


class LeftOut(NamedTuple):
    """Least and greatest value with one actor left out; row number of the actor that moves it most (-1: none).

    `alike` says how many actors move it just as much; the one named is the first of them.
    """

    low: Array
    high: Array
    actor: NDArray[np.int64]
    alike: NDArray[np.int64]


def leave_out_lq(actors: Kinds, rows: Sequence[Sequence[int]]) -> LeftOut:
    """Location quotients (rows x domains) with each actor left out; each row is one region, or several together.

    Any actor counts, also those of other rows, whose leaving moves the margins. A cell that an actor empties by
    leaving has the quotient 0, even where nothing is expected any more. NaN where nothing is expected of the cell.
    """
    counts, columns = actors.table(rows), actors.active.T @ actors.many
    sizes = actors.active.sum(axis=1)[:, None]
    found = [_move(actors, *_without(actors, counts[place], columns, sizes, row)) for place, row in enumerate(rows)]
    return _stacked(found, counts.shape)


def leave_out_herfindahl(actors: Kinds, rows: Sequence[Sequence[int]]) -> LeftOut:
    """Herfindahl index of each row over domains, with each of its own actors left out.

    NaN for a row with at most one actor: nothing is left of it.
    """
    found = []
    for row, count in zip(rows, actors.table(rows), strict=True):
        mine = np.isin(actors.region, row)
        left = count - actors.active[mine]
        index = np.concatenate([_herfindahl(left), _herfindahl(count[None])])[:, None]
        own = Kinds(actors.region[mine], actors.active[mine], actors.many[mine], actors.first[mine])
        found.append(_move(own, index[:-1], index[-1]))
    return _stacked(found, (len(rows),))


def _without(actors: Kinds, count: Array, columns: Array, sizes: Array, row: Sequence[int]) -> tuple[Array, Array]:
    """Quotients of one row, with one actor of each kind left out (kinds x domains), and with all (domains)."""
    inside = np.isin(actors.region, row)[:, None]
    left = count - inside * actors.active
    margins = (count.sum() - inside * sizes) * (columns - actors.active)
    quotients = np.divide(left * (columns.sum() - sizes), margins, out=np.zeros_like(left), where=margins > 0)
    return quotients, ratio(count * columns.sum(), count.sum() * columns)


def _move(actors: Kinds, left: Array, whole: Array) -> LeftOut:
    """The range of what is left, and who moves the whole most, per column."""
    if not len(left):
        none = np.full(whole.shape, np.nan)
        return LeftOut(none, none, np.full(whole.shape, -1), np.zeros(whole.shape, dtype=np.int64))
    moves = np.abs(left - whole)
    most = moves.max(axis=0)
    # NaN where the number itself does not exist, or nothing is left of it.
    exists = ~np.isnan(most)
    farthest = (moves >= most - _ALIKE) & exists & (most > _ALIKE)
    first = np.where(farthest, actors.first[:, None], np.iinfo(np.int64).max).min(axis=0)
    alike = (farthest * actors.many[:, None]).sum(axis=0)
    low, high = (np.where(exists, bound, np.nan) for bound in (left.min(axis=0), left.max(axis=0)))
    return LeftOut(low, high, np.where(alike > 0, first, -1), alike)


def _herfindahl(counts: Array) -> Array:
    return ratio((counts**2).sum(axis=1), counts.sum(axis=1) ** 2)


def _stacked(found: Sequence[LeftOut], shape: tuple[int, ...]) -> LeftOut:
    return LeftOut(
        low=np.reshape([part.low for part in found], shape),
        high=np.reshape([part.high for part in found], shape),
        actor=np.reshape(np.array([part.actor for part in found], dtype=np.int64), shape),
        alike=np.reshape(np.array([part.alike for part in found], dtype=np.int64), shape),
    )
