"""Fits the caller's positions to the page: a common scale, and room between marks that cover each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import numpy as np
from scipy.spatial import KDTree

# Mean room per node along one axis, in canvas units (one pixel at zoom 1).
SPACING = 44.0
# A drawing of a few nodes still fills the picture.
_LEAST_EXTENT = 420.0
# The share of nodes that set the scale. The others, far out, are drawn in to a quarter of their excess:
# a few loose nodes would otherwise shrink all the rest to a blot.
_CORE = 0.95
_REIN = 0.25
# Two thousand organisations are apart after some 500 rounds, a second in all.
_ROUNDS = 600
_PUSH = 0.35  # of the room that is lacking, for each of a pair: all pairs push at once, and half would overshoot

Point = tuple[float, float]


def fit(positions: Sequence[Point]) -> list[Point]:
    """Positions scaled and centred so that the drawing's area grows with the number of nodes.

    Directions from the centre are kept, and proportions too for all but the outermost 5 per cent.
    Positions that all coincide are returned at the centre.
    """
    if not positions:
        return []
    middle_x, middle_y = (median(axis) for axis in zip(*positions, strict=True))
    reach = [math.hypot(x - middle_x, y - middle_y) for x, y in positions]
    core = sorted(reach)[math.ceil(_CORE * len(reach)) - 1] or max(reach) or 1.0
    scale = max(SPACING * math.sqrt(len(positions)), _LEAST_EXTENT) / (2 * core)
    return [
        ((x - middle_x) * scale * rein, (y - middle_y) * scale * rein)
        for (x, y), far in zip(positions, reach, strict=True)
        for rein in [1.0 if far <= core else (core + (far - core) * _REIN) / far]
    ]


def part(positions: Sequence[Point], radii: Sequence[float], gap: float = 6.0) -> list[Point]:
    """Positions with overlapping circles pushed apart, in rounds until none overlap or `_ROUNDS` are over.

    Marks that hide one another cannot be clicked. The result depends on the input alone: coinciding
    points part along an angle taken from their rank.
    """
    points, sizes = np.array(positions, dtype=float).reshape(-1, 2), np.array(radii, dtype=float)
    # The golden angle spreads any number of coinciding points evenly.
    turns = np.arange(len(points)) * math.pi * (3 - math.sqrt(5))
    reach = 2 * sizes.max(initial=0.0) + gap
    for _ in range(_ROUNDS):
        a, b = KDTree(points).query_pairs(reach, output_type="ndarray").T
        between = points[b] - points[a]
        distance, room = np.hypot(*between.T), sizes[a] + sizes[b] + gap
        if not (near := distance < room - 0.1).any():
            break
        a, b, between, distance, room = a[near], b[near], between[near], distance[near], room[near]
        alike = distance < 1e-9
        between[alike] = np.column_stack([np.cos(turns[b[alike]]), np.sin(turns[b[alike]])])
        step = between * (_PUSH * (room - distance) / np.where(alike, 1.0, distance))[:, None]
        np.add.at(points, b, step)
        np.subtract.at(points, a, step)
    return [(x, y) for x, y in points.tolist()]
