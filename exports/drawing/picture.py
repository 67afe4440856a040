"""The whole network as a picture: place, colour and size of each mark, colour and width of each line."""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import pandas as pd

from dirskg.exports.drawing.place import fit, part
from dirskg.exports.drawing.style import COLOURS, LINE, OWNERSHIP, OWNING_KINDS, place_key
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.hops import main_kinds
from dirskg.graph.network.projection import Network

_SMALLEST, _LARGEST = 7.0, 19.0
_THINNEST, _THICKEST = 0.8, 4.0
_COLUMNS = 30  # of organisations without a place on the map, as long as they are few


def draw(graph: nx.Graph[str], network: Network, layout: pd.DataFrame, look: str) -> None:
    """Give each node and edge of the network its look, in GEXF's own terms, as the attribute `look`.

    Size is the strength in the network: the number of shared projects plus other ties. The y of `layout` points down,
    that of Gephi up.
    """
    count = len(network.organisations)
    strength = np.bincount(network.u, network.weight, count) + np.bincount(network.v, network.weight, count)
    sizes = _scaled(strength.tolist(), _SMALLEST, _LARGEST)
    nodes = network.organisations[["id", "country", "region"]].merge(layout, on="id", how="left")
    places = placed(nodes)
    ids = nodes["id"].tolist()
    points = part(fit([places[one] for one in ids]), sizes)
    facts = rows(nodes, "id", "country", "region")
    for (identifier, country, region), (x, y), size in zip(facts, points, sizes, strict=True):
        red, green, blue = bytes.fromhex(COLOURS[place_key(country, region) or "unknown"].removeprefix("#"))
        graph.nodes[identifier][look] = {
            "position": {"x": round(x, 1), "y": -round(y, 1), "z": 0.0},
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "size": round(size, 1),
        }
    # The more lines there are, the fainter each is, so that crowded places show density and not a blot.
    opacity = round(min(0.8, max(0.12, 9 / math.sqrt(max(len(network.u), 1)))), 2)
    widths = _scaled(network.weight.tolist(), _THINNEST, _THICKEST)
    for u, v, kind, width in zip(network.u.tolist(), network.v.tolist(), main_kinds(network), widths, strict=True):
        red, green, blue = OWNERSHIP if kind in OWNING_KINDS else LINE
        color = {"r": red, "g": green, "b": blue, "a": opacity}
        graph.edges[ids[u], ids[v]][look] = {"color": color, "thickness": round(width, 1)}


def placed(nodes: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Positions of the layout; organisations that have none there stand in rows below the map."""
    there = nodes.dropna(subset=["x"])
    found = {identifier: (x, y) for identifier, x, y in rows(there, "id", "x", "y")}
    loose = sorted(set(nodes["id"]) - set(found))
    left, right = (there["x"].min(), there["x"].max()) if len(there) else (0.0, 10.0)
    columns = max(_COLUMNS, math.isqrt(len(loose)))
    below, step = (there["y"].max() if len(there) else 0.0), max((right - left) / columns, 1.0)
    for i, identifier in enumerate(loose):
        row, column = divmod(i, columns)
        found[identifier] = (left + column * step, below + (row + 2) * step)
    return found


def _scaled(values: Sequence[float], low: float, high: float) -> list[float]:
    """Values as sizes between `low` and `high`, by square root, so that areas and not radii compare."""
    floor = min(values, default=0.0)
    span = max(values, default=0.0) - floor
    if not span:
        return [low + (high - low) / 4] * len(values)
    return [low + (high - low) * math.sqrt((value - floor) / span) for value in values]
