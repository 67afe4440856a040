"""Run all benchmarks: `python benchmarks/run.py [--date DATE]` prints the results and writes them into README.md.

With `--only NAME` only the races of that script run, and only their tables are written anew.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import analyse_large
import analyse_reference
import ask_queries
import build_graph
import find_ties
import identify
import start_command
from measure import Contender, best_of, run
from report import README, machine, replace, rewrite, section

BENCHMARKS = (build_graph, identify, ask_queries, start_command, find_ties, analyse_reference, analyse_large)


def main() -> None:
    """Build once for all, then run each race and tell its results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default="", help="date to write above the results")
    names = [benchmark.__name__ for benchmark in BENCHMARKS]
    parser.add_argument("--only", choices=names, nargs="+", default=names, help="scripts whose races run")
    options = parser.parse_args()
    started = time.perf_counter()
    told = machine(options.date)
    print(told, flush=True)
    sections = []
    with tempfile.TemporaryDirectory() as name:
        run(Contender("prepare", "build_graph", "prepare", (name,)))
        for benchmark in BENCHMARKS:
            for race in benchmark.races(Path(name)) if benchmark.__name__ in options.only else ():
                sections.append(section(race, best_of(race.contenders)))
                print("\n" + sections[-1], flush=True)
    if options.only == names:
        rewrite(README, "\n\n".join([told, *sections]))
    else:
        replace(README, sections, told)
    print(f"\nAll in {time.perf_counter() - started:.0f} s. Written: {README}")


if __name__ == "__main__":
    main()
