"""The tracker of the demands in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from dirskg.exports.findings.document import Document
from dirskg.exports.findings.milestones import COLUMNS, milestone_row, milestones_told
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.tracker import Demand, Indicator, TrackerReport

_STATES = ("measured", "proxy", "no open data", "not yet analysed")


def document(report: TrackerReport, speaker: Speaker) -> Document:
    """All demands with their indicators, and the milestones with what they lack."""
    return Document(
        title=speaker("title"),
        facts=speaker.facts(),
        paragraphs=(*_states(report, speaker), milestones_told(report.milestones, speaker), speaker("not_said")),
        sections=(
            speaker.section(
                "demands", "number demand state",
                [_demand(demand, speaker) for demand in report.demands]),
            speaker.section(
                "indicators",
                "number indicator value n:count state missing command",
                [_row(demand, indicator, speaker) for demand in report.demands for indicator in demand.indicators]),
            speaker.section(
                "milestones", COLUMNS, [milestone_row(found, speaker) for found in report.milestones]),
        ),
        notes=(
            *(speaker(f"note_{key}") for key in ("interval", "states", "places")),
            speaker("note_day", day=speaker.day(report.on)),
        ),
    )  # fmt: skip


def _states(report: TrackerReport, speaker: Speaker) -> tuple[str, ...]:
    if not report.demands:
        return (speaker("no_demands"),)
    counts = Counter(demand.state for demand in report.demands)
    told = [speaker(f"words_{state.replace(' ', '_')}", n=counts[state]) for state in _STATES if counts[state]]
    return (speaker("in_words", n=len(report.demands), states=speaker.words.listed(told)),)


def _demand(demand: Demand, speaker: Speaker) -> dict[str, Any]:
    text = demand.texts.get(speaker.lang) or demand.texts["en"]
    return {"number": demand.number, "demand": one_line(text), "state": speaker.word("state", demand.state)}


def _row(demand: Demand, indicator: Indicator, speaker: Speaker) -> dict[str, Any]:
    return {
        "number": demand.number, "indicator": speaker(f"indicator_{indicator.name}"),
        "value": _value(indicator, speaker), "n": indicator.of or math.nan,
        "state": speaker.word("state", indicator.state),
        "missing": speaker.words.listed(speaker(f"missing_{key}") for key in indicator.missing),
        "command": indicator.command,
    }  # fmt: skip


def _value(indicator: Indicator, speaker: Speaker) -> str:
    """A count, a share or a ratio with its interval: 38% (28% to 49%)."""
    if indicator.form == "none" or not math.isfinite(indicator.value):
        return NO_NUMBER
    ways: dict[str, Callable[[float], str]] = {"count": partial(speaker.decimal, digits=0), "share": speaker.percent}
    return speaker.interval(indicator.value, indicator.low, indicator.high, ways.get(indicator.form))
