"""Run all benchmarks: `python benchmarks/run.py` prints the results and writes them into README.md.

Open data come at a tenth of their size; with `--full` they come at full size, which takes an hour.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import ask_queries
import build_graph
import find_ties
import identify
import stage_register
import start_command
import store_tables
import take_cordis
from measure import Contender, Race, best_of, run
from report import README, machine, rewrite, section

BENCHMARKS = (build_graph, ask_queries, start_command, find_ties, identify)
SIZED = (stage_register, take_cordis, store_tables)
TENTH = 0.1


def main() -> None:
    """Build once for all, then run each race and tell its results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default="", help="date to write above the results")
    parser.add_argument("--full", action="store_true", help="open data at full size")
    options = parser.parse_args()
    started = time.perf_counter()
    parts = [machine(options.date)]
    print(parts[0], flush=True)
    with tempfile.TemporaryDirectory() as name:
        run(Contender("prepare", "build_graph", "prepare", (name,)))
        scale = 1.0 if options.full else TENTH
        for race in _races(Path(name), scale):
            parts.append(section(race, best_of(race.contenders)))
            print("\n" + parts[-1], flush=True)
    rewrite(README, "\n\n".join(parts))
    print(f"\nAll in {time.perf_counter() - started:.0f} s. Written: {README}")


def _races(folder: Path, scale: float) -> Iterator[Race]:
    for benchmark in BENCHMARKS:
        yield from benchmark.races(folder)
    for sized in SIZED:
        yield from sized.races(folder, scale)


if __name__ == "__main__":
    main()
