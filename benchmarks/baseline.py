"""The program as it was before rooms and speed were worked on, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

from measure import HERE

COMMIT = "1e8a92c"


@cache
def install(place: Path) -> Path | None:
    """Where its programs and its Python lie, installed as ours are with its own versions; None where that fails."""
    venv.create(place / "venv", with_pip=True)
    scripts = place / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    pip: list[str | Path] = [scripts / "python", "-m", "pip", "install", "-qqq", "--disable-pip-version-check"]
    steps: tuple[list[str | Path], ...] = (
        ["git", "clone", "-q", HERE.parent, place / "source"],
        ["git", "-C", place / "source", "checkout", "-q", COMMIT],
        [*pip, "-c", place / "source" / "constraints.txt", "-e", place / "source"],
    )
    return scripts if all(subprocess.run(step, check=False).returncode == 0 for step in steps) else None
