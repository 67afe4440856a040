"""Installed from a wheel into a clean environment, the program works from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def call(*words: str | Path, cwd: Path, home: Path) -> str:
    # Nothing of this environment, and no build of this user, may help.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DIRSKG"))}
    environment |= {"HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    ended = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    return ended.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean virtual environment with the wheel and what it declares."""
    folder = tmp_path_factory.mktemp("install")
    home = folder / "home"
    home.mkdir()
    call(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", folder / "wheel", ROOT, cwd=folder, home=home)
    call(sys.executable, "-m", "venv", folder / "venv", cwd=folder, home=home)
    (wheel,) = (folder / "wheel").glob("dirskg-*.whl")
    pip = [folder / "venv" / "bin" / "python", "-m", "pip", "install", "-qq", "-c", ROOT / "constraints.txt"]
    call(*pip, wheel, cwd=folder, home=home)
    return folder


def test_build_gaps_and_view_work_from_an_empty_folder(installed: Path) -> None:
    empty, program = installed / "empty", installed / "venv" / "bin" / "dirskg"
    empty.mkdir()
    call(program, "build", cwd=empty, home=installed / "home")
    table = call(program, "gaps", cwd=empty, home=installed / "home")
    assert "Munitions and weapon systems" in table
    call(program, "view", "-o", "x.html", cwd=empty, home=installed / "home")
    assert (empty / "x.html").stat().st_size > 500_000
    assert [path.name for path in empty.iterdir()] == ["x.html"]


def test_only_one_name_lands_in_site_packages(installed: Path) -> None:
    (site,) = (installed / "venv" / "lib").glob("python3*/site-packages")
    names = {path.name for path in site.iterdir()}
    assert "dirskg" in names
    assert names.isdisjoint({"graph", "ontology", "ingest", "exports", "cli", "tests", "docs", "benchmarks"})
