"""What a source staged, as its tests look at it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dirskg.ingest.intake import Intake


def rows(intake: Intake, table: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return intake.stage.rows[table]


def keys(intake: Intake) -> list[str]:
    """Raw keys of the organisations."""
    return [str(row["key"]) for row in rows(intake, "organisation")]


def issues(intake: Intake) -> Counter[tuple[str, str]]:
    """How often each action was noted of each kind."""
    return Counter((issue.action, issue.kind) for issue in intake.audit.issues)
