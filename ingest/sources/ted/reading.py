"""Files of notices in any mix: XML of both generations, tables of awards, and archives of either."""

from __future__ import annotations

import re
from dataclasses import replace

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.ted.documents import Document, documents
from dirskg.ingest.sources.ted.eforms import is_eforms, read_eforms
from dirskg.ingest.sources.ted.legacy import is_legacy, read_legacy
from dirskg.ingest.sources.ted.notice import Notice
from dirskg.ingest.sources.ted.prefilter import OUTSIDE, Outside, Prefilter
from dirskg.ingest.sources.ted.rows import Staging
from dirskg.ingest.sources.ted.tables import stage_tables
from dirskg.ingest.sources.ted.xml import Broken

# Names that TED and its interfaces give to the file of a notice: 2024-OJS197-00607986.xml, 00607986_2024.xml.
_NAMES = (
    re.compile(r"(?P<year>\d{4})-OJS\d+-0*(?P<number>\d+)"),
    re.compile(r"\b0*(?P<number>\d+)[-_](?P<year>\d{4})\.xml$"),
)
_NO_NOTICE = (
    "neither a notice of TED_EXPORT nor one of eForms: download it again from TED as XML, or take it out of the folder"
)


def stage(intake: Intake) -> None:
    """Stage the notices of all files: XML first, since it tells more than tables. Raises Refused for a wrong file."""
    staging, tables = Staging.of(intake), list[str]()
    for name, path in list(intake.paths.items()):
        for document in documents(name, path, intake.scratch):
            if document.table is None:
                if not intake.enough(name):
                    _stage_document(staging, document)
                continue
            # One of an archive is known as if that were a folder.
            table = document.origin.replace(":", "/")
            intake.paths[table] = document.table
            tables.append(table)
    stage_tables(staging, tables)
    staging.finish()


def read_document(document: Document, prefilter: Prefilter | None = None) -> Notice | None:
    """The notice of a document; None for one that is no notice.

    Raises Broken where it is cut off or no XML, and Outside where a look at its bytes rules it out.
    """
    if is_legacy(document.data):
        return read_legacy(document.data, prefilter)
    if is_eforms(document.data):
        return _numbered(read_eforms(document.data, prefilter), document.origin)
    return None


def _stage_document(staging: Staging, document: Document) -> None:
    audit, file = staging.intake.audit, document.origin.partition(":")[0]
    audit.read(file)
    origin = document.origin if ":" in document.origin else f"{file}:1"
    try:
        notice = read_document(document, staging.prefilter)
    except Outside:
        staging.leave("out of scope", origin, OUTSIDE)
        return
    except Broken as broken:
        audit.refuse("broken notice", origin, "", f"no whole XML document: {broken}. Download it again")
        return
    if notice is None:
        audit.refuse("no notice", origin, "", _NO_NOTICE)
    else:
        staging.add(notice, origin)


def _numbered(notice: Notice, origin: str) -> Notice:
    """A notice that does not tell its number has it from the name of its file, if that is one that TED gives."""
    found = next((one for pattern in _NAMES if not notice.number and (one := pattern.search(origin))), None)
    return replace(notice, number=f"{int(found['number'])}-{found['year']}") if found else notice
