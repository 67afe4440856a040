"""Who could close a gap: actors of other areas that have what the cell lacks, and how they are tied to it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dirskg.graph.analyses.coverage import on_legs
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import held, rows
from dirskg.graph.network.projection import collaboration_network

_ACTORS = 5
Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Actor(AsJson):
    """An actor that could close a gap; `partner` is the one it is tied to most strongly in the area ("" for none)."""

    json_keys = "id label tied_to=partner? tied_to_label=partner_label?"

    id: str
    label: str
    partner: str
    partner_label: str


@dataclass(frozen=True, slots=True)
class Closer(AsJson):
    """Another area that has the leg: how many actors, a group being one, and the first by weight of their claims."""

    region: str
    leg: str
    count: int
    actors: tuple[Actor, ...]


class Closers:
    """Finds closers for any cell of one ecosystem; `pairs` of the capable, as `coverage.active` returns them."""

    def __init__(self, ecosystem: Ecosystem, pairs: pd.DataFrame) -> None:
        placed = on_legs(pairs[pairs["area"] != ""]).sort_values(["weight", "organisation"], ascending=[False, True])
        self._groups = dict(rows(pairs, "organisation", "group"))
        self._cells: dict[str, dict[tuple[str, str], list[str]]] = {}
        for domain, area, leg, organisation in rows(placed, "domain", "area", "leg", "organisation"):
            self._cells.setdefault(domain, {}).setdefault((area, leg), []).append(organisation)
        self._labels = dict(rows(ecosystem.organisations, "id", "label"))
        self._areas = dict(rows(pairs, "organisation", "area"))
        self._partners = _partners(ecosystem, self._areas)

    def there(self, domain: str, area: str, *legs: str) -> Named:
        """Ids and names of those who are in a cell on some legs."""
        cells = self._cells.get(domain, {})
        ids = dict.fromkeys(one for leg in legs for one in cells.get((area, leg), ()))
        return tuple((one, self._labels[one]) for one in ids)

    def of(self, domain: str, area: str, legs: tuple[str, ...], but: Named = ()) -> tuple[Closer, ...]:
        """Closers of a cell for the legs it wants, by area and leg, and none of the groups of those in `but`.

        An empty result is a gap of the whole country.
        """
        found = []
        same = {self._groups[one] for one, _ in but}
        for (other, leg), members in self._cells.get(domain, {}).items() if legs else ():
            first = {self._groups[one]: one for one in reversed(members)}
            organisations = [one for one in members if first[group := self._groups[one]] == one and group not in same]
            if other != area and leg in legs and organisations:
                actors = tuple(self._actor(organisation, area) for organisation in organisations[:_ACTORS])
                found.append(Closer(other, leg, len(organisations), actors))
        return tuple(sorted(found, key=lambda c: (legs.index(c.leg), -c.count, c.region)))

    def _actor(self, organisation: str, area: str) -> Actor:
        partner = self._partners.get((organisation, area), "")
        return Actor(organisation, self._labels[organisation], partner, self._labels.get(partner, ""))


def _partners(ecosystem: Ecosystem, areas: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """By organisation and area, the organisation there that it is tied to most strongly; those in `areas` only."""
    # Most ties of a large network are foreign: only those between known organisations are made.
    known = ecosystem.organisations[held(ecosystem.organisations["id"], areas.keys())]
    network = collaboration_network(replace(ecosystem, organisations=known))
    names = network.organisations["id"].tolist()
    u, v, weight = network.u, network.v, network.weight
    # Both directions of every tie, the weakest first, so that the strongest stays.
    here, there = np.concatenate([u, v]), np.concatenate([v, u])
    order = np.lexsort((-there, np.concatenate([weight, weight])))
    ends = zip(here[order].tolist(), there[order].tolist(), strict=True)
    return {(names[a], areas[names[b]]): names[b] for a, b in ends}
