"""Reading JSON as publishers ship it: one value or many after one another, with a mark, packed, of any length."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from dirskg.graph.errors import Refused
from dirskg.graph.wording.text import UTF_16

_CHUNK = 1 << 20
# No record of a source that we know comes near this; without a limit one line could fill the memory.
_MOST = 64 << 20
# Of characters beyond 16 bits JSON tells the halves; both together are one that files can hold.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_BLANK = re.compile(r"[ \t\r\n,\x1e]*")


def read_values(path: Path) -> Iterator[tuple[Any, int]]:
    """The JSON values of a file one by one, each with its number from 1.

    They may stand one a line, one after another without a line end, or as the elements of one list, which is never
    held whole. UTF-8 with or without a byte-order mark, UTF-16 with one (as Windows saves what a program shows), plain
    or gzip (by its first two bytes). Raises Refused, and says at which value, where the file is missing, empty, in
    other letters, cut off, no JSON, or holds one of over 64 MB.
    """
    if not path.is_file():
        raise Refused(f"{path}: no such file. `dirskg sources` lists the files that each source needs.")
    decoder = json.JSONDecoder()
    text, at, number, end, in_list = "", 0, 0, False, False
    with _open(path) as file:
        letters = _letters(path)
        while True:
            # The place moves on, the text stays: to cut it after each value would copy all that follows, each time.
            at = cast("re.Match[str]", _BLANK.match(text, at)).end()
            if text.startswith("]" if in_list else "[", at):
                at, in_list = at + 1, not in_list
                continue
            try:
                value, past = decoder.raw_decode(text, at) if at < len(text) else (None, 0)
                value = _whole(value) if past and _HALF.search(text, at, past) else value
            except json.JSONDecodeError as error:
                if end:
                    raise Refused(_told(path, number + 1, error)) from error
                past = 0
            except (ValueError, RecursionError) as error:
                told = "nested beyond reason" if isinstance(error, RecursionError) else "a number beyond reason"
                raise Refused(f"{path}, value {number + 1}: {told}. Is this the right file?") from error
            # A number may go on in the next piece; all other values know their own end.
            if past and (end or past < len(text) or isinstance(value, (dict, list))):
                number += 1
                yield value, number
                at = past
                continue
            if end and in_list:
                raise Refused(f"{path}, value {number + 1}: the file ends in the middle of a list. Download it again.")
            if end:
                break
            # A value that was not whole is tried again at twice the length, so that it is not read over and over.
            more = _piece(file, max(_CHUNK, len(text) - at), letters, f"{path}, value {number + 1}")
            end = more is None
            text, at = text[at:] + (more or ""), 0
            if len(text) > _MOST:
                raise Refused(f"{path}, value {number + 1}: longer than {_MOST >> 20} MB. Is this the right file?")
    if not number:
        raise Refused(f"{path}: the file is empty. Download it again.")


def read_lines(path: Path, bad_line: Callable[[int], None]) -> Iterator[tuple[Any, int]]:
    """The same of a file in which each value has a line of its own; `bad_line` is told of a line that is no JSON."""
    with _open(path) as file:
        number = 0
        try:
            for line in iter(lambda: file.readline(_MOST), b""):
                if not line.strip():
                    continue
                number += 1
                try:
                    value = read_text(line.decode("utf-8-sig" if number == 1 else "utf-8"))
                except (ValueError, RecursionError):
                    bad_line(number)
                else:
                    yield value, number
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Refused(f"{path}: the packed file is cut off or damaged. Download it again.") from error


def read_text(text: str) -> Any:
    """The value of a JSON text. Raises ValueError where it is none, RecursionError where it is nested beyond reason."""
    value = json.loads(text)
    return _whole(value) if _HALF.search(text) else value


def _whole(value: Any) -> Any:
    """The value without half characters, which JSON can tell and no file can hold: a text was cut within an emoji."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "ignore"))


def _told(path: Path, number: int, error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) - 1 or "Unterminated" in error.msg:
        return f"{path}, value {number}: the file ends in the middle of it. Download it again."
    near = error.doc[max(0, error.pos - 20) : error.pos + 20]
    return f"{path}, value {number}: no JSON: {error.msg}, near {near!r}. Download the file again."


def _open(path: Path) -> BinaryIO:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        return cast("BinaryIO", gzip.open(path, "rb")) if packed else path.open("rb")
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}. Check who may read it.") from error


def _letters(path: Path) -> codecs.IncrementalDecoder:
    """What reads the letters of a file, by the mark at its start."""
    with path.open("rb") as file:
        return codecs.getincrementaldecoder("utf-16" if file.read(2) in UTF_16 else "utf-8-sig")()


def _piece(file: BinaryIO, size: int, letters: codecs.IncrementalDecoder, place: str) -> str | None:
    """The next characters of the file, None at its end; `letters` keeps the bytes of one that is not whole yet."""
    try:
        data = file.read(size)
        text = letters.decode(data, final=not data)
    except UnicodeDecodeError as error:
        raise Refused(f"{place}: not UTF-8. Download the file again.") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Refused(f"{place}: the packed file is cut off or damaged. Download it again.") from error
    return text if data else None
