"""Start of the command line, against a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from measure import Contender, Job, Race, Run, serve

STARTS = 10

# What a command may need, and `--version` must not import.
HEAVY = (
    "duckdb", "igraph", "jinja2", "networkx", "numpy", "pandas", "pyarrow", "pyoxigraph", "pyvis", "rapidfuzz",
    "rdflib", "rich", "scipy", "xlsxwriter",
)  # fmt: skip
PROBE = f"""
import sys
from dirskg.cli.main import cli
try:
    cli(["--version"])
except SystemExit:
    print(" ".join(name for name in {HEAVY!r} if name in sys.modules))
"""


def races(folder: Path) -> list[Race]:
    """What races; nothing is read from the folder."""
    contenders = [
        Contender("dirskg --version", "start_command", "version", ours=True),
        Contender("python -c pass", "start_command", "nothing"),
    ]
    return [Race(f"Starting the command line {STARTS} times", contenders, tell=_tell)]


def _tell(runs: dict[str, Run]) -> list[str]:
    imported = runs["dirskg --version"].facts["imported"]
    left = [name for name in HEAVY if name not in imported]
    return [f"Not imported: {', '.join(left)}. Imported all the same: {', '.join(imported) or 'none'}."]


def version() -> Job:
    """The console script that is installed beside this Python."""
    script = Path(sys.executable).with_name("dirskg")
    yield
    for _ in range(STARTS):
        subprocess.run([script, "--version"], stdout=subprocess.DEVNULL, check=True)
    yield
    told = subprocess.run([sys.executable, "-c", PROBE], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {"imported": told.splitlines()[-1].split()}


def nothing() -> Job:
    """What every Python program pays."""
    yield
    for _ in range(STARTS):
        subprocess.run([sys.executable, "-c", "pass"], check=True)
    yield
    return {}


if __name__ == "__main__":
    serve({"version": version, "nothing": nothing})
