"""What every analysis gives: a finding that can be written as JSON and traced to the rows behind each figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dirskg.graph.answers.as_json import AsJson


@dataclass(frozen=True, slots=True)
class Trace(AsJson):
    """Where a figure comes from: the named query that lists the rows behind it, and its parameters."""

    json_keys = "query parameters"

    figure: str
    query: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[object, ...]:
        """What two traces share that list the same rows, whatever figure is behind them."""
        return (self.query, *sorted(self.parameters.items()))


def traced(figure: str, query: str, **asked: str) -> Trace:
    """A trace with those parameters that limit anything: none that is blank, nor the broad perimeter."""
    return Trace(figure, query, {name: value for name, value in asked.items() if value not in ("", "broad")})


class Finding(Protocol):
    """The result of an analysis."""

    def to_json(self) -> dict[str, Any]:
        """The finding as values that JSON can hold: no NaN, no infinity."""

    def traces(self) -> Sequence[Trace]:
        """Where the figures come from, in the order in which they are shown."""


def finite(value: float | int) -> float | int | None:
    """A number for JSON: None for what is no number."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
