"""How a count compares with what is expected of it, and how sure that is: for shares in programmes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import as_counts, clopper_pearson, deviate, garwood


class Estimate(NamedTuple):
    """A number with its interval; NaN where it does not exist."""

    value: float
    low: float
    high: float


NONE = Estimate(float("nan"), float("nan"), float("nan"))


def observed_expected(observed: int, expected: float, level: float = 0.95) -> Estimate:
    """Observed over expected with the exact Poisson interval of the observed count (Garwood 1936).

    The expected number is taken as known. NaN where nothing is expected. Raises ValueError for a negative count.
    """
    if not expected > 0:
        return NONE
    low, high = garwood(observed, level)
    return Estimate(observed / expected, float(low) / expected, float(high) / expected)


def rate_ratio(count: int, size: float, other: int, other_size: float, level: float = 0.95) -> Estimate:
    """Rate count/size over rate other/other_size, with the exact interval (Przyborowski & Wilenski 1940).

    Given both counts together, the first is binomial; its Clopper-Pearson bounds give those of the ratio. The upper
    bound is NaN where the other count is 0: there is none. NaN throughout where a size is missing or both are 0.
    """
    if not (size > 0 and other_size > 0) or count + other == 0:
        return NONE
    scale = other_size / size
    low, high = (float(bound) for bound in clopper_pearson(count, count + other, level))
    odds = [share / (1 - share) * scale if share < 1 else float("nan") for share in (low, high)]
    return Estimate(count / other * scale if other else float("nan"), *odds)


def cluster_share(part: ArrayLike, whole: ArrayLike, level: float = 0.95) -> Estimate:
    """Share of totals over clusters, sum(part) / sum(whole), with the interval of a ratio of totals (Cochran 1977).

    A cluster is drawn as one, such as a project with all its participants: what is within it is not independent.
    Units: those of the totals. NaN where the whole is 0; no interval with fewer than two clusters, and none of nothing
    or of all: clusters that are alike in that do not say how many others are not.
    """
    parts, wholes = as_counts(part, "cluster_share"), as_counts(whole, "cluster_share")
    if not wholes.sum() > 0:
        return NONE
    share = float(parts.sum() / wholes.sum())
    n = len(wholes)
    if n < 2 or share in (0, 1):
        return Estimate(share, float("nan"), float("nan"))
    spread = float(np.sqrt(n / (n - 1) * np.sum((parts - share * wholes) ** 2)) / wholes.sum())
    reach = deviate(level) * spread
    return Estimate(share, max(share - reach, 0.0), min(share + reach, 1.0))
