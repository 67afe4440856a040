"""Who would be missed most: what is lost of cells, legs, calls and ties between regions when one Belgian actor goes.

Companies of one group leave together, and stand in the list once; who only supports others is never there. The order is
that of `importance`.

Actors abroad stay, and tie Belgian ones to each other. Funders tie everybody and are left out of the network, as in
paths. All losses are exact: nothing is drawn, and the network is taken apart once, not once an actor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dirskg.graph.analyses.calls import calls
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.importance import Importance, importance
from dirskg.graph.analyses.resilience.leavers import Attack, Bridge, Layer, Leaver
from dirskg.graph.analyses.resilience.losses import Losses, answerable, losses
from dirskg.graph.analyses.resilience.weak_points import WeakPoints, weak_points
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.errors import DirskgError, require_called
from dirskg.ontology.vocab import REGIONS

# The latest calls of each programme do not depend on the day; only whether they are open does.
_ANY_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class ResilienceReport(AsJson):
    """The k actors whose leaving loses most, of `actors` asked about, `losing` of which lose anything.

    `whole` tells how Belgian actors hang together over all partners, `home` over ties among themselves alone. `calls`
    is the number of latest calls all of whose domains have a capable actor at a known place.
    """

    json_keys = (
        "domain region k actors losing place_unknown=unplaced calls leavers=rows bridges layers network=whole "
        "network_at_home=home"
    )

    domain: str
    region: str
    k: int
    actors: int
    losing: int
    unplaced: int
    calls: int
    rows: tuple[Leaver, ...]
    bridges: tuple[Bridge, ...]
    layers: tuple[Layer, ...]
    whole: Attack
    home: Attack

    def traces(self) -> tuple[Trace, ...]:
        """Where the losses by each actor come from, and the bridges."""
        rows = (trace for row in self.rows for trace in row.traces())
        return (*rows, *(bridge.trace() for bridge in self.bridges), Trace("ties", "frame-ties"))


@once
def resilience(ecosystem: Ecosystem, *, domain: str = "", region: str = "", k: int = 15) -> ResilienceReport:
    """What is lost when a Belgian actor leaves, for the k that lose most: all, those active in a domain, of a region.

    With a domain, cells and calls are those of that domain. Raises DirskgError for a domain or region that the graph
    does not have, and for k below 1.
    """
    require_called("domain", domain, ecosystem.domains["id"])
    require_called("region", region, REGIONS)
    if k < 1:
        raise DirskgError(f"k = {k} asks for nothing: give 1 or more")
    able = active(ecosystem, of=(CAPABLE,))
    pairs = able[able["domain"] == domain] if domain else able
    actors = belgian(ecosystem).sort_values("id")
    asked = actors[actors["region"] == region] if region else actors
    asked = asked[asked["id"].isin(pairs["organisation"])] if domain else asked
    latest = answerable(able, calls(ecosystem, on=_ANY_DAY).rows)
    latest = [row for row in latest if not domain or domain in row.domains]
    tops = groups(ecosystem)
    lost = losses(able, latest, only=domain, tops=tops)
    lost = replace(lost, single={one: lost.single.get(tops.get(one, one), ()) for one in asked["id"]})
    points = weak_points(ecosystem, set(actors["id"]))
    known = importance(ecosystem, {one: points.cut_off(one) for one in actors["id"]})
    weights = _first_members(known, set(asked["id"]))
    asked = asked[asked["id"].isin(weights)]
    counted = {one: _counted(one, lost, points) for one in asked["id"]}
    some = (one for one in counted if any(counted[one]) or weights[one].points)
    first = sorted(some, key=lambda one: (-weights[one].points, *(-n for n in counted[one]), one))
    facts = asked.set_index("id")
    return ResilienceReport(
        domain=domain, region=region, k=k, actors=len(asked),
        losing=sum(_loses(weights[one], n) for one, n in counted.items()),
        unplaced=int((asked["region"] == "").sum()), calls=len(latest),
        rows=tuple(_leaver(one, weights[one], facts.loc[one], lost, points, domain) for one in first[:k]),
        bridges=points.bridges(), layers=points.layers_told(), whole=points.attack(home=False),
        home=points.attack(home=True),
    )  # fmt: skip


def _counted(one: str, lost: Losses, points: WeakPoints) -> tuple[int, ...]:
    """How much is lost by the leaving of an actor, what weighs most first; one left in a cell is a warning only."""
    cells = (lost.calls, lost.emptied, lost.legs)
    return (
        *(len(what.get(one, ())) for what in cells), len(points.cut_off(one)), points.pairs(one),
        len(lost.single.get(one, ())),
    )  # fmt: skip


def _loses(weight: Importance, counted: tuple[int, ...]) -> bool:
    return any(counted[:-1]) or bool(weight.topics or weight.cells)


def _first_members(known: Iterable[Importance], asked: set[str]) -> dict[str, Importance]:
    """What is known of each group by the first of its members that is asked about."""
    found = ((next((one for one in weight.members if one in asked), ""), weight) for weight in known)
    return {one: weight for one, weight in found if one}


def _leaver(
    one: str, weight: Importance, facts: pd.Series[Any], lost: Losses, points: WeakPoints, domain: str
) -> Leaver:
    return Leaver(
        id=one, weight=weight, region=str(facts["region"]), leg=str(facts["leg"]), emptied=lost.emptied.get(one, ()),
        single=lost.single.get(one, ()), legs=lost.legs.get(one, ()), calls=lost.calls.get(one, ()),
        cut_off=points.cut_off(one), pairs=points.pairs(one), giant=points.giant(one), ties=points.ties(one),
        layers=points.layers_of(one), participation=points.participation(one),
        betweenness=points.betweenness(one), domain=domain,
    )  # fmt: skip
