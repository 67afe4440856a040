"""Positions on the map: the same for the same graph, whatever the order of rows and the process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from small_ecosystem import REGIONS, chain, small_ecosystem

from dirskg.graph.ecosystem.frames import Ecosystem, write_frames
from dirskg.graph.network.layout import layout

BELGIAN = {name: {**facts, "country": "BE"} for name, facts in REGIONS.items()}


@pytest.fixture(scope="module")
def small() -> Ecosystem:
    ties = [("a", "f", "memberOf"), ("g", "h", "ownedBy")]
    return chain("ab", "bc", "cd", "ef", "ae", organisations=BELGIAN, ties=ties)


def test_organisations_and_their_projects_have_a_place(small: Ecosystem) -> None:
    places = layout(small)
    assert places["id"].tolist() == sorted([*"abcdef", "ab", "bc", "cd", "ef", "ae"])
    assert np.isfinite(places[["x", "y"]]).all(axis=None)
    assert not places.duplicated(["x", "y"]).any()


def test_what_touches_no_belgian_has_no_place() -> None:
    abroad = chain("ab", "xy", organisations={"a": {"country": "BE"}})
    assert layout(abroad)["id"].tolist() == ["a", "ab", "b"]


def test_the_order_of_rows_does_not_matter(small: Ecosystem) -> None:
    turned = replace(
        small,
        organisations=small.organisations[::-1],
        participations=small.participations[::-1],
        ties=small.ties[::-1],
    )
    assert_frame_equal(layout(turned), layout(small))


def test_another_process_finds_the_same_places(small: Ecosystem, tmp_path: Path) -> None:
    write_frames(small, tmp_path)
    program = (
        "import sys, pathlib; folder = pathlib.Path(sys.argv[1]); "
        "from dirskg.graph.ecosystem.frames import read_frames; from dirskg.graph.network.layout import layout; "
        "layout(read_frames(folder)).to_parquet(folder / 'layout.parquet')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)
    assert_frame_equal(pd.read_parquet(tmp_path / "layout.parquet"), layout(small))


def test_partners_stand_nearer_than_strangers() -> None:
    two_groups = chain("ab", "bc", "ac", "de", "ef", "df", "cd", organisations=BELGIAN)
    places = layout(two_groups).set_index("id")[["x", "y"]]

    def distance(one: str, other: str) -> float:
        return float(np.hypot(*(places.loc[one] - places.loc[other])))

    assert max(distance("a", "b"), distance("e", "f")) < min(distance("a", "e"), distance("b", "f"))


def test_an_ecosystem_without_ties_has_no_places() -> None:
    assert layout(small_ecosystem({}, organisations=BELGIAN)).empty


def test_a_large_map_is_drawn_by_its_grid_and_partners_stand_nearer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dirskg.graph.network.layout._MANY", 10)
    names = [f"o{number:02}" for number in range(60)]
    ties = [(one, other, "memberOf") for one, other in zip(names, names[1:], strict=False)]
    belgian = {name: {"country": "BE"} for name in names}
    long = small_ecosystem({}, ties, belgian)
    places = layout(long).set_index("id")[["x", "y"]]
    steps = np.hypot(*(places.loc[names[1:]].to_numpy() - places.loc[names[:-1]].to_numpy()).T)
    far = np.hypot(*(places.loc[names[30:]].to_numpy() - places.loc[names[:30]].to_numpy()).T)
    assert len(places) == 60
    assert np.median(steps) * 3 < np.median(far)
    assert_frame_equal(layout(long), layout(long))
