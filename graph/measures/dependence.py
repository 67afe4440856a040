"""How much hangs on few: shares of the largest, concentration with one left out, and how many exits empty a field.

Every function takes the weights of the actors of one field, one number each, and ignores actors of no weight.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array, Interval, as_counts

_ROUNDING = 1e-9


def top_share(weights: ArrayLike) -> float:
    """The share of the largest actor, from 1/n to 1; NaN where nobody has any weight."""
    found = _present(weights)
    return float(found.max() / found.sum()) if found.size else float("nan")


def concentration(weights: ArrayLike) -> float:
    """Index of Herfindahl (1950) and Hirschman, the sum of squared shares, from 1/n to 1; NaN for nobody.

    With n actors it cannot be below 1/n, so three actors are always above 0.33: show n beside it.
    """
    found = _present(weights)
    return float((found**2).sum() / found.sum() ** 2) if found.size else float("nan")


def left_out(weights: ArrayLike) -> Interval:
    """The least and greatest concentration with one actor left out; NaN with less than two actors."""
    found = _present(weights)
    if found.size < 2:
        return Interval(np.asarray(np.nan), np.asarray(np.nan))
    # In shares of the largest, so that no square overflows. What rounding leaves below the bounds is cut to them.
    scaled = found / found.max()
    rest, squares = scaled.sum() - scaled, (scaled**2).sum() - scaled**2
    # Without the largest the differences above lose digits: sum the others anew.
    largest = int(scaled.argmax())
    others = np.delete(scaled, largest)
    rest[largest], squares[largest] = others.sum(), (others**2).sum()
    index = np.clip(squares / rest**2, 1 / (found.size - 1), 1.0)
    return Interval(np.asarray(index.min()), np.asarray(index.max()))


def half_holders(weights: ArrayLike) -> int:
    """The least number of actors that together hold at least half of the weight; 0 where nobody has any."""
    found = np.sort(_present(weights))[::-1]
    if not found.size:
        return 0
    # Sums of fractional weights land a hair beside the half; that must not cost an actor.
    reached = np.cumsum(found) >= found.sum() / 2 - _ROUNDING
    return int(reached.argmax()) + 1


def exits(units: Mapping[str, Iterable[Hashable]]) -> dict[str, int]:
    """By leg, the least number of exits that leave it empty: how many units there are, each counted once.

    A unit is what leaves as one: an actor, or all companies of one group.
    """
    return {leg: len(set(members)) for leg, members in units.items()}


def single_points(members: Mapping[str, Iterable[Hashable]]) -> list[str]:
    """Fields that one exit empties, in alphabetical order."""
    return sorted(field for field, count in exits(members).items() if count == 1)


def _present(weights: ArrayLike) -> Array:
    found = as_counts(weights, "dependence").ravel()
    return found[found > 0]
