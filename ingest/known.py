"""What the evidence sources know: registers bring only what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dirskg.ingest.stage import Stage
from dirskg.ingest.values.names import comparable


@dataclass(frozen=True, slots=True)
class Known:
    """What was staged so far: identifiers (scheme, value), comparable names by country, projects."""

    identifiers: frozenset[tuple[str, str]] = frozenset()
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    projects: frozenset[str] = frozenset()

    @classmethod
    def of(cls, stages: Iterable[Stage]) -> Known:
        """What these stages know."""
        identifiers: set[tuple[str, str]] = set()
        names: dict[str, set[str]] = {}
        projects: set[str] = set()
        for stage in stages:
            country = {str(row["key"]): str(row.get("country") or "") for row in stage.rows["organisation"]}
            identifiers |= {(str(row["scheme"]), str(row["value"])) for row in stage.rows["identifier"]}
            projects |= {str(row["id"]) for row in stage.rows["project"]}
            for row in (row for row in stage.rows["name"] if row["type"] != "acronym"):  # many share one
                names.setdefault(country.get(str(row["key"]), ""), set()).add(comparable(str(row["name"])))
        return cls(
            frozenset(identifiers), {place: frozenset(found) for place, found in names.items()}, frozenset(projects)
        )

    def identified(self, identifiers: Iterable[tuple[str, str]]) -> bool:
        """Whether one of these identifiers is known."""
        return not self.identifiers.isdisjoint(identifiers)

    def named(self, names: Iterable[str], country: str) -> bool:
        """Whether an organisation of this country, or of an unknown one, has a comparable name."""
        found = {comparable(name) for name in names}
        return any(not self.names.get(place, frozenset()).isdisjoint(found) for place in (country, ""))
