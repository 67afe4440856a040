"""How specialised, diverse and concentrated each area is, within a population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dirskg.graph.analyses.gaps.comparison import Mover, Population
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.measures.concentration import (
    effective_number,
    gini,
    gini_ceiling,
    hachman,
    hoover,
    shannon,
    unbiased_herfindahl,
)
from dirskg.graph.measures.leave_one_out import leave_out_herfindahl
from dirskg.graph.measures.specialisation import herfindahl, krugman


@dataclass(frozen=True, slots=True)
class Profile(AsJson):
    """The mix of domains of one area. `entries` are its pairs of actor and domain; NaN where nobody is seen.

    `herfindahl` is 1 for all in one domain, `effective` the number of equally strong domains that would give it;
    `without_low` to `without_high` is its range with one actor left out. `krugman` (0 to 2), `hoover` (half of it) and
    `hachman` (1 is alike) compare with the mix of the population.
    """

    area: str
    actors: int
    entries: int
    herfindahl: float
    herfindahl_unbiased: float
    effective: float
    without_low: float
    without_high: float
    mover: Mover | None
    shannon: float
    gini: float
    gini_ceiling: float
    krugman: float
    hoover: float
    hachman: float


def profiles(whole: Population, areas: Sequence[str]) -> tuple[Profile, ...]:
    """The profile of each area within a population."""
    rows = {area: [area] for area in areas}
    table, numbers = whole.table(rows), whole.numbers(rows)
    left = leave_out_herfindahl(whole.actors, numbers)
    actors = [int(whole.actors.many[whole.actors.region == number].sum()) for (number,) in numbers]
    columns = {
        "herfindahl": herfindahl(table), "herfindahl_unbiased": unbiased_herfindahl(table), "shannon": shannon(table),
        "effective": effective_number(herfindahl(table)), "gini": gini(table), "krugman": krugman(table),
        "hoover": hoover(table), "hachman": hachman(table), "without_low": left.low, "without_high": left.high,
    }  # fmt: skip
    return tuple(
        Profile(
            area=area,
            actors=actors[i],
            entries=int(table[i].sum()),
            mover=whole.mover(int(left.actor[i]), int(left.alike[i])),
            gini_ceiling=gini_ceiling(len(whole.domains)),
            **{name: float(column[i]) for name, column in columns.items()},
        )
        for i, area in enumerate(areas)
    )
