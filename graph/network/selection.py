"""Which part of the ecosystem a graph view shows: all of Belgium, around one actor, a domain, a region, a gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dirskg.graph.errors import DirskgError
from dirskg.graph.frames import Ecosystem
from dirskg.graph.network.projection import Network, collaboration_network
from dirskg.graph.topics import WORKS, on_topic


@dataclass(frozen=True, slots=True)
class Selection:
    """Organisations to show and the ties among them.

    nodes: columns of the frame `organisations`, and importance (strength in the whole network: number of shared
    projects plus other ties), x, y (NaN without a place on the map).
    edges: source, target, weight, edge (number in `network`).
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    network: Network


def select(
    ecosystem: Ecosystem,
    layout: pd.DataFrame,
    *,
    around: str = "",
    domain: str = "",
    region: str = "",
    gap: str = "",
    topic: str = "",
) -> Selection:
    """Choose organisations: conditions add up; without any, every Belgian organisation.

    around: one organisation and those it is tied to, abroad too. domain: active in it. region: seated in it, and
    Belgian organisations tied to those. gap ("BE3/V3"): active in the domain anywhere, or seated in the region and
    tied to one that is. topic: works on it. Raises DirskgError for an id, domain or region that is not in the graph.
    """
    network = collaboration_network(ecosystem)
    organisations = network.organisations
    ids = set(organisations["id"])
    belgian = set(organisations.loc[organisations["country"] == "BE", "id"])
    if gap:
        region_of_gap, _, domain_of_gap = gap.partition("/")
        if not (region_of_gap and domain_of_gap):
            raise DirskgError(f"Gap {gap!r}: write it as REGION/DOMAIN, such as BE3/V3.")
        _known(ecosystem, domain_of_gap, region_of_gap)
        acting = belgian & _active(ecosystem, domain_of_gap)
        seated = set(organisations.loc[organisations["region"] == region_of_gap, "id"])
        chosen = acting | (seated & _tied(network, acting))
    else:
        _known(ecosystem, domain, region)
        chosen = belgian
        if around:
            if around not in ids:
                raise DirskgError(f"No organisation has the id {around!r}. `dirskg find` looks it up by name.")
            chosen = {around} | _tied(network, {around})
        if domain:
            chosen &= _active(ecosystem, domain)
        if topic:
            chosen &= _on(ecosystem, topic)
        if region:
            seated = set(organisations.loc[organisations["region"] == region, "id"])
            chosen &= seated | (_tied(network, seated) & belgian)
    found = among(network, chosen, layout)
    if not around:
        return found
    # Partners abroad are tied to each other in every consortium: only their ties to the centre tell something.
    source, target = found.edges["source"], found.edges["target"]
    told = (source.isin(belgian) & target.isin(belgian)) | (source == around) | (target == around)
    nodes = found.nodes
    # The centre must stand out, however small it is elsewhere.
    nodes.loc[nodes["id"] == around, "importance"] = nodes["importance"].max() * 1.2
    return Selection(nodes, found.edges[told].reset_index(drop=True), network)


def _known(ecosystem: Ecosystem, domain: str, region: str) -> None:
    for what, value, frame in (("domain", domain, ecosystem.domains), ("region", region, ecosystem.regions)):
        if value and value not in set(frame["id"]):
            raise DirskgError(f"No {what} is called {value!r}. There are: {', '.join(frame['id'])}.")


def _active(ecosystem: Ecosystem, domain: str) -> set[str]:
    return set(ecosystem.claims.loc[ecosystem.claims["domain"] == domain, "organisation"])


def _on(ecosystem: Ecosystem, topic: str) -> set[str]:
    found = on_topic(ecosystem, topic)
    return set(found.loc[found["says"].isin(WORKS), "organisation"])


def _tied(network: Network, ids: set[str]) -> set[str]:
    names = network.organisations["id"].to_numpy()
    inside = np.isin(names, list(ids))
    return set(names[network.v[inside[network.u]]]) | set(names[network.u[inside[network.v]]])


def among(network: Network, chosen: set[str], layout: pd.DataFrame) -> Selection:
    """The chosen organisations, and the ties among them."""
    organisations = network.organisations
    strength = np.bincount(network.u, network.weight, len(organisations)) + np.bincount(
        network.v, network.weight, len(organisations)
    )
    nodes = organisations.assign(importance=strength).merge(layout, on="id", how="left")
    nodes = nodes[nodes["id"].isin(chosen)].reset_index(drop=True)
    names = organisations["id"].to_numpy()
    ends = {"source": names[network.u], "target": names[network.v]}
    edges = pd.DataFrame({**ends, "weight": network.weight, "edge": range(len(network.u))})
    edges = edges[edges["source"].isin(chosen) & edges["target"].isin(chosen)].reset_index(drop=True)
    return Selection(nodes, edges, network)
