"""Which records of the registry enter the graph, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

from dirskg.graph.wording.counted import counted
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ror.record import Record, bare_id, read_record
from dirskg.ingest.values.addresses import homepage
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.seats import locate_seat

# Types in the order in which they decide. A funder or non-profit body may belong to any leg.
_LEGS = {
    "company": "industry", "government": "government", "education": "academia", "facility": "academia",
    "healthcare": "academia",
}  # fmt: skip
Chosen = dict[str, tuple[Record, str]]
Names = tuple[tuple[str, str, str], ...]
_LANGUAGES = ("en", "nl", "fr", "de")
# What a record says of another, as a tie; and as the tie that the other one has to it.
_TIES = {"parent": "partOf", "predecessor": "successorOf"}
_TIES_TOLD_BACK = {"child": "partOf", "successor": "successorOf"}


def stage(intake: Intake) -> None:
    """Stage the records of organisations that other sources know. Raises Refused when a file fails its checks."""
    chosen, replaced, withdrawn = _choose(intake)
    former = _redirected(intake, replaced)
    # Where somebody else is the successor already, a name is not enough to be it too.
    renamed = {new: old for old in sorted(withdrawn) if (new := _present(old, replaced)) and new not in chosen}
    _fetch(intake, (former.keys() | renamed.keys()) - chosen.keys(), chosen)
    places = Places.load()
    for record, origin in chosen.values():
        _organisation(intake, record, origin, places)
        for old in former.get(record.id, ()):
            intake.audit.note("withdrawn", origin, old, f"this id was withdrawn; it leads to {record.id} now")
            intake.identifier(f"ror/{record.id}", "ror", old, origin, f"https://ror.org/{old}")
        if old := renamed.get(record.id, ""):
            told = f"known by a name of a record that was withdrawn; it leads to {record.id} now"
            intake.audit.note("withdrawn", origin, old, told)
            _names(intake, record.id, withdrawn[old], origin, f"https://ror.org/{old}", alias=True)
    _relations(intake, chosen, replaced)


def _choose(intake: Intake) -> tuple[Chosen, dict[str, str], dict[str, Names]]:
    """The records of who is known, with their origin; the successor (or "") of every id that was withdrawn; and the
    names of those that were, where somebody is known by one."""
    chosen: Chosen = {}
    replaced: dict[str, str] = {}
    withdrawn: dict[str, Names] = {}
    unread: set[str] = set()
    seen: dict[str, tuple[str, str]] = {}  # by id, the first file that tells it, and the day of its newest record
    twice: Counter[str] = Counter()
    for told, origin in _records(intake):
        file = origin.partition(":")[0]
        if intake.enough(file):
            break
        intake.audit.read(file)
        record = _read(intake, told, origin)
        if record is None:
            continue
        first, day = seen.setdefault(record.id, (file, record.modified))
        twice[file] += first != file
        if record.modified < day:
            continue
        seen[record.id] = first, record.modified
        chosen.pop(record.id, None)
        replaced.pop(record.id, None)
        if record.status == "withdrawn":
            replaced[record.id] = next((other for kind, other in record.relations if kind == "successor"), "")
            if any(intake.known.named(_full_names(record), country) for country, _ in record.places):
                withdrawn[record.id] = record.names
            continue
        intake.stage.retrieved = max(intake.stage.retrieved, record.modified)
        _report_unread(intake, record, origin, unread)
        if _known(intake, record):
            chosen[record.id] = record, origin
    for file, records in (+twice).items():
        reason = "another file tells the same; of each the newest is read"
        intake.audit.ignore("told twice", file, counted(records, "record"), reason)
    return chosen, replaced, withdrawn


def _records(intake: Intake) -> Iterator[tuple[Any, str]]:
    """The records one by one, those of an answer of the registry's API too."""
    for told, origin in intake.values():
        found = told.get("items") if isinstance(told, dict) else None
        yield from ((one, f"{origin}.{at}") for at, one in enumerate(found, 1)) if found else [(told, origin)]


def _redirected(intake: Intake, replaced: dict[str, str]) -> dict[str, list[str]]:
    """For each record that takes the place of ids which are known and were withdrawn: these ids."""
    found: dict[str, list[str]] = {}
    for old in sorted(value for scheme, value in intake.known.identifiers if scheme == "ror" and value in replaced):
        if new := _present(old, replaced):
            found.setdefault(new, []).append(old)
        else:
            intake.audit.note(
                "withdrawn", f"record:{old}", old, "this id was withdrawn, and the registry names no successor"
            )
    return found


def _present(id: str, replaced: dict[str, str]) -> str:
    """The id that stands for this one today, "" where it was withdrawn for nobody."""
    seen: set[str] = set()
    while id in replaced and id not in seen:
        seen.add(id)
        id = replaced[id]
    return "" if id in seen else id


