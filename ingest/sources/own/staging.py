"""From checked rows to staged tables: organisations first, because the other sheets name them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dirskg.graph.wording.text import plain
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.own.plan import read_plan
from dirskg.ingest.sources.own.tables import Record, records
from dirskg.ingest.sources.own.template_sheets import template_sheets
from dirskg.ingest.sources.own.writer import Writer
from dirskg.ingest.sources.reference.vocabulary import LEGS
from dirskg.ingest.values.addresses import web_address
from dirskg.ingest.values.names import distinct_slug
from dirskg.ingest.values.persons import is_person
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat
from dirskg.ontology.vocab import BUILT

_IDENTIFIERS = {"KBO number": "kbo", "ROR": "ror", "PIC": "pic"}


def stage(intake: Intake) -> None:
    """Stage the sheets of all files. Raises Refused when a file fails its checks."""
    writer, plan, sheets = Writer(intake), read_plan(), template_sheets(intake)
    stagers: dict[str, Callable[[Writer, Record], None]] = {
        "organisations": _organisation, "projects": _project, "links": _link, "activities": _activity,
        "establishments": _establishment,
        "suggestions": _suggestion,
        "participations": _participation,
    }  # fmt: skip
    for name, stage_record in stagers.items():
        seen: dict[tuple[tuple[str, str], ...], str] = {}
        for sheet in sheets.get(name, []):
            for record in records(sheet, plan.sheets[name], intake.audit, intake.taxonomy, intake.limit):
                # The same table as a workbook and as CSV, or a copy of it: what stands twice in one file is meant so.
                told = tuple(sorted((column, str(value)) for column, value in record.values.items()))
                if (first := seen.setdefault(told, sheet.file)) == sheet.file:
                    stage_record(writer, record)
                else:
                    intake.audit.refuse("told twice", record.origin, "", f"{first} has the same row", meant=True)


def _organisation(writer: Writer, record: Record) -> None:
    audit, name = writer.intake.audit, record.text("name")
    known = plain(name)
    if not known or known in writer.keys:
        told = f"{writer.rows[known]} has this name already" if known else "its name has no letter or digit"
        audit.refuse("duplicate", record.origin, name, f"column name: {told}; keep one row for each organisation")
        return
    kind = record.text("kind")
    leg = record.text("leg") or LEGS.get(kind.lower(), "")
    numbers = {scheme: record.text(column) for column, scheme in _IDENTIFIERS.items() if record.text(column)}
    # Persons have a PIC too.
    if not leg and numbers.keys().isdisjoint({"kbo", "ror"}) and is_person(name):
        reason = (
            "column name: this looks like the name of a person; write a firm with its legal form, or fill in its KBO "
            "number or leg"
        )
        audit.refuse("natural person", record.origin, "(not shown)", reason)
        return
    for scheme, number in numbers.items():
        if (first := writer.numbers.setdefault(f"{scheme} {number}", name)) != name:
            told = f"{first} has the number {number} in an earlier row; correct one of them, or keep one row for both"
            audit.refuse("duplicate", record.origin, name, told)
            return
    key = writer.keys[known] = f"own/{distinct_slug(name)}"
    writer.names.append(name)
    writer.rows[known] = record.origin
    values: dict[str, str | float | None] = {
        "country": record.text("country") or "BE", "town": record.text("town"),
        "postcode": record.text("postal code"), "region": record.text("region"), "kind": kind,
        "leg": leg, "size": record.text("size"),
        "homepage": web_address(record.text("homepage"), record.origin, audit),
    }  # fmt: skip
    if values["country"] != "BE" and values["region"]:
        audit.ignore("region", record.origin, str(values.pop("region")), "only Belgian organisations have a region")
    writer.add("organisation", record, key=key, **locate_seat(values, record.origin, audit, Places.load()))
    writer.add("name", record, key=key, name=name, lang="", type="label")
    for other in record.several("other names"):
        writer.add("name", record, key=key, name=other, lang="", type="alias")
        writer.keys.setdefault(plain(other), key)
        writer.rows.setdefault(plain(other), record.origin)
    if does := record.text("what it does"):
        writer.add("function", record, key=key, function=does, confidence="medium", told=does)
    for scheme, number in numbers.items():
        writer.add("identifier", record, key=key, scheme=scheme, value=number)


def _project(writer: Writer, record: Record) -> None:
    acronym = record.text("acronym")
    known = plain(acronym)
    if not known or known in writer.projects:
        told = "has no letter or digit" if not known else "stands in an earlier row already"
        writer.intake.audit.refuse("duplicate", record.origin, acronym, f"column acronym: it {told}; keep one row")
        return
    project = writer.projects[known] = f"project-own-{distinct_slug(acronym)}"
    writer.acronyms.append(acronym)
    writer.add(
        "project", record, id=project, acronym=acronym, title=record.text("title"),
        programme=record.text("programme"), year=record.number("year"),
    )  # fmt: skip
    domains = record.several("domains")
    for domain in domains:
        # Not rounded up, so that the shares never add up to more than one.
        weight = int(100 / len(domains)) / 100
        writer.add("domain_share", record, subject=project, domain=domain, weight=weight, basis="project")


def _link(writer: Writer, record: Record) -> None:
    ends = [writer.organisation(record, column) for column in ("from", "to")]
    if not all(ends):
        return
    if ends[0] == ends[1]:
        reason = "column to: the same organisation as in column from; a tie needs two"
        writer.intake.audit.refuse("self tie", record.origin, record.text("to"), reason)
        return
    writer.add(
        "relation", record, from_key=ends[0], to_key=ends[1], kind=record.text("relation"),
        year=record.number("year"), defence=record.text("defence"),
    )  # fmt: skip


def _activity(writer: Writer, record: Record) -> None:
    if key := writer.organisation(record, "organisation"):
        writer.add(
            "activity", record, key=key, domain=record.text("domain"), basis="curated", weight=1.0,
            year=_year(writer, record),
            confidence=record.text("confidence") or "medium",
        )  # fmt: skip


def _year(writer: Writer, record: Record) -> float | None:
    """The year of what is known; one to come is noted."""
    year = record.number("year")
    if year and year > date.today().year:
        writer.intake.audit.note("year", record.origin, f"{year:.0f}", "column year: it is still to come")
    return year


def _establishment(writer: Writer, record: Record) -> None:
    audit, town, district = writer.intake.audit, record.text("town"), record.text("district")
    if not (key := writer.organisation(record, "organisation")):
        return
    told = {"country": "BE", "town": town, "postcode": record.text("postal code"), "nuts3": district}
    place = locate_seat({**told, "region": district[:3]}, record.origin, audit, Places.load())
    place.pop("country")
    if not place["nuts3"]:
        reason = "column town: its district is not known, so `gaps` does not name it; write postal code or district"
        audit.note("district", record.origin, town, reason)
    state, year = record.text("state") or BUILT, _year(writer, record)
    for domain in record.several("domains") or [""]:
        writer.add(
            "establishment", record, key=key, told=record.text("what is done"), state=state, year=year, domain=domain,
            **place,
        )  # fmt: skip
    if note := record.text("note"):
        about = f"own/{record.origin}"
        writer.add("remark", record, id=about, key=key, field="establishment", value=town, text=note)


def _suggestion(writer: Writer, record: Record) -> None:
    """An answer to a suggestion; one without an answer stays a question."""
    answer = record.text("answer")
    if not answer or not (key := writer.organisation(record, "organisation")):
        return
    if answer == "refused":
        writer.add("refusal", record, key=key, domain=record.text("domain"))
    else:
        writer.add(
            "activity", record, key=key, domain=record.text("domain"), basis="curated", weight=1.0, confidence="medium"
        )


def _participation(writer: Writer, record: Record) -> None:
    project = writer.project(record)
    key = writer.organisation(record, "organisation") if project else ""
    if not key:
        return
    role = record.text("role") or "participant"
    number = record.origin.rpartition(":")[2]
    writer.add(
        "participation", record, id=f"{project}/{key}/{role}/{number}", project=project, key=key, role=role,
        contribution=record.number("contribution"),
    )  # fmt: skip
