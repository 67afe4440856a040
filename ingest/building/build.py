"""A build: sources in, one folder with store, frames and manifest out; it becomes current by an atomic rename."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from dirskg.graph.builds.integrity import INTERNAL
from dirskg.graph.stores.memory import require_memory_of_a_build
from dirskg.ingest.audit import Audit, Issue
from dirskg.ingest.building.assemble import assemble
from dirskg.ingest.building.failed import forget_failure, keeping_issues
from dirskg.ingest.building.order import Built, Order, Progress
from dirskg.ingest.building.publish import publish
from dirskg.ingest.building.staging import StagedSources
from dirskg.ingest.building.work_folder import work_folder
from dirskg.ingest.engine import Cluster, connected


def build(order: Order, home: Path, progress: Progress = lambda step: None) -> Built:
    """Build into a fresh folder under `home` and make it current.

    Raises Refused when an input fails its checks, DirskgError when memory is short or the disk full. In every such
    case, and when the process is killed, the build that was current stays current; the issues until then are kept.
    """
    require_memory_of_a_build()
    audits: dict[str, Audit] = {}
    with (
        keeping_issues(order, audits, home),
        connected(order.engine, order.engine_sees, order.engine_timeout) as cluster,
        work_folder(home) as folder,
    ):
        built = _fill(order, folder, progress, audits, cluster)
        progress("publish")
        built.name, built.folder = publish(folder, home, built.manifest["content_hash"])
    forget_failure(home)
    return built


def rehearse(order: Order, home: Path, progress: Progress = lambda step: None) -> list[Issue]:
    """Read and check the sources without building anything; returns the issues, which are kept if that fails."""
    audits: dict[str, Audit] = {}
    with keeping_issues(order, audits, home), TemporaryDirectory() as scratch:
        sources = StagedSources(order, Path(scratch), progress, audits)
        forget_failure(home)
        return [issue for taken in [*sources.public, *sources.internal] for issue in taken.intake.audit.issues]


def _fill(order: Order, folder: Path, progress: Progress, audits: dict[str, Audit], cluster: Cluster | None) -> Built:
    """The public part first, which holds nothing of internal sources, then all of it again with them, if any."""
    sources = StagedSources(order, folder, progress, audits, cluster)
    manifest, issues = assemble(
        sources.public, sources.taxonomy, folder, progress, keep=bool(sources.internal), cluster=cluster
    )
    whole = manifest
    if sources.internal:
        progress("internal")
        part = folder / INTERNAL
        part.mkdir()
        whole, issues = assemble(sources.take_whole(), sources.taxonomy, part, lambda step: None, cluster=cluster)
        part.rename(folder / f"{INTERNAL}{whole['content_hash'][:8]}")
    return Built(manifest=manifest, whole=whole, issues=issues)
