"""Cross-regional collaboration paths: how two organisations, or two sets of them, are tied already.

Who asks many questions of one network makes a `PathFinder` of it; the functions here are for one question.
"""

from __future__ import annotations

from collections.abc import Collection

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.network.finder import OneEnd, PathFinder, check_limits
from dirskg.graph.network.path_report import PathsReport
from dirskg.graph.network.projection import HALF_LIFE, collaboration_network


def find_paths(
    ecosystem: Ecosystem,
    source: str,
    target: str,
    *,
    k: int = 3,
    max_hops: int = 4,
    since: int | None = None,
    until: int | None = None,
    half_life: float | None = HALF_LIFE,
    now: int | None = None,
    diverse: bool = True,
    direct_first: bool = True,
    without: Collection[str] = (),
) -> PathsReport:
    """The k cheapest loopless paths of at most `max_hops` hops between two organisations.

    The cost of a tie is 1 / weight, the weights are those of `collaboration_network`, which also explains
    `since`, `until` (unknown years are left out), `half_life` and `now`. Ties have no direction: the way back is
    the same path. Funders (FUNDER_KINDS) may begin or end a path but are no bridges. With `diverse`, the costs of
    a path's edges are raised by half before the next path is looked for; reported costs are the true ones.
    Without it, the paths are plainly the k cheapest (Yen 1971). With `direct_first`, fewer hops go before better
    reasons (reasons.py), and those before lower cost: a tie within a large consortium costs more than two ties over a
    third party, yet it is the one that a reader expects to hear of. Equal costs are ordered by number of hops, then by
    ids. `without` are organisations
    taken as gone; what the others did with them stays done.

    Raises DirskgError for an unknown id, for a path from an organisation to itself or to one that is gone, and for
    k or max_hops below 1.
    """
    check_limits(k, max_hops)
    network = collaboration_network(ecosystem, since=since, until=until, half_life=half_life, now=now)
    finder = PathFinder(network, without=without)
    return finder.find(source, target, k=k, max_hops=max_hops, diverse=diverse, direct_first=direct_first)


def paths_between(
    ecosystem: Ecosystem,
    sources: Collection[str],
    targets: Collection[str],
    *,
    k: int = 3,
    max_hops: int = 4,
    since: int | None = None,
    until: int | None = None,
    half_life: float | None = HALF_LIFE,
    now: int | None = None,
    source_name: str = "",
    target_name: str = "",
    direct_first: bool = True,
    without: Collection[str] = (),
    one_end: OneEnd = "",
) -> PathsReport:
    """The best paths from any organisation of one set to any of another: regions, domains, legs.

    At most one path per pair of ends, and as long as there is one between ends that no path has used yet,
    that one is taken; then ends are used again. No member of either set stands inside a path, since the way
    would be shorter from there. `source_name` and `target_name` are what the report calls the sets; `one_end` says
    which of them is one organisation, not a set of one: an end of all paths is none that they share. An empty
    set has no paths. The other parameters are those of `find_paths`. Raises DirskgError for unknown ids and
    for sets that overlap.
    """
    check_limits(k, max_hops)
    network = collaboration_network(ecosystem, since=since, until=until, half_life=half_life, now=now)
    finder = PathFinder(network, without=without)
    return finder.between(
        sources,
        targets,
        k=k,
        max_hops=max_hops,
        source_name=source_name,
        target_name=target_name,
        direct_first=direct_first,
        one_end=one_end,
    )
