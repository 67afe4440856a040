"""Zip and gzip files as publishers ship them, opened so that none can fill the disk or write outside its folder."""

from __future__ import annotations

import fnmatch
import gzip
import shutil
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from dirskg.graph.errors import Refused

# The largest known table (activities of the KBO, 36 million rows) has some 1.6 GB.
MOST_BYTES = 8 << 30
# Text packs ten to thirty times; a bomb packs a thousand times.
_MOST_RATIO = 200
_SMALL = 1 << 20
_PIECE = 1 << 20
_HEAD = 1 << 12
# What macOS adds.
_NEVER = ("._*", "__MACOSX/*")


def unpack(
    path: Path, wanted: Iterable[str], folder: Path, most_bytes: int = MOST_BYTES, unwanted: Iterable[str] = ()
) -> dict[str, Path]:
    """The members of a zip file whose bare names fit a pattern, unpacked into `folder`; other members are left alone.

    So are those that fit a pattern in `unwanted`, and what macOS adds to an archive that it packs.

    Folders within the archive count only where two files have one name. Raises Refused for what is no zip file,
    damaged, locked with a password, larger than `most_bytes` in all, packed beyond reason, or holds one path twice or
    one that leads outside.
    """
    patterns, never = list(wanted), [*unwanted, *_NEVER]
    try:
        with open_zip(path) as archive:
            files = [member for member in archive.infolist() if not member.is_dir()]
            members = [m for m in files if fits(m.filename, patterns) and not fits(m.filename, never)]
            names = _names(path, members, most_bytes)
            return {name: _extract(archive, m, folder / name, path) for name, m in zip(names, members, strict=True)}
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(f"{path}: a damaged or cut off zip file ({error}). Download it again.") from error
    except PermissionError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}. Check who may read it.") from error
    except NotImplementedError as error:
        raise Refused(
            f"{path}: packed in a way that is not supported ({error}). Unpack it and give the folder."
        ) from error


def unpack_gzip(path: Path, target: Path, most_bytes: int = MOST_BYTES) -> Path:
    """A gzip file unpacked to `target`, with its times. Raises Refused for a damaged one, or a larger one."""
    try:
        with gzip.open(path) as packed, target.open("wb") as file:
            for _ in range(most_bytes // _PIECE):
                if not (piece := packed.read(_PIECE)):
                    break
                file.write(piece)
            else:
                raise Refused(f"{path}: grows beyond reason when unpacked. This is not the publisher's file.")
        shutil.copystat(path, target)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Refused(f"{path}: a damaged or cut off gzip file ({error}). Download it again.") from error
    except PermissionError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}. Check who may read it.") from error
    return target


def other_members(path: Path, wanted: Iterable[str], unwanted: Iterable[str]) -> list[str]:
    """The members of a zip file that `unpack` leaves alone, though nobody said that they are unwanted."""
    known = [*wanted, *unwanted, *_NEVER]
    with open_zip(path) as archive:
        return sorted(m.filename for m in archive.infolist() if not m.is_dir() and not fits(m.filename, known))


def check_archive(path: Path, most_bytes: int) -> None:
    """Check a zip file that another program is to read as it is, such as a workbook; Refused as `unpack` raises it."""
    with open_zip(path) as archive:
        members = archive.infolist()
        _check_members(path, members)
        _check_size(path, members, most_bytes)
        for member in members:
            if member.filename.endswith(".xml") and b"<!DOCTYPE" in archive.open(member).read(_HEAD):
                raise Refused(f"{path}: {member.filename} defines entities, which no spreadsheet does. Save it again.")


def open_zip(source: Path | IO[bytes]) -> zipfile.ZipFile:
    """A zip file to read. Raises BadZipFile also where so much is missing that members would begin before its start."""
    archive = zipfile.ZipFile(source)
    if any(member.header_offset < 0 for member in archive.infolist()):
        archive.close()
        raise zipfile.BadZipFile("a part of it is missing")
    return archive


def _bare(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Whether a name, or its last part, fits a pattern. The case of letters does not count."""
    told = (name.replace("\\", "/").lower(), _bare(name).lower())
    return any(fnmatch.fnmatchcase(one, pattern.lower()) for pattern in patterns for one in told)


def _names(path: Path, members: list[zipfile.ZipInfo], most_bytes: int) -> list[str]:
    """The name of each member: its last part, or all of it where that is not enough to tell it from others."""
    _check_members(path, members)
    bare = Counter(_bare(member.filename).lower() for member in members)
    names = [
        m.filename.replace("\\", "/") if bare[_bare(m.filename).lower()] > 1 else _bare(m.filename) for m in members
    ]
    if twice := sorted({name for name, count in Counter(map(str.lower, names)).items() if count > 1}):
        raise Refused(f"{path}: {twice[0]} stands there twice. Unpack the one you mean and give the folder.")
    _check_size(path, members, most_bytes)
    return names


def _check_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise Refused(
                f"{path}: {member.filename!r} leads outside of the archive. This is not the publisher's file."
            )
        if member.flag_bits & 0x1:
            raise Refused(f"{path}: {member.filename} is locked with a password. Unpack it and give the folder.")
        if member.file_size > _SMALL and member.file_size > _MOST_RATIO * max(member.compress_size, 1):
            raise Refused(f"{path}: {member.filename} would grow beyond reason. This is not the publisher's file.")


def _check_size(path: Path, members: list[zipfile.ZipInfo], most_bytes: int) -> None:
    if (total := sum(member.file_size for member in members)) > most_bytes:
        raise Refused(f"{path}: {total:,} bytes when unpacked, more than the {most_bytes:,} that are allowed.")


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, path: Path) -> Path:
    """Write one member; what an archive says of a member's size is not believed but counted."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(member) as packed, target.open("wb") as file:
        while piece := packed.read(_PIECE):
            written += len(piece)
            if written > member.file_size:
                raise Refused(f"{path}: {member.filename} is larger than the archive says. It is damaged or forged.")
            file.write(piece)
    shutil.copystat(path, target)
    return target
