"""What the evidence sources know: registers bring only what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dirskg.ingest.identity import likely_keys, name_keys, records
from dirskg.ingest.identity.record import Record
from dirskg.ingest.stage import Stage
from dirskg.ingest.values.names import comparable


@dataclass(frozen=True, slots=True)
class Known:
    """What was staged so far: identifiers (scheme, value), projects, and names and likely keys by country."""

    identifiers: frozenset[tuple[str, str]] = frozenset()
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    projects: frozenset[str] = frozenset()
    keys: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, stages: Iterable[Stage]) -> Known:
        """What these stages know."""
        stages = list(stages)
        identifiers: set[tuple[str, str]] = set()
        names: dict[str, set[str]] = {}
        keys: dict[str, set[str]] = {}
        projects: set[str] = set()
        for stage in stages:
            country = {str(row["key"]): str(row.get("country") or "") for row in stage.rows["organisation"]}
            identifiers |= {(str(row["scheme"]), str(row["value"])) for row in stage.rows["identifier"]}
            projects |= {str(row["id"]) for row in stage.rows["project"]}
            for row in (row for row in stage.rows["name"] if row["type"] != "acronym"):  # many share one
                names.setdefault(country.get(str(row["key"]), ""), set()).add(comparable(str(row["name"])))
        for record in records(stages):
            keys.setdefault(record.country, set()).update(likely_keys(record))
        return cls(frozenset(identifiers), _frozen(names), frozenset(projects), _frozen(keys))

    def identified(self, identifiers: Iterable[tuple[str, str]]) -> bool:
        """Whether one of these identifiers is known."""
        return not self.identifiers.isdisjoint(identifiers)

    def named(self, names: Iterable[str], country: str) -> bool:
        """Whether an organisation of this country, or of an unknown one, carries a name that joins them."""
        return self._has(name_keys(Record("", country, names=set(names))), country)

    def likely(self, names: Iterable[str], country: str, homepage: str) -> bool:
        """Whether an organisation of this country, or of an unknown one, may be this one by its name or homepage.

        Wider than identity, which decides later on what was let in here.
        """
        return self._has(likely_keys(Record("", country, names=set(names), homepage=homepage)), country)

    def _has(self, keys: Iterable[str], country: str) -> bool:
        known = [told[place] for told in (self.names, self.keys) for place in (country, "") if place in told]
        asked = frozenset(keys) if known else frozenset()
        return any(not asked.isdisjoint(one) for one in known)


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {place: frozenset(values) for place, values in found.items()}
