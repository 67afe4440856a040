"""Positions of organisations and projects on a map, from a fixed seed: the same graph gives the same map."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem

_SEED = 560311
_ITERATIONS = 150  # twice as many double the time and draw no better a map: the stress stays at 0.15
# Where more stand, each is pushed by its neighbours in a grid only, not by all: for 17,000 a second in place of a
# minute, at a stress of 0.20 in place of 0.18. They start in a square as wide as a map of so many, since one cell would
# hold them all.
_MANY = 4_000


def layout(ecosystem: Ecosystem) -> pd.DataFrame:
    """Positions (id, x, y) of organisations and projects that have a tie, by force-directed placement.

    Fruchterman and Reingold (1991) on the two-mode network: organisations stand near their projects. Belgian
    organisations and what they touch are placed; partners that share no project with them would only push them apart.
    """
    import igraph

    belgian = set(ecosystem.organisations.loc[ecosystem.organisations["country"] == "BE", "id"])
    parts, ties = ecosystem.participations, ecosystem.ties
    touched = set(parts.loc[parts["organisation"].isin(belgian), "project"])
    pairs = np.concatenate(
        [
            parts.loc[parts["project"].isin(touched), ["project", "organisation"]].to_numpy(dtype=str),
            ties.loc[ties["from"].isin(belgian) | ties["to"].isin(belgian), ["from", "to"]].to_numpy(dtype=str),
        ]
    )
    names, edges = np.unique(pairs, return_inverse=True)
    graph = igraph.Graph(n=len(names), edges=edges.reshape(pairs.shape).tolist()).simplify()
    igraph.set_random_number_generator(random.Random(_SEED))
    start = [(random.Random(f"{_SEED}{name}").random(), random.Random(f"{name}{_SEED}").random()) for name in names]
    grid = "grid" if len(names) > _MANY else "nogrid"
    if grid == "grid":
        start = [((x - 0.5) * len(names) ** 0.5, (y - 0.5) * len(names) ** 0.5) for x, y in start]
    # An ecosystem without ties is drawn too: as nothing.
    placed = graph.layout_fruchterman_reingold(niter=_ITERATIONS, seed=start or None, grid=grid).coords
    places = np.array(placed, dtype=float).reshape(-1, 2)
    return pd.DataFrame({"id": names, "x": np.round(places[:, 0], 3), "y": np.round(places[:, 1], 3)})
