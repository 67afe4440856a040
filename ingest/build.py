"""A build: sources in, one folder with store, frames and manifest out; it becomes current by an atomic rename."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, fields
from importlib.resources import files
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyoxigraph as ox

from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.frames import FRAMES, Ecosystem, extract, write_frames
from dirskg.graph.home import INTERNAL, POINTER, build_names, builds_folder
from dirskg.graph.network.layout import write_layout
from dirskg.graph.results import Solutions
from dirskg.graph.worker import answer
from dirskg.ingest.audit import Audit, Issue
from dirskg.ingest.identity import identify
from dirskg.ingest.known import Known
from dirskg.ingest.mapping.meta import describe, file_hash, meta_quads, ontology_quads
from dirskg.ingest.mapping.r2rml import write_quads
from dirskg.ingest.source import Intake, Source, take_in
from dirskg.ingest.stage import load
from dirskg.ingest.taxonomy import Taxonomy, read_taxonomy
from dirskg.ontology import resource, resource_bytes

Progress = Callable[[str], None]

# Quads that may be held in memory while a build takes the frames out: about 0.5 kB each.
_IN_MEMORY = 4_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: sources with the folder of their files (None: the data that ships), and how."""

    sources: tuple[tuple[Source, Path | None], ...]
    domains: Path | None = None
    strict: bool = False
    limit: int = 0


@dataclass(slots=True)
class Built:
    """A finished build: its name and folder, its manifest, and every issue that was found.

    whole: manifest of the part with the internal sources too, the same as `manifest` where there are none.
    """

    name: str = ""
    folder: Path | None = None
    manifest: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def build(order: Order, home: Path, progress: Progress = lambda step: None) -> Built:
    """Build into a fresh folder under `home` and make it current.

    Raises Refused when an input fails its checks, DirskgError when the disk is full or unwritable. In every such
    case, and when the process is killed, the build that was current stays current.
    """
    with _workshop(home) as folder:
        built = _fill(order, folder, progress)
        progress("publish")
        built.name, built.folder = _publish(folder, home, built.manifest["content_hash"])
    return built


def rehearse(order: Order, progress: Progress = lambda step: None) -> list[Issue]:
    """Read and check the sources without building anything; returns the issues."""
    with TemporaryDirectory() as scratch:
        sources = _Sources(order, Path(scratch), progress)
        return [issue for taken in [*sources.public, *sources.internal] for issue in taken.intake.audit.issues]


def _fill(order: Order, folder: Path, progress: Progress) -> Built:
    """The public part first, which holds nothing of internal sources, then all of it again with them, if any."""
    sources = _Sources(order, folder, progress)
    manifest, issues = _assemble(sources.public, sources.taxonomy, folder, progress)
    whole = manifest
    if sources.internal:
        progress("internal")
        part = folder / INTERNAL
        part.mkdir()
        whole, issues = _assemble(sources.take_whole(), sources.taxonomy, part, lambda step: None)
        part.rename(folder / f"{INTERNAL}{whole['content_hash'][:8]}")
    return Built(manifest=manifest, whole=whole, issues=issues)


def _assemble(
    taken: list[_Taken], taxonomy: Taxonomy, folder: Path, progress: Progress
) -> tuple[dict[str, Any], list[Issue]]:
    """Store, frames, manifest and issues of what was taken in, written to a folder; returns the last two."""
    intakes, datasets = [one.intake for one in taken], {one.intake.source.name: one.dataset for one in taken}
    audit = Audit("identity")
    quads = folder / "quads.nq"
    with duckdb.connect() as con:
        con.execute(f"SET temp_directory = '{str(folder).replace(chr(39), chr(39) * 2)}'")
        progress("identity")
        load([intake.stage for intake in intakes], con)
        identify([intake.stage for intake in intakes], audit, con)
        _keep_internal_merges(intakes, con)
        con.execute(files("dirskg.ingest.mapping").joinpath("entities.sql").read_text("utf-8"))
        _report_entities(con, audit)
        progress("mapping")
        described = [*ontology_quads(taxonomy.path), *meta_quads(datasets)]
        write_quads(con, resource("mapping.r2rml.ttl"), quads, described)
    progress("store")
    store = _store(folder / "store", quads)
    progress("frames")
    quick = _quick(store, quads)
    ecosystem = extract(lambda query: Solutions.from_json(answer(quick, {"query": query})))
    write_frames(ecosystem, folder / "frames")
    write_layout(ecosystem, folder / "frames")
    issues = [issue for intake in intakes for issue in intake.audit.issues] + audit.issues
    manifest = {
        "content_hash": file_hash(quads),
        "mapping_hash": hashlib.sha256(resource_bytes("mapping.r2rml.ttl")).hexdigest(),
        "domains": {"file": taxonomy.path.name, "sha256": file_hash(taxonomy.path), "count": len(taxonomy.domains)},
        "datasets": datasets,
        "counts": _counts(store, ecosystem),
        "issues": len(issues),
    }
    _write_issues(folder / "issues.csv", issues)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False), encoding="utf-8")
    return manifest, issues


def _keep_internal_merges(intakes: list[Intake], con: duckdb.DuckDBPyConnection) -> None:
    """What an internal row was joined to is an internal fact, whichever dataset the other row is of."""
    for name in (intake.source.name for intake in intakes if intake.source.internal):
        con.execute(
            "UPDATE merge SET dataset = $1 WHERE starts_with(text, $1 || '/') OR contains(text, ' = ' || $1 || '/')",
            [name],
        )


