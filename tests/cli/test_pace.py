"""Progress of a build: estimates that learn from the last one, and bars on a real terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import command, on_terminal, run
from small_tables import small_tables

from dirskg.cli import pace as pace_module
from dirskg.cli.pace import Pace
from dirskg.graph.builds.home import build_path


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(pace_module, "monotonic", found)
    return found


def test_a_step_is_expected_to_take_as_long_per_megabyte_as_the_last_time(tmp_path: Path, clock: Clock) -> None:
    pace = Pace.of(tmp_path, {"edf": 10.0, "ror": 30.0})
    pace.begin("edf")
    clock.now = 20.0
    pace.begin("mapping")
    clock.now = 24.0
    pace.remember()
    later = Pace.of(tmp_path, {"edf": 5.0, "ror": 15.0})
    assert later.estimate("edf") == pytest.approx(10.0)
    # A step that belongs to no source works on all of them: 4 seconds for 40 megabytes.
    assert later.estimate("mapping") == pytest.approx(2.0)


def test_what_is_new_counts_as_much_as_all_before(tmp_path: Path, clock: Clock) -> None:
    for seconds in (10.0, 30.0):
        pace = Pace.of(tmp_path, {"edf": 10.0})
        pace.begin("edf")
        clock.now += seconds
        pace.remember()
    assert Pace.of(tmp_path, {"edf": 10.0}).estimate("edf") == pytest.approx(20.0)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"edf": "x"}'])
def test_a_damaged_memory_is_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "pace.json").write_text(text, encoding="utf-8")
    assert Pace.of(tmp_path, {"edf": 1.0}).estimate("edf") > 0


def test_a_stopped_build_teaches_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run("build", "reference=nowhere", home=home).returncode == 3
    assert not (home / "pace.json").exists()


def test_the_pace_does_not_change_the_build(small_home: Path, tmp_path: Path) -> None:
    tables, home = small_tables(tmp_path / "tables"), tmp_path / "home"
    shutil.copytree(small_home, home)
    told = run("build", f"reference={tables}", home=home).stderr
    assert told.split()[1].partition("-")[2].rstrip(":") == build_path(small_home).name.partition("-")[2]
    assert "mapping" in json.loads((home / "pace.json").read_text(encoding="utf-8"))
    assert "  reference: " in told
    assert "rows in" in told


def test_a_terminal_shows_steps_and_what_is_left(tmp_path: Path) -> None:
    text = on_terminal(command("build", f"reference={small_tables(tmp_path / 'tables')}", home=tmp_path / "home"))
    assert "Writing the graph" in text
    # Time gone and time left.
    assert text.count("0:00:0") >= 2
