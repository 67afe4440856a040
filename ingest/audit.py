"""What happened to every row: used as it is, repaired, ignored with a reason, or refused."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Literal

from dirskg.graph.errors import Refused

Action = Literal["refused", "repaired", "ignored", "noted"]

_MOST_SHOWN = 500  # characters of a value


@dataclass(frozen=True, slots=True)
class Issue:
    """One row or value that was not simply used; `origin` is file and row."""

    dataset: str
    action: Action
    kind: str
    origin: str
    value: str
    reason: str


@dataclass(slots=True)
class FileCount:
    """Rows of one file: how many were read, and how many of them were set aside."""

    rows: int = 0
    aside: int = 0
    meant: int = 0  # those of the rows aside that are no fault of the file


@dataclass
class Audit:
    """Collects the issues of one dataset; with `strict` the first refused row stops the build."""

    dataset: str
    strict: bool = False
    issues: list[Issue] = field(default_factory=list)
    files: dict[str, FileCount] = field(default_factory=dict)
    _aside: set[str] = field(default_factory=set)

    def read(self, file: str) -> None:
        """Count one row of a file."""
        self.files.setdefault(file, FileCount()).rows += 1

    def count(self, file: str, rows: int) -> None:
        """Count rows of a file that were read all at once."""
        self.files.setdefault(file, FileCount()).rows += rows

    def leave(self, file: str, rows: int) -> None:
        """Set rows of a file aside that are no fault of it."""
        count = self.files.setdefault(file, FileCount())
        count.aside, count.meant = count.aside + rows, count.meant + rows

    def refuse(self, kind: str, origin: str, value: str, reason: str, *, meant: bool = False) -> None:
        """Set a whole row aside, once however many reasons there are.

        Raises Refused in strict mode, unless it is no fault that the row is left out (`meant`): it was written so, or
        stands there twice.
        """
        if origin not in self._aside:
            self._aside.add(origin)
            count = self.files.setdefault(origin.partition(":")[0], FileCount())
            count.aside, count.meant = count.aside + 1, count.meant + meant
        self._add("refused", kind, origin, value, reason)
        if self.strict and not meant:
            raise Refused(
                f"{origin}: {reason} (value: {value[:_MOST_SHOWN]!r}). Correct the row, or build without --strict."
            )

    def repair(self, kind: str, origin: str, value: str, reason: str) -> None:
        """A value was used in another form than it was written."""
        self._add("repaired", kind, origin, value, reason)

    def ignore(self, kind: str, origin: str, value: str, reason: str) -> None:
        """A value was left out, the rest of its row was used."""
        self._add("ignored", kind, origin, value, reason)

    def note(self, kind: str, origin: str, value: str, reason: str) -> None:
        """A value was used, and somebody should look at it."""
        self._add("noted", kind, origin, value, reason)

    def _add(self, action: Action, kind: str, origin: str, value: str, reason: str) -> None:
        self.issues.append(Issue(self.dataset, action, kind, origin, value[:_MOST_SHOWN], reason))

    def summary(self) -> dict[str, int]:
        """Number of issues by action."""
        return dict(sorted(Counter(issue.action for issue in self.issues).items()))


def write_issues(path: Path, issues: Iterable[Issue]) -> None:
    """Write issues as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([f.name for f in fields(Issue)])
        writer.writerows(astuple(issue) for issue in issues)
