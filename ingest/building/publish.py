"""A finished folder becomes the current build: by a rename, then by the pointer that names it."""

from __future__ import annotations

import os
from pathlib import Path

from dirskg.graph.home import POINTER, build_names, builds_folder


def publish(folder: Path, home: Path, content_hash: str) -> tuple[str, Path]:
    """Make a folder the current build under the next free number; returns its name and where it lies then."""
    while folder.exists():
        names = build_names(home)
        number = int(names[-1].partition("-")[0]) + 1 if names else 1
        name = f"{number:04d}-{content_hash[:8]}"
        target = builds_folder(home) / name
        try:
            folder.rename(target)
        except OSError:
            # Another build may have taken the name in this moment.
            if not target.exists():
                raise
    pointer = home / f".{POINTER}-{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(home / POINTER)
    return name, target
