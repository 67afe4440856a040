"""A finding as a calendar (RFC 5545): what has a day or an hour is an event, what has none is something to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Todo

from dirskg.exports.language import Words

_PRODUCT = "-//dirskg//EN"
# Where nothing tells how old the data are: a calendar must say something, and a clock would change its bytes.
_UNTOLD = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, or what is to be done on a day that nobody tells.

    `begins` and `ends` are a year, month or day (2026, 2026-11, 2026-11-25), or moments of a known zone.
    """

    uid: str
    title: str
    text: str
    begins: str | datetime = ""
    ends: datetime | None = None
    link: str = ""
    place: str = ""


def calendar(title: str, entries: Iterable[Entry], words: Words, as_of: str) -> str:
    """The calendar as text. All entries bear the day of the data, so that the same build gives the same bytes."""
    whole = Calendar()
    for name, value in (("prodid", _PRODUCT), ("version", "2.0"), ("name", title), ("x-wr-calname", title)):
        whole.add(name, value)
    stamp = datetime.fromisoformat(as_of or _UNTOLD).replace(tzinfo=UTC)
    for entry in entries:
        whole.add_component(_component(entry, stamp, words.lang))
    return _written(whole)


def _component(entry: Entry, stamp: datetime, lang: str) -> Event | Todo:
    span = _span(entry)
    made = Event() if span else Todo()
    made.add("uid", entry.uid)
    made.add("dtstamp", stamp)
    for name, moment in zip(("dtstart", "dtend"), span, strict=False):
        made.add(name, moment)
    for name, text in (("summary", entry.title), ("description", entry.text), ("location", entry.place)):
        if text:
            made.add(name, text, parameters={"language": lang})
    if re.match(r"https?://", entry.link):
        made.add("url", entry.link)
    if span and not entry.ends:
        made.add("transp", "TRANSPARENT")  # a day to know of, not one to keep free
    return made


def _span(entry: Entry) -> tuple[date, ...]:
    """When it begins and ends, the end not included; a year and a month last from their first day to their last."""
    if isinstance(entry.begins, datetime):
        return (entry.begins.astimezone(UTC), entry.ends.astimezone(UTC)) if entry.ends else (entry.begins,)
    parts = [int(part) for part in entry.begins.split("-") if part]
    if not parts:
        return ()
    first = date(*parts, *[1] * (3 - len(parts)))
    if len(parts) == 1:
        return first, date(first.year + 1, 1, 1)
    if len(parts) == 2:
        return first, (first + timedelta(days=31)).replace(day=1)
    return first, first + timedelta(days=1)


def noticed(text: str, notice: str) -> str:
    """The calendar with a notice on it: in its own description, and before that of every entry."""
    whole = Calendar.from_ical(text)
    whole["description"] = notice
    for entry in whole.subcomponents:
        told = [notice, str(entry.pop("description", ""))]
        entry.add("description", "\n".join(filter(None, told)))
    return _written(whole)


def _written(whole: Calendar) -> str:
    return str(bytes(whole.to_ical()), "utf-8")
