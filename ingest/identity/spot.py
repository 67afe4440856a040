"""Where an organisation is found: what its rows say of street, place and homepage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dirskg.ingest.identity.linkage.forms import domain, each, places, streets
from dirskg.ingest.identity.record import Record


@dataclass(frozen=True, slots=True)
class Spot:
    """Streets, places and registered domains, each as linkage compares them."""

    streets: frozenset[str]
    places: frozenset[str]
    domains: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Spot:
        """What these rows say together."""
        group = list(records)
        told = (map(streets, group), map(places, group), ([domain(record.homepage)] for record in group))
        return cls(*(frozenset(each(values)) for values in told))

    def shared(self, other: Spot) -> int:
        """How much two have in common; 0 is nothing that is known, and a homepage says more than a place."""
        pairs = ((self.places, other.places), (self.domains, other.domains), (self.streets, other.streets))
        return sum(1 << rank for rank, (mine, theirs) in enumerate(pairs) if not mine.isdisjoint(theirs))
