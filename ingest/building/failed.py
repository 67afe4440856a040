"""The issues of a build that failed, kept until one succeeds: they tell what was wrong with its files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from dirskg.graph.builds.home import builds_folder
from dirskg.graph.errors import DirskgError
from dirskg.graph.wording.counted import counted
from dirskg.ingest.audit import Audit, Issue, write_issues
from dirskg.ingest.building.order import Order

_FOLDER = ".failed"


@contextmanager
def keeping_issues(order: Order, audits: Mapping[str, Audit], home: Path) -> Iterator[None]:
    """Should a build fail within, keep the issues of these audits under `home`, and say so in the error."""
    try:
        yield
    except DirskgError as error:
        # Data that ship with the program say the same every time.
        given = {source.name for source, place in order.sources if place} or audits.keys()
        issues = [issue for name, audit in audits.items() if name in given for issue in audit.issues]
        internal = {source.name for source, _ in order.sources if source.internal}
        if not issues or not _kept(issues, internal, builds_folder(home) / _FOLDER):
            raise
        flag = "--include-internal " if internal & {issue.dataset for issue in issues} else ""
        them, kept = ("it", "is") if len(issues) == 1 else ("them", "are")
        told = f"{counted(len(issues), 'issue')} until then {kept} kept: `dirskg {flag}issues --failed` lists {them}."
        raise type(error)(f"{str(error).rstrip()}\n{told}") from error


def failed_issues(home: Path, *, internal: bool) -> Path:
    """The file with the issues of the last build, if it failed: those of internal sources too, or the others only.

    Raises DirskgError where the last build did not fail, or had no issues.
    """
    path = builds_folder(home) / _FOLDER / ("internal.csv" if internal else "issues.csv")
    if not path.is_file():
        raise DirskgError(f"No issues of a failed build in {home}. `dirskg issues` lists those of the current one.")
    return path


def forget_failure(home: Path) -> None:
    """Remove what a failed build left, once one has succeeded, or a rehearsal."""
    shutil.rmtree(builds_folder(home) / _FOLDER, ignore_errors=True)


def _kept(issues: list[Issue], internal: set[str], folder: Path) -> bool:
    """Whether the issues could be written; where not, the error itself matters more."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_issues(folder / "internal.csv", issues)
        write_issues(folder / "issues.csv", [issue for issue in issues if issue.dataset not in internal])
        return True
    return False
