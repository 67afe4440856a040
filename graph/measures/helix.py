"""Triple-helix indicators of counts of projects by who takes part: university (U), industry (I), government (G).

Counts are exclusive: `ui` is how many have U and I but not G. What nobody of the three takes part in is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array, Interval, as_counts, ratio, tail

DRAWS: Final = 2000
# Which legs each exclusive count holds, in the order of `Counts`.
_HOLDS: Final = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]], dtype=bool)


class Counts(NamedTuple):
    """Projects by the legs that take part in them, each project in one field."""

    u: int = 0
    i: int = 0
    g: int = 0
    ui: int = 0
    ug: int = 0
    ig: int = 0
    uig: int = 0

    @property
    def total(self) -> int:
        """All projects."""
        return sum(self)

    def together(self) -> dict[str, int]:
        """Projects in which these legs meet, whoever else takes part: UI counts those with G as well."""
        return {"UI": self.ui + self.uig, "UG": self.ug + self.uig, "IG": self.ig + self.uig, "UIG": self.uig}


def counts(legs: Iterable[str]) -> Counts:
    """Counts of projects given the letters of the legs in each, such as "UI"; "" counts nowhere.

    Raises ValueError for another letter.
    """
    found: dict[str, int] = {}
    for told in legs:
        letters = set(told.upper())
        if not letters <= set("UIG"):
            raise ValueError(f"helix: the legs of a project are U, I and G, not {told!r}")
        name = "".join(letter for letter in "uig" if letter.upper() in letters)
        if name:
            found[name] = found.get(name, 0) + 1
    return Counts(**found)


def shapley(found: Counts) -> dict[str, float]:
    """What each leg contributes: its own projects, half of those of two, a third of those of all (Megnigbeto 2018).

    The shares of a project go in equal parts to the legs in it, so that the three add up to all projects.
    """
    weight = _HOLDS / _HOLDS.sum(axis=1, keepdims=True)
    parts = np.asarray(found, dtype=np.float64) @ weight
    return dict(zip("UIG", map(float, parts), strict=True))


def transmission(found: ArrayLike, outside: float = 0.0) -> float:
    """T(UIG) = H_U + H_I + H_G - H_UI - H_UG - H_IG + H_UIG in bits (Leydesdorff 2003); NaN without a project.

    Negative is said to show synergy, but it is not what a reader takes it for: one project of U, one of I and one of G,
    with no co-operation at all, give -0.415 bit. It also depends on `outside`, how many projects of nobody are held to
    belong to the universe.
    """
    return float(_transmission(as_counts(found, "transmission")[None], outside)[0])


def transmission_interval(
    found: Counts, outside: float = 0.0, *, draws: int = DRAWS, seed: int = 1, level: float = 0.95
) -> Interval:
    """Percentile bootstrap of `transmission`: as many projects drawn again. NaN where all projects are alike."""
    n = found.total
    if max(found) == n:
        return Interval(np.asarray(np.nan), np.asarray(np.nan))
    drawn = np.random.default_rng(seed).multinomial(n, np.asarray(found) / n, size=draws)
    values = _transmission(drawn.astype(np.float64), outside)
    low, high = np.quantile(values, [tail(level), 1 - tail(level)])
    return Interval(np.asarray(low), np.asarray(high))


def _transmission(found: Array, outside: float) -> Array:
    """Row by row: entropies of each leg, of each pair and of all three, from the eight cells of presence."""
    cells = np.concatenate([found, np.full((len(found), 1), outside)], axis=1)
    holds = np.concatenate([_HOLDS, np.zeros((1, 3), dtype=bool)])
    total = np.zeros(len(found))
    for legs, sign in (((0,), 1), ((1,), 1), ((2,), 1), ((0, 1), -1), ((0, 2), -1), ((1, 2), -1), ((0, 1, 2), 1)):
        place = holds[:, legs] @ (2 ** np.arange(len(legs)))
        merged = np.stack([cells[:, place == value].sum(axis=1) for value in range(2 ** len(legs))], axis=1)
        total = total + sign * _entropy(merged)
    # Sums of logarithms leave a hair beside 0.
    return np.where(np.abs(total) < 1e-12, 0.0, total)


def _entropy(cells: Array) -> Array:
    shares = ratio(cells, cells.sum(axis=1, keepdims=True))
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=1))
