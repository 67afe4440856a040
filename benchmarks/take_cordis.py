"""CORDIS at any size: reading and selection, and the whole build with the reference tables."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import Contender, Job, Race, Run, serve


def races(folder: Path, scale: float) -> list[Race]:
    """What is measured, on dumps that are written once into `folder`."""
    from cordis_dump import PARTICIPANTS, PROJECTS, write_dumps

    dumps = (str(write_dumps(folder / "cordis", scale)),)
    contenders = [
        Contender("reading and selection", "take_cordis", "stage", dumps, ours=True),
        Contender("whole build with the reference tables", "take_cordis", "whole", dumps, ours=True),
    ]
    title = f"CORDIS with {int(PROJECTS * scale):,} projects and {int(PARTICIPANTS * scale):,} participants"
    return [Race(title, contenders, tell=_tell)]


def _tell(runs: dict[str, Run]) -> list[str]:
    stage, whole = (run.facts for run in runs.values())
    return [
        f"{stage['rows']:,} rows in; {stage['projects']:,} projects and {stage['participations']:,} parts are chosen. "
        f"The build has {whole['quads']:,} statements on {whole['organisations']:,} organisations.",
        f"The aim is a peak under 3 GB: {max(run.peak for run in runs.values()) / 1000:.2f} GB.",
    ]


def stage(dumps: str) -> Job:
    """Zip files to staged rows."""
    from dirskg.ingest.intake import take_in
    from dirskg.ingest.source import known_sources
    from dirskg.ingest.taxonomy import read_taxonomy

    source, taxonomy = known_sources()["cordis"], read_taxonomy()
    with tempfile.TemporaryDirectory() as scratch:
        yield
        found = take_in(source, Path(dumps), taxonomy, strict=False, scratch=Path(scratch))
        yield
    staged = found.stage.rows
    return {
        "rows": sum(count.rows for count in found.audit.files.values()),
        "projects": len(staged["project"]),
        "participations": len(staged["participation"]),
    }


def whole(dumps: str) -> Job:
    """All that `dirskg build reference cordis=FOLDER` does."""
    from dirskg.ingest.building import Order, build
    from dirskg.ingest.source import known_sources

    sources = known_sources()
    order = Order(((sources["reference"], None), (sources["cordis"], Path(dumps))))
    with tempfile.TemporaryDirectory() as home:
        yield
        counts = build(order, Path(home)).manifest["counts"]
        yield
    return {"quads": counts["quads"], "organisations": counts["organisations"]}


if __name__ == "__main__":
    serve({"stage": stage, "whole": whole})
