"""Old builds are removed, so that a disk does not fill with them."""

from __future__ import annotations

import shutil
from pathlib import Path

from dirskg.graph.builds.disk import size_of
from dirskg.graph.builds.home import build_names, builds_folder, current_name
from dirskg.graph.builds.integrity import first_look
from dirskg.graph.errors import DirskgError
from dirskg.ingest.building.work_folder import PREFIX, alone


def prune(home: Path, keep: int) -> tuple[list[str], int]:
    """Remove all builds but the newest `keep` whole ones and the current one; returns their names, and bytes freed.

    Where none is whole, all stay. Raises DirskgError when one cannot be removed.
    """
    builds, freed = builds_folder(home), 0
    if not builds.is_dir():
        return [], 0
    with alone(builds):
        names = build_names(home)
        whole = [name for name in names if not first_look(builds / name)]
        stay = {current_name(home), *whole[-keep:]} if whole else set(names)
        gone = [name for name in names if name not in stay]
        for name in gone:
            size = size_of(builds / name)
            # Out of sight first: what is half removed is no build, and is swept away if this stops here.
            hidden = builds / f"{PREFIX}{name}"
            try:
                (builds / name).rename(hidden)
                shutil.rmtree(hidden)
            except OSError as error:
                raise DirskgError(f"Build {name} could not be removed: {error}. Who may write to {builds}?") from error
            freed += size
    return gone, freed
