"""From checked rows to staged tables: organisations first, because the other sheets name them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from dirskg.graph.errors import Refused
from dirskg.graph.wording.spellings import spellings
from dirskg.graph.wording.text import plain
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.own.plan import hint, nearest, read_plan
from dirskg.ingest.sources.own.sheets import Sheet, read_sheets
from dirskg.ingest.sources.own.tables import Record, records
from dirskg.ingest.sources.reference.vocabulary import LEGS
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.addresses import web_address
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.names import distinct_slug
from dirskg.ingest.values.persons import is_person
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat
from dirskg.ontology.vocab import GRAPH

# Sheets of the template that only explain.
_EXPLAINING = frozenset({"read me"})
# A sheet that nobody misses: it comes from `dirskg suggest`.
_ANSWERS = "suggestions"
_GRAPH_ID = re.compile(r"(kbo|ror|lei|pic|wikidata|ref)-(\S+)")
_IDENTIFIERS = {"KBO number": "kbo", "ROR": "ror", "PIC": "pic"}


@dataclass(slots=True)
class _Writer:
    intake: Intake
    keys: dict[str, str] = field(default_factory=dict)  # keys of organisations by comparable name or id of the graph
    names: list[str] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)  # where each of these keys was told first
    numbers: dict[str, str] = field(default_factory=dict)  # names of organisations by a number that they have
    projects: dict[str, str] = field(default_factory=dict)  # ids of projects by comparable acronym
    acronyms: list[str] = field(default_factory=list)

    @property
    def taxonomy(self) -> Taxonomy:
        return self.intake.taxonomy

    def add(self, table: str, record: Record, **values: str | float | None) -> None:
        """Stage a row. Where a fact has no page to cite, its source is the row of the analyst's file."""
        told = web_address(record.text("source"), record.origin, self.intake.audit)
        address = f"{GRAPH}{self.intake.source.name}/{quote(record.origin.replace(':', '/'))}"
        self.intake.stage.add(table, record.origin, told or address, **values)

    def organisation(self, record: Record, column: str) -> str:
        """The key of an organisation that a row names; "" where it is not known, which is reported."""
        told = record.text(column)
        if key := self.keys.get(plain(told)):
            return key
        audit = self.intake.audit
        if identifiers := _identifiers(told):
            for scheme, value in identifiers:
                if name := self.numbers.get(f"{scheme} {value}"):
                    return self.keys[plain(name)]
            known = [one for one in identifiers if self.intake.known.identified([one])]
            if len(known) != 1:
                reason = (
                    f"column {column}: no other source of this build has an organisation with this id. Check it with "
                    "`dirskg show`, or add a row with its name to the sheet organisations"
                )
                audit.refuse("unknown id", record.origin, told, reason)
                return ""
            [(scheme, value)] = known
            key = self.keys[plain(told)] = f"own/{scheme}-{value}"
            self.add("organisation", record, key=key)
            self.add("identifier", record, key=key, scheme=scheme, value=value)
            return key
        near = nearest(told, self.names)
        reason = (
            f"column {column}: no row of the sheet organisations has this name."
            + (f" Did you mean {near!r}?" if near else "")
            + " Write the name as it stands there, or an id of the graph such as kbo-0403170701"
        )
        audit.refuse("unknown organisation", record.origin, told, reason)
        return ""


def _identifiers(told: str) -> list[tuple[str, str]]:
    """Scheme and value of an id of the graph, or of what a number of a register may be; none for a name."""
    given = _GRAPH_ID.fullmatch(told)
    if given and given[1] == "ref":
        return [("ref", given[2])]
    found: dict[tuple[str, str], None] = {}
    for scheme in [given[1]] if given else ["kbo", "lei", "ror", "pic"]:
        for spelt in spellings(told):
            with suppress(ValueError):
                found[normalise(scheme, spelt)] = None
    return [*found] or ([(given[1], given[2])] if given else [])


