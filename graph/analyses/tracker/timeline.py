"""The timeline of the governance: what was reached and what is to come, whose it is, and where it shows red flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.tracker.milestones import DONE, Milestone, Place, milestones
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.ontology.vocab import REGIONS

State = Literal["done", "ahead", "late", "undated"]
# In the order in which they weigh: a promise without a day, or past it, comes before a page that is missing.
FLAGS = ("no date", "late", "not yet due", "no owner", "no source", "regions")


@dataclass(frozen=True, slots=True)
class Step(AsJson):
    """A milestone on the day asked for: its state, and its red flags."""

    json_keys = "**milestone source=milestone.source state flags"

    milestone: Milestone
    state: State
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineReport:
    """All milestones by date, those without one last, as they stand on a day."""

    on: str
    steps: tuple[Step, ...]

    @property
    def states(self) -> Mapping[str, int]:
        """Milestones by state."""
        return Counter(step.state for step in self.steps)

    @property
    def flags(self) -> Mapping[str, int]:
        """Milestones by red flag, those that nobody shows left out."""
        found = Counter(flag for step in self.steps for flag in step.flags)
        return {flag: found[flag] for flag in FLAGS if found[flag]}

    @property
    def latest(self) -> Milestone | None:
        """The latest that was reached."""
        reached = [step.milestone for step in self.steps if step.state == "done" and step.milestone.date]
        return reached[-1] if reached else None

    @property
    def next(self) -> Milestone | None:
        """The first that is still to come on a day that is told."""
        return next((step.milestone for step in self.steps if step.state == "ahead"), None)

    def places(self, region: str) -> Mapping[Place, int]:
        """In how many milestones a region has a seat with the owner, is only asked for, or what else is known of it."""
        return Counter(step.milestone.places[region] for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "on": self.on, "states": dict(sorted(self.states.items())), "flags": dict(self.flags),
            "places": {region: dict(sorted(self.places(region).items())) for region in REGIONS},
            "milestones": [step.to_json() for step in self.steps],
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """The milestones, and the seats of regions with their owners."""
        return Trace("milestones", "timeline"), Trace("places", "milestone-seats")


@once
def timeline(ecosystem: Ecosystem, *, on: str) -> TimelineReport:
    """The milestones as they stand on the day `on` (2026-11-25)."""
    return TimelineReport(on, tuple(_step(one, on) for one in milestones(ecosystem)))


def _step(found: Milestone, on: str) -> Step:
    # A year or a month is past when its end is: 2026-11 is not past on 2026-11-25.
    day = on[: len(found.date)]
    past, to_come = found.date < day, found.date > day
    done = found.status == DONE
    shown = {
        "no date": not found.date, "late": past and not done, "not yet due": to_come and done,
        "no owner": not found.owner, "no source": not found.source, "regions": found.table and not found.every_region,
    }  # fmt: skip
    state: State = "done" if done else "undated" if not found.date else "late" if past else "ahead"
    return Step(found, state, tuple(flag for flag in FLAGS if shown[flag]))
