"""The tracker of the demands in words."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from dirskg.exports.cells import one_line
from dirskg.exports.findings.document import Document
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.graph.analyses.tracker import DONE, Demand, Indicator, Milestone, TrackerReport

_STATES = ("measured", "proxy", "no open data", "not yet analysed")


def document(report: TrackerReport, speaker: Speaker) -> Document:
    """All demands with their indicators, and the milestones with what they lack."""
    regions = sorted(report.milestones[0].places) if report.milestones else []
    places = {f"place_{region.lower()}": region for region in regions}
    return Document(
        title=speaker("title"),
        facts=speaker.facts(),
        paragraphs=(*_states(report, speaker), *_milestones(report, speaker), speaker("not_said")),
        sections=(
            speaker.section(
                "demands", {"number": "text", "demand": "text", "state": "text"},
                [_demand(demand, speaker) for demand in report.demands], speaker("demands_caption"),
            ),
            speaker.section(
                "indicators",
                {
                    "number": "text", "indicator": "text", "value": "text", "n": "count", "state": "text",
                    "missing": "text", "command": "text",
                },
                [_row(demand, indicator, speaker) for demand in report.demands for indicator in demand.indicators],
                speaker("indicators_caption"),
            ),
            speaker.section(
                "milestones",
                {"date": "date", "title": "text", "owner": "text", "status": "text", **dict.fromkeys(places, "text")},
                [_milestone(found, places, speaker) for found in report.milestones], speaker("milestones_caption"),
            ),
        ),
        notes=(
            *(speaker(f"note_{key}") for key in ("interval", "states", "places")), speaker("note_day", day=report.on),
        ),
    )  # fmt: skip


def _states(report: TrackerReport, speaker: Speaker) -> tuple[str, ...]:
    if not report.demands:
        return (speaker("no_demands"),)
    counts = Counter(demand.state for demand in report.demands)
    told = [speaker(f"words_{state.replace(' ', '_')}", n=counts[state]) for state in _STATES if counts[state]]
    return (speaker("in_words", n=len(report.demands), states=speaker.words.listed(told)),)


def _milestones(report: TrackerReport, speaker: Speaker) -> tuple[str, ...]:
    if not report.milestones:
        return (speaker("no_milestones"),)
    ahead = [found for found in report.milestones if found.status != DONE]
    told = speaker(
        "milestones_in_words", n=len(report.milestones), dated=sum(bool(m.date) for m in report.milestones),
        owned=sum(bool(m.owner) for m in report.milestones), placed=sum(m.every_region for m in report.milestones),
    )  # fmt: skip
    more = [speaker("milestones_ahead", ahead=len(ahead), dated=sum(bool(m.date) for m in ahead))] if ahead else []
    return (" ".join([told, *more]),)


def _demand(demand: Demand, speaker: Speaker) -> dict[str, Any]:
    text = demand.texts.get(speaker.words.lang) or demand.texts["en"]
    return {"number": demand.number, "demand": one_line(text), "state": _state(demand.state, speaker)}


def _state(state: str, speaker: Speaker) -> str:
    return speaker(f"state_{state.replace(' ', '_')}")


def _row(demand: Demand, indicator: Indicator, speaker: Speaker) -> dict[str, Any]:
    return {
        "number": demand.number, "indicator": speaker(f"indicator_{indicator.name}"),
        "value": _value(indicator, speaker), "n": indicator.of or math.nan, "state": _state(indicator.state, speaker),
        "missing": "; ".join(speaker(f"missing_{key}") for key in indicator.missing), "command": indicator.command,
    }  # fmt: skip


def _value(indicator: Indicator, speaker: Speaker) -> str:
    """A count, a share or a ratio with its interval: 38% (28% to 49%)."""
    if indicator.form == "none" or not math.isfinite(indicator.value):
        return NO_NUMBER
    written = {"count": _whole, "share": _percent, "ratio": _decimal}[indicator.form]
    told = written(indicator.value, speaker)
    if not math.isfinite(indicator.low) or not math.isfinite(indicator.high):
        return told
    low, high = written(indicator.low, speaker), written(indicator.high, speaker)
    return speaker("interval", value=told, low=low, high=high)


def _whole(value: float, speaker: Speaker) -> str:
    return speaker.decimal(value, 0)


def _percent(value: float, speaker: Speaker) -> str:
    return speaker.percent(value)


def _decimal(value: float, speaker: Speaker) -> str:
    return speaker.decimal(value)


def _status(status: str, speaker: Speaker) -> str:
    key = f"status_{status.replace(' ', '_')}"
    return speaker(key) if key in speaker.words.strings else one_line(status)


def _milestone(found: Milestone, places: dict[str, str], speaker: Speaker) -> dict[str, Any]:
    return {
        "date": found.date or speaker("no_date"), "title": one_line(found.title_in(speaker.words.lang)),
        "owner": speaker.organisation(found.owner) if found.owner else speaker("no_owner"),
        "status": _status(found.status, speaker),
        **{
            column: speaker(f"seat_{found.places[region].replace(' ', '_')}") for column, region in places.items()
        },
    }  # fmt: skip
