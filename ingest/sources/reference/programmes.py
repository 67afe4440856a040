"""Projects, participations and calls of the European, NATO and national defence programmes."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dirskg.ingest.reading.reading import Row
from dirskg.ingest.sources.reference.writer import Writer
from dirskg.ingest.values.names import slug
from dirskg.ingest.values.pages import project_page, topic_page

# Categories of these programmes are words of their own mapping scheme; all others are EDF themes.
_SCHEMES = {"ASAP": "asap-area", "EDIRPA": "edirpa-area"}
_TECHNOLOGICAL = "Technological challenges: "
_STATES = ("project-pesco-", "project-eda-")
_STATE_NOTE = "Member State named by the Commission"


class Party(NamedTuple):
    """A participant as a consortium list writes it."""

    name: str
    country: str
    town: str
    pic: str


class Text(NamedTuple):
    """What a project or call says of itself, as the portal publishes it."""

    text: str
    keywords: str
    origin: str = ""


class Told(NamedTuple):
    """What the row of a project says of its consortium."""

    origin: str
    source: str
    belgians: str
    coordinator: str
    country: str


_NO_TEXT = Text("", "")


def stage_programmes(write: Writer) -> None:
    """Stage calls first, then projects, then participations, and say what does not fit together."""
    texts: dict[str, Text] = {}
    for row in write.intake.rows("texts.csv"):
        subject, text = row.take("subject"), Text(row.take("text"), row.take("keywords"), row.origin)
        if write.first_time(f"texts/{subject}", row.origin):
            texts[subject] = text
    _calls(write, texts)
    told = _projects(write, texts)
    for subject, text in texts.items():
        write.intake.audit.ignore("unknown subject", text.origin, subject, "no project or call has this id")
    _participations(write, told)


def project_id(programme: str, acronym: str, number: str) -> str:
    """Id of a project: the portal's number, or programme and acronym where there is none."""
    return f"project-{number}" if number else f"project-{slug(programme)}-{slug(acronym)}"


def _calls(write: Writer, texts: dict[str, Text]) -> None:
    known = write.known.calls
    for row in write.intake.rows("calls.csv"):
        origin = row.origin
        programme, year, number, title = (row.take(c) for c in ("programme", "year", "call_id", "title"))
        call = f"call-{number}" if number else f"call-{slug(programme)}-{year}-{slug(title)[:60]}"
        source = write.source(row.take("source_url"), origin, topic_page(number))
        category = row.take("category")
        values = {
            "budget": write.number(row.take("budget_eur"), origin),
            "opens": write.date(row.take("opens"), origin),
            "deadline": write.date(row.take("deadline"), origin),
            "note": row.take("note"),
        }
        if not write.first_time(call, origin):
            continue
        known[number or title.lower()] = call
        known[f"{title.lower()}/{year}"] = call
        write.intake.stage.add(
            "call", origin, source, id=call, programme=programme, year=write.year(year, origin), identifier=number,
            title=title, category=category, objective=texts.pop(number, _NO_TEXT).text, **values,
        )  # fmt: skip
        _shares(write, call, programme, category, origin, source)


def _projects(write: Writer, texts: dict[str, Text]) -> dict[str, Told]:
    calls = write.known.calls
    told: dict[str, Told] = {}
    for row in write.intake.rows("projects.csv"):
        origin = row.origin
        programme, acronym, number = row.take("programme"), row.take("acronym"), row.take("project_id")
        project = project_id(programme, acronym, number)
        page = project_page(number)
        source = write.source(row.take("source_url"), origin, page)
        topic, category = row.take("call_topic"), row.take("category")
        coordinator = (row.take("coordinator"), row.take("coordinator_country"))
        belgians = row.take("belgian_participants")
        values = {
            "title": row.take("title"),
            "year": write.year(row.take("year"), origin),
            "start": row.take("start"),
            "end": row.take("end"),
            "status": row.take("status"),
            "eu_contribution": write.number(row.take("eu_contribution_eur"), origin),
            "total_cost": write.number(row.take("total_cost_eur"), origin),
            "official_url": write.source(row.take("official_url"), origin) or page,
            "note": row.take("note"),
        }
        if not write.first_time(project, origin):
            continue
        local = number or f"{programme}/{acronym}"
        own = texts.pop(local, _NO_TEXT)
        write.known.projects |= {local: project, f"{programme}/{acronym}": project}
        told[project] = Told(origin, source, belgians, *coordinator)
        call = calls.get(topic)
        if topic and call is None:
            write.intake.audit.note("call", origin, topic, "not in calls.csv; the project stands without its call")
        write.intake.stage.add(
            "project", origin, source, id=project, acronym=acronym, programme=programme, call=call, category=category,
            identifier=number, objective=own.text, keywords=own.keywords, **values,
        )  # fmt: skip
        _shares(write, project, programme, category, origin, source)
    return told


