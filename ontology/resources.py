"""Files that ship with the program: those of this package, and what lies beside a module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

# Folders of the disk, wherever it is installed: `importlib.resources` would load as much as a whole command.
_ROOT = Path(__file__).parent
# What the graph holds of its own terms: classes and code lists, accounts, rules of functions and strengths, awards,
# areas.
ONTOLOGY_FILES = (
    "dirskg.ttl", "accounts.ttl", "functions.ttl", "strengths.ttl", "awards.ttl", "nuts.ttl", "topics.ttl",
    "official.ttl",
)  # fmt: skip


def resource(name: str) -> str:
    """Text of a file that ships with the ontology, such as `dirskg.ttl`."""
    return (_ROOT / name).read_text(encoding="utf-8")


def resource_bytes(name: str) -> bytes:
    """The same as bytes, for parsers and hashes."""
    return (_ROOT / name).read_bytes()


def query_files() -> dict[str, str]:
    """Name and text of every `.rq` file of the query library, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((_ROOT / "queries").glob("*.rq"))}


def query_file(name: str) -> str | None:
    """Text of one of them, or None where there is none of that name."""
    path = _ROOT / "queries" / f"{name}.rq"
    return path.read_text(encoding="utf-8") if re.fullmatch(r"[a-z0-9-]+", name) and path.is_file() else None


def text_beside(module: str, name: str) -> str:
    """Text of a file in the folder of a module, whose `__file__` is given."""
    return (Path(module).parent / name).read_text(encoding="utf-8")


def rows_beside(module: str, name: str) -> list[dict[str, str]]:
    """The rows of such a file of CSV."""
    import csv

    return list(csv.DictReader(text_beside(module, name).splitlines()))


def toml_beside(module: str, name: str) -> dict[str, Any]:
    """What such a file of TOML tells."""
    import tomllib

    return tomllib.loads(text_beside(module, name))


def default_domains() -> Path:
    """Where the working set of domains lies on disk."""
    return _ROOT / "domains.ttl"
