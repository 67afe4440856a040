"""Dumps as JSON in which participants, classes and topics stand within their project: taken apart into tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.cordis.other_forms import objects

# Objects that are looked at to see whether tables stand within them.
_FIRST = 100
_NUMBERS = ("id", "projectID")  # of a project that is told as a whole
_OTHERS = frozenset({"organisationID", "activityType", "country", "euroSciVocCode"})  # of rows of other tables
_DEEPEST = 3

Record = dict[str, Any]
Tables = dict[str, list[Record]]


def take_apart(intake: Intake) -> None:
    """Put files in the place of each one of whole projects: one of the projects, one of each table within them."""
    for name, path in list(intake.paths.items()):
        if path.suffix.lower() == ".json" and _holds_tables(path):
            del intake.paths[name]
            stem = name.rpartition(".")[0]
            for table, part in _parts(path, intake.scratch / "apart" / stem).items():
                intake.paths[f"{stem}/{table}.json"] = part


def _holds_tables(path: Path) -> bool:
    try:
        return any(_split(one)[1] for one in islice(objects(path), _FIRST) if _number(one) and _OTHERS.isdisjoint(one))
    except Refused:  # whoever reads it says why
        return False


def _parts(path: Path, folder: Path) -> dict[str, Path]:
    """The tables of a file, each in a file of its own, by name; the projects themselves are `project`."""
    folder.mkdir(parents=True)
    parts: dict[str, Path] = {}
    with ExitStack() as stack:
        files: dict[str, TextIO] = {}
        for one in objects(path):
            plain, tables = _split(one)
            told = {"projectID": _number(one)}
            for table, rows in {**tables, "project": [plain]}.items():
                if table not in files:
                    # By number, since what a field is called may be no name of a file.
                    parts[table] = folder / f"{len(parts)}.json"
                    files[table] = stack.enter_context(parts[table].open("w", encoding="utf-8"))
                for row in rows:
                    json.dump(row if table == "project" else told | _flat(row), files[table], ensure_ascii=False)
                    files[table].write("\n")
    return parts


def _split(project: Record) -> tuple[Record, Tables]:
    """The values of a project, and the tables within it by the field that each is; an empty list is neither."""
    tables: Tables = {}
    plain = {}
    for field, value in project.items():
        if found := dict(_tables(field, value, _DEEPEST)):
            tables |= found
        elif value != []:
            plain[field] = value
    return plain, tables


def _tables(field: str, value: Any, depth: int) -> Iterator[tuple[str, list[Record]]]:
    """Lists of rows. Programs that turn XML into JSON put them into an object, and one row alone without a list."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield field, value
    elif isinstance(value, dict) and "country" in _flat(value):
        yield field, [value]
    elif isinstance(value, dict) and depth:
        for name, one in value.items():
            yield from _tables(name, one, depth - 1)


def _flat(row: Record) -> Record:
    """A row with what stands in an object of its own, such as an address, beside the rest."""
    found: Record = {}
    for field, value in row.items():
        found |= value if isinstance(value, dict) else {field: value}
    return found


def _number(project: Record) -> Any:
    return next((project[name] for name in _NUMBERS if project.get(name) not in (None, "")), None)
