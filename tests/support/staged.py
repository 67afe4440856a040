"""What a source staged, as its tests look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dirskg.ingest.intake import Intake, take_in
from dirskg.ingest.known import Known
from dirskg.ingest.source import known_sources
from dirskg.ingest.taxonomy import read_taxonomy
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.names import comparable

SOURCES, TAXONOMY = known_sources(), read_taxonomy()


def intake_of(
    source: str, place: Path | None = None, *, ids: Iterable[tuple[str, str]] = (), names: Iterable[str] = (),
    known: Known | None = None, scratch: Path | None = None, **options: Any,
) -> Intake:  # fmt: skip
    """Take in a file or folder, by default the data that ships, as the source of that name.

    The program knows these identifiers (scheme and value, in any form) and Belgian names, or what is `known`.
    scratch: where it unpacks what is packed, for who looks at that.
    """
    canonical = frozenset((scheme, value if scheme == "ref" else normalise(scheme, value)[1]) for scheme, value in ids)
    known = known or Known(canonical, {"BE": frozenset(map(comparable, names))})
    with TemporaryDirectory() as folder:
        return take_in(SOURCES[source], place, TAXONOMY, known=known, scratch=scratch or Path(folder), **options)


def rows(intake: Intake, table: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return intake.stage.rows[table]


def keys(intake: Intake) -> list[str]:
    """Raw keys of the organisations."""
    return [str(row["key"]) for row in rows(intake, "organisation")]


def issues(intake: Intake) -> Counter[tuple[str, str]]:
    """How often each action was noted of each kind."""
    return Counter((issue.action, issue.kind) for issue in intake.audit.issues)
