"""The files of the portal: pages of results, or records one after another, of projects and topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.edf.portal import Portal
from dirskg.ingest.sources.edf.projects import stage_project
from dirskg.ingest.sources.edf.topics import stage_topic


def stage(intake: Intake) -> None:
    """Stage every project and topic of the files. Raises Refused when a file fails its checks."""
    portal = Portal(intake)
    for value, origin in intake.values():
        for number, record in _records(value, origin, intake):
            file = number.partition(":")[0]
            if intake.limit and (count := intake.audit.files.get(file)) and count.rows >= intake.limit:
                continue
            intake.audit.read(file)
            _stage_record(portal, record, number)
    portal.stage_named_calls()
    intake.stage.retrieved = portal.newest or intake.stage.retrieved


def _stage_record(portal: Portal, record: Any, origin: str) -> None:
    if isinstance(record, dict) and isinstance(record.get("metadata"), dict):
        stage_project(portal, record["metadata"], origin)
    elif isinstance(record, dict) and "topicId" in record:
        stage_topic(portal, record, origin)
    else:
        reason = "neither a project (with `metadata`) nor a topic (with `topicId`) of the search API"
        portal.intake.audit.refuse("record", origin, str(record)[:80], reason)


def _records(value: Any, origin: str, intake: Intake) -> Iterator[tuple[str, Any]]:
    """The records of a page, numbered after it, or the record itself."""
    page = value if isinstance(value, dict) else {}
    found = page.get("results")
    if not isinstance(found, list):
        yield origin, value
        return
    for number, record in enumerate(found, start=1):
        yield f"{origin}.{number}", record
    total = page.get("totalResults")
    if isinstance(total, int) and page.get("pageNumber") == 1 and total > len(found):
        reason = f"the portal tells of {total} results; if there are no more pages in the folder, get them too"
        intake.audit.note("pages", origin, f"{len(found)} results", reason)
