"""What a question about paths is answered with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dirskg.graph.network.hops import Hop, Json, Path, distinct_hops

# Beyond this many the exact number of independent paths tells a reader nothing more.
DISJOINT_CAP = 10


@dataclass(frozen=True, slots=True)
class PathsReport:
    """Paths found, cheapest first, with the parameters that they were found with.

    `disjoint` counts paths that share no organisation, at most DISJOINT_CAP: an end that is one
    organisation does not count as shared, ends that are sets do. 1 means that the link hangs on one actor (or, where
    the two are tied directly and not otherwise, on that one tie), 0 that there is none. It disregards
    `max_hops`, and so do `critical`: the organisations on the paths without any of which nothing ties the ends.
    `without` were taken as gone. `alternatives` has for each path the best one between the same two ends that
    passes none of its intermediaries; None where it has none, or where there is no other.
    """

    from_: str
    to: str
    k: int
    max_hops: int
    since: int | None
    half_life: float | None
    now: int | None
    paths: tuple[Path, ...]
    disjoint: int
    from_label: str = ""
    to_label: str = ""
    until: int | None = None
    without: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()
    alternatives: tuple[Path | None, ...] = ()

    def hops(self) -> Iterator[Hop]:
        """All hops shown, each pair of organisations once."""
        return distinct_hops((*self.paths, *self.alternatives))

    def to_json(self) -> Json:
        """The report as values that JSON can hold."""
        return {
            "from": self.from_,
            "from_label": self.from_label,
            "to": self.to,
            "to_label": self.to_label,
            "k": self.k,
            "max_hops": self.max_hops,
            "since": self.since,
            "until": self.until,
            "without": list(self.without),
            "half_life": self.half_life,
            "now": self.now,
            "disjoint": self.disjoint,
            "disjoint_cap": DISJOINT_CAP,
            "critical": list(self.critical),
            "paths": [
                {**path.to_json(), "alternative": None if other is None else other.to_json()}
                for path, other in zip(self.paths, self.alternatives, strict=True)
            ],
        }
