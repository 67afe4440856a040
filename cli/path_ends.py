"""Between whom `dirskg paths` looks: two organisations, areas or lists of ids, in any combination."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dirskg.cli.words import Words

USAGE = (
    "Give FROM and TO, or --from-region and --to-region, or --gap REGION/DOMAIN. An end may also be a list of ids: "
    "--from-file, --to-file."
)


@dataclass(frozen=True, slots=True)
class End:
    """One end as it was asked for: exactly one of an organisation, an area, a file."""

    organisation: str = ""
    area: str = ""
    file: Path | None = None

    @property
    def given(self) -> int:
        """How many of them were given."""
        return bool(self.organisation) + bool(self.area) + (self.file is not None)

    def found(self, words: Words, domain: str, lang: str) -> tuple[str, tuple[str, ...]]:
        """What the end is called, and the ids of its organisations; its area is a code by now."""
        if self.organisation:
            return "", (words.organisation(self.organisation),)
        if self.file is not None:
            from dirskg.ingest.values.id_list import read_ids

            return self.file.name, read_ids(self.file, words.organisation)
        from dirskg.exports.language.naming import area_names
        from dirskg.graph.network.ends import seated_in

        ecosystem = words.ecosystem
        ids = seated_in(ecosystem, self.area, domain=domain)
        return (area_names(ecosystem.regions, lang) | area_names(ecosystem.areas, lang))[self.area], ids


def two_ends(from_: End, to: End, domain: str) -> tuple[End, End]:
    """The two ends. Raises click.UsageError where one is missing or told twice."""
    # `dirskg paths ID --to-region R` has its end in the place of FROM, and so has `--from-region R ID`.
    if from_.organisation and from_.given == 2 and not to.given:
        to, from_ = End(organisation=from_.organisation), End(area=from_.area, file=from_.file)
    if from_.given != 1 or to.given != 1:
        raise click.UsageError(USAGE)
    if domain and not (from_.area or to.area):
        raise click.UsageError("--domain chooses among organisations of an area: give --from-region or --to-region.")
    _refuse_overlap(from_, to)
    return from_, to


def with_areas(ends: tuple[End, End], words: Words) -> tuple[End, End]:
    """The ends with the codes of their areas. Raises click.UsageError where one area holds the other."""
    from_, to = (replace(end, area=words.area(end.area)) for end in ends)
    _refuse_overlap(from_, to)
    return from_, to


def _refuse_overlap(from_: End, to: End) -> None:
    if from_.area and to.area:
        from dirskg.graph.network.ends import overlapping

        if overlapping(from_.area, to.area):
            raise click.UsageError(f"{from_.area} and {to.area} overlap: give two areas of which none holds the other.")