@dataclass(frozen=True, slots=True)
class _Taken:
    """A source that was staged, and its dataset as the manifest shows it."""

    intake: Intake
    dataset: dict[str, Any]


class _Sources:
    """The sources of an order, staged: registers last, because they bring what belongs to what the others know.

    Internal sources know what the public ones know, but what registers bring to them stays with them: for the whole,
    registers are staged once more. Raises DirskgError when there is nothing but internal sources.
    """

    def __init__(self, order: Order, folder: Path, progress: Progress) -> None:
        progress("domains")
        self.taxonomy = read_taxonomy(order.domains)
        self._order, self._folder = order, folder
        self.public: list[_Taken] = []
        self.internal: list[_Taken] = []
        # By name, since what one register brings may lead the next one further: the order given is none.
        self._chosen = sorted(order.sources, key=lambda one: (one[0].internal, one[0].register, one[0].name))
        if self._chosen[0][0].internal:
            name = self._chosen[0][0].name
            raise DirskgError(f"{name} holds internal data. Build it beside others: dirskg build reference {name}=PATH")
        for source, place in self._chosen:
            progress(source.name)
            taken = self._take(source, place, self.public if source.register or source.internal else [])
            (self.internal if source.internal else self.public).append(taken)

    def take_whole(self) -> list[_Taken]:
        """Everything: registers are asked again, now for what the internal sources know too."""
        taken = [*(one for one in self.public if not one.intake.source.register), *self.internal]
        for source, place in self._chosen:
            if source.register and not source.internal:
                taken.append(self._take(source, place, taken))
        return taken

    def _take(self, source: Source, place: Path | None, before: list[_Taken]) -> _Taken:
        order, known = self._order, Known.of(one.intake.stage for one in before)
        with TemporaryDirectory(dir=self._folder, prefix="unpacked-") as scratch:
            intake = take_in(
                source, place, self.taxonomy, strict=order.strict, limit=order.limit, known=known, scratch=Path(scratch)
            )
            return _Taken(intake, describe(intake))


def _report_entities(con: duckdb.DuckDBPyConnection, audit: Audit) -> None:
    loops = con.execute("SELECT origin, from_id, kind FROM relation WHERE from_id = to_id ORDER BY origin").fetchall()
    for origin, org, kind in loops:
        audit.ignore("self tie", origin, f"{org} {kind}", "both ends turned out to be one organisation")
    for record, value in con.execute("SELECT id, value FROM dated WHERE precision IS NULL ORDER BY id").fetchall():
        audit.ignore("date", record, value, "not a year, year-month or year-month-day")


def _store(path: Path, quads: Path) -> ox.Store:
    store = ox.Store(str(path))
    try:
        store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise Refused(
            f"A value of the sources does not make valid RDF: {error}. Its line is: {_line(quads, error.lineno or 1)}"
        ) from error
    store.flush()
    return store


def _quick(store: ox.Store, quads: Path) -> ox.Store:
    """A store in memory, which answers the extraction queries several times faster, if the graph is small enough."""
    if len(store) > _IN_MEMORY:
        return store
    memory = ox.Store()
    memory.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
    return memory


def _line(path: Path, number: int) -> str:
    with path.open(encoding="utf-8", newline="\n") as file:
        return next(islice(file, number - 1, None), "")[:500].strip()


def _counts(store: ox.Store, ecosystem: Ecosystem) -> dict[str, int]:
    counts = {frame: len(getattr(ecosystem, frame)) for frame in FRAMES}
    belgian = ecosystem.organisations[ecosystem.organisations["country"] == "BE"]
    return {"quads": len(store), **counts, "belgian_organisations": len(belgian)}


def _write_issues(path: Path, issues: list[Issue]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([f.name for f in fields(Issue)])
        writer.writerows(astuple(issue) for issue in issues)


@contextmanager
def _workshop(home: Path) -> Iterator[Path]:
    """A fresh folder that is removed unless it was published; folders of dead builds are cleared away first."""
    folder = builds_folder(home) / f".making-{os.getpid()}"
    try:
        builds_folder(home).mkdir(parents=True, exist_ok=True)
        _sweep(builds_folder(home))
        folder.mkdir()
        yield folder
    except (OSError, RuntimeError, duckdb.Error) as error:
        if _is_interrupt(error):
            raise KeyboardInterrupt from error
        if not isinstance(error, (OSError, duckdb.IOException, duckdb.OutOfMemoryException)):
            raise
        raise DirskgError(
            f"The build could not be written to {home}: {error}. Free some space or choose another folder with --home. "
            "The current build, if there is one, stays as it was."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_interrupt(error: Exception) -> bool:
    """Whether this is what DuckDB makes of Ctrl-C; it depends on what it does at that moment."""
    told = str(error)
    return isinstance(error, duckdb.InterruptException) or told == "Query interrupted" or "KeyboardInterrupt" in told


def _sweep(folder: Path) -> None:
    for leftover in folder.glob(".making-*"):
        pid = int(leftover.name.rpartition("-")[2])
        # In a container every build may have the same process id: one that is ours is of a build before.
        if pid == os.getpid() or not _alive(pid):
            shutil.rmtree(leftover, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _publish(folder: Path, home: Path, content_hash: str) -> tuple[str, Path]:
    while folder.exists():
        names = build_names(home)
        number = int(names[-1].partition("-")[0]) + 1 if names else 1
        name = f"{number:04d}-{content_hash[:8]}"
        target = builds_folder(home) / name
        try:
            folder.rename(target)
        except OSError:
            # Another build may have taken the name in this moment.
            if not target.exists():
                raise
    pointer = home / f".{POINTER}-{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(home / POINTER)
    return name, target
