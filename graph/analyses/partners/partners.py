"""Suggestions of partners for one organisation: who in Belgium fits it, led by content, and why.

Points from 0 to 1,000 order them, a convention of this tool: 500 for the domains that are related to its own and in
which the other can deliver, 300 for calls both could work on, 100 each for a region and a leg in which it has no
partner. Who only takes part in a domain, or supports, brings it to nobody. How scores of this kind did on the past
stands beside them (`hold_out`): they say who fits, not who will work together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd

from dirskg.graph.analyses.calls import succeeded
from dirskg.graph.analyses.complement import DomainPair
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.partners.hold_out import WEIGHTS, HoldOut, hold_out
from dirskg.graph.analyses.partners.portfolios import Content, content_of
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import require_called, require_organisations
from dirskg.graph.measures.link_prediction import adjacency, degrees
from dirskg.graph.measures.portfolio_fit import complement, lacking, shared_calls
from dirskg.graph.measures.stats import Array
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.graph.network.projection import collaboration_network
from dirskg.ontology.vocab import LEGS, REGIONS

NEW_PLACE = 100
K = 10


@dataclass(frozen=True, slots=True)
class FittingCall(AsJson):
    """A call with a domain in which the organisation is active; `deadline` as precise as it is told."""

    json_keys = "call=id *"

    id: str
    title: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Whom the organisation is tied to already, and the regions and legs in which it has somebody, itself included."""

    tied: tuple[str, ...]
    regions: tuple[str, ...]
    legs: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Counts and codes as plain values."""
        return {"organisations": len(self.tied), "regions": list(self.regions), "legs": list(self.legs)}


@dataclass(frozen=True, slots=True)
class Suggestion(AsJson):
    """An organisation that fits, and why.

    `brings` are the domains in which it can deliver that are related to the other's own, each with the pairs of domains
    that say so; `shared` those that the other is active in itself, `calls` those both could work on, `new_region` and
    `new_leg` whether the other has nobody there. `common` counts organisations both are tied to, `allocation` is the
    resource allocation index.
    """

    json_keys = (
        "id region leg size points brings shared_domains=shared calls new_region new_leg tied "
        "common_partners=common resource_allocation=allocation evidence=trace"
    )

    id: str
    region: str
    leg: str
    size: str
    points: int
    brings: tuple[tuple[str, tuple[DomainPair, ...]], ...]
    shared: tuple[str, ...]
    calls: tuple[str, ...]
    new_region: bool
    new_leg: bool
    tied: bool
    common: int
    allocation: float

    def trace(self) -> Trace:
        """Where its domains come from."""
        return Trace(self.id, "evidence-of", {"entity": self.id})

    def to_json(self) -> dict[str, Any]:
        """The suggestion as plain values."""
        brings = [{"domain": d, "related_to": [pair.to_json() for pair in pairs]} for d, pairs in self.brings]
        return fields_as_json(self) | {"brings": brings}


@dataclass(frozen=True, slots=True)
class PartnersReport(AsJson):
    """Suggestions for one organisation ("" where there is none to ask for), best first, and the test on the past.

    `domains` are its own, `near` those related to them that it lacks; `calls` the calls with a deadline on or after
    `on` whose domains are known, `fitting` those of them with a domain that it has. `found` counts all that fit.
    """

    json_keys = "organisation on domains near calls fitting_calls=fitting *"

    organisation: str
    on: str
    domains: tuple[str, ...]
    near: tuple[str, ...]
    calls: tuple[str, ...]
    fitting: tuple[FittingCall, ...]
    known: Neighbourhood
    region: str
    leg: str
    include_known: bool
    found: int
    suggestions: tuple[Suggestion, ...]
    hold_out: HoldOut

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return fields_as_json(self) | {"evidence": [trace.to_json() for trace in self.traces()[:3]]}

    def traces(self) -> tuple[Trace, ...]:
        """Its domains, whom it is tied to, the calls, the domains of each suggestion and why they are related."""
        own = [
            Trace("domains", "evidence-of", {"entity": self.organisation}),
            Trace("tied", "tied-to", {"entity": self.organisation}),
        ]
        pairs = {(p.one, p.other): p for one in self.suggestions for _, why in one.brings for p in why}
        return (
            *(own if self.organisation else ()),
            Trace("calls", "open-calls", {"after": self.on}),
            *(one.trace() for one in self.suggestions),
            *(pairs[key].traces()[0] for key in sorted(pairs)),
            self.hold_out.trace(),
        )


def partners(
    ecosystem: Ecosystem, organisation: str, *, on: str, region: str = "", leg: str = "", k: int = K,
    include_known: bool = False, until: int | None = None,
) -> PartnersReport:  # fmt: skip
    """The first k organisations in Belgium that fit one organisation, on a day such as 2026-11-25.

    Those that it is tied to already are left out unless `include_known`; funders and organisations that another has
    succeeded always. Raises DirskgError for an organisation, region or leg that is not known.
    """
    require_called("region", region, REGIONS)
    require_called("leg", leg, LEGS)
    ids = ecosystem.organisations["id"]
    require_organisations([organisation] if organisation else [], ids)
    content = content_of(ecosystem, on)
    own = content.own(organisation)
    known, common, allocation = _topology(ecosystem, organisation)
    people = _candidates(ecosystem, organisation, set(known.tied) if not include_known else set())
    if region:
        people = people[people["region"] == region]
    if leg:
        people = people[people["leg"] == leg]
    others = content.brought(people["id"].tolist())
    parts = complement(own, others, content.related)[0], shared_calls(own, others, content.weights)[0]
    found = [
        _suggestion(row, (own[0], others[i]), (float(parts[0][i]), float(parts[1][i])), content, known,
                    common.get(row["id"], 0), allocation.get(row["id"], 0.0))
        for i, row in enumerate(people.to_dict("records")) if parts[0][i] > 0 or parts[1][i] > 0
    ]  # fmt: skip
    found.sort(key=lambda one: (-one.points, -one.allocation, one.id))
    near = lacking(own, content.related)[0]
    fits = set(compress(content.calls, (own @ content.weights.T)[0] > 0))
    rows = ecosystem.calls[ecosystem.calls["id"].isin(fits)].drop_duplicates("id").sort_values(["deadline", "id"])
    fitting = tuple(FittingCall(str(r["id"]), str(r["title"]), str(r["deadline"])) for r in rows.to_dict("records"))
    return PartnersReport(
        organisation, on, tuple(compress(content.domains, own[0] > 0)), tuple(compress(content.domains, near)),
        content.calls, fitting, known, region, leg, include_known, len(found), tuple(found[:k]),
        hold_out(ecosystem, until=until),
    )  # fmt: skip


def _topology(ecosystem: Ecosystem, organisation: str) -> tuple[Neighbourhood, dict[str, int], dict[str, float]]:
    """Whom it is tied to; and for each organisation two steps away common partners and resource allocation."""
    network = collaboration_network(ecosystem)
    if organisation not in network.index:
        return Neighbourhood((), (), ()), {}, {}
    adjacent = adjacency(network.u, network.v, len(network.index))
    # One row of the score is the row of the organisation times the rest: no need for all pairs.
    row = adjacent[[network.index[organisation]]]
    size = degrees(adjacent)
    shares = row.multiply(np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)).tocsr()
    names = network.organisations["id"].tolist()
    common, allocation = (row @ adjacent).tocoo(), (shares @ adjacent).tocoo()
    tied = network.organisations.iloc[[*row.indices.tolist(), network.index[organisation]]]
    home = tied[tied["region"].isin(REGIONS)]
    around = Neighbourhood(
        tuple(sorted(set(tied["id"]) - {organisation})), tuple(sorted(set(home["region"]))),
        tuple(sorted(set(home["leg"]) - {""})),
    )  # fmt: skip
    counted = {names[i]: round(n) for i, n in zip(common.coords[1].tolist(), common.data.tolist(), strict=True)}
    # Rounded, so that the order of sums does not part equals.
    shared = {
        names[i]: round(x, 12) for i, x in zip(allocation.coords[1].tolist(), allocation.data.tolist(), strict=True)
    }
    return around, counted, shared


def _candidates(ecosystem: Ecosystem, organisation: str, tied: set[str]) -> pd.DataFrame:
    people = belgian(ecosystem)
    out = tied | succeeded(ecosystem.ties) | {organisation}
    kept = ~people["kind"].isin(FUNDER_KINDS) & ~people["id"].isin(out)
    return people[kept].sort_values("id")


def _suggestion(
    row: dict[Any, Any], portfolios: tuple[Array, Array], parts: tuple[float, float], content: Content,
    known: Neighbourhood, common: int, allocation: float,
) -> Suggestion:  # fmt: skip
    mine, theirs = (portfolio > 0 for portfolio in portfolios)
    near = lacking(mine[None], content.related)[0] & theirs
    brings = tuple((domain, _why(content, domain, mine)) for domain in compress(content.domains, near))
    both = (content.weights @ mine > 0) & (content.weights @ theirs > 0)
    region, leg = str(row["region"]), str(row["leg"])
    new_region, new_leg = bool(region) and region not in known.regions, bool(leg) and leg not in known.legs
    points = round(WEIGHTS[0] * parts[0] + WEIGHTS[1] * parts[1]) + NEW_PLACE * (new_region + new_leg)
    return Suggestion(
        id=str(row["id"]), region=region, leg=leg, size=str(row["size"]), points=points, brings=brings,
        shared=tuple(compress(content.domains, mine & theirs)), calls=tuple(compress(content.calls, both)),
        new_region=new_region, new_leg=new_leg, tied=str(row["id"]) in known.tied, common=common, allocation=allocation,
    )  # fmt: skip


def _why(content: Content, domain: str, mine: np.ndarray[Any, Any]) -> tuple[DomainPair, ...]:
    place = content.domains.index(domain)
    own = [other for i, other in enumerate(content.domains) if mine[i] and content.related[place, i]]
    pairs = [content.relatedness.between(domain, other) for other in own]
    return tuple(sorted(pairs, key=lambda pair: (-pair.phi, pair.one, pair.other)))
