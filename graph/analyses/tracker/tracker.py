"""The demands of the resolution, one by one: what can be measured of each, how sure that is, and what is missing.

The texts of the demands come from the graph. A demand for which there is no indicator is shown as not yet analysed;
none is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.tracker.indicators import Indicator, lacking
from dirskg.graph.analyses.tracker.milestones import Milestone, milestones
from dirskg.graph.analyses.tracker.tracker_figures import GROUPS
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.once import once


@dataclass(frozen=True, slots=True)
class Demand(AsJson):
    """One demand with its short texts by language, and its indicators."""

    json_keys = "number parent texts state indicators"

    number: str
    parent: str
    texts: Mapping[str, str]
    indicators: tuple[Indicator, ...]

    @property
    def state(self) -> str:
        """The state of its first indicator, which is the one that speaks to the demand itself."""
        return self.indicators[0].state


@dataclass(frozen=True, slots=True)
class TrackerReport(AsJson):
    """All demands in their order, and the milestones."""

    on: str
    demands: tuple[Demand, ...]
    milestones: tuple[Milestone, ...]

    def traces(self) -> tuple[Trace, ...]:
        """The demands, then where each indicator comes from; a trace that several share is given once."""
        found = [Trace("demands", "demands")]
        for demand in self.demands:
            for indicator in demand.indicators:
                found += [replace(trace, figure=f"{demand.number}: {trace.figure}") for trace in indicator.traces]
        once = {trace.key: trace for trace in reversed(found)}
        return tuple(reversed(once.values()))


@once
def tracker(ecosystem: Ecosystem, *, on: str) -> TrackerReport:
    """Every demand of the resolution and its indicators; on the day `on` (2026-09-01) calls are open or not."""
    indicators = lists_of((one.demand, one) for group in GROUPS for one in group(ecosystem, on))
    frame = ecosystem.demands.drop_duplicates("number")
    split = {row["number"] for row in frame.to_dict("records")} & set(frame["parent"])
    demands = []
    for row in sorted(frame.to_dict("records"), key=lambda row: _order(row["number"])):
        number = row["number"]
        own = indicators[number] or [_none(number, number in split)]
        texts = {lang: row[f"label_{lang}"] for lang in ("en", "nl", "fr", "de")}
        demands.append(Demand(number, row["parent"], texts, tuple(own)))
    return TrackerReport(on, tuple(demands), milestones(ecosystem))


def _none(number: str, split: bool) -> Indicator:
    name, missing = ("parts", "see_parts") if split else ("unknown_demand", "no_indicator")
    return lacking(number, name, "not yet analysed", (missing,))


def _order(number: str) -> tuple[tuple[int, str], ...]:
    """Demand 1.10 after 1.9; what is no number stands after what is, by its letters."""
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in number.split("."))
