"""The documents of a source one by one, also those within archives, which are read as a stream."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from dirskg.graph.errors import Refused
from dirskg.graph.wording.text import UTF_16
from dirskg.ingest.reading.packed import open_zip

# The largest notice that we know has one megabyte: one of ten thousand lots would have some thirty.
MOST = 256 << 20
_MOST_TABLE = 8 << 30
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")
_TABLE, _ONE = ".csv", ".xml.gz"
_DEPTH = 3  # an archive of a year may hold those of its months, and these those of days
_PIECE = 1 << 20
_PACKED: dict[bytes, Callable[[IO[bytes]], Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}


@dataclass(frozen=True, slots=True)
class Document:
    """A document with where it stands: its file, or archive and member. A table is a file, which may be of any size."""

    origin: str
    data: bytes = b""
    table: Path | None = None


def documents(name: str, path: Path, scratch: Path) -> Iterator[Document]:
    """The documents of a file: itself, or all of an archive, of which tables are copied into a folder.

    Raises Refused for a damaged or hostile archive.
    """
    try:
        if name.lower().endswith(_TABLE):
            yield Document(name, table=path)
            return
        with path.open("rb") as file:
            if name.lower().endswith(_ONE):
                with gzip.open(file) as packed:
                    yield Document(name, _read(str(path), packed))
            elif name.lower().endswith(_ARCHIVES):
                yield from _members(name, file, scratch, _DEPTH)
            else:
                yield Document(name, _read(str(path), file))
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError) as error:
        raise Refused(f"{path}: a damaged or cut off archive ({error}). Download it again.") from error
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror or error}. Check who may read it.") from error


def _members(name: str, file: IO[bytes], scratch: Path, depth: int) -> Iterator[Document]:
    """Members as documents. Their origin tells the archive before a colon: that is the file they are of."""
    for member, content in _zipped(name, file) if name.lower().endswith(".zip") else _tarred(file):
        origin, ending = f"{name}:{member.replace(':', '_')}", member.lower()
        if ending.endswith(_ARCHIVES):
            if depth == 1:
                raise Refused(f"{name}: {member} is an archive within {_DEPTH} others. Unpack the first of them.")
            for inner in _members(member, BytesIO(_read(origin, content)), scratch, depth - 1):
                yield Document(f"{name}:{inner.origin.replace(':', '/')}", inner.data, inner.table)
        elif ending.endswith(_TABLE):
            yield Document(origin, table=_copied(origin, content, scratch))
        elif ending.endswith(".xml"):
            yield Document(origin, _read(origin, content))


def _zipped(name: str, file: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with open_zip(file) as archive:
        for member in archive.infolist():
            if member.flag_bits & 0x1:
                raise Refused(f"{name}: {member.filename} is locked with a password. Unpack it and give the folder.")
            if not member.is_dir():
                with archive.open(member) as content:
                    yield member.filename, content


def _tarred(file: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    # Unpacked here: tarfile itself takes the end of a stream that was cut off for the end of the archive.
    start = file.read(6)
    file.seek(0)
    opened = next((unpack(file) for sign, unpack in _PACKED.items() if start.startswith(sign)), file)
    # What is not packed is read where it lies: as a stream it would be copied block by block.
    with tarfile.open(fileobj=opened, mode="r:" if opened is file else "r|") as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None and member.isfile():
                yield member.name, content
            archive.members = []  # type: ignore[attr-defined]  # it would keep a record of each


def _read(what: str, content: IO[bytes] | gzip.GzipFile) -> bytes:
    """All of a file, whose length is not believed but counted."""
    data = content.read(MOST + 1)
    if len(data) > MOST:
        raise Refused(f"{what} has more than {MOST >> 20} MB. No notice has: put it elsewhere.")
    return _in_utf8(data) if data[:2] in UTF_16 else data


def _in_utf8(data: bytes) -> bytes:
    """A document in UTF-16 in the letters of all others, without the line that tells its own."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode("utf-16", "replace"), count=1).encode()


def _copied(origin: str, content: IO[bytes], scratch: Path) -> Path:
    target = scratch / f"table-{len(list(scratch.glob('table-*')))}{_TABLE}"
    with target.open("wb") as copy:
        while piece := content.read(_PIECE):
            if copy.tell() > _MOST_TABLE:
                raise Refused(f"{origin} has more than {_MOST_TABLE >> 30} GB when unpacked. Put it elsewhere.")
            copy.write(piece)
    return target