def stage(intake: Intake) -> None:
    """Stage the sheets of all files. Raises Refused when a file fails its checks."""
    writer, plan = _Writer(intake), read_plan()
    sheets = _sheets(intake)
    stagers: dict[str, Callable[[_Writer, Record], None]] = {
        "organisations": _organisation, "projects": _project, "links": _link, "activities": _activity,
        _ANSWERS: _suggestion,
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


def _sheets(intake: Intake) -> dict[str, list[Sheet]]:
    """The sheets of the template by their name; others are reported."""
    plans = read_plan().sheets
    found: dict[str, list[Sheet]] = {}
    others: list[Sheet] = []
    for name, path in intake.paths.items():
        for sheet in read_sheets(path, name):
            if not sheet.rows:
                intake.audit.note("sheet", name, sheet.name, "it is empty")
                continue
            if sheet.tabbed:
                intake.audit.note("separator", f"{name}:1", "", "a tab-separated file, read as such")
            known = read_plan().meant(sheet.name)
            (found.setdefault(known, []) if known in plans else others).append(sheet)
    for sheet in others:
        _other(sheet, [name for name in plans if name not in found], intake)
    if not found:
        told = ", ".join(f"{sheet.file}: {sheet.name}" for sheet in others)
        told = told or ", ".join(f"{name} (empty)" for name in intake.paths)
        if others and all(path.suffix.lower() == ".csv" for path in intake.paths.values()):
            names = ", ".join(f"{one}.csv" for one in plans)
            raise Refused(
                f"{intake.folder}: the name of a CSV file says what it holds: {names} (in Dutch, French and "
                f"German too). There is {', '.join(intake.paths)}. Rename it, or take the files of "
                "`dirskg template -o FOLDER`."
            )
        raise Refused(
            f"{intake.folder}: no sheet is called {', '.join(plans)}; there is {told}. "
            "`dirskg template -o FOLDER` writes a workbook with them."
        )
    for name in plans:
        if name not in found and name != _ANSWERS:
            intake.audit.note("sheet", next(iter(intake.paths)), name, "there is no such sheet")
    return found


def _other(sheet: Sheet, absent: list[str], intake: Intake) -> None:
    if plain(sheet.name) in _EXPLAINING:
        return
    if near := read_plan().like(sheet.name, absent):
        raise Refused(f"{sheet.file}: sheet {sheet.name!r} is not known. Did you mean {near!r}? Rename it.")
    reason = "no sheet of the template; it is not read." + hint("", read_plan().sheets)
    intake.audit.ignore("unknown sheet", sheet.file, sheet.name, reason)


def _organisation(writer: _Writer, record: Record) -> None:
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


def _project(writer: _Writer, record: Record) -> None:
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


def _link(writer: _Writer, record: Record) -> None:
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


def _activity(writer: _Writer, record: Record) -> None:
    if key := writer.organisation(record, "organisation"):
        year = record.number("year")
        if year and year > date.today().year:
            writer.intake.audit.note("year", record.origin, f"{year:.0f}", "column year: it is still to come")
        writer.add(
            "activity", record, key=key, domain=record.text("domain"), basis="curated", weight=1.0, year=year,
            confidence=record.text("confidence") or "medium",
        )  # fmt: skip


def _suggestion(writer: _Writer, record: Record) -> None:
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


def _participation(writer: _Writer, record: Record) -> None:
    project = _project_of(writer, record)
    key = writer.organisation(record, "organisation") if project else ""
    if not key:
        return
    role = record.text("role") or "participant"
    number = record.origin.rpartition(":")[2]
    writer.add(
        "participation", record, id=f"{project}/{key}/{role}/{number}", project=project, key=key, role=role,
        contribution=record.number("contribution"),
    )  # fmt: skip


def _project_of(writer: _Writer, record: Record) -> str:
    """The id of the project that a row names; "" where it is not known, which is reported."""
    told = record.text("project")
    if told in writer.intake.known.projects:
        return told
    if found := writer.projects.get(plain(told)):
        return found
    near = nearest(told, writer.acronyms)
    reason = (
        "column project: no row of the sheet projects has this acronym, and no other source this id."
        + (f" Did you mean {near!r}?" if near else "")
        + " Write the acronym as it stands there, or an id of the graph such as project-101103592"
    )
    writer.intake.audit.refuse("unknown project", record.origin, told, reason)
    return ""
