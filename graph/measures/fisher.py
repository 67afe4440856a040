"""Fisher's exact test, from the terms of the hypergeometric distribution.

With N in all, K of a kind and n drawn, neighbouring terms have a simple ratio, P(i+1) / P(i) =
(K - i)(n - i) / ((i + 1)(N - K - n + i + 1)). Products of these ratios outwards from the largest term hold no
differences and cannot overflow, so that tails keep their digits however small they are. `scipy.stats` gives the same
to 1e-12; to import it takes longer than most analyses.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.stats import Array, as_counts

# Terms that are equal in exact arithmetic may differ in their last digits.
_ALIKE = 1e-9


class FisherTest(NamedTuple):
    """P-values of Fisher's exact test on one 2x2 table, for its upper left cell."""

    under: float
    over: float
    two_sided: float


def fisher_table(table: ArrayLike) -> FisherTest:
    """Fisher's exact test of [[a, b], [c, d]]: is a below, above, or unlike what the margins lead to expect?

    `two_sided` adds up the tables that are no more likely than this one. An empty margin gives 1 throughout.
    Raises ValueError where the table is not 2x2 or holds anything but whole counts.
    """
    cells = as_counts(table, "fisher_table", whole=True)
    if cells.shape != (2, 2):
        raise ValueError(f"fisher_table: needs a 2x2 table, got the shape {cells.shape}")
    terms = hypergeometric(float(cells.sum()), cells[:, 0].sum(keepdims=True), float(cells[0].sum()))
    seen, own = np.arange(terms.shape[1]), int(cells[0, 0])
    sides = (seen <= own, seen >= own, terms[0] <= terms[0, own] * (1 + _ALIKE))
    return FisherTest(*(float(share(terms, side)[0]) for side in sides))


def hypergeometric(total: float, kind: Array, drawn: float) -> Array:
    """Terms for 0, 1, 2 … of the kind among those drawn, over the largest of them; a row for each number in `kind`.

    The shape is len(kind) x (the most that can be met, plus one). Divided by its sum a row is the distribution.
    """
    many = np.arange(min(float(np.max(kind, initial=0.0)), drawn))
    of = kind[:, np.newaxis]
    up = np.maximum(of - many, 0) * (drawn - many)
    down = (many + 1) * np.maximum(total - of - drawn + many + 1, 0)
    # Terms rise up to the largest and fall behind it.
    falls = np.divide(up, down, out=np.ones_like(up), where=up < down)
    rises = np.divide(down, up, out=np.ones_like(up), where=down < up)
    first = np.ones((len(kind), 1))
    after = np.cumprod(np.hstack([first, falls]), axis=1)
    before = np.cumprod(np.hstack([first, rises[:, ::-1]]), axis=1)[:, ::-1]
    return np.asarray(after * before)


def share(terms: Array, kept: NDArray[np.bool_]) -> Array:
    """The probability of the terms that are kept, for each row."""
    return np.asarray(np.sum(terms * kept, axis=1) / np.sum(terms, axis=1))
