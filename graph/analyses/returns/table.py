"""A symmetric input-output table of products by products, and what of it is made at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.errors import Refused
from dirskg.graph.measures.input_output import NotInvertible, closed, coefficients, inverse

Array = NDArray[np.float64]
# How what is imported was told from what is made at home.
Rule = Literal["published", "even", "exports first", "not told"]


@dataclass(frozen=True, slots=True, eq=False)
class IoTable:
    """Flows in millions; arrays are by product in the order of `products`, None where the table lacks them.

    total and domestic are the flows of all origins and of those made at home, at least one of which there is. wages are
    compensation of employees, product_taxes those on what producers buy, less subsidies, production_taxes the others on
    production, which are part of value added. spent is what households buy at home (of `domestic`, else of all), and
    spending all that they pay, taxes and imports included. misfit is the largest gap between what a column sums to and
    its output, withheld the number of cells that the publisher does not show, negative that of cells below 0.
    """

    source: str
    country: str
    year: str
    unit: str
    products: tuple[str, ...]
    output: Array
    value_added: Array
    total: Array | None = None
    domestic: Array | None = None
    wages: Array | None = None
    product_taxes: Array | None = None
    production_taxes: Array | None = None
    imports: Array | None = None
    exports: Array | None = None
    spent: Array | None = None
    spending: float = float("nan")
    jobs: Array | None = None
    misfit: float = 0.0
    withheld: int = 0

    @property
    def flows(self) -> Array:
        """The flows of all origins, else those made at home."""
        found = self.total if self.total is not None else self.domestic
        assert found is not None
        return found

    @property
    def negative(self) -> int:
        """Flows below 0."""
        return int((self.flows < 0).sum())

    @property
    def unmade(self) -> tuple[str, ...]:
        """Products that nobody makes at home."""
        return tuple(np.array(self.products, dtype=object)[self.output <= 0])


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What one unit of final demand of each product (made at home) sets going, under one rule for imports.

    made: output of each product (rows) for one unit of each (columns), without and with what wages are spent on (None
    where the table does not tell). per: by name, what goes with one unit of output of each product.
    """

    rule: Rule
    made: Array
    made_with_wages: Array | None
    per: dict[str, Array]

    def effect(self, name: str, *, wages: bool = False) -> Array | None:
        """What one unit of final demand of each product gives of this; None where the table does not tell."""
        made = self.made_with_wages if wages else self.made
        if made is None or name not in self.per or (wages and name == "imports"):
            return None
        found: Array = self.per[name] @ made
        return found


def models(table: IoTable) -> tuple[Model, ...]:
    """A model for each rule for imports that the table allows.

    Raises Refused where the purchases of products never come to an end.
    """
    try:
        return tuple(_model(table, rule, share) for rule, share in _at_home(table))
    except NotInvertible as error:
        raise Refused(
            f"{table.source}: the table cannot be inverted: {error}. Look for a product that buys more than its output."
        ) from error


def _at_home(table: IoTable) -> Sequence[tuple[Rule, Array]]:
    """The share of each product that is made at home, wherever it is used, by rule."""
    whole = np.ones(len(table.products))
    if table.domestic is not None:
        return (("published", whole),)
    if table.imports is None:
        return (("not told", whole),)
    supply = table.output + table.imports
    even = np.divide(table.output, supply, out=np.zeros_like(supply), where=supply > 0)
    if table.exports is None:
        return (("even", even),)
    used = supply - table.exports
    kept = np.divide(table.output - table.exports, used, out=np.zeros_like(used), where=used > 0)
    return (("even", even), ("exports first", np.clip(kept, 0, even)))


def _model(table: IoTable, rule: Rule, share: Array) -> Model:
    made_here = table.domestic if table.domestic is not None else share[:, None] * table.flows
    taken = coefficients(made_here, table.output)
    per = {"output": np.ones(len(table.products)), **_per_unit(table, taken)}
    return Model(rule, inverse(taken), _with_wages(table, taken, share), per)


def _per_unit(table: IoTable, taken: Array) -> dict[str, Array]:
    made = table.output
    told = {
        "value_added": table.value_added, "wages": table.wages, "product_taxes": table.product_taxes,
        "production_taxes": table.production_taxes, "jobs": table.jobs,
    }  # fmt: skip
    per = {name: coefficients(row[None, :], made)[0] for name, row in told.items() if row is not None}
    if table.total is not None:
        bought = coefficients(table.total, made).sum(axis=0)
        per["imports"] = bought - taken.sum(axis=0)
    else:  # what the column does not say otherwise
        rest = 1 - taken.sum(axis=0) - per["value_added"] - per.get("product_taxes", 0)
        per["imports"] = np.where(made > 0, rest, 0.0)
    return per


def _with_wages(table: IoTable, taken: Array, share: Array) -> Array | None:
    if table.wages is None or table.spent is None or not table.spending > 0:
        return None
    spent = share * table.spent / table.spending
    income = coefficients(table.wages[None, :], table.output)[0]
    found: Array = inverse(closed(taken, income, spent))[:-1, :-1]
    return found
