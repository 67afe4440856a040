"""Inputs spoilt by chance, from a seed: what a file suffers by mail, editors, exports, disks and people."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

Change = Callable[[bytes, random.Random], bytes]

_ODD = ("", "zzz", "-1", "1e999", "NaN", "0,5", "2024-02-30", "9" * 40, "=1+1", "\u202eabc", "é" * 3_000, "<b>")


def spoil(path: Path, seed: int) -> str:
    """Change a file in one way that the seed chooses; returns which."""
    dice, data = random.Random(seed), path.read_bytes()
    name, change = dice.choice(sorted(_CHANGES.items()))
    path.write_bytes(change(data, dice))
    return name


def _flip(data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data or b"x")
    spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def _cell(data: bytes, dice: random.Random) -> bytes:
    """Another value between two commas."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    cells = lines[at].split(b",")
    cells[dice.randrange(len(cells))] = dice.choice(_ODD).encode()
    lines[at] = b",".join(cells)
    return b"\n".join(lines)


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
    "another value": _cell,
    "a line stands twice": _line_twice,
    "a line is missing": _line_gone,
    "lines end in CR": lambda data, dice: data.replace(b"\n", b"\r"),
    "UTF-16": lambda data, dice: data.decode("utf-8", "replace").encode("utf-16"),
    "semicolons": lambda data, dice: data.replace(b",", b";"),
    "nothing": lambda data, dice: b"",
    "a NUL": lambda data, dice: data.replace(b"e", b"\0", 1),
}
