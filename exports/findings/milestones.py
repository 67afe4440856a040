"""Milestones of the governance in words: what the tracker and the timeline say of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.tracker import DONE, Milestone
from dirskg.ontology.vocab import REGIONS

PLACES = {f"place_{region.lower()}": region for region in sorted(REGIONS)}
COLUMNS = f"date:date title owner status {' '.join(PLACES)}"


def milestone_row(found: Milestone, speaker: Speaker) -> dict[str, Any]:
    """A milestone as a row of `COLUMNS`."""
    return {
        "date": found.date or speaker("no_date"), "title": one_line(found.title_in(speaker.lang)),
        "owner": speaker.organisation(found.owner) if found.owner else speaker("no_owner"),
        "status": speaker.either(f"status_{found.status.replace(' ', '_')}", one_line(found.status)),
        **{column: _seat(found, region, speaker) for column, region in PLACES.items()},
    }  # fmt: skip


def _seat(found: Milestone, region: str, speaker: Speaker) -> str:
    place = found.places[region]
    return NO_NUMBER if place == "no table" else speaker.word("seat", place)


def titles(found: Iterable[Milestone], speaker: Speaker) -> str:
    """What they are called, listed."""
    return speaker.words.listed(one_line(one.title_in(speaker.lang)) for one in found)


def milestones_told(found: Sequence[Milestone], speaker: Speaker) -> str:
    """How many there are with a date, an owner and a seat for every region, and how many are still ahead."""
    if not found:
        return speaker("no_milestones")
    ahead = [one for one in found if one.status != DONE]
    told = speaker(
        "milestones_in_words", n=len(found), dated=sum(bool(m.date) for m in found),
        owned=sum(bool(m.owner) for m in found), tables=sum(m.table for m in found),
        placed=sum(m.every_region for m in found),
    )  # fmt: skip
    more = [speaker("milestones_ahead", ahead=len(ahead), dated=sum(bool(m.date) for m in ahead))] if ahead else []
    return " ".join([told, *more])
