"""Effects of a purchase as ranges: over rules for imports, shares made at home, and products that are not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.analyses.returns.profile import Profile, Range, near_defence
from dirskg.graph.analyses.returns.table import IoTable, Model
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.errors import DirskgError

EFFECTS = ("output", "value_added", "wages", "product_taxes", "production_taxes", "imports", "jobs")


@dataclass(frozen=True, slots=True)
class Effect(AsJson):
    """What a purchase gives of one thing: at its suppliers, with theirs (type I), and with what wages are spent on."""

    json_keys = "effect=name *"

    name: str
    direct: Range
    type1: Range
    type2: Range | None


@dataclass(frozen=True, slots=True)
class ProductEffects(AsJson):
    """One product: what one euro of it, made at home, gives with all suppliers; by name, type I and II."""

    json_keys = "product share made_at_home=made *"

    product: str
    share: float
    made: bool
    type1: dict[str, Range]
    type2: dict[str, Range]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One way in which it could be: a rule for imports, and what is bought at home of each product."""

    model: Model
    bought: NDArray[np.float64]
    value: float


def cases(table: IoTable, found: Sequence[Model], profile: Profile) -> Iterator[Case]:
    """Every rule with the least and the most that could be bought at home, of each product that is not told.

    Raises DirskgError for a product that the table does not have.
    """
    unknown = sorted(set(profile.shares) - set(table.products))
    if unknown:
        raise DirskgError(f"{table.source} has no product {', '.join(unknown)}. It has: {', '.join(table.products)}.")
    for shares in allocations(table, profile):
        for end in ("low", "high"):
            bought = np.zeros(len(table.products))
            for product, share in shares.items():
                place = table.products.index(product)
                if table.output[place] > 0:  # what nobody makes at home is imported, whatever was assumed
                    bought[place] = profile.value * share * getattr(profile.home_of(product), end)
            yield from (Case(model, bought, profile.value) for model in found)


def allocations(table: IoTable, profile: Profile) -> Sequence[dict[str, float]]:
    """The profile's own shares; without any, all of the value to each product near defence in its turn."""
    if profile.shares:
        return [dict(profile.shares)]
    near = near_defence(table.products)
    if not near:
        raise DirskgError(f"{table.source} has no product near defence. Name products and shares with --profile.")
    return [{product: 1.0} for product in near]


def effects(every: Sequence[Case]) -> tuple[Effect, ...]:
    """All effects that the table tells, over all cases."""
    found = []
    for name in EFFECTS:
        told = [(_direct(case, name), _with_suppliers(case, name), _with_wages(case, name)) for case in every]
        first = [(direct, type1) for direct, type1, _ in told if direct is not None and type1 is not None]
        if not first:
            continue
        induced = [type2 for *_, type2 in told if type2 is not None]
        found.append(
            Effect(
                name, _range([direct for direct, _ in first]), _range([type1 for _, type1 in first]),
                _range(induced) if induced else None,
            )
        )  # fmt: skip
    return tuple(found)


def by_product(table: IoTable, found: Sequence[Model], shares: dict[str, float]) -> tuple[ProductEffects, ...]:
    """What one euro of each product, made at home, gives."""
    rows = []
    for place, product in enumerate(table.products):
        if product in shares or not shares:
            one, two = (
                {
                    name: _range([float(effect[place]) for effect in told])
                    for name in EFFECTS
                    if (told := [e for m in found if (e := m.effect(name, wages=wages)) is not None])
                }
                for wages in (False, True)
            )
            rows.append(
                ProductEffects(product, shares.get(product, float("nan")), bool(table.output[place] > 0), one, two)
            )
    return tuple(rows)


def _direct(case: Case, name: str) -> float | None:
    """At those from whom it is bought: their output and what goes with it; of imports what is bought abroad."""
    if name not in case.model.per:
        return None
    abroad = case.value - float(case.bought.sum())
    return abroad if name == "imports" else float(case.model.per[name] @ case.bought)


def _with_suppliers(case: Case, name: str) -> float | None:
    effect = case.model.effect(name)
    if effect is None:
        return None
    abroad = case.value - float(case.bought.sum()) if name == "imports" else 0.0
    return float(effect @ case.bought) + abroad


def _with_wages(case: Case, name: str) -> float | None:
    effect = case.model.effect(name, wages=True)
    return None if effect is None else float(effect @ case.bought)


def _range(values: Sequence[float]) -> Range:
    return Range(min(values), max(values))
