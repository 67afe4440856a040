"""Which records of the registry enter the graph, and how."""

from __future__ import annotations

from typing import Any

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ror.record import Record, read_record
from dirskg.ingest.values.addresses import homepage
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat

# Types in the order in which they decide. A funder or non-profit body may belong to any leg.
_LEGS = {
    "company": "industry", "government": "government", "education": "academia", "facility": "academia",
    "healthcare": "academia",
}  # fmt: skip
_LANGUAGES = ("en", "nl", "fr", "de")
# Another id for what is the same after it: told by the records on both sides.
_SUCCESSOR = {"predecessor": "successorOf"}
_PARENT = {"parent": "partOf"}


def stage(intake: Intake) -> None:
    """Stage the records of organisations that other sources know. Raises Refused when a file fails its checks."""
    chosen: dict[str, tuple[Record, str]] = {}
    unread: set[str] = set()
    for told, origin in intake.values():
        file = origin.partition(":")[0]
        if intake.limit and (count := intake.audit.files.get(file)) and count.rows >= intake.limit:
            break
        intake.audit.read(file)
        record = _read(intake, told, origin)
        if record is None:
            continue
        intake.stage.retrieved = max(intake.stage.retrieved, record.modified)
        _report_unread(intake, record, origin, unread)
        if _known(intake, record):
            chosen[record.id] = record, origin
    places = Places.load()
    for record, origin in chosen.values():
        _organisation(intake, record, origin, places)
        _relations(intake, record, origin, chosen.keys())


def _read(intake: Intake, told: Any, origin: str) -> Record | None:
    """The record; one that is withdrawn was made in error and is left out, and one of another shape is refused."""
    try:
        record = read_record(told)
    except (KeyError, TypeError, AttributeError) as error:
        intake.audit.refuse("record", origin, str(told)[:80], f"no record of schema 1 or 2 of the registry: {error!r}")
        return None
    if not any(name.strip() for name, _, _ in record.names):
        intake.audit.refuse("no name", origin, record.id, "a record without a name; has the schema changed?")
        return None
    return None if record.status == "withdrawn" else record


def _known(intake: Intake, record: Record) -> bool:
    told = filter(None, (_normal(scheme, value) for scheme, value in _numbers(intake, record)))
    names = [name for name, _, kind in record.names if kind != "acronym"]
    return intake.known.identified(told) or intake.known.named(names, record.country)


def _organisation(intake: Intake, record: Record, origin: str, places: Places) -> None:
    stage, audit, key, source = intake.stage, intake.audit, f"ror/{record.id}", f"https://ror.org/{record.id}"
    leg = next((leg for kind, leg in _LEGS.items() if kind in record.types), "")
    page = homepage(record.homepage, origin, audit)
    values = locate_seat(
        {"country": record.country, "town": record.town, "leg": leg, "homepage": page}, origin, audit, places
    )
    stage.add("organisation", origin, source, key=key, **values)
    for name, lang, kind in record.names:
        # The graph has names in four languages; one in another is a name all the same.
        stage.add("name", origin, source, key=key, name=name, lang=lang if lang in _LANGUAGES else "", type=kind)
    for scheme, value in _numbers(intake, record):
        intake.identifier(key, scheme, value, origin, source)
    if record.status == "inactive":
        audit.note(
            "inactive", origin, record.id, f"{record.names[0][0]} has ceased to exist; its successor may be known"
        )


def _numbers(intake: Intake, record: Record) -> list[tuple[str, str]]:
    ignored = intake.source.ignored["scheme"]
    return [("ror", record.id), *((scheme, value) for scheme, value in record.identifiers if scheme not in ignored)]


def _normal(scheme: str, value: str) -> tuple[str, str] | None:
    """An identifier as it is compared; what is wrong with one is told when its record is chosen."""
    try:
        return normalise(scheme, value)
    except ValueError:
        return None


def _relations(intake: Intake, record: Record, origin: str, chosen: Any) -> None:
    """Parents and predecessors, where both ends are in the graph; the records on the other side tell the rest."""
    for kind, other in record.relations:
        tie = (_PARENT | _SUCCESSOR).get(kind)
        if tie and other in chosen:
            intake.stage.add(
                "relation", origin, f"https://ror.org/{record.id}", from_key=f"ror/{record.id}",
                to_key=f"ror/{other}", kind=tie,
            )  # fmt: skip


def _report_unread(intake: Intake, record: Record, origin: str, seen: set[str]) -> None:
    for field in set(record.unread) - intake.source.ignored["record"] - seen:
        seen.add(field)
        intake.audit.ignore("unknown field", origin, field, "no field of a record that is read")
