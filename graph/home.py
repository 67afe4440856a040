"""Where builds lie on disk: a folder of finished builds and a pointer to the current one.

HOME/builds/0003-1f0c22ab/   store/ frames/ manifest.json issues.csv quads.nq
    internal-9c1e7d30/       the same once more, with the internal sources; only where the build has any
HOME/current                 the name of one build, replaced by an atomic rename
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dirskg.graph.errors import DirskgError, NoBuild

POINTER = "current"
INTERNAL = "internal-"
_SHORTEST_HASH = 4


def home_folder(explicit: str | os.PathLike[str] | None = None) -> Path:
    """The folder given, else $DIRSKG_HOME, else the platform's folder for user data."""
    chosen = explicit or os.environ.get("DIRSKG_HOME")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_path("dirskg"))


def builds_folder(home: Path) -> Path:
    """The folder that holds the finished builds."""
    return home / "builds"


def build_names(home: Path) -> list[str]:
    """Names of the finished builds, oldest first."""
    folder = builds_folder(home)
    found = folder.iterdir() if folder.is_dir() else []
    return sorted(p.name for p in found if p.name[:1].isdigit() and (p / "manifest.json").is_file())


def build_path(home: Path, name: str = "") -> Path:
    """Folder of a build: the current one, or the one with this name or number, or whose hash starts with `name`.

    Of a hash at least four characters are needed, so that a number that no build has is not taken for one.
    Raises NoBuild when nothing was built here, DirskgError when the name fits none or several.
    """
    names = build_names(home)
    if not name:
        pointer = home / POINTER
        name = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
        if name not in names:
            raise NoBuild(f"No current build in {home}. Run `dirskg build` first, or point --home to where one is.")
        return builds_folder(home) / name
    exact = [n for n in names if name in (n, n.partition("-")[0], n.partition("-")[0].lstrip("0"))]
    fitting = exact or [n for n in names if n.partition("-")[2].startswith(name) and len(name) >= _SHORTEST_HASH]
    if len(fitting) != 1:
        known = ", ".join(names) or "none"
        raise DirskgError(f"Build {name!r}: {len(fitting)} builds fit. There are: {known}.")
    return builds_folder(home) / fitting[0]


def internal_part(build: Path) -> Path | None:
    """The part of a build that holds its internal sources too, if it has any."""
    return next(iter(sorted(build.glob(INTERNAL + "*"))), None)


def internal_names(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """The internal sources that a manifest tells of."""
    return tuple(name for name, dataset in sorted(manifest.get("datasets", {}).items()) if dataset.get("internal"))


def read_manifest(build: Path) -> dict[str, Any]:
    """The manifest of a build. Raises DirskgError when it cannot be read."""
    try:
        manifest: dict[str, Any] = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise DirskgError(f"{build / 'manifest.json'} cannot be read: {error}. Build again.") from error
    return manifest
