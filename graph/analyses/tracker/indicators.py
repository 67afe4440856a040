"""One figure for the tracker of the demands: its number, how sure it is, and what it lacks to answer the demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.measures.stats import wilson

# measured: open data answer the demand's question; proxy: they stand in for it, or give a lower bound.
State = Literal["measured", "proxy", "no open data", "not yet analysed"]
Form = Literal["count", "share", "ratio", "none"]
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Indicator(AsJson):
    """A figure for a demand; `of` is what it is counted among, `missing` are words for what is lacking.

    Counts are out of `of` (0 where they stand alone), shares lie between 0 and 1. Low and high are NaN where there is
    no interval: a complete count of what the graph holds has none.
    """

    json_keys = "demand indicator=name form state value of low high missing command evidence=traces"

    demand: str
    name: str
    form: Form
    state: State
    value: float = NAN
    of: int = 0
    low: float = NAN
    high: float = NAN
    missing: tuple[str, ...] = ()
    command: str = ""
    traces: tuple[Trace, ...] = ()


def part(
    demand: str, name: str, count: int, of: int, traces: Sequence[Trace], *, state: State = "measured",
    missing: Sequence[str] = (), command: str = "", sampled: bool = False,
) -> Indicator:  # fmt: skip
    """A part of a whole: with a Wilson interval where what was counted stands for more (`sampled`)."""
    low, high = (float(bound) for bound in wilson(count, of)) if sampled and of else (NAN, NAN)
    value = count / of if of else NAN
    return Indicator(demand, name, "share", state, value, of, low, high, tuple(missing), command, tuple(traces))


def lacking(demand: str, name: str, state: State, missing: Sequence[str], command: str = "") -> Indicator:
    """A demand, or part of one, for which there is no figure."""
    return Indicator(demand, name, "none", state, missing=tuple(missing), command=command)
