"""Ties between two areas against what chance gives, and how far areas keep to themselves.

States, with their numbers (`STATES`): fewer than 3 ties expected is too few to tell; else the 95 % interval of observed
over expected decides. Expected are the ties that the degrees of the organisations lead to expect
(`measures.mixing.expected_ties`), and for the E-I index the mean over random labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.measures.mixing import (
    ei_by_group,
    expected_ties,
    mixing_matrix,
    neutral_ei,
    neutral_ei_by_group,
    observed_over_expected,
    permuted_ei,
)
from dirskg.graph.measures.stats import ratio
from dirskg.graph.network.regional import Layer, RegionalTies

LEAST_EXPECTED = 3.0
LEAST_TIES = 3
SIGNIFICANT = 0.05

STATES = {
    "too few to tell": f"fewer than {LEAST_EXPECTED:g} ties expected",
    "missing collaboration": "between two areas, upper bound of observed over expected below 1",
    "few inside": "within one area, upper bound of observed over expected below 1",
    "more than expected": "lower bound of observed over expected above 1",
    "as expected": "the interval of observed over expected holds 1",
}
READINGS = {
    "too few to tell": f"fewer than {LEAST_TIES} ties",
    "inward": f"index below the mean over random labels, p < {SIGNIFICANT:g}",
    "outward": f"index above the mean over random labels, p < {SIGNIFICANT:g}",
    "nothing": f"p of {SIGNIFICANT:g} or more: what random labels give as well",
}
LAYERS: tuple[Layer, ...] = ("all", "projects", "other")

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair(AsJson):
    """Ties of one layer between two areas (or within one): seen, expected, their ratio with its interval.

    `weight` and `weight_ratio` are the same for Newman weights, which are no counts and so have no interval.
    """

    json_keys = "* evidence=trace"

    layer: Layer
    area: str
    other: str
    ties: int
    expected: float
    ratio: float
    low: float
    high: float
    weight: float
    weight_ratio: float
    trace: Trace

    @property
    def state(self) -> str:
        """The first of STATES whose rule holds."""
        if not self.expected >= LEAST_EXPECTED:
            return "too few to tell"
        if self.high < 1:
            return "few inside" if self.area == self.other else "missing collaboration"
        return "more than expected" if self.low > 1 else "as expected"

    def to_json(self) -> dict[str, Any]:
        """The pair as plain values."""
        return fields_as_json(self) | {"state": self.state, "rule": STATES[self.state]}


@dataclass(frozen=True, slots=True)
class Openness(AsJson):
    """E-I index of one layer: of one area, or of all ("").

    `neutral` is the closed form for random labels, `mean` and `p` are those of the permutations.
    """

    layer: Layer
    area: str
    organisations: int
    internal: int
    external: int
    index: float
    neutral: float
    mean: float
    p: float

    @property
    def reading(self) -> str:
        """The first of READINGS whose rule holds."""
        if self.internal + self.external < LEAST_TIES:
            return "too few to tell"
        if not self.p < SIGNIFICANT:
            return "nothing"
        return "inward" if self.index < self.mean else "outward"

    def to_json(self) -> dict[str, Any]:
        """The row as plain values."""
        return fields_as_json(self) | {"reading": self.reading, "rule": READINGS[self.reading]}


def pair_trace(area: str, other: str, layer: Layer, asked: Query) -> Trace:
    """The query that lists the ties between two areas; "" is an unknown place. `asked` has by, domain and since."""
    ends = {"area": area or "unknown", "other_area": other or "unknown"}
    return Trace(
        f"{ends['area']} - {ends['other_area']}, {layer}", "ties-between-regions", {**asked, **ends, "layer": layer}
    )


def pairs(ties: RegionalTies, areas: tuple[str, ...], layer: Layer, asked: Query) -> tuple[Pair, ...]:
    """Every pair of areas, each once and those within one included, in the order of `areas`."""
    known = ties.known().layer(layer)
    group, n = _groups(known, areas), len(areas)
    # Of a tie that rests on a project and on something else, a layer weighs its own part.
    own = {"all": known.weight, "projects": known.project_weight, "other": known.weight - known.project_weight}[layer]
    counted, weighed = (mixing_matrix(known.u, known.v, group, n, values) for values in (None, own))
    degree, strength = (_sums(known, values) for values in (np.ones(len(known.u)), own))
    found = observed_over_expected(counted, expected_ties(degree, group, n))
    chance = expected_ties(strength, group, n)
    numbers = {name: table.tolist() for name, table in zip(found._fields, found, strict=True)}
    share = ratio(weighed, chance).tolist()
    return tuple(
        Pair(
            layer=layer,
            area=areas[a],
            other=areas[b],
            ties=int(counted[a, b]),
            **{name: rows[a][b] for name, rows in numbers.items()},
            weight=float(weighed[a, b]),
            weight_ratio=share[a][b],
            trace=pair_trace(areas[a], areas[b], layer, asked),
        )
        for a in range(n)
        for b in range(a, n)
    )


def openness(ties: RegionalTies, areas: tuple[str, ...], layer: Layer) -> tuple[Openness, ...]:
    """E-I index of all areas together ("", first) and of each, among organisations with a tie in that layer."""
    known = ties.known().layer(layer)
    tied = np.unique(np.concatenate([known.u, known.v]))
    u, v = (np.searchsorted(tied, end) for end in (known.u, known.v))
    group, n = _groups(known, areas)[tied], len(areas)
    sizes = np.bincount(group, minlength=n)
    table = mixing_matrix(u, v, group, n)
    within = np.diag(table)
    outward = table.sum(axis=1) - within
    overall, index = ei_by_group(table)
    chance = permuted_ei(u, v, group, n)
    whole = Openness(
        layer,
        "",
        len(tied),
        int(within.sum()),
        int(outward.sum() / 2),
        overall,
        neutral_ei(sizes),
        chance.mean,
        chance.p,
    )
    columns = zip(
        areas, sizes, within, outward, index, neutral_ei_by_group(sizes), chance.group_mean, chance.group_p, strict=True
    )
    return whole, *(
        Openness(layer, area, int(size), int(inside), int(out), *map(float, numbers))
        for area, size, inside, out, *numbers in columns
    )


def _groups(ties: RegionalTies, areas: tuple[str, ...]) -> np.ndarray:
    """Number of the area of every vertex; those of unknown area have 0, and no tie that is counted."""
    number = {area: place for place, area in enumerate(areas)}
    return np.array([number.get(area, 0) for area in ties.areas.tolist()], dtype=np.int64)


def _sums(ties: RegionalTies, values: np.ndarray) -> np.ndarray:
    count = len(ties.organisations)
    return np.asarray(np.bincount(ties.u, values, count) + np.bincount(ties.v, values, count))
