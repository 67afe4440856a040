"""The picture of the network: positions fitted to it, and marks that cover each other parted."""

from __future__ import annotations

import math

import pytest
from small_ecosystem import chain

from dirskg.exports.drawing.picture import placed
from dirskg.exports.drawing.place import fit, part
from dirskg.graph.network.layout import layout


def test_positions_are_scaled_about_the_middle() -> None:
    assert fit([]) == []
    assert fit([(5.0, 5.0)] * 3) == [(0.0, 0.0)] * 3
    near = fit([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
    far = fit([(100.0, 100.0), (101.0, 100.0), (100.0, 101.0)])
    assert [pytest.approx(point) for point in near] == far


def test_one_far_node_does_not_shrink_the_rest() -> None:
    ring = [(math.cos(i), math.sin(i)) for i in range(99)]
    alone = fit(ring)
    joined = fit([*ring, (50.0, 0.0)])
    assert joined[0][0] == pytest.approx(alone[0][0], rel=0.1)
    assert joined[-1][0] > max(x for x, _ in joined[:-1])


def test_marks_that_cover_each_other_are_parted() -> None:
    points = part([(0.0, 0.0)] * 12 + [(500.0, 0.0)], [10.0] * 13)
    pairs = [math.dist(a, b) for i, a in enumerate(points) for b in points[:i]]
    assert min(pairs) > 20
    assert points[-1] == (500.0, 0.0)


def test_organisations_without_a_tie_stand_apart_from_the_map() -> None:
    ecosystem = chain("ab", organisations={name: {"country": "BE"} for name in "abcdefg"})
    found = placed(ecosystem.organisations.merge(layout(ecosystem), on="id", how="left"))
    assert len(set(found.values())) == 7
    assert min(found[name][1] for name in "cdefg") > max(found["a"][1], found["b"][1])
