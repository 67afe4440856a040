"""What to build, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dirskg.ingest.audit import Issue
from dirskg.ingest.engine import SECONDS, Folder
from dirskg.ingest.source import Source

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: sources with the folder of their files (None: the data that ships), and how."""

    sources: tuple[tuple[Source, Path | None], ...]
    domains: Path | None = None
    strict: bool = False
    limit: int = 0
    set_aside: bool = False  # rows of publishers' files that cannot be read
    engine: str = ""  # address of the one that runs what is SQL, instead of this machine
    engine_sees: Folder | None = None  # whose files it reads itself
    engine_timeout: float = SECONDS  # of a statement there


@dataclass(slots=True)
class Built:
    """A finished build: its name and folder, its manifest, and every issue that was found.

    whole: manifest of the part with the internal sources too, the same as `manifest` where there are none.
    """

    name: str = ""
    folder: Path | None = None
    manifest: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
