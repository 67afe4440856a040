"""Instruments, themes, demands of the resolution, the timeline, published figures, and remarks on single records."""

from __future__ import annotations

from dirskg.ingest.reading.reading import Row
from dirskg.ingest.sources.reference.vocabulary import CONFIDENCE
from dirskg.ingest.sources.reference.writer import Writer
from dirskg.ingest.values.names import slug

_RECORDS = {"instruments": "instrument-", "themes": "theme-", "domains": "domain-", "calls": "call-"}
_RESOLUTION = "resolution-56-0311"
_PERIMETERS = ("strict", "broad")
_GRADES = ("P", "S", "U")


def stage_policy(write: Writer) -> None:
    """Stage the tables that speak of policy rather than of organisations."""
    for table, stage_row in {
        "instruments": _instrument,
        "themes": _theme,
        "captechs": _captech,
        "resolution_demands": _demand,
        "timeline": _milestone,
        "figures": _figure,
        "remarks": _remark,
    }.items():
        for row in write.intake.rows(f"{table}.csv"):
            stage_row(write, row)


def _instrument(write: Writer, row: Row) -> None:
    local, origin = row.take("id"), row.origin
    source = write.source(row.take("source_url"), origin)
    values = {f"label_{lang}": row.take(f"name_{lang}") for lang in ("en", "nl", "fr")}
    values |= {c: row.take(c) for c in ("kind", "legal_act", "start_date")}
    level, budget = write.level(row.take("level"), origin), write.number(row.take("budget_eur"), origin)
    if write.first_time(f"instruments/{local}", origin):
        write.intake.stage.add(
            "instrument", origin, source, id=f"instrument-{local}", level=level, budget=budget, **values
        )


def _theme(write: Writer, row: Row) -> None:
    local, origin = row.take("id"), row.origin
    source, verified = write.source(row.take("source_url"), origin), row.take("verified")
    if verified not in CONFIDENCE:
        reason = f"unknown word; known are {', '.join(CONFIDENCE)}. The confidence stays unknown"
        write.intake.audit.ignore("verified", origin, verified, reason)
    write.intake.stage.add(
        "theme", origin, source, id=f"theme-{local}", scheme=row.take("scheme"),
        year=write.year(row.take("year"), origin),
        label_en=row.take("label_en"), label_nl=row.take("label_nl"), confidence=CONFIDENCE.get(verified),
        budget=write.number(row.take("indicative_budget_eur"), origin),
    )  # fmt: skip


def _captech(write: Writer, row: Row) -> None:
    name = row.take("name")
    source = write.source(row.take("source_url"), row.origin)
    write.intake.stage.add(
        "theme", row.origin, source, id=f"theme-{slug(name)}", scheme="EDA-CAPTECH", label_en=name, confidence="high"
    )


def _demand(write: Writer, row: Row) -> None:
    labels = {f"label_{lang}": row.take(f"summary_{lang}") for lang in ("en", "nl", "fr", "de")}
    write.intake.stage.add(
        "demand",
        row.origin,
        number=row.take("number"),
        parent=row.take("parent"),
        analysis=row.take("analysis"),
        **labels,
    )


def _milestone(write: Writer, row: Row) -> None:
    origin, date, title, owner = row.origin, row.take("date"), row.take("milestone"), row.take("owner")
    source = write.source(row.take("source"), origin)
    level, status = write.level(row.take("level"), origin), row.take("status")
    labels = {f"title_{lang}": row.take(f"milestone_{lang}") for lang in ("nl", "fr", "de")}
    milestone = f"milestone-{slug(title)[:60].strip('-')}"
    write.known.milestones[date or title] = milestone
    if owner and owner not in write.known.organisations:
        write.intake.audit.ignore("owner", origin, owner, "no table has an organisation with this id")
    write.intake.stage.add(
        "milestone", origin, source, id=milestone, date=date, level=level, title=title,
        owner_key=write.known.organisations.get(owner), status=status, **labels,
    )  # fmt: skip


def _figure(write: Writer, row: Row) -> None:
    local, origin = row.take("id"), row.origin
    source = write.source(row.take("source_url"), origin)
    words = ("subject", "programme", "qualifier", "unit", "publisher", "note")
    values = {column: row.take(column) for column in words}
    for column, known in (("perimeter", _PERIMETERS), ("grade", _GRADES)):
        values[column] = write.known_word(column, row.take(column), origin, known)
    values["region"] = write.area(row.take("region"), origin)
    numbers = {
        "year": write.year(row.take("year"), origin),
        "amount": write.number(row.take("value"), origin),
        "amount_high": write.number(row.take("value_high"), origin),
    }
    if write.first_time(f"figures/{local}", origin):
        write.intake.stage.add("figure", origin, source, id=f"figure-{local}", **values, **numbers)


def _remark(write: Writer, row: Row) -> None:
    file, local, origin = row.take("file"), row.take("row"), row.origin
    values = {"field": row.take("field"), "confidence": row.take("confidence"), "text": row.take("remark")}
    source = write.source(row.take("source"), origin)
    place = _place(write, file, local)
    if place is None:
        write.intake.audit.refuse("unknown id", origin, f"{file}/{local}", "no record has this id")
        return
    if file == "participations":
        values["field"] = f"{_participation(write, local)[1]}: {values['field']}"
    write.intake.stage.add("remark", origin, source, id=f"remark/{origin}", **place, **values)


def _place(write: Writer, file: str, local: str) -> dict[str, str] | None:
    """The column of the remark that names its record, and the id; None when there is no such record."""
    known = write.known
    if file in _RECORDS:
        return {"about": _RECORDS[file] + local}
    if file == "strategy":
        return {"about": _RESOLUTION}
    if file == "programme_organisations":
        return {"key": f"portal/{local}"} if f"portal/{local}" in known.keys else None
    if file in ("projects", "participations"):
        project = known.projects.get(local) if file == "projects" else _participation(write, local)[0]
        return {"about": project} if project else None
    if file == "timeline":
        return {"about": known.milestones[local]} if local in known.milestones else None
    return {"key": known.organisations[local]} if local in known.organisations else None


def _participation(write: Writer, local: str) -> tuple[str | None, str]:
    """Project and participant of "101102424/NAME" or "EDF/ACRONYM/NAME"; a name may have a slash of its own."""
    parts = local.split("/")
    for at in range(1, len(parts)):
        if project := write.known.projects.get("/".join(parts[:at])):
            return project, "/".join(parts[at:])
    return None, local
