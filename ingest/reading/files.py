"""The files of a source, wherever they lie in a folder or in zip files: those that fit, and those that nobody reads."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import is_zipfile

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.packed import fits, other_members, unpack

_TABS, _OFFICE = (".tsv", ".tab"), (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".numbers")
_PACKED = (".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".zip")
_HINTS = (
    (_TABS, "This is a tab-separated file: save it as CSV UTF-8."),
    (_PACKED, "Unpack it and give what is in it."),
    ((".csv", ".json", ".jsonl", ".ndjson", ".xml", ".rdf", ".ttl", ".parquet", ".sqlite", ".mdb"), ""),
)
_FIRST = 4096  # bytes of a text file that are looked at
_SIGNS = ((b"<?xml", "XML"), (b"{", "JSON"), (b"[{", "JSON"))
_SAVE_AS = (
    (".xlsx", "Save it as an Excel workbook (.xlsx) or as CSV UTF-8."),
    (".csv", "Save its table as CSV UTF-8."),
)
_BUILD = "quads.nq"
_ARCHIVE = "*.zip"
_DEEPEST = 3  # archives within archives


@dataclass(slots=True)
class Found:
    """Files to read, and what looks like data and fits nothing, with what to do; by where they lie within the place.

    An archive counts as a folder of its name without ending, since two archives may hold the same names.
    """

    paths: dict[str, Path] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


def find_files(place: Path, wanted: Iterable[str], unwanted: Iterable[str], scratch: Path) -> Found:
    """What lies in a folder, in folders within it, and in zip files; or in one zip file, or one file as it is.

    wanted, unwanted: patterns of names, in which the case of letters does not count. What is packed is unpacked into
    `scratch`. Raises Refused for a zip file that is damaged or hostile, and for a link that leads nowhere.
    """
    found, patterns, never = Found(), tuple(wanted), tuple(unwanted)
    if place.is_file():
        if fits(place.name, patterns) or not (is_zipfile(place) or _is_archive(place)):
            found.paths[place.name] = place
        # A workbook is a zip file too, but none to look into.
        elif not _is_archive(place) and (hint := _hint(place.name, patterns)) is not None:
            found.unread[place.name] = hint
        else:
            _open(place, "", found, patterns, never, scratch)
        return found
    archives = []
    for path in _walk(place):
        name = path.relative_to(place).as_posix()
        if fits(name, never):
            continue
        if not path.is_file():
            if fits(name, patterns) or _is_archive(path):
                raise Refused(f"{path}: a link that leads nowhere, or no file. Put the file itself there.")
        elif fits(name, patterns):
            found.paths[_declared(name, patterns)] = path
        elif _is_archive(path):
            archives.append((name, path))
        elif (hint := _unread(path, patterns)) is not None:
            found.unread[name] = hint
    for name, path in archives:
        stem = name.rpartition(".")[0]
        # A folder, or another archive, may have that name already.
        inside = name if (scratch / stem).exists() or any(one.startswith(f"{stem}/") for one in found.paths) else stem
        _open(path, f"{inside}/", found, patterns, never, scratch)
    found.paths = dict(sorted(found.paths.items()))
    return found


def _open(
    path: Path,
    prefix: str,
    found: Found,
    wanted: tuple[str, ...],
    unwanted: tuple[str, ...],
    scratch: Path,
    depth: int = 1,
) -> None:
    """Unpack what fits of an archive and of archives within it, and tell what else of it looks like data."""
    if not is_zipfile(path):
        raise Refused(f"{path}: no zip file, or one that was cut off. Download it again, or put it elsewhere.")
    folder = scratch / prefix
    folder.mkdir(parents=True, exist_ok=True)
    opened = (*wanted, _ARCHIVE) if depth < _DEEPEST else wanted
    unpacked = unpack(path, opened, folder, unwanted=unwanted)
    for name, one in unpacked.items():
        if fits(name, wanted):
            found.paths[f"{prefix}{_declared(name, wanted)}"] = one
        else:
            _open(one, f"{prefix}{name}.d/", found, wanted, unwanted, scratch, depth + 1)
    told = {name: hint for name in other_members(path, opened, unwanted) if (hint := _hint(name, wanted)) is not None}
    found.unread |= {f"{prefix}{name}": hint for name, hint in told.items()}
    if not unpacked and not told:
        found.unread[prefix.rstrip("/") or path.name] = "Nothing in it fits."


def _walk(place: Path) -> Iterator[Path]:
    """All files, in the order of their names, without what systems and programs hide, and without our own builds.

    Folders that are links are gone through like others, each folder once, since links may lead in circles.
    """
    seen: set[str] = set()
    for folder, inner, names in os.walk(place, followlinks=True):
        if (real := os.path.realpath(folder)) in seen:
            inner.clear()
            continue
        seen.add(real)
        inner[:] = sorted(one for one in inner if not one.startswith((".", "__MACOSX")))
        if _BUILD in names:
            inner.clear()
            continue
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _declared(name: str, wanted: tuple[str, ...]) -> str:
    """The name with its last part as it is declared, where it is no pattern: a reader knows it by that.

    In what the audit tells, a colon ends the name of a file.
    """
    folder, slash, bare = name.replace(":", "_").rpartition("/")
    return folder + slash + next((one for one in wanted if one.lower() == bare.lower()), bare)


def _unread(path: Path, wanted: tuple[str, ...]) -> str | None:
    """What to do with a file that fits nothing; None where it does not look like data."""
    if path.suffix.lower() != ".txt":
        return _hint(path.name, wanted)
    try:
        with path.open("rb") as file:
            start = file.read(_FIRST).removeprefix(codecs.BOM_UTF8).lstrip(b" \r\n")
    except OSError:
        return None
    if kind := next((kind for sign, kind in _SIGNS if start.startswith(sign)), ""):
        return f"This is {kind} in a text file: give it the ending .{kind.lower()}."
    head, *others = start.splitlines() or [b""]
    if b"\t" in head:
        return _hint("x.tsv", wanted)
    mark = max((b",", b";", b"|"), key=head.count)
    # Of prose hardly two lines have as many commas.
    a_table = head.count(mark) > 1 and others and others[0].count(mark) == head.count(mark)
    return "This is a table in a text file: give it the ending .csv." if a_table else None


def _hint(name: str, wanted: tuple[str, ...]) -> str | None:
    ending = os.path.splitext(name.lower())[1]
    if ending in _OFFICE:
        return next((hint for read, hint in _SAVE_AS if any(one.lower().endswith(read) for one in wanted)), "")
    return next((hint for endings, hint in _HINTS if ending in endings), None)
