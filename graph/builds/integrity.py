"""Whether a build is what was written: its manifest carries the hash of every file, and a file beside it its own.

`sha256sum -c manifest.sha256` checks the manifest without this program. A build made before hashes were kept has none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from dirskg.graph.errors import DirskgError

MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
INTERNAL = "internal-"
# What comes of reading a manifest that is none.
UNREADABLE = (OSError, ValueError, KeyError, TypeError, RecursionError)


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(build: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest, to which the size and hash of every file of the build are added, and the manifest's own."""
    files = sorted(path for path in build.rglob("*") if path.is_file() and not _is_internal(path, build))
    manifest["files"] = {
        path.relative_to(build).as_posix(): {"bytes": path.stat().st_size, "sha256": file_hash(path)} for path in files
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False).encode("utf-8")
    (build / MANIFEST).write_bytes(text)
    (build / SEAL).write_text(f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n", encoding="utf-8")


def first_look(build: Path) -> str:
    """What is wrong with a build by its manifest and the sizes of its files, or nothing: cheap enough to do always."""
    return next((wrong for part in parts(build) for wrong in _by_size(part)), "")


def damage(build: Path) -> list[str]:
    """Everything of a build that is not what was written; reads all of it."""
    return [wrong for part in parts(build) for wrong in (*_by_size(part), *_by_hash(part))]


def require_whole(build: Path, start: str, most: int = 1 << 62) -> None:
    """Hold those files of a build whose name starts so, of `most` bytes, against their hashes, before they are read.

    Raises DirskgError with the first that is damaged.
    """
    if wrong := next(_by_hash(build, start, most), ""):
        raise damaged(build, wrong)


def require_undamaged(build: Path) -> None:
    """Read all files of a build. Raises DirskgError with those that are not what was written."""
    if found := damage(build):
        raise damaged(build, "; ".join(found))


def damaged(build: Path, wrong: str) -> DirskgError:
    """The error that tells of damage, and of the way back."""
    return DirskgError(
        f"Build {build.name} is damaged: {wrong}. Build again, or go back to an earlier build with `dirskg use BUILD`."
    )


def hashed_files(build: Path) -> dict[str, dict[str, Any]]:
    """Size and hash of each file of a build, as its manifest tells them; empty when it cannot be read or has none."""
    try:
        files = json.loads((build / MANIFEST).read_bytes())["files"]
    except UNREADABLE:
        return {}
    return files if isinstance(files, dict) else {}


def parts(build: Path) -> list[Path]:
    """The folders of a build that have a manifest: itself, and the part with the internal sources, if any."""
    return [build, *sorted(build.glob(INTERNAL + "*"))]


def _is_internal(path: Path, build: Path) -> bool:
    return path.relative_to(build).parts[0].startswith(INTERNAL)


def _by_size(build: Path) -> Iterator[str]:
    try:
        text = (build / MANIFEST).read_bytes()
        json.loads(text)["datasets"]
        sealed = (build / SEAL).read_text("utf-8", "replace") if (build / SEAL).exists() else None
    except UNREADABLE as error:
        if isinstance(error, OSError):
            yield f"{MANIFEST} cannot be read ({error.strerror})"
        else:
            yield f"{MANIFEST} cannot be read (it is not whole)"
        return
    files = hashed_files(build)
    if (sealed is not None or files) and (sealed or "").split()[:1] != [hashlib.sha256(text).hexdigest()]:
        yield f"{MANIFEST} cannot be read as it was written: its hash is not that of {SEAL}"
        return
    for name, told in files.items():
        try:
            size = (build / name).stat().st_size
        except OSError:
            yield f"{name} is missing"
        else:
            if size != told["bytes"]:
                yield f"{name} holds {size:,} bytes, not {told['bytes']:,}"


def _by_hash(build: Path, start: str = "", most: int = 1 << 62) -> Iterator[str]:
    """The files of the size that was told, whose bytes are others."""
    for name, told in hashed_files(build).items():
        if not name.startswith(start) or told["bytes"] > most:
            continue
        with suppress(FileNotFoundError):
            if (build / name).stat().st_size == told["bytes"] and file_hash(build / name) != told["sha256"]:
                yield f"{name} holds other bytes than were written"
