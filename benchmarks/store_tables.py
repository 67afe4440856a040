"""Entity tables to quads and to a store: how many quads a CPU second, and the same mapping run by morph-kgc."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from measure import HERE, Contender, Facts, Job, Race, Run, serve

_RATE = 700_000
_STORED, _WRITTEN = "CSV to store", "CSV to N-Quads"
# Every value is text, and only what stands without quotes is missing.
_CSV = "read_csv('{path}', header = true, all_varchar = true, nullstr = '', allow_quoted_nulls = false)"
_SETTINGS = """[CONFIGURATION]
output_format: N-QUADS
output_file: {quads}
na_values: None,nan,<NA>
number_of_processes: 1
logging_level: WARNING

[tables]
mappings: {mapping}
"""


def races(folder: Path, scale: float) -> list[Race]:
    """What races, on tables that are written once into `folder`."""
    from entity_tables import PARTS, write_tables

    csv = str(write_tables(folder / "tables", _tables(), scale))
    parts = f"{int(PARTS * scale):,} parts in projects"
    writing = [Contender("dirskg: entity tables to N-Quads", "store_tables", "write", (str(scale),), ours=True)]
    found = [Race(f"Quads of {parts} written", writing, tell=_tell_rate)]
    morph = _morph(folder / "morph")
    for title, stored in ((_WRITTEN, ""), (_STORED, "stored")):
        contenders = [Contender("dirskg", "store_tables", "ours", (csv, stored), ours=True)]
        if morph:
            contenders.append(Contender("morph-kgc", "store_tables", "theirs", (csv, stored, morph)))
        found.append(Race(f"{title}: {parts}, the mapping that ships", contenders, target=4.0, tell=_tell))
    return found


def _tell_rate(runs: dict[str, Run]) -> list[str]:
    (found,) = runs.values()
    quads = found.facts["quads"]
    rate = f"{quads / found.cpu / 1e6:.2f} million a CPU second; the aim is {_RATE / 1e6:.1f}"
    return [f"{quads:,} quads, sorted and none twice: {rate}."]


def _tell(runs: dict[str, Run]) -> list[str]:
    facts = [run.facts for run in runs.values()]
    same = "the same" if len({one["digest"] for one in facts}) == 1 else "NOT the same"
    told = [f"{facts[0]['quads']:,} statements; they are {same}." if len(facts) > 1 else "morph-kgc is not installed."]
    loads = [f"({letter}) {one['load']:.2f}" for letter, one in zip("ab", facts, strict=False) if one["load"]]
    if loads:
        told.append(
            f"CPU seconds of that in the bulk load of the store, which is the same for all: {', '.join(loads)}."
        )
    return told


def _morph(place: Path) -> str:
    """A Python that has morph-kgc, in an environment made for it; empty where it cannot be installed."""
    venv.create(place, with_pip=True)
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = ["-r", str(HERE / "morph_requirements.txt")]
    done = subprocess.run([python, "-m", "pip", "install", "-qqq", "--disable-pip-version-check", *wanted], check=False)
    return str(python) if done.returncode == 0 else ""


def write(scale: str) -> Job:
    """Tables in memory to a sorted file."""
    import duckdb
    from entity_tables import fill_tables

    from dirskg.ingest.mapping.quads import write_quads

    con = duckdb.connect()
    fill_tables(con, float(scale))
    with tempfile.TemporaryDirectory() as scratch:
        yield
        count = write_quads(con, _mapping(), Path(scratch) / "quads.nq")
        yield
    return {"quads": count}


def ours(csv: str, stored: str) -> Job:
    """Files into tables, tables to a sorted file, and that into a store."""
    import duckdb

    from dirskg.ingest.mapping.quads import write_quads

    with tempfile.TemporaryDirectory() as scratch:
        quads = Path(scratch) / "quads.nq"
        yield
        with duckdb.connect() as con:
            for table in _tables():
                con.execute(f'CREATE TABLE "{table}" AS FROM {_CSV.format(path=Path(csv) / f"{table}.csv")}')
            write_quads(con, _mapping(), quads)
        load = _load(quads, Path(scratch) / "store") if stored else 0.0
        yield
        return _facts(quads, load)


def theirs(csv: str, stored: str, python: str) -> Job:
    """The same mapping over the same files in morph-kgc, and its file into the same store."""
    with tempfile.TemporaryDirectory() as scratch:
        quads, mapping, settings = (Path(scratch) / name for name in ("quads.nq", "mapping.ttl", "settings.ini"))
        mapping.write_text(over_files(_mapping(), Path(csv)), encoding="utf-8")
        settings.write_text(_SETTINGS.format(quads=quads, mapping=mapping), encoding="utf-8")
        yield
        subprocess.run(
            [python, "-W", "ignore", "-m", "morph_kgc", str(settings)], check=True, stdout=subprocess.DEVNULL
        )
        load = _load(quads, Path(scratch) / "store") if stored else 0.0
        yield
        return _facts(quads, load)


def over_files(mapping: str, folder: Path) -> str:
    """The mapping with files in place of tables, since morph-kgc runs a query over files but finds no table in them."""

    def file(found: re.Match[str]) -> str:
        return f"{found[1]} {_CSV.format(path=folder / f'{found[2]}.csv')}"

    queries = re.sub(r'rr:tableName "(\w+)"', r'rr:sqlQuery """SELECT * FROM \1"""', mapping)
    return re.sub(r"\b(FROM|JOIN) (\w+)", file, queries)


def _mapping() -> str:
    from dirskg.ontology import resource

    return resource("mapping.r2rml.ttl")


def _tables() -> list[str]:
    """The tables that the mapping reads."""
    return sorted(set(re.findall(r'\b(?:rr:tableName "|FROM |JOIN )(\w+)', _mapping())))


def _load(quads: Path, place: Path) -> float:
    """Load a store on disk; returns the CPU seconds."""
    import time

    import pyoxigraph as ox

    started = time.process_time()
    store = ox.Store(str(place))
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return time.process_time() - started


def _facts(quads: Path, load: float) -> Facts:
    lines = sorted(set(quads.read_bytes().splitlines()))
    return {"quads": len(lines), "digest": hashlib.sha256(b"\n".join(lines)).hexdigest(), "load": load}


if __name__ == "__main__":
    serve({"write": write, "ours": ours, "theirs": theirs})