def _participations(write: Writer, told: dict[str, Told]) -> None:
    belgians: Counter[str] = Counter()
    listed: set[str] = set()
    for row in write.intake.rows("participations.csv"):
        project, country = _participation(write, row)
        listed.add(project)
        belgians[project] += country == "BE"
    for project, row_told in told.items():
        if project not in listed and row_told.coordinator:
            party = Party(row_told.coordinator, row_told.country, "", "")
            _take_part(write, project, party, "coordinator", row_told.origin, row_told.source)
        elif project in listed and row_told.belgians not in ("", str(belgians[project])):
            reason = f"projects.csv tells {row_told.belgians}, participations.csv has {belgians[project]}"
            write.intake.audit.note("belgian participants", row_told.origin, row_told.belgians, reason)


def _participation(write: Writer, row: Row) -> tuple[str, str]:
    origin = row.origin
    programme, acronym, number = row.take("programme"), row.take("acronym"), row.take("project_id")
    name = row.take("participant").strip('"').replace('""', '"')
    party = Party(name, row.take("country"), row.take("town"), row.take("pic"))
    role, note = row.take("role"), row.take("note")
    page = project_page(number)
    source = write.source(row.take("source_url"), origin, page)
    amount = write.number(row.take("eu_contribution_eur"), origin)
    amount_source = write.source(row.take("amount_source_url"), origin, page)
    project = write.known.projects.get(number or f"{programme}/{acronym}")
    if write.person(name, origin, amount):
        return "", ""
    if project is None:
        write.intake.audit.refuse("project", origin, number or acronym, "no row of projects.csv has this project")
        return "", ""
    _take_part(write, project, party, role, origin, source, amount=amount, note=note)
    if amount is not None and amount_source != source:
        write.intake.stage.add(
            "remark", origin, amount_source, id=f"amount/{origin}", about=project, field="EU contribution",
            value=f"{party.name}: {amount:.2f}", text="",
        )  # fmt: skip
    return project, party.country


def _take_part(
    write: Writer, project: str, party: Party, role: str, origin: str, source: str, *,
    amount: float | None = None, note: str = "",
) -> None:  # fmt: skip
    key = f"participant/{party.pic}" if party.pic else f"participant/{party.country}/{party.name}"
    if key not in write.known.keys:
        state = project.startswith(_STATES) or note.startswith(_STATE_NOTE)
        leg, kind = ("government", "state") if state else ("", "")
        write.organisation(key, origin, source, country=party.country, town=party.town, leg=leg, kind=kind)
        write.identifier(key, "pic", party.pic, origin, source)
    if (spelling := f"{key}/{party.name}") not in write.seen:
        write.seen.add(spelling)
        write.names(key, origin, "legal", "", party.name)
    write.intake.stage.add(
        "participation", origin, source, id=f"{project}/{key}/{role}", project=project, key=key, role=role,
        contribution=amount, note=note,
    )  # fmt: skip


def _shares(write: Writer, subject: str, programme: str, category: str, origin: str, source: str) -> None:
    """Domains of the category of a call, for what has no text that could tell them."""
    theme = category.removeprefix(_TECHNOLOGICAL).removesuffix(" (open)")
    for domain, weight in write.intake.taxonomy.shares(_SCHEMES.get(programme, "edf-theme"), theme):
        write.intake.stage.add(
            "domain_share", origin, source, subject=subject, domain=domain, weight=weight, basis="category"
        )
