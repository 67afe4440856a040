"""How complete the graph is: actors that no list names yet, estimated from how lists overlap, and published figures.

Two estimates, each with its interval: Chapman on consortia against pages, Chao1 on the number of lists that name each
actor. Both are too low where lists copy each other, so the larger of the two is the one shown. Where too few actors
stand on both, nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from dirskg.graph.analyses.completeness.anchors import Anchor, anchors
from dirskg.graph.analyses.completeness.lists import PAGES_ONLY, actor_lists
from dirskg.graph.analyses.finding import Trace, finite, traced
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.unseen import Unseen, many_lists, two_lists
from dirskg.ontology.vocab import LEGS, REGIONS

# Chapman's estimate is nearly unbiased from seven shared actors on; below three it says nothing.
LEAST_SHARED = 3
ROUGH_BELOW = 7
# Chao1 rests on the actors that exactly two lists name.
LEAST_TWICE = 3


@dataclass(frozen=True, slots=True)
class Part(AsJson):
    """One part of the ecosystem: a domain, a region, a leg, or what two of them have in common ("" is all of them).

    Without a leg it holds only actors that both kinds of list could name. `consortia`, `pages` and `both` count the
    actors that each kind of list names, `once` and `twice` those that exactly so many lists name.
    """

    domain: str
    region: str
    leg: str
    seen: int
    consortia: int
    pages: int
    both: int
    once: int
    twice: int
    chapman: Unseen | None
    chao: Unseen | None

    @property
    def estimate(self) -> Unseen | None:
        """The larger of the two estimates, since both err to the low side; None where neither can be made."""
        made = [estimate for estimate in (self.chapman, self.chao) if estimate]
        return max(made, key=lambda estimate: estimate.value, default=None)

    @property
    def method(self) -> str:
        """Which estimate is shown: chapman or chao; rough where few actors bear it, none where nothing does."""
        if self.estimate is None:
            return "none"
        rough = self.both if self.estimate is self.chapman else self.twice
        return ("chapman" if self.estimate is self.chapman else "chao") + ("_rough" if rough < ROUGH_BELOW else "")

    def trace(self) -> Trace:
        """Where the numbers come from."""
        told = {"domain": self.domain, "region": self.region, "leg": self.leg, "reach": "" if self.leg else "both"}
        return traced("/".join(filter(None, (self.region or "BE", self.domain, self.leg))), "actor-lists", **told)

    def to_json(self) -> dict[str, Any]:
        """The part as plain values; an estimate that cannot be made is null."""
        return fields_as_json(self) | {
            "method": self.method, "chapman": _told(self.chapman), "chao": _told(self.chao),
            "estimate": _told(self.estimate), "evidence": self.trace().to_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompletenessReport(AsJson):
    """Parts from the whole country down to single cells, and our counts beside published ones."""

    json_keys = "rules *"
    rules = {"least_shared": LEAST_SHARED, "rough_below": ROUGH_BELOW, "least_twice": LEAST_TWICE}

    totals: tuple[Part, ...]
    domains: tuple[Part, ...]
    cells: tuple[Part, ...]
    anchors: tuple[Anchor, ...]

    def traces(self) -> tuple[Trace, ...]:
        """Where all figures come from."""
        parts = tuple(part.trace() for part in (*self.totals, *self.domains, *self.cells))
        return parts + tuple(trace for anchor in self.anchors for trace in anchor.traces())


@once
def completeness(ecosystem: Ecosystem) -> CompletenessReport:
    """Estimate the unseen in all parts of the ecosystem, and hold our counts against the published ones."""
    lists = actor_lists(ecosystem)
    found = _open(lists)
    regions, legs = _tally(found, "region"), _tally(lists, "leg")
    totals = (
        _whole(found),
        *(_part({"region": region}, regions[(region,)]) for region in (*REGIONS, "unknown")),
        *(_part({"leg": leg}, legs[(leg,)]) for leg in LEGS),
    )
    domains, cells = _domains(ecosystem, found)
    return CompletenessReport(totals, domains, cells, anchors(ecosystem))


def whole(ecosystem: Ecosystem) -> Part:
    """The estimate for all of Belgium, the first of the totals."""
    return _whole(_open(actor_lists(ecosystem)))


@once
def seen_share(ecosystem: Ecosystem) -> dict[tuple[str, str], float]:
    """The estimated part of the actors that was seen, by domain and region; region "" is all of Belgium.

    What cannot be estimated has no entry. An upper bound: the true share is lower where lists copy each other.
    """
    domains, cells = _domains(ecosystem, _open(actor_lists(ecosystem)))
    return {(p.domain, p.region): p.estimate.share for p in (*domains, *cells) if p.estimate}


def _open(lists: pd.DataFrame) -> pd.DataFrame:
    """The rows of actors that both kinds of list could name."""
    return lists[~lists["leg"].isin(PAGES_ONLY)]


def _whole(lists: pd.DataFrame) -> Part:
    return _part({}, _tally(lists)[()])


def _domains(ecosystem: Ecosystem, lists: pd.DataFrame) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The domains, and their cells in each region."""
    domains = sorted(set(ecosystem.domains["id"]) | set(lists["domain"]))
    by_domain, by_cell = _tally(lists, "domain"), _tally(lists, "domain", "region")
    cells = (
        _part({"domain": domain, "region": region}, by_cell[domain, region]) for domain in domains for region in REGIONS
    )
    return tuple(_part({"domain": domain}, by_domain[(domain,)]) for domain in domains), tuple(cells)


class _Named(NamedTuple):
    """By how many lists an actor is named, and how many of them are of consortia."""

    lists: int
    consortia: int


def _tally(lists: pd.DataFrame, *keys: str) -> Mapping[tuple[str, ...], list[_Named]]:
    """By the values of some columns, how each actor is named; an empty list for values that do not occur."""
    columns = rows(lists, "organisation", "list", "consortium", *keys)
    named = sets_of(((tuple(key), organisation), (one, consortium)) for organisation, one, consortium, *key in columns)
    return lists_of(
        (group, _Named(len(by), sum(consortium for _, consortium in by))) for (group, _), by in named.items()
    )


def _part(where: Mapping[str, str], actors: Sequence[_Named]) -> Part:
    abundance = [one.lists for one in actors]
    n1 = sum(one.consortia > 0 for one in actors)
    n2 = sum(one.lists > one.consortia for one in actors)
    both = sum(one.lists > one.consortia > 0 for one in actors)
    once, twice = abundance.count(1), abundance.count(2)
    two = both >= LEAST_SHARED and where.get("leg", "") not in PAGES_ONLY
    return Part(
        where.get("domain", ""), where.get("region", ""), where.get("leg", ""), len(actors), n1, n2, both, once, twice,
        two_lists(n1, n2, both) if two else None, many_lists(abundance) if twice >= LEAST_TWICE else None,
    )  # fmt: skip


def _told(estimate: Unseen | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "value": finite(estimate.value), "low": finite(estimate.low), "high": finite(estimate.high),
        "share_seen": finite(estimate.share),
    }  # fmt: skip
