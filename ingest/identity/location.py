"""Where an organisation is found: what its rows say of street, place and homepage, and under which full names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dirskg.graph.wording.text import plain
from dirskg.ingest.identity.linkage.forms import domain, each, places, streets
from dirskg.ingest.identity.record import Record


@dataclass(frozen=True, slots=True)
class Spot:
    """Streets, places and registered domains, each as linkage compares them, and names with their legal forms."""

    streets: frozenset[str]
    places: frozenset[str]
    domains: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Spot:
        """What these rows say together."""
        group = list(records)
        return cls(
            streets=frozenset(each(map(streets, group))),
            places=frozenset(each(map(places, group))),
            domains=frozenset(each([domain(record.homepage)] for record in group)),
            names=frozenset(plain(name) for record in group for name in record.names),
        )

    def shared(self, other: Spot) -> int:
        """How much two have in common; 0 is nothing that is known, and a homepage says more than a place."""
        pairs = ((self.places, other.places), (self.domains, other.domains), (self.streets, other.streets))
        return sum(1 << rank for rank, (mine, theirs) in enumerate(pairs) if not mine.isdisjoint(theirs))

    def twice(self, other: Spot) -> bool:
        """Whether both are one body that was registered twice: the same full name at the same street or homepage."""
        found = (self.streets & other.streets) or (self.domains & other.domains)
        return bool(found) and not self.names.isdisjoint(other.names)
