"""What a programme in yes-or-no variables is: rows that bind the variables, and what is to be as little as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Objective = Mapping[int, int]
# A share of 1, since the solver takes whole numbers: hundredths of a percent.
PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """One condition low <= sum of coefficient x variable <= high; `rule` names the rule that it is part of.

    A row without a rule is bookkeeping, which no relaxation touches.
    """

    coefficients: Mapping[int, int]
    low: float = -np.inf
    high: float = np.inf
    rule: str = ""


def share_row(counted: Sequence[bool], share: float, rule: str) -> Row:
    """At least a share of those that are chosen are counted; shares count in hundredths of a percent."""
    part = round(PARTS * share)
    return Row({i: (PARTS if one else 0) - part for i, one in enumerate(counted)}, low=0, rule=rule)


@dataclass(frozen=True, slots=True)
class Programme:
    """`variables` yes-or-no variables, of which the first `decisions` are what is decided, and what binds them."""

    variables: int
    decisions: int
    rows: tuple[Row, ...]

    def rules(self) -> tuple[str, ...]:
        """The names of its rules, in the order in which they first stand."""
        return tuple(dict.fromkeys(row.rule for row in self.rows if row.rule))
