"""The files of this package: ontology, domains, shapes, mapping."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

_ROOT = files("dirskg.ontology")


def resource(name: str) -> str:
    """Text of a file that ships with the ontology, such as `dirskg.ttl`."""
    return _ROOT.joinpath(name).read_text(encoding="utf-8")


def resource_bytes(name: str) -> bytes:
    """The same as bytes, for parsers and hashes."""
    return _ROOT.joinpath(name).read_bytes()


def query_files() -> dict[str, str]:
    """Name and text of every `.rq` file of the query library, by name."""
    folder = _ROOT.joinpath("queries")
    found = {f.name: f for f in folder.iterdir() if f.name.endswith(".rq")}
    return {name.removesuffix(".rq"): found[name].read_text(encoding="utf-8") for name in sorted(found)}


def default_domains() -> Path:
    """Where the working set of domains lies on disk."""
    with as_file(_ROOT.joinpath("domains.ttl")) as path:
        return Path(path)
