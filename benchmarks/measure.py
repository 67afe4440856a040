"""Races between child processes: CPU time, wall time and peak memory of one job each, the best of several rounds.

A job is a generator: what it does before its first `yield` is preparation, what it does from there to the second is
measured, and what it returns after that are facts to compare the answers by.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROUNDS = 3

Facts = dict[str, Any]
Job = Generator[None, None, Facts]


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do a thing: a job of a script in this folder. Every ratio is against one that is `ours`.

    The job of another program of ours runs with its `python`, from its `folder` of benchmarks.
    """

    name: str
    script: str
    job: str
    arguments: tuple[str, ...] = ()
    ours: bool = False
    python: str = sys.executable
    folder: str = str(HERE)


@dataclass(frozen=True, slots=True)
class Run:
    """Measures of one job: CPU and wall seconds (with its child processes), MB of its largest process, and facts."""

    cpu: float
    wall: float
    peak: float
    facts: Facts


@dataclass(frozen=True, slots=True)
class Race:
    """Contenders for one job, the ratio that the project aims at, and what their answers say of each other."""

    title: str
    contenders: list[Contender]
    target: float | None = None
    tell: Callable[[dict[str, Run]], list[str]] = lambda runs: []
    table: Callable[[dict[str, Run]], list[list[str]]] | None = None  # another than a row for each contender


def serve(jobs: dict[str, Callable[..., Job]]) -> None:
    """Do the job that the command line names, and print its measures as one line of JSON."""
    job = jobs[sys.argv[1]](*sys.argv[2:])
    next(job)
    cpu, wall = _cpu(), time.perf_counter()
    next(job)
    cpu, wall, peak = _cpu() - cpu, time.perf_counter() - wall, _peak()
    try:
        next(job)
    except StopIteration as end:
        print(json.dumps({"cpu": cpu, "wall": wall, "peak": peak, "facts": end.value}))


def run(contender: Contender) -> Run:
    """Do a job once in a process of its own. Raises CalledProcessError when it fails."""
    script = Path(contender.folder) / f"{contender.script}.py"
    command = [contender.python, "-W", "ignore", str(script), contender.job, *contender.arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def best_of(contenders: Sequence[Contender]) -> dict[str, Run]:
    """The run with the least CPU time of each contender, by name; every second round goes the other way round."""
    best: dict[str, Run] = {}
    for number in range(ROUNDS):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            found = run(contender)
            if contender.name not in best or found.cpu < best[contender.name].cpu:
                best[contender.name] = found
    return best


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak() -> float:
    # Linux counts in kB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / unit


def _own_peak() -> int:
    """Of this program alone: on Linux a process begins with the peak of the one that started it, but for this line."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    told = next((line for line in lines if line.startswith("VmHWM:")), "")
    return int(told.split()[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
