"""Files that an engine sees too: where it finds them, and whether it would read them as this machine does.

Engines read a damaged table without a word, each in its way. So every line is looked at there before the table is read:
where all of them are whole, with as many values as the header and no line end within quotes, all readers agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# A value in quotes or bare. No NUL, and no sign that stands for what is not UTF-8.
_VALUE = r'(?:(?:"[^"\x00\x{fffd}]*")+|[^",\r\x00\x{fffd}]*)'


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, and its address on the engine: the same path, or such as s3a://bucket/registers."""

    here: Path
    there: str

    @classmethod
    def of(cls, text: str) -> Folder:
        """From FOLDER or FOLDER=ADDRESS. Raises ValueError where there is no such folder."""
        path, _, address = text.partition("=")
        here = Path(path).expanduser().resolve()
        if not here.is_dir():
            raise ValueError(f"{path}: no such folder on this machine. Give one that it and the engine see.")
        return cls(here, address.rstrip("/") or str(here))

    def address(self, path: Path) -> str:
        """Where the engine finds a file; "" where it lies elsewhere."""
        path = path.resolve()
        return f"{self.there}/{path.relative_to(self.here).as_posix()}" if path.is_relative_to(self.here) else ""


def checked(lines: str, separator: str, columns: int) -> str:
    """A query, written for DuckDB, of the view `lines`: how many, bytes without line ends, how many are not whole."""
    value = _VALUE.replace(",", separator)
    pattern = f"^(?:{value}[{separator}])*{value}$"
    apart = f"""length(regexp_replace(value, '"[^"]*"|[^"{separator}]+', '', 'g'))"""
    return f"""SELECT count(*) AS lines, sum(strlen(value)) AS bytes,
        sum(CASE WHEN value <> '' AND regexp_matches(value, '{pattern}') AND {apart} = {columns - 1}
            THEN 0 ELSE 1 END) AS odd FROM {lines}"""
