"""Installed from a wheel, the program works from an empty folder, and declares the libraries that it imports."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from command_line import PROGRAM
from folders import ROOT

from dirskg.graph.builds.home import build_path

PACKAGES = ("ontology", "graph", "ingest", "exports", "cli")
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
    """A virtual environment with the wheel, which finds the libraries, but not the packages, of this one."""
    shutil.copytree(ROOT, folder / "source", ignore=NOT_SOURCE)
    call(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", "wheel", "./source", cwd=folder)
    call(sys.executable, "-m", "venv", "--without-pip", "venv", cwd=folder)
    (wheel,) = (folder / "wheel").glob("dirskg-*.whl")
    pip = [sys.executable, "-m", "pip", "--python", "venv/bin/python", "install", "-qq", "--no-compile", "--no-deps"]
    call(*pip, wheel, cwd=folder)
    (site,) = (folder / "venv" / "lib").glob("python3*/site-packages")
    # What is on the path is found; what lies there to be read at the start, as the link to the working folder is not.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "venv"


def declared_names(marker: str, *, wanted: bool) -> set[str]:
    """The libraries that are declared with this marker, or without it."""
    lines = [line for line in requires("dirskg") or () if (marker in line) == wanted]
    return {canonical(name) for name in re.findall(r"^[\w.-]+", "\n".join(lines), re.MULTILINE)}


def test_every_library_that_is_imported_is_declared() -> None:
    always, beside = declared_names("extra ==", wanted=False), declared_names('extra == "cluster"', wanted=True)
    providers, missing = packages_distributions(), set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            declared = always | (beside if path.parent.name == "engine" else set())
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"dirskg"}:
                    if declared.isdisjoint(map(canonical, providers.get(top, ()))):
                        missing.add((path.name, top))
    assert not missing


def canonical(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.large
def test_the_wheel_works_from_an_empty_folder(reference_home: Path, tmp_path: Path) -> None:
    environment = install(tmp_path)
    empty, home, program = tmp_path / "empty", tmp_path / "home", environment / "bin" / "dirskg"
    empty.mkdir()
    home.mkdir()
    call(program, "build", cwd=empty, home=home)
    # The same graph, whichever way the program was installed.
    told = json.loads(call(program, "status", "--json", cwd=empty, home=home))
    assert told["build"] == build_path(reference_home).name
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
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    needed = {str(path.relative_to(ROOT)) for path in sources if "__pycache__" not in path.parts}
    assert needed <= {str(path.relative_to(site / "dirskg")) for path in (site / "dirskg").rglob("*")}


def test_the_program_of_this_environment_is_tested() -> None:
    assert Path(PROGRAM).parent == Path(sys.executable).parent
