"""Old builds go when asked, the current and the newest whole ones stay; builds that run side by side do no harm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import assert_fails, result, run
from small_tables import small_tables

from dirskg.graph.builds.home import build_names, current_name, named_build
from dirskg.ingest.building.publish import publish
from dirskg.ingest.building.work_folder import work_folder


@pytest.fixture
def home(three_builds: Path, tmp_path: Path) -> Path:
    """A copy of a home folder with three builds."""
    return Path(shutil.copytree(three_builds, tmp_path / "home"))


def numbers(home: Path) -> list[int]:
    return [int(name.partition("-")[0]) for name in build_names(home)]


def test_all_but_the_newest_and_the_current_one_go(home: Path) -> None:
    assert run("use", "1", home=home).returncode == 0
    told = run("prune", "--keep", "1", home=home)
    assert told.stderr.startswith("Removed 1 build (0002-"), told.stderr
    assert numbers(home) == [1, 3]
    assert "No build to remove" in run("prune", "--keep", "2", home=home).stderr
    assert result("find", "noord", home=home)
    assert_fails(run("prune", "--keep", "0", home=home), 2, "0 is not in the range")
    assert "No build to remove" in run("prune", "--keep", "1", home=home / "none").stderr
    assert not (home / "none").exists()


def test_use_tells_of_a_home_that_cannot_be_written_to(home: Path) -> None:
    (home / "current").unlink()
    (home / "current").mkdir()  # a file cannot take its place, whoever runs this
    assert_fails(run("use", "1", home=home), 1, f"{home} cannot be written: ", "stays as it was.")


def test_damaged_builds_do_not_count_as_kept(home: Path) -> None:
    for number in "23":
        (named_build(home, number) / "issues.csv").write_bytes(b"")
    assert run("prune", "--keep", "1", home=home).returncode == 0
    assert numbers(home) == [1, 3]  # the third is the current one
    (named_build(home, "1") / "issues.csv").write_bytes(b"")
    assert "No build to remove" in run("prune", "--keep", "1", home=home).stderr


def test_a_build_may_remove_those_before_it(home: Path, tmp_path: Path) -> None:
    ended = run("build", f"reference={small_tables(tmp_path / 'tables')}", "--keep", "2", home=home)
    assert "Removed 2 builds (0001-" in ended.stderr
    assert numbers(home) == [3, 4]


def test_status_tells_where_many_builds_lie(home: Path) -> None:
    assert "prune" not in result("status", home=home)
    for number in range(4, 8):
        shutil.copytree(named_build(home, "3"), home / "builds" / f"{number:04d}-00000000")
    told = result("status", home=home).splitlines()[0]
    assert "7 kept in" in told
    assert told.endswith(" MB; `dirskg prune --keep 5` removes all but the newest 5)")


def test_builds_past_9999_are_in_order(home: Path, tmp_path: Path) -> None:
    (home / "builds" / build_names(home)[-1]).rename(home / "builds" / "9999-00000000")
    for folder in ("a", "b"):
        made = shutil.copytree(named_build(home, "1"), tmp_path / folder)
        publish(made, home, "12345678abcdef")
    assert numbers(home) == [1, 2, 9999, 10000, 10001]
    assert current_name(home) == "10001-12345678"
    assert named_build(home, "10000").name == "10000-12345678"
    (named_build(home, "10001") / "issues.csv").write_bytes(b"")
    assert '"build": "10000-' in run("status", "--json", home=home).stdout


HOLD = """
import sys
from pathlib import Path
from dirskg.ingest.building.work_folder import work_folder
with work_folder(Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_a_work_folder_in_use_is_left_alone_whatever_the_process_ids(tmp_path: Path) -> None:
    """In containers that share a volume process ids say nothing; the folder of another build must stay."""
    stray = [tmp_path / "builds" / name for name in (".making-abc", ".making-1", ".making-0001-1f0c22ab")]
    for folder in stray:
        (folder / "store").mkdir(parents=True)
    (tmp_path / "builds" / ".making-note").write_text("no folder", encoding="utf-8")
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as other:
        assert other.stdin is not None
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        assert not any(folder.exists() for folder in stray)
        with work_folder(tmp_path) as ours:
            assert theirs.is_dir()
            assert ours != theirs
            assert ours.stat().st_mode & 0o777 == (tmp_path / "builds").stat().st_mode & 0o777
        assert not ours.exists()
        other.kill()
    assert theirs.is_dir()
    with work_folder(tmp_path):
        assert not theirs.exists()
