"""Run all benchmarks: `python benchmarks/run.py [--date DATE]` prints the results and writes them into README.md."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import ask_queries
import build_graph
import find_ties
import identify
import start_command
from measure import Contender, best_of, run
from report import README, machine, rewrite, section

BENCHMARKS = (build_graph, ask_queries, start_command, find_ties, identify)


def main() -> None:
    """Build once for all, then run each race and tell its results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default="", help="date to write above the results")
    options = parser.parse_args()
    started = time.perf_counter()
    parts = [machine(options.date)]
    print(parts[0], flush=True)
    with tempfile.TemporaryDirectory() as name:
        run(Contender("prepare", "build_graph", "prepare", (name,)))
        for benchmark in BENCHMARKS:
            for race in benchmark.races(Path(name)):
                parts.append(section(race, best_of(race.contenders)))
                print("\n" + parts[-1], flush=True)
    rewrite(README, "\n\n".join(parts))
    print(f"\nAll in {time.perf_counter() - started:.0f} s. Written: {README}")


if __name__ == "__main__":
    main()
