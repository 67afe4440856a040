"""Tables as text that other programs saved: in UTF-16, or with their separator told in the first line."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from dirskg.graph.errors import Refused
from dirskg.graph.wording.text import UTF_16

_TABLES = (".csv", ".txt")
_PIECE = 1 << 20
_HEAD = 64
_SEPARATOR = re.compile('\ufeff?"?sep=[,;|\t]"?(?:\r\n?|\n)', re.IGNORECASE)


def as_published(path: Path, target: Path) -> tuple[Path, list[str]]:
    """The table of a file in UTF-8 from its headings on, and what was done to it; the file itself where nothing was.

    A copy is written to `target`. Raises Refused for a file whose mark says UTF-16 and whose letters are others.
    """
    if path.suffix.lower() not in _TABLES:
        return path, []
    with path.open("rb") as file:
        head = file.read(_HEAD)
    wide = head[:2] in UTF_16
    told = _SEPARATOR.match(head.decode("utf-16" if wide else "utf-8", "ignore"))
    if not wide and not told:
        return path, []
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(path, target, "utf-16" if wide else "utf-8-sig", told.end() - told[0].startswith("\ufeff") if told else 0)
    done = ["UTF-16, as Windows programs save text; read as such"] if wide else []
    done += ["its first line tells the separator; the headings are those of the next"] if told else []
    return target, done


def _copy(path: Path, target: Path, letters: str, passed_over: int) -> None:
    decoder = codecs.getincrementaldecoder(letters)()
    try:
        with path.open("rb") as file, target.open("w", encoding="utf-8", newline="") as copy:
            while piece := file.read(_PIECE):
                text = decoder.decode(piece)
                copy.write(text[passed_over:])
                passed_over = 0
            decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise Refused(f"{path}: not the letters that its mark tells. Save the file as 'CSV UTF-8'.") from error
