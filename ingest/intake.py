"""A source taken in: its files found, staged, and held against what it declares."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.wording.counted import counted
from dirskg.ingest.audit import Audit, Issue
from dirskg.ingest.conformance import refuse_misfits
from dirskg.ingest.engine import Cluster
from dirskg.ingest.known import Known
from dirskg.ingest.reading.encodings import as_published
from dirskg.ingest.reading.files import Found, find_files
from dirskg.ingest.reading.json_reading import read_lines, read_values
from dirskg.ingest.reading.reading import Row, read_rows
from dirskg.ingest.source import Source, run
from dirskg.ingest.stage import Stage
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.identifiers import normalise

_MOST_TOLD = 20
_FOREIGN = "foreign file"


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
    set_aside: bool = False  # rows of a publisher's file that cannot be read, instead of refusing the file
    cluster: Cluster | None = None  # an engine that may read registers

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
        for name, path in list(self.paths.items()):
            a_line_each = self.set_aside and ".jsonl" in name.lower()
            values = read_lines(path, partial(self._refuse_line, name)) if a_line_each else read_values(path)
            for value, number in values:
                yield value, f"{name}:{number}"

    def _refuse_line(self, name: str, number: int) -> None:
        self.audit.read(name)
        self.audit.refuse("malformed row", f"{name}:{number}", "", "no JSON that can be read")

    def enough(self, file: str) -> bool:
        """Whether a trial of a few rows has read as many of a file."""
        count = self.audit.files.get(file)
        return bool(self.limit and count and count.rows >= self.limit)

    def leave_out(self, name: str, reason: str) -> None:
        """Do not read a file that turned out to be of another kind, and say so, without its path before the reason."""
        reason = reason.removeprefix(str(self.paths.pop(name))).lstrip(":, ")
        self.audit.ignore(_FOREIGN, name, "", f"left out: {reason}")


def take_in(
    source: Source,
    folder: Path | None,
    taxonomy: Taxonomy,
    *,
    strict: bool = False,
    limit: int = 0,
    known: Known | None = None,
    scratch: Path | None = None,
    set_aside: bool = False,
    audit: Audit | None = None,
    cluster: Cluster | None = None,
) -> Intake:
    """Stage a source from a file or folder (default: the data that ships with it).

    audit: collects the issues, so that they are at hand where the source is refused. Raises Refused when the folder is
    missing, a file fails its checks, or over a third of its rows was refused; DirskgError when the program of the
    source is at fault.
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
        audit = audit or Audit(source.name, strict=strict)
        intake = Intake(
            source=source,
            folder=place,
            paths=found.paths,
            # Of files that do not ship with the program only they themselves can tell how old they are.
            stage=Stage(source.name, source.retrieved if source.folder else "", register=source.register, audit=audit),
            audit=audit,
            taxonomy=taxonomy,
            known=known or Known(),
            scratch=scratch,
            limit=limit,
            set_aside=set_aside,
            cluster=cluster,
        )
        _report_unread(found, intake.audit)
        _read_letters(intake)
        unread = [f"{name} is not read. {hint}" for name, hint in found.unread.items()]
        _refuse_nothing(intake, unread)
        run(source, intake)
        _refuse_nothing(intake, [f"{one.origin}: {one.reason}." for one in audit.issues if one.kind == _FOREIGN])
        _refuse_empty(intake)
        refuse_misfits(intake.stage, intake.audit, taxonomy, intake.known.identifiers)
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


def _read_letters(intake: Intake) -> None:
    """Put tables in the form that the readers know, and say what that took."""
    for name, path in intake.paths.items():
        intake.paths[name], done = as_published(path, intake.scratch / "letters" / name)
        for told in done:
            intake.audit.repair("letters", name, "", told)


def _report_unread(found: Found, audit: Audit) -> None:
    """Name what looks like data and is not read; of a folder or archive full of it, a few."""
    for place, names in lists_of((name.rpartition("/")[0], name) for name in found.unread).items():
        for name in names[:_MOST_TOLD]:
            told = f"no file that this source reads, so it is left out. {found.unread[name]}".strip()
            audit.ignore("unread file", name, "", told)
        if len(names) > _MOST_TOLD:
            told = "no files that this source reads"
            audit.ignore("unread file", place, f"{len(names) - _MOST_TOLD} more", told)


def _refuse_nothing(intake: Intake, there: list[str]) -> None:
    """Refuse a place without a file to read, and tell what is there instead."""
    source = intake.source
    if source.accepts and not intake.paths:
        told = "".join(f" {one}".rstrip() for one in there[:_MOST_TOLD])
        wanted = ", ".join([*source.files, *source.accepts])
        raise Refused(f"{intake.folder}: no file fits {wanted}.{told} {source.how}")


def _refuse_empty(intake: Intake) -> None:
    """Refuse a publisher's files that hold nothing: a download that broke off behind the headings is no answer."""
    files = intake.audit.files
    if files and not intake.source.internal and not any(count.rows for count in files.values()):
        raise Refused(f"{intake.folder}: no row in {', '.join([*files][:_MOST_TOLD])}. {intake.source.how}")


def _check_losses(intake: Intake) -> None:
    single = [count for count in intake.audit.files.values() if count.rows == 1]
    # Of files that hold one record each, they are judged together.
    lost, of = sum(count.aside - count.meant for count in single), len(single)
    for file, count in intake.audit.files.items():
        aside = count.aside - count.meant
        if aside and (lost * 3 > of if count.rows == 1 else aside * 3 > count.rows):
            refused = [
                one for one in intake.audit.issues if one.action == "refused" and one.origin.startswith(file + ":")
            ]
            first = "\n".join(map(_shown, refused[:_MOST_TOLD]))
            path = intake.paths.get(file, intake.folder / file)
            what = f"{count.aside} of {counted(count.rows, 'row')} {'was' if count.aside == 1 else 'were'} refused"
            raise Refused(
                f"{path}: {what}, which is over a third. Correct the file, or take it anew (`dirskg sources "
                f"{intake.source.name}` tells where from). The first of what is wrong:\n{first}"
            )


def _shown(issue: Issue) -> str:
    value = f" (value: {issue.value!r})" if issue.value else ""
    return f"  {issue.origin}: {issue.reason}{value}"


def _check_counts(intake: Intake) -> None:
    """The counts that the source declares: a release that moved a column to another name would break them."""
    for part, whole, least in intake.source.least():
        found, of = (len(intake.stage.rows[table]) for table in (part, whole))
        if found < least * of:
            raise Refused(
                f"{intake.folder}: {found:,} to {of:,} is the count of {part} / {whole}, where {least:g} at least is "
                f"expected.{_most_frequent(intake.audit)} Has the publisher changed the files? `dirskg sources` tells "
                "what they should be."
            )


def _most_frequent(audit: Audit) -> str:
    """The kind of issue that stands behind most of a loss."""
    lost = Counter((one.kind, one.reason) for one in audit.issues if one.action in ("refused", "ignored"))
    if not lost:
        return " Something was lost, and nothing in the files tells what."
    ((kind, reason), times), *_ = lost.most_common(1)
    first = next(one.origin for one in audit.issues if (one.kind, one.reason) == (kind, reason))
    return f" What was left out most, {times:,} times: {kind} ({reason}; first: {first})."
