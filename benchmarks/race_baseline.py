"""The longest jobs against the program as it was: a build of CORDIS, identity without numbers, a large ecosystem."""

from __future__ import annotations

from pathlib import Path

import baseline
from measure import Contender, Race, Run


def races(folder: Path) -> list[Race]:
    """What races, at full size; nothing where the baseline cannot be installed."""
    from analyse_large import kept
    from cordis_dump import write_dumps
    from identify import ORGANISATIONS

    scripts = baseline.install(folder / "baseline")
    if scripts is None:
        return []
    dumps = write_dumps(folder / "full-cordis", 1.0)
    identity = f"Identity of {ORGANISATIONS:,} organisations without numbers"
    # What each is given, now and before; and last the aims: of CPU, and of peak memory as a share or in MB.
    jobs: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...], float, float], ...] = (
        ("Build of CORDIS, 50,000 projects", "take_cordis", "whole", (str(dumps),), (str(dumps),), 0.5, 0.7),
        (identity, "identify", "scores", (str(ORGANISATIONS),), (str(ORGANISATIONS),), 0.52, 1.0),
        ("Gap report of the large ecosystem", "analyse_large", "report", (kept(folder),), (), 0.35, 400.0),
    )
    python, place = str(scripts / "python"), str(folder / "baseline" / "source" / "benchmarks")
    return [
        Race(
            f"{title}, before and now",
            [
                Contender("now", script, job, given, ours=True),
                Contender(f"before (commit {baseline.COMMIT})", script, job, once, python=python, folder=place),
            ],
            tell=lambda runs, cpu=cpu, peak=peak: _tell(runs, cpu, peak),  # type: ignore[misc]
        )
        for title, script, job, given, once, cpu, peak in jobs
    ]


def _tell(runs: dict[str, Run], cpu: float, peak: float) -> list[str]:
    now, before = runs.values()
    aim = f"{peak:g} MB" if peak > 1 else f"{peak:g}"
    return [
        f"CPU is {now.cpu / before.cpu:.2f} of what it was; the aim is {cpu:g}.",
        f"Peak memory is {now.peak:.0f} MB, {now.peak / before.peak:.2f} of what it was; the aim is {aim}.",
    ]