def _fetch(intake: Intake, wanted: Set[str], chosen: Chosen) -> None:
    """Read the files once more for records that only a withdrawn id leads to: they may stand before it."""
    for told, origin in _records(intake) if wanted else ():
        if isinstance(told, dict) and bare_id(str(told.get("id", ""))) in wanted:
            record = _read(intake, told, origin)
            if record and record.status != "withdrawn":
                chosen[record.id] = record, origin


def _read(intake: Intake, told: Any, origin: str) -> Record | None:
    """The record; one of another shape is refused."""
    try:
        record = read_record(told)
    except (KeyError, TypeError, AttributeError) as error:
        shown = str(told)[:80]
        if isinstance(error, KeyError):
            intake.audit.refuse(
                "record", origin, shown, f"no record of schema 1 or 2 of the registry: it lacks {error.args[0]}"
            )
        else:
            intake.audit.refuse("record", origin, shown, "no record of schema 1 or 2 of the registry")
        return None
    if not any(name.strip() for name, _, _ in record.names):
        intake.audit.refuse("no name", origin, record.id, "a record without a name; has the schema changed?")
        return None
    return record


def _known(intake: Intake, record: Record) -> bool:
    told = filter(None, (_normal(scheme, value) for scheme, value in _numbers(intake, record)))
    names = _full_names(record)
    countries = [country for country, _ in record.places]
    return intake.known.identified(told) or any(intake.known.likely(names, one, record.homepage) for one in countries)


def _organisation(intake: Intake, record: Record, origin: str, places: Places) -> None:
    stage, audit, key, source = intake.stage, intake.audit, f"ror/{record.id}", f"https://ror.org/{record.id}"
    leg = next((leg for kind, leg in _LEGS.items() if kind in record.types), "")
    page = homepage(record.homepage, origin, audit)
    country, town = _place(intake, record)
    values = locate_seat({"country": country, "town": town, "leg": leg, "homepage": page}, origin, audit, places)
    stage.add("organisation", origin, source, key=key, **values)
    _names(intake, record.id, record.names, origin, source)
    for scheme, value in _numbers(intake, record):
        intake.identifier(key, scheme, value, origin, source)
    if record.status == "inactive":
        stage.closed.add(key)
        audit.note(
            "inactive", origin, record.id, f"{record.names[0][0]} has ceased to exist; its successor may be known"
        )


def _names(intake: Intake, id: str, names: Names, origin: str, source: str, *, alias: bool = False) -> None:
    for name, lang, kind in names:
        # The graph has names in four languages; one in another is a name all the same.
        told = {"lang": lang if lang in _LANGUAGES else "", "type": "alias" if alias and kind == "label" else kind}
        intake.stage.add("name", origin, source, key=f"ror/{id}", name=name, **told)


def _full_names(record: Record) -> list[str]:
    return [name for name, _, kind in record.names if kind != "acronym"]


def _place(intake: Intake, record: Record) -> tuple[str, str]:
    """The first place, of which the seat is the first, in a country where the body is known by name."""
    names = _full_names(record)
    known = (place for place in record.places if len(record.places) > 1 and intake.known.named(names, place[0]))
    return next(known, record.places[0])


def _numbers(intake: Intake, record: Record) -> list[tuple[str, str]]:
    ignored = intake.source.ignored["scheme"]
    return [("ror", record.id), *((scheme, value) for scheme, value in record.identifiers if scheme not in ignored)]


def _normal(scheme: str, value: str) -> tuple[str, str] | None:
    """An identifier as it is compared; what is wrong with one is told when its record is chosen."""
    try:
        return normalise(scheme, value)
    except ValueError:
        return None


def _relations(intake: Intake, chosen: Chosen, replaced: dict[str, str]) -> None:
    """Parents and predecessors, where both ends are in the graph, whichever of the two tells it: many tell it alone."""
    seen: set[tuple[str, str, str]] = set()
    for kinds, back in ((_TIES, False), (_TIES_TOLD_BACK, True)):
        for record, origin in chosen.values():
            for kind, told in record.relations:
                other = _present(told, replaced)
                ends = (other, record.id) if back else (record.id, other)
                tie = (*ends, kinds.get(kind, ""))
                if not tie[2] or other not in chosen or other == record.id or tie in seen:
                    continue
                seen.add(tie)
                intake.stage.add(
                    "relation", origin, f"https://ror.org/{record.id}", from_key=f"ror/{ends[0]}",
                    to_key=f"ror/{ends[1]}", kind=tie[2],
                )  # fmt: skip


def _report_unread(intake: Intake, record: Record, origin: str, seen: set[str]) -> None:
    for field in set(record.unread) - intake.source.ignored["record"] - seen:
        seen.add(field)
        intake.audit.ignore("unknown field", origin, field, "no field of a record that is read")
