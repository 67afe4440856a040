"""What a source is: a folder with `source.toml` and a function that stages its files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from dirskg.graph.errors import DirskgError, Refused
from dirskg.ingest.audit import Audit
from dirskg.ingest.reading import Row, read_rows
from dirskg.ingest.stage import Stage
from dirskg.ingest.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Source:
    """One source as `source.toml` declares it."""

    name: str
    title: str
    publisher: str
    licence: str
    address: str
    retrieved: str
    how: str
    files: dict[str, tuple[str, ...]]
    folder: Path | None
    stage: Callable[[Intake], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """What the staging function of a source works with."""

    source: Source
    folder: Path
    stage: Stage
    audit: Audit
    taxonomy: Taxonomy
    limit: int = 0

    def rows(self, file: str) -> Iterator[Row]:
        """Rows of one declared file, strictly read."""
        rows = read_rows(self.folder / file, self.source.files[file], self.audit)
        return islice(rows, self.limit) if self.limit else rows


def known_sources() -> dict[str, Source]:
    """Every installed source by name: the entry points of the group `dirskg.sources`."""
    return {entry.name: _declared(entry.name, entry.load()) for entry in sorted(entry_points(group="dirskg.sources"))}


def _declared(name: str, module: ModuleType) -> Source:
    declaration: dict[str, Any] = tomllib.loads(files(module.__name__).joinpath("source.toml").read_text("utf-8"))
    folder = None
    if declaration.get("shipped"):
        with as_file(files(module.__name__).joinpath("data")) as path:
            folder = Path(path)
    return Source(
        name=name,
        title=declaration["title"],
        publisher=declaration["publisher"],
        licence=declaration["licence"],
        address=declaration["address"],
        retrieved=declaration["retrieved"],
        how=declaration["how"],
        files={file: tuple(columns) for file, columns in declaration["files"].items()},
        folder=folder,
        stage=module.stage,
    )


def take_in(source: Source, folder: Path | None, taxonomy: Taxonomy, *, strict: bool, limit: int = 0) -> Intake:
    """Stage a source from a folder (default: the data that ships with it).

    Raises Refused when the folder is missing, a file fails its checks, or over a third of its rows was refused.
    """
    place = folder or source.folder
    if place is None:
        raise DirskgError(f"Source {source.name} ships no data. {source.how} Then: dirskg build {source.name}=PATH")
    if not place.is_dir():
        raise Refused(f"{place}: no such folder. Give the folder that holds the files of {source.name}.")
    intake = Intake(source, place, Stage(source.name), Audit(source.name, strict=strict), taxonomy, limit)
    source.stage(intake)
    # A trial of a few rows loses what they refer to; that says nothing of the files.
    if not limit:
        _check_losses(intake)
    return intake


def _check_losses(intake: Intake) -> None:
    for file, count in intake.audit.files.items():
        if count.aside * 3 > count.rows:
            refused = (issue for issue in intake.audit.issues if issue.action == "refused")
            first = next(issue for issue in refused if issue.origin.startswith(file + ":"))
            raise Refused(
                f"{intake.folder / file}: {count.aside} of {count.rows} rows were refused, which is over a third; "
                f"the first is {first.origin}: {first.reason} (value: {first.value!r}). Correct the file."
            )
