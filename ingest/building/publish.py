"""A finished folder becomes the current build: by a rename, then by the pointer that names it."""

from __future__ import annotations

from pathlib import Path

from dirskg.graph.builds.disk import sync, sync_all
from dirskg.graph.builds.home import build_names, build_number, builds_folder, make_current


def publish(folder: Path, home: Path, content_hash: str) -> tuple[str, Path]:
    """Make a folder the current build under the next free number; returns its name and where it lies then.

    Files, folders, then the pointer reach the disk in that order: after a power cut what is named is there.
    """
    sync_all(folder)
    while folder.exists():
        names = build_names(home)
        number = build_number(names[-1])[0] + 1 if names else 1
        name = f"{number:04d}-{content_hash[:8]}"
        target = builds_folder(home) / name
        try:
            folder.rename(target)
        except OSError:
            # Another build may have taken the name in this moment.
            if not target.exists():
                raise
    sync(target.parent)
    make_current(home, name)
    return name, target
