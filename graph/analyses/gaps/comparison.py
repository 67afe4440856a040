"""Seen against expected, cell by cell: how many, how sure, and whom it rests on.

The same numbers for any population: its pairs of organisation and domain give the margins, and the rows asked for
are areas of it, or several taken together. Each set of rows is tested as one family (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.rows import held, ranked
from dirskg.graph.measures import specialisation
from dirskg.graph.measures.actors import Kinds, kinds
from dirskg.graph.measures.bootstrap import bootstrap_lq
from dirskg.graph.measures.leave_one_out import leave_out_lq
from dirskg.graph.measures.stats import Array, benjamini_hochberg

FALSE_DISCOVERIES = 0.10
LEAST_EXPECTED = 3.0
LEAST_LOCATED = 0.6

# Readings and their rules, first match wins.
READINGS = {
    "more": f"{LEAST_EXPECTED:g} or more seen, adjusted p of so many <= {FALSE_DISCOVERIES:g}",
    "unknown": f"under {LEAST_LOCATED:.0%} of the domain's actors have a known place",
    "too few to tell": f"fewer than {LEAST_EXPECTED:g} expected",
    "fewer": f"adjusted p of so few <= {FALSE_DISCOVERIES:g}",
    "no difference shown": "no rule above applies",
}


@dataclass(frozen=True, slots=True)
class Mover(AsJson):
    """The actor whose leaving moves a number most; `alike` actors in all move it just as much, this is the first."""

    id: str
    label: str
    alike: int


@dataclass(frozen=True, slots=True)
class Comparison(AsJson):
    """A count against what its population leads to expect; NaN for a number that does not exist.

    `slq` is the symmetric quotient, `lq_shrunk` and `lq_marshall` serve ranking; p-values are one-sided. `boot_low`
    to `boot_high` is the percentile interval over actors drawn again, and `above` the share of draws with LQ > 1.
    `without_low` to `without_high` is the range of LQ with one actor left out, `mover` the actor that it hangs on.
    """

    json_keys = "* reading"

    count: int
    expected: float = np.nan
    lq: float = np.nan
    lq_low: float = np.nan
    lq_high: float = np.nan
    slq: float = np.nan
    lq_shrunk: float = np.nan
    lq_marshall: float = np.nan
    p_under: float = np.nan
    p_adjusted: float = np.nan
    p_over: float = np.nan
    p_over_adjusted: float = np.nan
    boot_low: float = np.nan
    boot_high: float = np.nan
    above: float = np.nan
    without_low: float = np.nan
    without_high: float = np.nan
    mover: Mover | None = None
    located: float = np.nan

    @property
    def reading(self) -> str:
        """What the numbers say, by the rules of READINGS."""
        if self.p_over_adjusted <= FALSE_DISCOVERIES and self.count >= LEAST_EXPECTED:
            return "more"
        # Written so that NaN, a domain in which nobody was seen, counts as unknown.
        if not self.located >= LEAST_LOCATED:
            return "unknown"
        if not self.expected >= LEAST_EXPECTED:
            return "too few to tell"
        return "fewer" if self.p_adjusted <= FALSE_DISCOVERIES else "no difference shown"


NUMBERS = tuple(field.name for field in fields(Comparison) if field.name != "mover")
Family = Mapping[str, Sequence[str]]
Comparisons = Mapping[tuple[str, str], Comparison]


@dataclass(frozen=True, slots=True)
class Population:
    """Actors by area and domain. `ids` and `labels` of the actors; what lies in no area counts in the margins only."""

    ids: tuple[str, ...]
    labels: Mapping[str, str]
    actors: Kinds
    areas: tuple[str, ...]
    domains: tuple[str, ...]

    def numbers(self, rows: Family) -> list[list[int]]:
        """The numbers of the areas in each row, as the measures ask for them."""
        return [[self.areas.index(area) for area in areas] for areas in rows.values()]

    def table(self, rows: Family) -> Array:
        """Counts of rows x domains, with all others in a last row."""
        numbers = self.numbers(rows)
        used = {number for row in numbers for number in row}
        others = [number for number in range(len(self.areas) + 1) if number not in used]
        return self.actors.table([*numbers, others])

    def mover(self, number: int, alike: int) -> Mover | None:
        """The actor of that number; None for -1."""
        if number < 0:
            return None
        identifier = self.ids[number]
        return Mover(identifier, self.labels.get(identifier, identifier), alike)


def population(
    pairs: pd.DataFrame, areas: Sequence[str], domains: Sequence[str], labels: Mapping[str, str]
) -> Population:
    """The actors of pairs of organisation, domain and area. Domains stand sorted, so that no order of rows matters."""
    columns = tuple(sorted(domains))
    known = pairs[held(pairs["domain"], columns)]
    row, ids = ranked(known["organisation"])
    active = np.zeros((len(ids), len(columns)), dtype=np.int8)
    active[row, _places(known["domain"], columns)] = 1
    place = _places(known["area"], areas)
    region = np.zeros(len(ids), dtype=np.int64)
    region[row] = np.where(place < 0, len(areas), place)
    return Population(tuple(ids), labels, kinds(region, active), tuple(areas), columns)


def _places(column: pd.Series, texts: Sequence[str]) -> NDArray[np.intp]:
    """For each text of a column its place in the list, -1 where it is not there."""
    codes, different = pd.factorize(column)
    return np.asarray(pd.Index(texts).get_indexer(different))[codes]


def compare(whole: Population, families: Sequence[Family], located: Mapping[str, float], *, draws: int) -> Comparisons:
    """Comparisons by row and domain. `located`: by domain, the share of actors whose area is known.

    Without draws (0) there is no bootstrap, and its numbers are NaN.
    """
    rows = {name: areas for family in families for name, areas in family.items()}
    numbers = whole.numbers(rows)
    boot = bootstrap_lq(whole.actors, numbers, draws=draws) if draws else None
    left = leave_out_lq(whole.actors, numbers)
    matrices = {
        "boot_low": boot.low, "boot_high": boot.high, "above": boot.above
    } if boot else {}  # fmt: skip
    matrices |= {"without_low": left.low, "without_high": left.high}
    parts = [_statistics(whole.table(family)) for family in families]
    matrices |= {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return {
        (row, domain): Comparison(
            count=int(matrices["count"][i, j]),
            mover=whole.mover(int(left.actor[i, j]), int(left.alike[i, j])),
            located=located.get(domain, np.nan),
            **{name: float(matrix[i, j]) for name, matrix in matrices.items() if name != "count"},
        )
        for i, row in enumerate(rows)
        for j, domain in enumerate(whole.domains)
    }


def compare_counts(whole: Population, rows: Family, located: Mapping[str, float]) -> Comparisons:
    """Comparisons by row and domain with what the counts alone give: neither bootstrap nor whom a number hangs on."""
    found = _statistics(whole.table(rows))
    return {
        (row, domain): Comparison(
            int(found["count"][i, j]), mover=None, located=located.get(domain, np.nan),
            **{name: float(matrix[i, j]) for name, matrix in found.items() if name != "count"},
        )
        for i, row in enumerate(rows)
        for j, domain in enumerate(whole.domains)
    }  # fmt: skip


def _statistics(table: Array) -> dict[str, Array]:
    """Everything that the counts alone give, of all rows but the last."""
    interval, expected = specialisation.lq_interval(table), specialisation.expected(table)
    lq = specialisation.location_quotient(table)
    found = {
        "count": table, "expected": expected, "lq": lq, "slq": specialisation.symmetric(lq),
        "lq_low": interval.low, "lq_high": interval.high, "lq_shrunk": specialisation.shrunk_lq(table),
        "p_under": specialisation.fisher_under(table), "p_over": specialisation.fisher_over(table),
    }  # fmt: skip
    found = {name: matrix[:-1] for name, matrix in found.items()}
    found["lq_marshall"] = specialisation.marshall(found["count"], found["expected"])
    for name, adjusted in (("p_under", "p_adjusted"), ("p_over", "p_over_adjusted")):
        found[adjusted] = benjamini_hochberg(found[name].ravel()).reshape(found[name].shape)
    return found
