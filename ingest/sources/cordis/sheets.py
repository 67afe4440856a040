"""Workbooks that hold several tables, a sheet each: taken apart into tables."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection
from itertools import zip_longest
from pathlib import Path
from typing import Any

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.workbooks import cell_text, open_workbook

_MOST_BYTES = 1 << 30
_FIRST_ROWS = 10  # among which the headings stand, below a title


def take_sheets_apart(intake: Intake, known: Collection[frozenset[str]]) -> None:
    """Put a file of each table in the place of a workbook of several sheets; `known` tells tables by their columns.

    A sheet that is no table is reported. Workbooks of one sheet, and those without any table, stay as they are.
    """
    for name, path in list(intake.paths.items()):
        if path.suffix.lower() != ".xlsx" or _sheets(path) < 2:
            continue
        stem = name.rpartition(".")[0]
        parts, others = _parts(path, intake.scratch / "sheets" / stem, known)
        if not parts:
            continue
        del intake.paths[name]
        intake.paths.update({f"{stem}/{title}.json": part for title, part in parts.items()})
        for title in others:
            intake.audit.ignore("unknown sheet", name, title, "none of the tables of CORDIS by its columns; not read")


def _sheets(path: Path) -> int:
    """How many sheets a workbook has; 0 for what is none, of which its reader says why."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as told:
            return len(re.findall(rb"<(?:\w+:)?sheet\s", told.read(1 << 20)))
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return 0


def _parts(path: Path, folder: Path, known: Collection[frozenset[str]]) -> tuple[dict[str, Path], list[str]]:
    """Files of the tables by the names of their sheets, and the names of other sheets that hold anything."""
    parts: dict[str, Path] = {}
    others: list[str] = []
    try:
        with open_workbook(path, _MOST_BYTES, read_only=True) as book:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                title = re.sub(r"[/:]", "_", sheet.title)
                target = folder / f"{len(parts)}.json"
                if found := _write(sheet, target, known):
                    parts[title] = target
                elif found is False:
                    others.append(title)
    except Refused:  # its reader says why
        return {}, []
    return parts, others


def _write(sheet: Any, target: Path, known: Collection[frozenset[str]]) -> bool | None:
    """Write the rows of a table as objects; False for a sheet that is none, None for an empty one."""
    rows, filled = sheet.iter_rows(values_only=True), False
    for _, row in zip(range(_FIRST_ROWS), rows, strict=False):
        header = ["" if value is None else str(value).strip() for value in row]
        filled = filled or any(header)
        if not any(columns <= set(header) for columns in known):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8") as file:
            for values in rows:
                told = {column: value for column, value in zip_longest(header, values[: len(header)]) if column}
                if any(value is not None for value in told.values()):
                    json.dump(told, file, ensure_ascii=False, default=cell_text)
                    file.write("\n")
            return True if file.tell() else None
    return False if filled else None
