"""An analyst's own spreadsheets taken in beside what other sources know, and what came of them in few words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from own_workbook import Sheets, workbook
from staged import intake_of

from dirskg.ingest.intake import Intake
from dirskg.ingest.known import Known

# What the other sources of the build know.
KNOWN = Known(frozenset({("kbo", "0248015142"), ("ref", "uliege")}), projects=frozenset({"project-101000001"}))
# Enough good rows that one bad row is no third of the file.
GOOD = [[f"Fine {number}"] for number in range(9)]


def taken(path: Path, *, strict: bool = False) -> Intake:
    """Take in a file or folder."""
    return intake_of("own", path, strict=strict, known=KNOWN)


def read(folder: Path, sheets: Sheets, change: Callable[[Workbook], None] = lambda book: None) -> Intake:
    """Write a workbook and take it in."""
    return taken(workbook(folder / "own.xlsx", sheets, change))


def told(intake: Intake, action: str) -> list[tuple[str, str, str]]:
    """Place, value and reason of the issues of one kind."""
    return [(one.origin, one.value, one.reason) for one in intake.audit.issues if one.action == action]


def rows(intake: Intake, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a staged table."""
    return [tuple(row.get(column) for column in columns) for row in intake.stage.rows[table]]


def with_row(columns: list[str], *bad: list[Any]) -> Sheets:
    """A sheet of organisations with the good rows and then these."""
    return {"organisations": [["name", *columns], *GOOD, *bad]}
