"""What a question about paths is answered with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.network.hops import Hop, Json, Path, distinct_hops

# Beyond this many the exact number of independent paths tells a reader nothing more.
DISJOINT_CAP = 10


@dataclass(frozen=True, slots=True)
class PathsReport(AsJson):
    """Paths found, cheapest first, with the parameters that they were found with.

    `disjoint` counts paths that share no organisation, at most DISJOINT_CAP: an end that is one
    organisation does not count as shared, ends that are sets do. 1 means that the link hangs on one actor (or, where
    the two are tied directly and not otherwise, on that one tie), 0 that there is none. It disregards
    `max_hops`, and so do `critical`: the organisations on the paths without any of which nothing ties the ends.
    `without` were taken as gone. `alternatives` has for each path the best one between the same two ends that
    passes none of its intermediaries; None where it has none, or where there is no other.
    """

    json_keys = (
        "from=from_ from_label to to_label k max_hops since until without half_life now disjoint disjoint_cap critical"
    )
    disjoint_cap = DISJOINT_CAP

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
        both = zip(self.paths, self.alternatives, strict=True)
        paths = [{**path.to_json(), "alternative": other and other.to_json()} for path, other in both]
        return fields_as_json(self) | {"paths": paths}
