"""Single values with a page of their own, and what is known of pages: when they were written."""

from __future__ import annotations

import re
from collections import defaultdict

from dirskg.graph.wording import days
from dirskg.ingest.sources.reference.writer import Writer
from dirskg.ingest.values.seats import locate_seat

_FIELDS = ("kind", "size", "street", "postcode", "town", "region", "homepage", "employees", "until", "kbo")
_NAMES = ("name_nl", "name_fr", "name_de")
_CONFIDENCE = ("high", "medium", "low")
_MONTH = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2]))?", re.ASCII)


def stage_facts(write: Writer) -> None:
    """Stage the single values of `facts.csv`; what one page tells of one organisation is one account."""
    found: dict[tuple[str, str, str, str], dict[str, str | float | None]] = defaultdict(dict)
    origins: dict[tuple[str, str, str, str], str] = {}
    for row in write.intake.rows("facts.csv"):
        local, field, value, origin = row.take("id"), row.take("field"), row.take("value"), row.origin
        source, day = write.source(row.take("source_url"), origin), day_told(write, row.take("day"), origin)
        confidence = write.known_word("confidence", row.take("confidence"), origin, _CONFIDENCE)
        key = write.organisation_key(local, origin)
        if not key or not write.known_word("field", field, origin, _FIELDS + _NAMES):
            continue
        if field == "kbo":
            write.identifier(key, "kbo", value, origin, source)
            continue
        if field in _NAMES:
            write.intake.stage.add("name", origin, source, key=key, name=value, lang=field[-2:], type="label")
            continue
        place = (key, source, day, confidence)
        if field in found[place]:
            reason = f"an earlier row tells a {field} by this page, day and confidence; one page tells one"
            write.intake.audit.refuse("second value", origin, value, reason)
            continue
        found[place][field] = _read(write, field, value, origin)
        origins.setdefault(place, origin)
    for place, values in found.items():
        _stage(write, *place, origins[place], values)


def stage_pages(write: Writer) -> None:
    """Stage when pages were written, where only their text tells it, and when they were read, if after the table."""
    for row in write.intake.rows("pages.csv"):
        address, origin = write.source(row.take("source_url"), row.origin), row.origin
        day, read = day_told(write, row.take("day"), origin), day_told(write, row.take("read"), origin)
        stage = write.intake.stage
        stage.add("page", origin, address=address, day=day or None, read=read or None)
        if days.day(read) is not None:
            stage.read_last = max(stage.read_last, read)


def day_told(write: Writer, text: str, origin: str) -> str:
    """A day as precise as told; what is none is left out, with an issue."""
    day = write.date(text, origin)
    if day and not _MONTH.fullmatch(day) and days.day(day) is None:
        write.intake.audit.ignore("date", origin, text, "not a year, year-month or year-month-day")
        return ""
    return day


def _read(write: Writer, field: str, value: str, origin: str) -> str | float | None:
    if field == "employees":
        return write.number(value, origin)
    if field == "region":
        return write.region(value, origin)
    if field == "homepage":
        return write.homepage(value, origin)
    return day_told(write, value, origin) if field == "until" else value


def _stage(
    write: Writer, key: str, source: str, day: str, confidence: str, origin: str, values: dict[str, str | float | None]
) -> None:
    """Stage one account; a town brings its area. The region that a body of a Region or Community serves is kept."""
    level = write.known.levels_of.get(key, "")
    served = write.known.regions.get(key, "") if level in ("region", "community") else ""
    if values.get("town"):
        region = values.get("region") or served
        seat = {"country": "BE", "level": level, **values, "region": region}
        found = locate_seat(seat, origin, write.intake.audit, write.places)
        values |= {
            "nuts3": found.get("nuts3"),
            "region": values.get("region") or ("" if served else found.get("region")),
        }
    write.intake.stage.add("told", origin, source, key=key, day=day, confidence=confidence, **values)
