"""Thousands of spoilt inputs and chance command lines: each ends well or is refused in words, as the exit code says.

`python benchmarks/mutate_inputs.py FORM COUNT [FIRST_SEED [EVERY]]` tells each that fails. FORM is a form of
tests/support/small_inputs.py, "shipped" for the reference tables that ship, or "words" for command lines. All are
read; every tenth, or EVERYth, is built too, and a command that reads builds must come to its answer on it.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from command_line import Ended, keeps_contract, run
from mutation import spoil
from random_words import random_words
from small_inputs import FORMS, public_tables
from small_tables import shipped_tables

READERS = (
    "validate", "gaps", "tracker", "ties", "complement", "dependence", "resilience", "smes", "helix", "stages",
    "completeness", "benchmark", "calls", "seats", "export graphml -o x.graphml", "view -o x.html", "gaps -o x.html",
)  # fmt: skip
# What was tried, how it ended, and whether that is well.
Tried = tuple[str, Ended, bool]


def main(form: str, count: int, first: int = 0, every: int = 10) -> int:
    """Try so many seeds; returns how many ended otherwise than they should."""
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        attempt = command_lines(Path(name)) if form == "words" else inputs(form, Path(name), every)
        for seed in range(first, first + count):
            tried, ended, well = attempt(seed)
            ends[f"ended with {ended.returncode}" if well else "FAILED"] += 1
            if not well:
                print(f"seed {seed}: {tried}: {ended.returncode} {ended.stderr.strip()[-500:]}", flush=True)
    print(form, dict(sorted(ends.items())))
    return ends["FAILED"]


def command_lines(scratch: Path) -> Callable[[int], Tried]:
    """Random words on a small build."""
    home = scratch / "home"
    run("build", f"reference={public_tables(scratch / 'public')}", home=home)

    def attempt(seed: int) -> Tried:
        words = random_words(seed, scratch)
        ended = run(*words, home=home)
        return ascii(words), ended, keeps_contract(ended)

    return attempt


def inputs(form: str, scratch: Path, every: int) -> Callable[[int], Tried]:
    """A spoilt input beside tables that know what is in it."""
    public, home = public_tables(scratch / "public"), scratch / "home"
    whole = shipped_tables(scratch / "whole") if form == "shipped" else FORMS[form](scratch / "whole")
    source = "reference" if form == "shipped" else form.partition("-")[0]

    def attempt(seed: int) -> Tried:
        folder = scratch / "spoilt"
        shutil.rmtree(folder, ignore_errors=True)
        how = spoil(Path(shutil.copytree(whole, folder)), seed)
        sources = {"reference": public} | {source: folder}
        words = ["build", *(f"{name}={place}" for name, place in sources.items())]
        ended = run(*words, "--dry-run", home=home)
        if ended.returncode or seed % every or not keeps_contract(ended):
            return how, ended, keeps_contract(ended) and ended.returncode in (0, 3)
        ended = run(*words, "--keep", "1", home=home)
        if ended.returncode:
            return f"{how}, built", ended, keeps_contract(ended) and ended.returncode == 3
        reader = READERS[seed // every % len(READERS)]
        ended = run(*reader.split(), home=home)
        return f"{how}, {reader}", ended, keeps_contract(ended) and ended.returncode == 0

    return attempt


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1], *map(int, sys.argv[2:]))))
