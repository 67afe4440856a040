"""The sources of an order, staged one after the other, the public ones before the internal ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dirskg.graph.errors import DirskgError
from dirskg.ingest.audit import Audit
from dirskg.ingest.building.order import Order, Progress
from dirskg.ingest.engine import Cluster
from dirskg.ingest.intake import Intake, take_in
from dirskg.ingest.known import Known
from dirskg.ingest.mapping.meta import describe
from dirskg.ingest.source import Source
from dirskg.ingest.taxonomy import read_taxonomy


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that was staged, and its dataset as the manifest shows it."""

    intake: Intake
    dataset: dict[str, Any]


class StagedSources:
    """The sources of an order, staged: registers last, because they bring what belongs to what the others know.

    Internal sources know what the public ones know, but what registers bring to them stays with them: for the whole,
    registers are staged once more. `audits` holds the audit of each source as soon as that begins. Raises DirskgError
    when there is nothing but internal sources.
    """

    def __init__(
        self,
        order: Order,
        folder: Path,
        progress: Progress,
        audits: dict[str, Audit] | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        progress("domains")
        self.taxonomy = read_taxonomy(order.domains)
        self._order, self._folder, self._audits = order, folder, {} if audits is None else audits
        self._cluster = cluster
        self.public: list[Taken] = []
        self.internal: list[Taken] = []
        # By name, since what one register brings may lead the next one further: the order given is none.
        self._chosen = sorted(order.sources, key=lambda one: (one[0].internal, one[0].register, one[0].name))
        if self._chosen[0][0].internal:
            name = self._chosen[0][0].name
            raise DirskgError(f"{name} holds internal data. Build it beside others: dirskg build reference {name}=PATH")
        for source, place in self._chosen:
            progress(source.name)
            taken = self._take(source, place, self.public if source.register or source.internal else [])
            (self.internal if source.internal else self.public).append(taken)

    def take_whole(self) -> list[Taken]:
        """Everything: registers are asked again, now for what the internal sources know too."""
        taken = [*(one for one in self.public if not one.intake.source.register), *self.internal]
        for source, place in self._chosen:
            if source.register and not source.internal:
                taken.append(self._take(source, place, taken))
        return taken

    def _take(self, source: Source, place: Path | None, before: list[Taken]) -> Taken:
        order, known = self._order, Known.of(one.intake.stage for one in before)
        audit = self._audits[source.name] = Audit(source.name, strict=order.strict)
        with TemporaryDirectory(dir=self._folder, prefix="unpacked-") as scratch:
            intake = take_in(
                source, place, self.taxonomy, limit=order.limit, known=known,
                scratch=Path(scratch), set_aside=order.set_aside, audit=audit, cluster=self._cluster,
            )  # fmt: skip
            return Taken(intake, describe(intake))
