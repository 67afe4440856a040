"""Lists of organisations that a user keeps in a file: one id a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.wording.text import decoded

_SHOWN = 10


def read_ids(path: Path, resolve: Callable[[str], str]) -> tuple[str, ...]:
    """The organisations of a list, in its order, each once; blank lines and those that begin with # are passed over.

    `resolve` gives the id of a record by any of its ids, or raises DirskgError. Raises Refused, which names every line
    that is wrong, for a file that cannot be read and for one without any id.
    """
    try:
        lines = decoded(path.read_bytes()).splitlines()
    except OSError as error:
        raise Refused(f"{path}: {error.strerror or error}. Give a text file with one id a line.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: not UTF-8. Save it as plain text in UTF-8, one id a line.") from error
    found: dict[str, None] = {}
    wrong: list[str] = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            found[resolve(text)] = None
        except DirskgError as error:
            wrong.append(f"{path}, row {number}: {error}")
    if wrong:
        more = [f"… and {len(wrong) - _SHOWN} more rows"] if len(wrong) > _SHOWN else []
        raise Refused("\n".join([*wrong[:_SHOWN], *more]))
    if not found:
        raise Refused(f"{path}: no id in it. Write one id a line, as `dirskg find` shows them.")
    return tuple(found)
