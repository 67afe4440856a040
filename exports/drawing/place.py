"""Fits the caller's positions to the page: a common scale, and room between marks that cover each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from statistics import median

# Mean room per node along one axis, in canvas units (one pixel at zoom 1).
SPACING = 44.0
# A drawing of a few nodes still fills the picture.
_LEAST_EXTENT = 420.0
# The share of nodes that set the scale. The others, far out, are drawn in to a quarter of their excess:
# a few loose nodes would otherwise shrink all the rest to a blot.
_CORE = 0.95
_REIN = 0.25
_ROUNDS = 30

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
    """Positions with overlapping circles pushed apart, each pair by half, in at most 30 rounds.

    Marks that hide one another cannot be clicked. The result depends on the input alone: coinciding
    points part along an angle taken from their rank.
    """
    points = [list(point) for point in positions]
    cell = 2 * max(radii, default=0.0) + gap
    for _ in range(_ROUNDS):
        if not _push(points, radii, gap, cell):
            break
    return [(x, y) for x, y in points]


def _push(points: list[list[float]], radii: Sequence[float], gap: float, cell: float) -> bool:
    """Move every overlapping pair once; whether anything moved."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(points):
        grid[int(x // cell), int(y // cell)].append(index)
    moved = False
    for (column, row), members in list(grid.items()):
        near = [i for dx, dy in product((-1, 0, 1), repeat=2) for i in grid.get((column + dx, row + dy), ())]
        for a in members:
            for b in near:
                if a < b and _part_pair(points, a, b, radii[a] + radii[b] + gap):
                    moved = True
    return moved


def _part_pair(points: list[list[float]], a: int, b: int, room: float) -> bool:
    dx, dy = points[b][0] - points[a][0], points[b][1] - points[a][1]
    distance = math.hypot(dx, dy)
    if distance >= room - 0.1:
        return False
    if distance < 1e-9:
        # The golden angle spreads any number of coinciding points evenly.
        angle = b * math.pi * (3 - math.sqrt(5))
        dx, dy, distance = math.cos(angle), math.sin(angle), 1.0
        step = room / 2
    else:
        step = (room - distance) / 2
    for index, sign in ((a, -1), (b, 1)):
        points[index][0] += sign * step * dx / distance
        points[index][1] += sign * step * dy / distance
    return True
