"""The folder in which a build is made: fresh, and gone unless it was published; those of dead builds are swept away.

Who makes something there holds a lock on the folder, which ends with the process however it ends. A process id would
not do: in two containers on one volume both builds may have the same.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import duckdb

from dirskg.graph.builds.disk import sync, umask
from dirskg.graph.builds.home import builds_folder
from dirskg.graph.errors import DirskgError
from dirskg.graph.stores.memory import shortage, was_short

if sys.platform != "win32":
    import fcntl

PREFIX = ".making-"


@contextmanager
def work_folder(home: Path) -> Iterator[Path]:
    """A fresh folder that is removed unless it was published; folders of dead builds are cleared away first."""
    with ExitStack() as stack:
        try:
            yield _open(builds_folder(home), stack)
        except (OSError, RuntimeError, duckdb.Error) as error:
            if _is_interrupt(error):
                raise KeyboardInterrupt from error
            if was_short(error):
                raise DirskgError(shortage(error)) from error
            if not isinstance(error, (OSError, duckdb.IOException, duckdb.OutOfMemoryException)):
                raise
            other = "Choose another folder with --home"
            remedy = "Free some space or choose another folder with --home" if _is_full(error) else other
            raise DirskgError(
                f"The build could not be written to {home}: {error}. {remedy}. "
                "The current build, if there is one, stays as it was."
            ) from error


def sweep(builds: Path) -> None:
    """Remove what dead builds left; what is being made, or cannot be locked, stays."""
    for leftover in builds.glob(PREFIX + "*"):
        with suppress(OSError), locked(leftover):
            shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def alone(builds: Path) -> Iterator[None]:
    """Be the only one who begins a build or removes any, for a moment; where no lock is to be had, hope for it."""
    with ExitStack() as moment:
        with suppress(OSError):
            moment.enter_context(locked(builds, wait=True))
        yield


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a folder. Raises OSError when somebody else holds it, unless told to wait, or none is to be had.

    Where a system has no such locks, an open file cannot be removed either.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


def _open(builds: Path, stack: ExitStack) -> Path:
    new = not builds.exists()
    builds.mkdir(parents=True, exist_ok=True)
    if new:
        sync(builds.parent)
    with alone(builds):  # so that nobody sweeps the folder away in the moment before it is locked
        sweep(builds)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=builds))
        with suppress(OSError):
            stack.enter_context(locked(folder))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o777 & ~umask())
    return folder


def _is_full(error: Exception) -> bool:
    """Whether room was wanting, as the system, the store (which gives no number) or DuckDB tells it."""
    told = (os.strerror(errno.ENOSPC), os.strerror(errno.EDQUOT))
    return isinstance(error, duckdb.OutOfMemoryException) or any(one in str(error) for one in told)


def _is_interrupt(error: Exception) -> bool:
    """Whether this is what DuckDB makes of Ctrl-C; it depends on what it does at that moment."""
    told = str(error)
    return isinstance(error, duckdb.InterruptException) or told == "Query interrupted" or "KeyboardInterrupt" in told
