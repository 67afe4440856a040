"""A first look at the files of the portal: which are of it, and which record tells each project and topic last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from dirskg.graph.errors import Refused
from dirskg.graph.wording.counted import counted
from dirskg.ingest.audit import Audit
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.json_reading import read_text
from dirskg.ingest.sources.edf.fields import Fields

NEITHER = "neither a project (with `metadata`) nor a topic (with `topicId`) of the search API"
_DEEP = 4  # pages by number, within what a program wraps an answer into


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
    pages: dict[int, tuple[str, int]] = field(
        default_factory=dict
    )  # by the total that they tell: the first, and results

    def newer(self, record: Any, origin: str) -> Newest | None:
        """Another record that tells the same and is read in its place."""
        newest = self.newest.get(_thing(record))
        return newest if newest and newest.origin != origin else None

    def count(self, page: Any, origin: str) -> None:
        """Count the results of a page of an answer."""
        found, total = (page.get("results"), page.get("totalResults")) if isinstance(page, dict) else (None, None)
        if isinstance(found, list) and isinstance(total, int):
            first, results = self.pages.get(total, (origin, 0))
            self.pages[total] = first, results + len(found)

    def note_missing_pages(self, audit: Audit) -> None:
        """Note each answer of which fewer results are there than it tells of."""
        for total, (first, results) in self.pages.items():
            if results < total:
                told = (
                    f"the portal tells of {total} results; get the other pages too, and put them into the same folder"
                )
                audit.note("pages", first, counted(results, "result"), told)


def take_survey(intake: Intake) -> Survey:
    """Read all files once; those without any record of the portal are left out.

    Raises Refused for a file that is no JSON, and where nothing is of the portal.
    """
    survey, known = Survey(), dict.fromkeys(intake.paths, False)
    try:
        # Issues are told later.
        for origin, record in records(replace(intake, audit=Audit(intake.source.name)), survey.count):
            if not _is_record(record):
                continue
            project, file = project_of(record), origin.partition(":")[0]
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
    survey.note_missing_pages(intake.audit)
    foreign = [name for name, of_portal in known.items() if not of_portal]
    if len(foreign) == len(known):
        told = f"no record in {', '.join(foreign)} is of the portal: each is {NEITHER}"
        raise Refused(f"{intake.folder}: {told}. {intake.source.how}")
    for name in foreign:
        intake.leave_out(name, f"each of its records is {NEITHER}. Put the file elsewhere")
    return survey


def records(intake: Intake, heed: Callable[[Any, str], None] = lambda value, origin: None) -> Iterator[tuple[str, Any]]:
    """All records: those of a page or a list are numbered after it. `heed` sees each value of the files before."""
    for value, origin in intake.values():
        yield from _records(value, origin, heed)


def _records(value: Any, origin: str, heed: Callable[[Any, str], None]) -> Iterator[tuple[str, Any]]:
    heed(value, origin)
    found = value if isinstance(value, list) else _inner(value)
    if found is None:
        yield origin, value
        return
    for number, record in enumerate(found, start=1):
        yield from _records(record, f"{origin}.{number}", heed)


def _inner(value: Any) -> list[Any] | None:
    """The results of a page, or what else holds some: pages by number, an answer within another; None for a record."""
    if not isinstance(value, dict) or _is_record(value):
        return None
    if isinstance(results := value.get("results"), list):
        return results
    return list(value.values()) if _holds_records(value) else None


def _holds_records(value: Any, depth: int = _DEEP) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth > 0 and any(_is_record(one) or _holds_records(one, depth - 1) for one in inner)


def _is_record(value: Any) -> bool:
    return project_of(value) is not None or is_topic(value)


def project_of(record: Any) -> dict[str, Any] | None:
    """The fields of a project, which stand in `metadata`, or alone where somebody kept nothing else; None without."""
    if not isinstance(record, dict):
        return None
    metadata = record.get("metadata")
    if isinstance(metadata, str) and metadata.lstrip().startswith("{"):  # as tables keep it
        with suppress(ValueError, RecursionError):
            metadata = read_text(metadata)
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
