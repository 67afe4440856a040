"""What a source is: a package with `source.toml`, which declares it, and a function that stages its files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dirskg.graph.errors import DirskgError
from dirskg.ingest.tables import TABLES

_GROUP = "dirskg.sources"
# How a program fails that has a mistake in it.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, TypeError, ValueError)
# What every declaration must tell.
_TOLD = ("title", "publisher", "licence", "address", "retrieved", "how")


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
    files: dict[str, tuple[str, ...]]  # tables by name, with the columns that each must have
    accepts: dict[str, str]  # patterns of other files, and what they are
    counts: dict[str, float]  # "participation / project" = 1: so many staged rows of the one for each of the other
    ignored: dict[str, frozenset[str]]  # by place: names or values that are known and meant to be left out
    register: bool  # knows everybody: stages only those that other sources know, or that carry evidence themselves
    internal: bool  # not for everybody: its facts stand in a part of the build that is shown only when asked for
    folder: Path | None  # of the data that ship with it, if any do
    module: str  # has the function `stage`

    def least(self) -> list[tuple[str, str, float]]:
        """The counts as table, table, and how many staged rows of the one there must be for each of the other.

        Raises DirskgError where the declaration tells something else.
        """
        found = []
        for told, least in self.counts.items():
            tables = [table.strip() for table in told.split("/")]
            if len(tables) != 2 or not TABLES.keys() >= set(tables) or not isinstance(least, (int, float)):
                raise DirskgError(
                    f"Source {self.name}: [counts] of its source.toml has {told!r} = {least!r}. Write "
                    f'"TABLE / TABLE" = NUMBER with tables of: {", ".join(TABLES)}.'
                )
            found.append((tables[0], tables[1], float(least)))
        return found


def known_sources() -> dict[str, Source]:
    """Every installed source by name: the entry points of the group `dirskg.sources`."""
    return {entry.name: _declared(entry.name, entry.module) for entry in sorted(entry_points(group=_GROUP))}


def source_names() -> frozenset[str]:
    """The names of all installed sources."""
    return frozenset(entry_points(group=_GROUP).names)


def _declared(name: str, module: str) -> Source:
    """The source as its package declares it, which need not be loaded for that: some bring all that a build needs."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise DirskgError(f"Source {name}: the package {module} that should hold it is not there. Install it again.")
    package = Path(spec.submodule_search_locations[0])
    path = package / "source.toml"
    try:
        declaration: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DirskgError(f"Source {name}: {path} cannot be read: {error}. Install its package again.") from error
    if missing := [key for key in _TOLD if key not in declaration]:
        raise DirskgError(f"Source {name}: {path} does not tell {', '.join(missing)}. Add what is missing there.")
    try:
        return _source(name, package, module, declaration)
    except (AttributeError, TypeError) as error:
        told = "[files], [accepts], [counts] and [ignore] must be tables, with lists of names in [files] and [ignore]"
        raise DirskgError(f"Source {name}: {path}: {told}. Correct it there.") from error


def run(source: Source, intake: Any) -> None:
    """Stage the files of a source. A fault of a program that is not ours is told as such.

    Raises DirskgError when there is no function `stage`, or when it ends otherwise than by an error for the user.
    """
    source.least()
    try:
        stage = getattr(import_module(source.module), "stage", None)
        if not callable(stage):
            raise DirskgError(
                f"Source {source.name}: the package {source.module} has no function `stage(intake)`. Tell its author; "
                "CONTRIBUTING.md shows one."
            )
        stage(intake)
    except _FAULTS as error:
        if source.module.startswith(f"{__package__}."):
            raise
        told = error.args[0] if isinstance(error, KeyError) and error.args else error
        raise DirskgError(
            f"Source {source.name}: its program failed with {type(error).__name__}: {told}. Tell its author; --debug "
            "shows where."
        ) from error


def _source(name: str, package: Path, module: str, declaration: dict[str, Any]) -> Source:
    return Source(
        name=name,
        title=declaration["title"],
        publisher=declaration["publisher"],
        licence=declaration["licence"],
        address=declaration["address"],
        retrieved=declaration["retrieved"],
        how=declaration["how"],
        files={file: tuple(columns) for file, columns in declaration.get("files", {}).items()},
        accepts=declaration.get("accepts", {}),
        counts=declaration.get("counts", {}),
        ignored={place: frozenset(values) for place, values in declaration.get("ignore", {}).items()},
        register=declaration.get("kind") == "register",
        internal=declaration.get("internal", False),
        folder=package / "data" if declaration.get("shipped") else None,
        module=module,
    )
