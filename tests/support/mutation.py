"""Inputs spoilt by chance, from a seed: what a file suffers by mail, editors, exports, disks and people."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

Change = Callable[[bytes, random.Random], bytes]

ODD = (
    "", " ", "zzz", "-1", "0", "1e999", "NaN", "0,5", "1.234", "2024-02-30", "0000-00-00", "9" * 40, "=1+1", "<b>",
    "\u202eabc", "\x1b[2J", "é" * 3_000, "' OR 1=1 --", "\"} ?s ?p", "../../etc/passwd", "http://[", "\ud7ff", "٣",
)  # fmt: skip
_ODD_JSON = (
    '"\\udcff"', "[]", "{}", "null", "-1", "1e999", "NaN", "true", '[[["x"]]]', '{"value": null}', "[null, 1]",
    "9" * 40,
)  # fmt: skip
# What a value is, in a file whose text begins so; the rest are cells between marks, in quotes or without.
_VALUES = {
    "<": re.compile(r"(?<=>)[^<>]+(?=<)|(?<==\")[^\"]*(?=\")"),
    "[": re.compile(r'(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|\[\]|\{\})(?!\s*:)'),
    "": re.compile(r'"(?:[^"]|"")*"|[^",;\r\n]+'),
}


def spoil(folder: Path, seed: int) -> str:
    """Change a file of a folder, or a file within that, in one way that the seed chooses; returns which and how."""
    dice = random.Random(seed)
    path = dice.choice(sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size))
    name, change = dice.choice(sorted(_CHANGES.items()))
    if zipfile.is_zipfile(path) and dice.random() < 0.8:
        return f"{path.name}/{_spoil_member(path, change, dice)}: {name}"
    path.write_bytes(change(path.read_bytes(), dice))
    return f"{path.name}: {name}"


def _spoil_member(path: Path, change: Change, dice: random.Random) -> str:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    spoilt = dice.choice([name for name, data in members.items() if data])
    members[spoilt] = change(members[spoilt], dice)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return spoilt


def _flip(data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data or b"x")
    spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def _value(data: bytes, dice: random.Random) -> bytes:
    """Another value in a cell, an element or a member, so that the form of the file stays whole."""
    text = data.decode("utf-8-sig", "replace")
    first = text.lstrip()[:1].replace("{", "[")
    found = list(_VALUES.get(first, _VALUES[""]).finditer(text))
    if not found:
        return data
    place, odd = dice.choice(found), dice.choice(ODD)
    if first == "[":
        odd = dice.choice((json.dumps(odd), *_ODD_JSON))
    elif place[0].startswith('"'):
        odd = '"' + odd.replace('"', '""') + '"'
    return f"{text[: place.start()]}{odd}{text[place.end() :]}".encode()


def _line_twice(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    return b"\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])


def _line_gone(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)


_CHANGES: dict[str, Change] = {
    "a bit is flipped": _flip,
    "the end is cut off": lambda data, dice: data[: dice.randrange(len(data) + 1)],
    **{f"another value ({which})": _value for which in "abcdefgh"},  # as likely as all the others together
    "a line stands twice": _line_twice,
    "a line is missing": _line_gone,
    "lines end in CR": lambda data, dice: data.replace(b"\n", b"\r"),
    "UTF-16": lambda data, dice: data.decode("utf-8", "replace").encode("utf-16"),
    "semicolons": lambda data, dice: data.replace(b",", b";"),
    "nothing": lambda data, dice: b"",
    "a NUL": lambda data, dice: data.replace(b"e", b"\0", 1),
}
