"""What identity works on: records of organisations, judgements on them, and the joins and conflicts that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Record:
    """What one source row says of an organisation, as far as identity needs it."""

    key: str
    country: str = ""
    region: str = ""
    names: set[str] = field(default_factory=set)  # names and labels
    aliases: set[str] = field(default_factory=set)  # former names, brands, acronyms
    identifiers: set[tuple[str, str]] = field(default_factory=set)
    street: str = ""
    postcode: str = ""
    town: str = ""
    homepage: str = ""
    closed: bool = False  # has ceased to exist, as its register says
    within: set[str] = field(default_factory=set)  # rows of those that it is told to be a part of
    units: set[str] = field(default_factory=set)  # regions of its establishments


def regions(records: Iterable[Record]) -> set[str]:
    """Where these say that they are: the regions of their seats and establishments; empty where no seat is known."""
    seats, units = set(), set()
    for record in records:
        seats.add(record.region)
        units |= record.units
    return (seats | units) - {""} if seats - {""} else set()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on two rows."""

    left: str
    right: str
    same: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two rows that were found to speak of one organisation, and the step and reason that joined them."""

    left: str
    right: str
    step: str
    detail: str


@dataclass(frozen=True, slots=True)
class Scored:
    """Two rows of different organisations that linkage takes for one, with its score and what that rests on."""

    left: str
    right: str
    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A join that was not made, because the two sides carry different numbers or a judgement forbids it."""

    left: str
    right: str
    wanted: str
    reason: str
