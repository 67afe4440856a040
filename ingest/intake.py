"""A source taken in: its files found, staged, and held against what it declares."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from dirskg.graph.errors import DirskgError, Refused
from dirskg.ingest.audit import Audit
from dirskg.ingest.known import Known
from dirskg.ingest.reading.files import Found, find_files
from dirskg.ingest.reading.json_reading import read_values
from dirskg.ingest.reading.reading import Row, read_rows
from dirskg.ingest.source import Source
from dirskg.ingest.stage import Stage
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.identifiers import normalise

_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Intake:
    """What the staging function of a source works with."""

    source: Source
    folder: Path
    paths: dict[str, Path]  # the files to read, by name
    stage: Stage
    audit: Audit
    taxonomy: Taxonomy
    known: Known  # to the sources before it
    scratch: Path  # a folder for what must be unpacked, gone after the build
    limit: int = 0

    def rows(self, file: str) -> Iterator[Row]:
        """Rows of one declared file, strictly read."""
        there = [name for name in self.paths if name.rpartition("/")[2] == file]
        if len(there) > 1 and file not in there:
            raise Refused(f"{self.folder}: {file} stands there {len(there)} times: {', '.join(there)}. Keep one.")
        name = file if file in there or not there else there[0]
        rows = read_rows(self.paths.get(name, self.folder / file), self.source.files[file], self.audit, name)
        return islice(rows, self.limit) if self.limit else rows

    def identifier(self, key: str, scheme: str, text: str, origin: str, source: str) -> None:
        """Stage a number of an organisation in canonical form; one that fails its check is reported and left out."""
        try:
            scheme, value = normalise(scheme, text)
        except ValueError as error:
            self.audit.ignore("identifier", origin, f"{scheme} {text}", str(error))
        else:
            self.stage.add("identifier", origin, source, key=key, scheme=scheme, value=value)

    def values(self) -> Iterator[tuple[Any, str]]:
        """The JSON values of all files that fit a pattern, each with its origin (`page1.json:3`)."""
        for name, path in self.paths.items():
            for value, number in read_values(path):
                yield value, f"{name}:{number}"


def take_in(
    source: Source,
    folder: Path | None,
    taxonomy: Taxonomy,
    *,
    strict: bool,
    limit: int = 0,
    known: Known | None = None,
    scratch: Path | None = None,
) -> Intake:
    """Stage a source from a file or folder (default: the data that ships with it).

    Raises Refused when the folder is missing, a file fails its checks, or over a third of its rows was refused.
    """
    place = folder or source.folder
    if place is None:
        raise DirskgError(f"Source {source.name} ships no data. {source.how} Then: dirskg build {source.name}=PATH")
    if not (place.is_dir() or (source.accepts and place.is_file())):
        what = "file or folder" if source.accepts else "folder"
        raise Refused(f"{place}: no such {what}. Give the {what} that holds the files of {source.name}.")
    scratch = scratch or Path(gettempdir())
    with _naming_the_archive(place, scratch):
        found = find_files(place, [*source.files, *source.accepts], source.ignored.get("file", ()), scratch)
        intake = Intake(
            source=source,
            folder=place,
            paths=found.paths,
            # Of files that do not ship with the program only they themselves can tell how old they are.
            stage=Stage(source.name, source.retrieved if source.folder else "", register=source.register),
            audit=Audit(source.name, strict=strict),
            taxonomy=taxonomy,
            known=known or Known(),
            scratch=scratch,
            limit=limit,
        )
        _report_unread(found, intake.audit)
        if source.accepts and not found.paths:
            raise Refused(_nothing(source, place, found))
        import_module(source.module).stage(intake)
    # A trial of a few rows loses what they refer to; that says nothing of the files.
    if not limit:
        _check_losses(intake)
        _check_counts(intake)
    return intake


@contextmanager
def _naming_the_archive(place: Path, scratch: Path) -> Iterator[None]:
    """What was unpacked is gone after the build: its reader knows the archive that it came in."""
    try:
        yield
    except Refused as error:
        raise Refused(str(error).replace(f"{scratch}{os.sep}", f"{place}: ")) from error


def _report_unread(found: Found, audit: Audit) -> None:
    """Name what looks like data and is not read; of a folder or archive full of it, a few."""
    places: dict[str, list[str]] = {}
    for name in found.unread:
        places.setdefault(name.rpartition("/")[0], []).append(name)
    for place, names in places.items():
        for name in names[:_MOST_TOLD]:
            told = f"no file that this source reads, so it is left out. {found.unread[name]}".strip()
            audit.ignore("unread file", name, "", told)
        if len(names) > _MOST_TOLD:
            told = "no files that this source reads"
            audit.ignore("unread file", place, f"{len(names) - _MOST_TOLD} more", told)


def _nothing(source: Source, place: Path, found: Found) -> str:
    """What to say of a folder or archive without a file to read."""
    there = [f" {name} is not read. {hint}".rstrip() for name, hint in list(found.unread.items())[:_MOST_TOLD]]
    return f"{place}: no file fits {', '.join([*source.files, *source.accepts])}.{''.join(there)} {source.how}"


def _check_losses(intake: Intake) -> None:
    for file, count in intake.audit.files.items():
        if (count.aside - count.meant) * 3 > count.rows:
            refused = [
                one for one in intake.audit.issues if one.action == "refused" and one.origin.startswith(file + ":")
            ]
            first = "\n".join(f"  {one.origin}: {one.reason} (value: {one.value!r})" for one in refused[:_MOST_TOLD])
            path = intake.paths.get(file, intake.folder / file)
            raise Refused(
                f"{path}: {count.aside} of {count.rows} rows were refused, which "
                f"is over a third. Correct the file. The first of what is wrong:\n{first}"
            )


def _check_counts(intake: Intake) -> None:
    """The counts that the source declares: a release that moved a column to another name would break them."""
    for told, least in intake.source.counts.items():
        part, whole = (len(intake.stage.rows[table.strip()]) for table in told.split("/"))
        if part < least * whole:
            raise Refused(
                f"{intake.folder}: {part:,} to {whole:,} is the count of {told}, where {least:g} at least is expected. "
                "Something was lost: has the publisher changed the files? `dirskg sources` tells what they should be."
            )
