"""Run all benchmarks: `python benchmarks/run.py [--date DATE]` prints the results and writes them into README.md.

With `--only NAME` only the races of that script run, and only their tables are written anew. Open data come at a tenth
of their size; with `--full` they come at full size, which takes an hour and a half.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import analyse_large
import ask_queries
import build_graph
import find_ties
import identify
import race_baseline
import run_commands
import stage_register
import start_command
import store_tables
import take_cordis
from measure import Contender, Race, best_of, run
from report import README, machine, replace, rewrite, section

BENCHMARKS = (
    build_graph,
    identify,
    ask_queries,
    start_command,
    run_commands,
    race_baseline,
    find_ties,
    analyse_large,
)
SIZED = (stage_register, take_cordis, store_tables)
TENTH = 0.1


def main() -> None:
    """Build once for all, then run each race and tell its results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default="", help="date to write above the results")
    parser.add_argument("--full", action="store_true", help="open data at full size")
    names = [benchmark.__name__ for benchmark in (*BENCHMARKS, *SIZED)]
    parser.add_argument("--only", choices=names, nargs="+", default=names, help="scripts whose races run")
    options = parser.parse_args()
    started = time.perf_counter()
    told = machine(options.date)
    print(told, flush=True)
    sections = []
    with tempfile.TemporaryDirectory() as name:
        run(Contender("prepare", "build_graph", "prepare", (name,)))
        for race in _races(Path(name), options.only, 1.0 if options.full else TENTH):
            sections.append(section(race, best_of(race.contenders)))
            print("\n" + sections[-1], flush=True)
    if options.only == names:
        rewrite(README, "\n\n".join([told, *sections]))
    else:
        replace(README, sections, told)
    print(f"\nAll in {time.perf_counter() - started:.0f} s. Written: {README}")


def _races(folder: Path, only: list[str], scale: float) -> Iterator[Race]:
    for benchmark in BENCHMARKS:
        yield from benchmark.races(folder) if benchmark.__name__ in only else ()
    for sized in SIZED:
        yield from sized.races(folder, scale) if sized.__name__ in only else ()


if __name__ == "__main__":
    main()
