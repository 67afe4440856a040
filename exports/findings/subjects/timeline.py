"""The timeline of the governance in words, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dirskg.exports.findings.calendar import Entry
from dirskg.exports.findings.document import Document
from dirskg.exports.findings.milestones import COLUMNS, PLACES, milestone_row, milestones_told, titles
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.tracker import Milestone, Place, Step, TimelineReport

_ADDRESS = "https://w3id.org/dirskg/id"
# The state on the day says more than the status of the record.
_SHOWN = COLUMNS.replace(" status ", " ")


def document(report: TimelineReport, speaker: Speaker) -> Document:
    """What was reached and what is to come, the red flags, and the places of the regions."""
    return Document(
        title=speaker("title"),
        facts=speaker.facts("", **({"as_of": speaker.day(speaker.as_of)} if speaker.as_of else {})),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=(
            speaker.section(
                "milestones", f"{_SHOWN} state flags",
                [_row(step, speaker) for step in report.steps], speaker("milestones_caption"),
            ),
            speaker.section(
                "flags", "flag count:count which",
                [_flag(flag, count, report, speaker) for flag, count in report.flags.items()], speaker("flags_caption"),
            ),
            speaker.section(
                "places", "region seat:count asked:count none:count no_table:count",
                [_places(region, report, speaker) for region in PLACES.values()], speaker("places_caption"),
            ),
            # Addresses are long: beside all else they would leave it no room.
            speaker.section(
                "sources", "date:date title source",
                [_row(step, speaker) for step in report.steps], speaker("sources_caption"),
            ),
        ),
        notes=(speaker("note_flags"), speaker("note_places"), speaker("note_on", day=speaker.day(report.on))),
    )  # fmt: skip


def entries(report: TimelineReport, speaker: Speaker) -> Iterable[Entry]:
    """The milestones as a calendar has them."""
    for step in report.steps:
        row = _row(step, speaker)
        heads = {"owner": "column_owner", "status": "column_status", **{name: f"column_{name}" for name in PLACES}}
        told = [f"{speaker(head)}{speaker.words.high}: {row[name]}" for name, head in heads.items()]
        flags = [f"{speaker('column_flags')}{speaker.words.high}: {row['flags']}"] if step.flags else []
        yield Entry(
            f"{_ADDRESS}/{step.milestone.id}", row["title"], "\n".join([*told, *flags]), step.milestone.date,
            link=step.milestone.source,
        )  # fmt: skip


def _paragraphs(report: TimelineReport, speaker: Speaker) -> Iterable[str]:
    yield milestones_told([step.milestone for step in report.steps], speaker)
    if report.latest:
        yield speaker("latest", **_named(report.latest, speaker))
    if report.next:
        yield speaker("next", **_named(report.next, speaker))
    elif report.steps:
        yield speaker("no_next")
    if late := [step.milestone for step in report.steps if step.state == "late"]:
        yield speaker("late", n=len(late), titles=titles(late, speaker))


def _named(found: Milestone, speaker: Speaker) -> dict[str, str]:
    return {"title": one_line(found.title_in(speaker.lang)), "day": speaker.day(found.date)}


def _row(step: Step, speaker: Speaker) -> dict[str, Any]:
    return {
        **milestone_row(step.milestone, speaker),
        "state": speaker(f"state_{step.state}"),
        "flags": ", ".join(speaker.word("flag", flag) for flag in step.flags) or NO_NUMBER,
        "source": step.milestone.source or NO_NUMBER,
    }


def _flag(flag: str, count: int, report: TimelineReport, speaker: Speaker) -> dict[str, Any]:
    which = [step.milestone for step in report.steps if flag in step.flags]
    return {"flag": speaker.word("flag", flag), "count": count, "which": titles(which, speaker)}


def _places(region: str, report: TimelineReport, speaker: Speaker) -> dict[str, Any]:
    held = report.places(region)
    told: dict[str, Place] = {"seat": "seat", "asked": "asked for", "none": "none", "no_table": "no table"}
    return {"region": speaker.area(region), **{column: held.get(place, 0) for column, place in told.items()}}
