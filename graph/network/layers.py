"""The collaboration network taken apart: programme by programme, and by the other kinds of tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.network.projection import MEMBERSHIP, Network, collaboration_network

if TYPE_CHECKING:
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]

# The preparatory programmes of the European Defence Fund are one line with it.
LINES: Mapping[str, str] = {"EDIDP": "EDF", "PADR": "EDF"}
OWNERSHIP, OTHER, UNNAMED = "ownership", "other ties", "other programmes"
# Layers that are called by a word and not by the name of a programme.
LAYER_WORDS = ("membership", OWNERSHIP, OTHER, UNNAMED)
KINDS: Mapping[str, str] = {MEMBERSHIP: "membership", "ownedBy": OWNERSHIP, "partOf": OWNERSHIP}


def layers(ecosystem: Ecosystem, network: Network) -> dict[str, IntArray]:
    """The ties of each layer, as an array of pairs of vertices of `network`, u < v, in order; those without any are
    left out.

    First the programmes by name, then membership, ownership (also: being part of) and all other ties. A tie of two
    layers is in both. `network` is the collaboration network of the ecosystem.
    """
    line = ecosystem.projects["programme"].map(lambda programme: LINES.get(programme, programme) or UNNAMED)
    found = {name: _shared(ecosystem, set(ecosystem.projects.loc[line == name, "id"])) for name in sorted(set(line))}
    kind = network.tie_weights["kind"].map(lambda kind: KINDS.get(kind, OTHER))
    for name in (*dict.fromkeys(KINDS.values()), OTHER):
        edge = np.unique(network.tie_weights.loc[kind == name, "edge"].to_numpy(dtype=np.int64))
        found[name] = np.column_stack([network.u[edge], network.v[edge]])
    return {name: pairs for name, pairs in found.items() if len(pairs)}


def _shared(ecosystem: Ecosystem, projects: set[str]) -> IntArray:
    parts = ecosystem.participations[ecosystem.participations["project"].isin(projects)]
    network = collaboration_network(replace(ecosystem, participations=parts, ties=ecosystem.ties.iloc[:0]))
    return np.column_stack([network.u, network.v])
