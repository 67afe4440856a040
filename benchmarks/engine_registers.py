"""A register read and selected on an engine that sees its files, against DuckDB: the same staged rows, one by one.

`python benchmarks/engine_registers.py sc://localhost:50051 FOLDER kbo 0.1 1 3` with the process id of a server of this
machine in ENGINE_PID counts its CPU and memory too. Files are those of `extracts.py` (kbo) or `golden_copies.py`
(gleif): scale 1 is the real size. They are written below FOLDER, which the engine must see too, and removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from engines import engine_seconds
from measure import Contender, Job, run, serve
from stage_register import known_names


def main(address: str, folder: Path, source: str, scales: list[float]) -> None:
    """Measure and print a row a scale and place."""
    from extracts import write_extract
    from golden_copies import write_golden_copy

    write = write_extract if source == "kbo" else write_golden_copy
    print(
        "| scale | rows | GB | where | wall s | CPU s here | MB here | CPU s of the engine | MB of the engine | same |"
    )
    print("| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for scale in scales:
        extract = write(folder / f"{source}_{scale:g}", scale)
        size = sum(path.stat().st_size for path in extract.iterdir()) / 1e9
        digest = ""
        for where, given in (("DuckDB", ""), (address, address)):
            before = engine_seconds()
            found = run(Contender(where, "engine_registers", "staged", (str(extract), given, source, str(scale))))
            cpu, peak = (f"{engine_seconds() - before:.1f}", f"{_peak():,.0f}") if given else ("", "")
            digest = digest or found.facts["digest"]
            print(
                f"| {scale:g} | {found.facts['rows']:,} | {size:.2f} | {where} | {found.wall:.1f} | {found.cpu:.1f} | "
                f"{found.peak:,.0f} | {cpu} | {peak} | {'yes' if found.facts['digest'] == digest else 'NO'} |",
                flush=True,
            )
            for file in found.facts["handed"]:
                print(f"    read here and handed over: {file}", flush=True)
        shutil.rmtree(extract)


def staged(extract: str, address: str, register: str, scale: str) -> Job:
    """All rows that the register brings, and what is noted of them."""
    from dirskg.ingest.engine import Folder, connected
    from dirskg.ingest.intake import take_in
    from dirskg.ingest.known import Known
    from dirskg.ingest.source import known_sources
    from dirskg.ingest.taxonomy import read_taxonomy

    source, taxonomy = known_sources()[register], read_taxonomy()
    known = Known(names=_known(register, extract, float(scale)))
    with tempfile.TemporaryDirectory() as scratch, connected(address, Folder.of(extract)) as cluster:
        yield
        found = take_in(
            source, Path(extract), taxonomy, strict=False, known=known, scratch=Path(scratch), cluster=cluster
        )
        yield
    files = {name: (count.rows, count.aside) for name, count in sorted(found.audit.files.items())}
    issues = [str(issue) for issue in found.audit.issues if issue.kind != "engine"]
    handed = [f"{issue.origin}: {issue.value}" for issue in found.audit.issues if issue.kind == "engine"]
    told = [found.stage.rows, sorted(found.stage.kept), files, issues]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return {"digest": digest, "rows": sum(rows for rows, _ in files.values()), "handed": handed}


def _known(register: str, extract: str, scale: float) -> dict[str, frozenset[str]]:
    """Comparable names that other sources know, by country."""
    from golden_copies import some_names

    from dirskg.ingest.values.names import comparable

    if register == "kbo":
        return {"BE": frozenset(known_names(extract))}
    found: dict[str, set[str]] = {}
    for name, country in some_names(scale):
        found.setdefault(country, set()).add(comparable(name))
    return {country: frozenset(names) for country, names in found.items()}


def _peak() -> float:
    """MB of the server at most, where its process id is told."""
    if not (told := os.environ.get("ENGINE_PID")):
        return 0.0
    lines = Path(f"/proc/{told}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) / 1024


if __name__ == "__main__":
    if sys.argv[1] == "staged":
        serve({"staged": staged})
    else:
        main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], [float(scale) for scale in sys.argv[4:]] or [0.1])
