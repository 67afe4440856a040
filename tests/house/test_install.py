"""Installed from a wheel into a clean environment, the program works from an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from folders import ROOT

# What builds of the working folder leave behind must not slip into the wheel.
NOT_SOURCE = shutil.ignore_patterns(".*", "build", "dist", "out", "*.egg-info", "__pycache__", "tests", "benchmarks")


def call(*words: str | Path, cwd: Path, home: Path | None = None) -> str:
    """Standard output of a program that must succeed, in an environment without anything of this one."""
    own = ("PYTHON", "DIRSKG", "XDG")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    if home:
        environment["HOME"] = str(home)
    line = [str(word) for word in words]
    ended = subprocess.run(line, cwd=cwd, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    return ended.stdout


def install(folder: Path) -> Path:
    """A clean virtual environment with the wheel and what it declares."""
    shutil.copytree(ROOT, folder / "source", ignore=NOT_SOURCE)
    call(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", "wheel", "./source", cwd=folder)
    call(sys.executable, "-m", "venv", "--without-pip", "venv", cwd=folder)
    (wheel,) = (folder / "wheel").glob("dirskg-*.whl")
    # What is compiled when it is first used need not be compiled now.
    pip = [sys.executable, "-m", "pip", "--python", "venv/bin/python", "install", "-qq", "--no-compile"]
    call(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return folder / "venv"


@pytest.mark.large
def test_the_wheel_works_from_an_empty_folder(tmp_path: Path) -> None:
    environment = install(tmp_path)
    empty, home, program = tmp_path / "empty", tmp_path / "home", environment / "bin" / "dirskg"
    empty.mkdir()
    home.mkdir()
    call(program, "build", cwd=empty, home=home)
    assert "Munitions and weapon systems" in call(program, "gaps", cwd=empty, home=home)
    call(program, "view", "-o", "x.html", cwd=empty, home=home)
    assert (empty / "x.html").stat().st_size > 500_000
    assert [path.name for path in empty.iterdir()] == ["x.html"]
    (site,) = (environment / "lib").glob("python3*/site-packages")
    names = {path.name for path in site.iterdir()}
    assert "dirskg" in names
    assert names.isdisjoint({"ontology", "graph", "ingest", "exports", "cli", "tests", "docs", "benchmarks"})
    assert not list((site / "dirskg").rglob("test*"))
    # Nothing that a command reads stays behind.
    packages = ("ontology", "graph", "ingest", "exports", "cli")
    sources = [path for package in packages for path in (ROOT / package).rglob("*") if path.is_file()]
    needed = {str(path.relative_to(ROOT)) for path in sources if "__pycache__" not in path.parts}
    assert needed <= {str(path.relative_to(site / "dirskg")) for path in (site / "dirskg").rglob("*")}
