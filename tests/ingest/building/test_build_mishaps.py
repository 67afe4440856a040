"""Whatever goes wrong in a build (killed, interrupted, disk full, two at once), the current build stays current."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import ENVIRONMENT, Ended, assert_fails, command, document, result, run
from small_tables import small_tables

# After these, a small build may become current before the signal arrives.
STEPS = ("domains", "reference", "identity", "mapping", "frames")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build of a few small tables is given."""
    return f"reference={small_tables(tmp_path_factory.mktemp('small') / 'tables')}"


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    """A home folder with one build of these tables."""
    return Path(shutil.copytree(small_home, tmp_path / "home"))


def current(home: Path) -> str:
    return str(document("status", "--json", home=home)["build"])


def names(home: Path) -> list[str]:
    """Everything in the folder of builds, leftovers too, but for the issues of a failed one."""
    return sorted(path.name for path in (home / "builds").iterdir() if path.name != ".failed")


def stopped(step: str, sign: signal.Signals, home: Path, *tables: str) -> Ended:
    """Begin a build, send it a signal a moment after it tells of this step, and wait for its end."""
    words = command("--json-log", "build", *tables, home=home)
    with subprocess.Popen(words, env=ENVIRONMENT, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        told = ""
        while f'"step": "{step}"' not in told and (line := process.stderr.readline()):
            told += line
        time.sleep(random.uniform(0, 0.05))
        process.send_signal(sign)
        told += process.stderr.read()
    if process.returncode == 0:
        pytest.skip(f"the build was quicker than the signal in step {step}")
    return Ended(words, process.returncode, "", told)


# Killed and interrupted


def test_a_killed_build_changes_nothing_and_the_next_one_clears_up(home: Path, tables: str) -> None:
    before, found = current(home), result("find", "noordzee", home=home)
    leftovers = 0
    for step in STEPS:
        assert stopped(step, signal.SIGKILL, home, tables).returncode == -signal.SIGKILL
        assert current(home) == before
        leftovers += len(names(home)) - 1
    assert leftovers
    assert result("find", "noordzee", home=home) == found
    assert run("build", tables, home=home).returncode == 0
    assert names(home) == [before, current(home)]
    assert current(home).startswith("0002-")


@pytest.mark.large
def test_a_large_build_that_is_killed_leaves_the_current_one(home: Path) -> None:
    before = current(home)
    assert stopped("mapping", signal.SIGKILL, home).returncode == -signal.SIGKILL
    assert current(home) == before
    assert "0 violations" in run("validate", home=home).stderr


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupted_build_says_so_and_leaves_nothing_half_made(step: str, tables: str, tmp_path: Path) -> None:
    assert_fails(stopped(step, signal.SIGINT, tmp_path, tables), 1, "Stopped. Nothing was changed.")
    assert not (tmp_path / "current").exists()
    assert not (tmp_path / "builds").exists() or names(tmp_path) == []


def test_leftovers_of_a_build_with_the_same_process_id_are_cleared(tables: str, tmp_path: Path) -> None:
    """In a container the program has the same process id each time."""
    if os.name != "posix":
        pytest.skip("needs a shell that hands its process id on")
    script = 'mkdir -p "$0/builds/.making-$$/store" && exec "$@"'
    words = ["sh", "-c", script, str(tmp_path), *command("build", tables, home=tmp_path)]
    ended = subprocess.run(words, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    assert names(tmp_path) == [current(tmp_path)]


def test_two_builds_at_the_same_time_end_well(tables: str, home: Path) -> None:
    before, words = current(home), command("build", tables, home=home)
    pair = [subprocess.Popen(words, env=ENVIRONMENT, stderr=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate(timeout=120)[1].decode() for process in pair]
    assert [process.returncode for process in pair] == [0, 0], told
    assert len(names(home)) == 3
    assert current(home) in set(names(home)) - {before}
    assert result("find", "noordzee", home=home)


# Places that cannot be written to


def on_small_disk(folder: Path, size: str, script: str) -> Ended:
    """Run a shell script with a disk of its own of that size mounted on the folder, for this script only."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("mounting a small disk needs unshare, which Linux has")
    folder.mkdir()
    words = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o size={size} none "{folder}"'
    if subprocess.run([*words, mount], capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    words.append(f"{mount} && {script}")
    return subprocess.run(words, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize("size", ["1m", "3m"])
def test_a_full_disk_is_told_with_the_remedy(size: str, tables: str, tmp_path: Path) -> None:
    """The quads, or the store of the quads, find no room."""
    disk = tmp_path / "disk"
    build = " ".join(command("build", tables, home=disk / "home"))
    ended = on_small_disk(disk, size, f'{build}; code=$?; ls -A -I .failed "{disk}/home/builds"; exit $code')
    assert_fails(ended, 1, f"could not be written to {disk / 'home'}", "No space left", "Free some space", "--home")


def test_a_disk_that_fills_up_keeps_the_earlier_build(tables: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    said = (("build", tables), ("status",), ("find", "noordzee"))
    build, status, find = (" ".join(command(*words, home=disk / "home")) for words in said)
    script = (
        f'{build} && {{ {build}; echo "code $?"; ls -A -I .failed "{disk}/home/builds"; {status} | head -1; {find}; }}'
    )
    ended = on_small_disk(disk, "6m", script)  # room for one and a half
    assert ended.returncode == 0, ended.stderr
    assert "No space left" in ended.stderr
    assert "The current build, if there is one, stays as it was." in ended.stderr
    code, only, told, *found = ended.stdout.splitlines()
    assert (code, only[:5]) == ("code 1", "0001-")
    assert told.startswith(f"Build          {only} (1 kept")
    assert any("Noordzee Systems" in line for line in found)


def test_a_place_that_is_no_folder_is_told(tables: str, tmp_path: Path) -> None:
    (tmp_path / "builds").write_text("", encoding="utf-8")
    ended = run("build", tables, home=tmp_path)
    assert_fails(ended, 1, f"could not be written to {tmp_path}", "Choose another folder with --home")
    assert "space" not in ended.stderr
