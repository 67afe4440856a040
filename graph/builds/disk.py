"""What must outlive a power cut is forced to the disk: first what a name stands for, then the name."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def sync(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    if path.is_dir() and os.name != "posix":
        return  # elsewhere a folder cannot be opened, nor need it be
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """Force a folder and everything below it to the disk, from the bottom up."""
    for place, _, files in os.walk(folder, topdown=False):
        for name in files:
            sync(Path(place, name))
        sync(Path(place))


def umask() -> int:
    """The rights that new files and folders of this process lack."""
    current = os.umask(0)
    os.umask(current)
    return current


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder; one that goes in this moment counts for nothing."""
    total = 0
    for place, _, files in os.walk(folder):
        for name in files:
            with suppress(OSError):
                total += Path(place, name).lstat().st_size
    return total
