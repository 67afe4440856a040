"""The folder in which a build is made: fresh, and gone unless it was published; those of dead builds are swept away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dirskg.graph.errors import DirskgError
from dirskg.graph.home import builds_folder


@contextmanager
def workshop(home: Path) -> Iterator[Path]:
    """A fresh folder that is removed unless it was published; folders of dead builds are cleared away first."""
    folder = builds_folder(home) / f".making-{os.getpid()}"
    try:
        builds_folder(home).mkdir(parents=True, exist_ok=True)
        _sweep(builds_folder(home))
        folder.mkdir()
        yield folder
    except (OSError, RuntimeError, duckdb.Error) as error:
        if _is_interrupt(error):
            raise KeyboardInterrupt from error
        if not isinstance(error, (OSError, duckdb.IOException, duckdb.OutOfMemoryException)):
            raise
        raise DirskgError(
            f"The build could not be written to {home}: {error}. Free some space or choose another folder with --home. "
            "The current build, if there is one, stays as it was."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_interrupt(error: Exception) -> bool:
    """Whether this is what DuckDB makes of Ctrl-C; it depends on what it does at that moment."""
    told = str(error)
    return isinstance(error, duckdb.InterruptException) or told == "Query interrupted" or "KeyboardInterrupt" in told


def _sweep(folder: Path) -> None:
    for leftover in folder.glob(".making-*"):
        pid = int(leftover.name.rpartition("-")[2])
        # In a container every build may have the same process id: one that is ours is of a build before.
        if pid == os.getpid() or not _alive(pid):
            shutil.rmtree(leftover, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
