"""Where builds lie on disk: a folder of finished builds and a pointer to the current one.

HOME/builds/0003-1f0c22ab/   store/ frames/ manifest.json manifest.sha256 issues.csv quads.nq
    internal-9c1e7d30/       the same once more, with the internal sources; only where the build has any
HOME/current                 the name of one build, replaced by an atomic rename
"""

from __future__ import annotations

import json
import os
import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dirskg.graph.builds.disk import sync
from dirskg.graph.builds.integrity import INTERNAL, MANIFEST, UNREADABLE, damaged, first_look
from dirskg.graph.errors import DirskgError, NoBuild

POINTER = "current"
_SHORTEST_HASH = 4
_NAME = re.compile(r"\d{4,}-[0-9a-f]{8}")


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
    return sorted((p.name for p in found if _NAME.fullmatch(p.name) and p.is_dir()), key=build_number)


def build_number(name: str) -> tuple[int, str]:
    """What builds are ordered by: their number, which is text past 9,999 no longer."""
    return int(name.partition("-")[0]), name


def warn(message: str) -> None:
    """Tell somebody who uses Python."""
    warnings.warn(message, stacklevel=4)


def build_path(home: Path, name: str = "", tell: Callable[[str], None] = warn) -> Path:
    """Folder of a build: the current one, or the one with this name or number, or whose hash starts with `name`.

    Of a hash at least four characters are needed, so that a number that no build has is not taken for one. Where the
    current build is damaged, the newest whole one stands in for it, and `tell` is told so.
    Raises NoBuild when nothing was built here, DirskgError when the name fits none or several, or what fits is damaged.
    """
    if not name:
        return _current(home, tell)
    path = named_build(home, name)
    if wrong := first_look(path):
        raise damaged(path, wrong)
    return path


def named_build(home: Path, name: str) -> Path:
    """Folder of the build with this name, number or start of its hash, whatever state it is in."""
    names = build_names(home)
    exact = [n for n in names if name in (n, n.partition("-")[0], n.partition("-")[0].lstrip("0"))]
    fitting = exact or [n for n in names if n.partition("-")[2].startswith(name) and len(name) >= _SHORTEST_HASH]
    if len(fitting) != 1:
        told = f"{len(fitting)} builds are" if fitting else "No build is"
        raise DirskgError(f"{told} called {name!r}. There are: {', '.join(names) or 'none'}.")
    return builds_folder(home) / fitting[0]


def current_name(home: Path) -> str:
    """The name that the pointer tells, whether there is such a build or not; nothing where it tells none."""
    try:
        return (home / POINTER).read_text("utf-8", "replace").strip()
    except FileNotFoundError:
        return ""


def make_current(home: Path, name: str) -> None:
    """Let the pointer name a build; whatever happens in between, it names the one before or this one."""
    pointer = home / f".{POINTER}-{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    sync(pointer)
    pointer.replace(home / POINTER)
    sync(home)


def _current(home: Path, tell: Callable[[str], None]) -> Path:
    names, name = build_names(home), current_name(home)
    if not names:
        raise NoBuild(f"No current build in {home}. Run `dirskg build` first, or point --home to where one is.")
    folder = builds_folder(home)
    wrong = first_look(folder / name) if name in names else "the file that names it is missing or damaged"
    if not wrong:
        return folder / name
    whole = next((n for n in reversed(names) if n != name and not first_look(folder / n)), "")
    if not whole:
        raise damaged(folder / (name if name in names else names[-1]), wrong)
    what = f"Build {name}, the current one, is damaged" if name in names else "The current build is not known"
    tell(
        f"{what}: {wrong}. Build {whole}, the newest whole one, stands in for it. "
        f"`dirskg use {whole}` makes it the current one; or build again."
    )
    return folder / whole


def internal_part(build: Path) -> Path | None:
    """The part of a build that holds its internal sources too, if it has any."""
    return next(iter(sorted(build.glob(INTERNAL + "*"))), None)


def internal_names(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """The internal sources that a manifest tells of."""
    return tuple(name for name, dataset in sorted(manifest.get("datasets", {}).items()) if dataset.get("internal"))


def read_manifest(build: Path) -> dict[str, Any]:
    """The manifest of a build. Raises DirskgError when it cannot be read."""
    try:
        manifest: dict[str, Any] = json.loads((build / MANIFEST).read_bytes())
    except UNREADABLE as error:
        raise DirskgError(f"{build / MANIFEST} cannot be read: {error}. Build again.") from error
    return manifest
