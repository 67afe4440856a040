"""Projects of the portal with their consortia."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Any

from dirskg.ingest.sources.edf.fields import Fields
from dirskg.ingest.sources.edf.portal import Portal
from dirskg.ingest.sources.edf.topic_code import read_topic_code, usual_code
from dirskg.ingest.values.addresses import homepage, web_address
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.pages import project_page
from dirskg.ingest.values.persons import is_person, report_person
from dirskg.ingest.values.points import doubt
from dirskg.ingest.values.seats import locate_seat
from dirskg.ingest.values.vocabulary import ACTIVITY_TYPE, BODIES, EU_LEGS, eu_body, eu_role

# What the participants get may differ from the sum of the project by rounding.
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Consortium:
    """The project that a participant takes part in, and the day on which it begins."""

    portal: Portal
    project: str
    origin: str
    source: str
    start: str


def stage_project(portal: Portal, metadata: dict[str, Any], origin: str) -> None:
    """Stage a project, its call, its domains and its participants from the metadata of a result."""
    audit, stage = portal.intake.audit, portal.intake.stage
    fields = Fields(metadata, origin, audit)
    number, acronym, code = (fields.text(name) for name in ("projectId", "acronym", "topicAbbreviation"))
    code = usual_code(code)
    told_page, programme = web_address(fields.text("url"), origin, audit), fields.text("programId")
    source = project_page(number, programme) or told_page
    values = {
        "title": fields.text("title"), "status": fields.text("status"), "start": fields.date("startDate"),
        "end": fields.date("endDate"), "total_cost": fields.number("overallBudget"),
        "objective": fields.text("objective"), "keywords": fields.words("freeKeywords"),
    }  # fmt: skip
    whole = fields.number("euContributionAmount")
    portal.newest = max(portal.newest, fields.date("es_SortDate"))
    participants, contributors = _participants(fields, origin, portal), fields.number("numberOfContributors")
    portal.report_left(fields, "project")
    if not (number and acronym):
        audit.refuse("blank id", origin, number or acronym, "a project needs projectId and acronym")
        return
    project = f"project-{number}"
    told = read_topic_code(code or "EDF", portal.intake.taxonomy)
    if code:
        portal.named_calls.setdefault(code, (origin, source))
    stage.add(
        "project", origin, source, id=project, acronym=acronym, identifier=number, official_url=source,
        call=f"call-{code}" if code else "", programme=told.programme, year=told.year, eu_contribution=whole, **values,
    )  # fmt: skip
    portal.shares(project, told, origin, source)
    consortium = Consortium(portal, project, origin, source, str(values["start"] or ""))
    amounts = [_participation(consortium, told, place) for place, told in enumerate(participants, start=1)]
    _compare(portal, origin, whole, amounts, contributors)


def _participants(fields: Fields, origin: str, portal: Portal) -> list[dict[str, Any]]:
    """The participants, as JSON or as JSON within text."""
    try:
        return fields.records("participants")
    except ValueError:
        told = "participants are neither JSON nor JSON within text; the project stands without them"
        portal.intake.audit.ignore("participants", origin, "", told)
        return []


def _participation(consortium: Consortium, told: dict[str, Any], place: int) -> float:
    """Stage one participant; returns its EU contribution, NaN where none is told."""
    portal, project, origin, source = consortium.portal, consortium.project, consortium.origin, consortium.source
    audit, stage = portal.intake.audit, portal.intake.stage
    fields = Fields(told, origin, audit)
    pic, name, role, body = (fields.text(name) for name in ("pic", "legalName", "role", "type"))
    activity = fields.text("activityType")  # a label of several kinds, which may tell the type where that is left out
    body = eu_body(body or (activity if activity in EU_LEGS else ""), origin, audit)
    amount, sme = fields.number("eucontribution"), fields.truth("sme")
    if _is_person(portal, pic) or (body not in BODIES and is_person(name)):
        report_person(audit, origin, amount, f"participant {place}")
        return math.nan if amount is None else amount
    if not name:
        audit.ignore("no name", origin, pic, "a participant without a name")
        return math.nan if amount is None else amount
    key = f"edf/{pic or name}"
    if portal.first_time(key):
        _organisation(consortium, fields, key, pic, EU_LEGS.get(body, ""))
        if body:
            stage.add("trait", origin, source, key=key, reads=ACTIVITY_TYPE, told=body)
    portal.tell_size(key, sme, consortium.start)
    if portal.first_time(f"{key}/{name}"):
        stage.add("name", origin, source, key=key, name=name, lang="", type="legal")
    plain = eu_role(role, origin, audit)
    stage.add(
        "participation", origin, source, id=stage.numbered(f"{project}/participant/{pic or name}/{plain}"),
        project=project, key=key, role=plain, contribution=amount,
    )  # fmt: skip
    return math.nan if amount is None else amount


def _organisation(consortium: Consortium, fields: Fields, key: str, pic: str, leg: str) -> None:
    portal, origin, source = consortium.portal, consortium.origin, consortium.source
    audit, stage = portal.intake.audit, portal.intake.stage
    place = Fields(fields.record("postalAddress"), origin, audit)
    values: dict[str, str | float | None] = {
        "country": place.abbreviation("countryCode"),
        "street": place.text("street"),
        "postcode": place.text("postalCode"),
        "town": place.text("city"),
        "leg": leg,
        "homepage": homepage(fields.text("webLink"), origin, audit),
    }
    point = fields.text("latitude"), fields.text("longitude")
    portal.report_left(fields, "participant")
    seat = locate_seat(values, origin, audit, portal.places)
    if reason := doubt(*point, str(seat.get("nuts3") or "")):
        audit.note("geolocation", origin, f"{', '.join(point)} for {values['town']}", reason)
    stage.add("organisation", origin, source, key=key, **seat)
    try:
        scheme, value = normalise("pic", pic)
    except ValueError as error:
        audit.note("identifier", origin, pic, f"{error}; the organisation stands without it")
        return
    stage.add("identifier", origin, source, key=key, scheme=scheme, value=value)


def _is_person(portal: Portal, pic: str) -> bool:
    """Whether the number is that of a natural person: those are kept as hashes, so that nobody is named here either."""
    digest = hashlib.sha256(pic.encode()).hexdigest()[:16]
    return digest in portal.intake.source.ignored.get("natural_person", frozenset())


def _compare(
    portal: Portal, origin: str, whole: float | None, amounts: list[float], contributors: float | None
) -> None:
    """Note where the parts do not add up to what the project tells."""
    audit, told = portal.intake.audit, sum(amount for amount in amounts if not math.isnan(amount))
    if contributors is not None and contributors != len(amounts):
        audit.note("participants", origin, f"{len(amounts)}", f"the project tells of {contributors:.0f}")
    if whole and amounts and abs(told - whole) > _ROUNDING * whole:
        reason = f"the project tells of {whole:.2f}; the difference is {told - whole:.2f}"
        audit.note("EU contribution", origin, f"{told:.2f} of all participants", reason)
