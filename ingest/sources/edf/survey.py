"""A first look at the files of the portal: which are of it, and which record tells each project and topic last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from dirskg.graph.counted import counted
from dirskg.graph.errors import Refused
from dirskg.ingest.audit import Audit
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.edf.fields import Fields

NEITHER = "neither a project (with `metadata`) nor a topic (with `topicId`) of the search API"


@dataclass(frozen=True, slots=True)
class Newest:
    """The record that tells a project or topic last; of one day, that of the last file."""

    thing: str
    day: str
    file: str
    origin: str

    def told(self) -> str:
        """Why another record is not read."""
        return f"{self.origin} tells the same{f', with the day {self.day},' if self.day else ''} and is read"


@dataclass(slots=True)
class Survey:
    """The last word on each project and topic."""

    newest: dict[str, Newest] = field(default_factory=dict)

    def newer(self, record: Any, origin: str) -> Newest | None:
        """Another record that tells the same and is read in its place."""
        newest = self.newest.get(_thing(record))
        return newest if newest and newest.origin != origin else None


def take_survey(intake: Intake) -> Survey:
    """Read all files once; those without any record of the portal are left out.

    Raises Refused for a file that is no JSON, and where nothing is of the portal.
    """
    survey, known = Survey(), dict.fromkeys(intake.paths, False)
    try:
        for origin, record in records(replace(intake, audit=Audit(intake.source.name))):  # issues are told later
            project, file = project_of(record), origin.partition(":")[0]
            if project is None and not is_topic(record):
                continue
            known[file] = True
            thing, day = _thing(record), _text(project or {}, "es_SortDate")[:10]
            newest = survey.newest.get(thing)
            if thing and (newest is None or (newest.day, newest.file) < (day, file)):
                survey.newest[thing] = Newest(thing, day, file, origin)
    except Refused as error:
        raise Refused(f"{error} If it is no file of the portal, put it elsewhere.") from error
    except RecursionError as error:
        raise Refused(
            f"{intake.folder}: lists within lists beyond reason. These are no files of the portal."
        ) from error
    foreign = [name for name, of_portal in known.items() if not of_portal]
    if len(foreign) == len(known):
        told = f"no record in {', '.join(foreign)} is of the portal: each is {NEITHER}"
        raise Refused(f"{intake.folder}: {told}. {intake.source.how}")
    for name in foreign:
        intake.leave_out(name, f"each of its records is {NEITHER}. Put the file elsewhere")
    return survey


def records(intake: Intake) -> Iterator[tuple[str, Any]]:
    """All records: those of a page or a list are numbered after it."""
    for value, origin in intake.values():
        _note_missing_pages(value, origin, intake.audit)
        yield from _records(value, origin)


def _records(value: Any, origin: str) -> Iterator[tuple[str, Any]]:
    found = value.get("results") if isinstance(value, dict) else value
    if not isinstance(found, list):
        yield origin, value
        return
    for number, record in enumerate(found, start=1):
        yield from _records(record, f"{origin}.{number}")


def _note_missing_pages(page: Any, origin: str, audit: Audit) -> None:
    found, total = (page.get("results"), page.get("totalResults")) if isinstance(page, dict) else (None, None)
    if isinstance(found, list) and isinstance(total, int) and page.get("pageNumber") == 1 and total > len(found):
        reason = f"the portal tells of {total} results; if there are no more pages in the folder, get them too"
        audit.note("pages", origin, counted(len(found), "result"), reason)


def project_of(record: Any) -> dict[str, Any] | None:
    """The fields of a project, which stand in `metadata`, or alone where somebody kept nothing else; None without."""
    if not isinstance(record, dict):
        return None
    metadata = record.get("metadata")
    if isinstance(metadata, dict):
        return metadata
    return record if "projectId" in record and "participants" in record else None


def is_topic(record: Any) -> bool:
    """Whether this is a topic as its page tells it."""
    return isinstance(record, dict) and "topicId" in record


def _thing(record: Any) -> str:
    """What a record tells of: project or topic with its number, "" where it has none."""
    if (project := project_of(record)) is not None:
        number = _text(project, "projectId")
        return f"project {number}" if number else ""
    number = _text(record, "topicId") if is_topic(record) else ""
    return f"topic {number}" if number else ""


def _text(record: dict[str, Any], name: str) -> str:
    """A field as it is read later; what is wrong with it is told then."""
    return Fields(record, "", Audit("edf")).text(name)
