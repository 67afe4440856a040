"""The large purchase files: what is told of each, and whom it would take in each region, with the grounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.purchases.actors import Candidate, candidates, prime_houses
from dirskg.graph.analyses.purchases.awards import Money, RelatedAward, money, related_awards, won_by
from dirskg.graph.analyses.purchases.nearest import Near, nearest
from dirskg.graph.analyses.purchases.told import PurchaseFile, file_named, purchase_files
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.network.finder import PathFinder, path_finder
from dirskg.graph.network.hops import Path
from dirskg.ontology.vocab import REGIONS

_LONGEST = 3  # hops of a path from a prime


@dataclass(frozen=True, slots=True)
class RegionOnFile(AsJson):
    """A region ("" for unknown places): its candidates, how many can deliver in each domain, and what is missing.

    missing: topics of the file on which nobody there works. path: from a prime to somebody there who is not yet in
    business with one. nearest: who comes next, where the candidates are few.
    """

    json_keys = "region candidates capable missing_topics=missing * within smes size_unknown=unsized"

    region: str
    candidates: tuple[Candidate, ...]
    capable: dict[str, int]
    missing: tuple[str, ...]
    path: Path | None
    nearest: tuple[Near, ...] = ()

    @property
    def within(self) -> int:
        """How many are in the file or in business with a prime."""
        return sum(one.within for one in self.candidates)

    @property
    def smes(self) -> int:
        """How many are known to be SMEs."""
        return sum(one.size == "SME" for one in self.candidates)

    @property
    def unsized(self) -> int:
        """Companies of unknown size, which may be SMEs."""
        return sum(not one.size and "industry" in one.legs for one in self.candidates)


@dataclass(frozen=True, slots=True)
class Related:
    """A project that speaks of a topic of the file: its programme, year, and the Belgian regions that take part."""

    id: str
    acronym: str
    programme: str
    year: float
    topics: tuple[str, ...]
    regions: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The project as plain values."""
        year = int(self.year) if self.year == self.year else None
        return {
            "id": self.id, "acronym": self.acronym, "programme": self.programme, "year": year,
            "topics": list(self.topics), "regions": list(self.regions),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileDetail(AsJson):
    """One file by region. nobody: its topics on which nobody in Belgium works. awards: those on its topics."""

    json_keys = "file regions nobody_in_belgium=nobody *"

    file: PurchaseFile
    regions: tuple[RegionOnFile, ...]
    nobody: tuple[str, ...]
    projects: tuple[Related, ...]
    awards: tuple[RelatedAward, ...]
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class FileRow(AsJson):
    """A file in the list: its candidates, the best first, and its topics that nobody in Belgium works on."""

    json_keys = "**file candidates=counts within nobody_in_belgium=nobody"

    file: PurchaseFile
    candidates: tuple[Candidate, ...]
    nobody: tuple[str, ...]

    def _count(self, within: bool) -> dict[str, int]:
        found = Counter(one.region for one in self.candidates if one.within or not within)
        return {area: found[area] for area in (*REGIONS, "")}

    @property
    def counts(self) -> dict[str, int]:
        """How many candidates each region has; "" for unknown places."""
        return self._count(within=False)

    @property
    def within(self) -> dict[str, int]:
        """How many of them are in the file or in business with a prime."""
        return self._count(within=True)


@dataclass(frozen=True, slots=True)
class PurchasesReport(AsJson):
    """All purchase files, or the one that was asked for in detail.

    shown: candidates a region named in words. notices: awards in the whole graph, 0 without a source of notices.
    """

    json_keys = "files award_notices=notices detail"

    files: tuple[FileRow, ...]
    detail: FileDetail | None
    shown: int
    notices: int

    def traces(self) -> tuple[Trace, ...]:
        """What is told of the files; of one file also who works on each topic, and the ties of its candidates."""
        told = tuple(trace for row in self.files for trace in row.file.traces())
        if not self.detail:
            return told
        topics = (Trace(f"{topic}", "actors-in-topic", {"topic": topic}) for topic in self.detail.file.topics)
        named = (one for region in self.detail.regions for one in region.candidates[: self.shown])
        awards = dict.fromkeys(one.notice for one in self.detail.awards)
        won = (Trace(notice, "awards-of", {"entity": notice}) for notice in awards)
        return *told, *topics, *(trace for one in named for trace in one.traces()), *won


@once
def purchases(ecosystem: Ecosystem, name: str = "", *, shown: int = 8) -> PurchasesReport:
    """All purchase files, or one by its name. Raises DirskgError where no file, or several, are meant."""
    notices = len(ecosystem.awards)
    if not name:
        return PurchasesReport(tuple(_row(ecosystem, file) for file in purchase_files(ecosystem)), None, shown, notices)
    file = file_named(ecosystem, name)
    return PurchasesReport((_row(ecosystem, file),), _detail(ecosystem, file), shown, notices)


def _row(ecosystem: Ecosystem, file: PurchaseFile) -> FileRow:
    found = candidates(ecosystem, file, won_by(related_awards(ecosystem, file.topics)))
    return FileRow(file, found, _nobody(file, found))


def _nobody(file: PurchaseFile, found: Iterable[Candidate]) -> tuple[str, ...]:
    seen = {topic for one in found for topic in (*one.topics, *one.won)}
    return tuple(topic for topic in file.topics if topic not in seen)


def _detail(ecosystem: Ecosystem, file: PurchaseFile) -> FileDetail:
    awards = related_awards(ecosystem, file.topics)
    found = candidates(ecosystem, file, won_by(awards))
    capable = active(ecosystem, of=(CAPABLE,))
    capable = capable[capable["domain"].isin(file.domains)]
    counts = capable.groupby(["area", "domain"]).size().to_dict()
    finder = path_finder(ecosystem)
    houses = prime_houses(ecosystem, file)
    regions = []
    for region in (*REGIONS, ""):
        here = tuple(one for one in found if one.region == region)
        able = {domain: int(counts.get((region, domain), 0)) for domain in file.domains}
        path = _path(finder, houses, here) if region else None
        near = nearest(ecosystem, file, capable, region, here)
        regions.append(RegionOnFile(region, here, able, _nobody(file, here), path, near))
    nobody = _nobody(file, found)
    return FileDetail(file, tuple(regions), nobody, _related(ecosystem, file), awards, money(awards))


def _path(finder: PathFinder, houses: dict[str, str], here: tuple[Candidate, ...]) -> Path | None:
    """The best way from a prime to a candidate who is not yet in business with one and shares no project with one."""
    known = finder.network.index
    starts = [one for one in houses if one in known]
    ends = [one.id for one in here if not one.within and not one.projects and one.id in known]
    if not starts or not ends:
        return None
    report = finder.between(starts, ends, k=1, max_hops=_LONGEST, alternatives=False)
    return report.paths[0] if report.paths else None


def _related(ecosystem: Ecosystem, file: PurchaseFile) -> tuple[Related, ...]:
    """Projects that speak of topics of the file and have a Belgian partner, the newest first."""
    told = ecosystem.mentions[ecosystem.mentions["topic"].isin(file.topics)]
    spoken = sets_of(rows(told, "about", "topic"))
    actors = ecosystem.organisations
    region = dict(rows(actors[actors["country"] == "BE"], "id", "region"))
    parts = ecosystem.participations
    parts = parts[parts["project"].isin(spoken) & parts["organisation"].isin(region)]
    places = sets_of(rows(parts, "project", "organisation"))
    projects = ecosystem.projects[ecosystem.projects["id"].isin(places)]
    projects = projects.sort_values(["year", "id"], ascending=[False, True], na_position="last")
    return tuple(
        Related(
            one, acronym, programme, year, tuple(topic for topic in file.topics if topic in spoken[one]),
            tuple(sorted({region[partner] for partner in places[one]})),
        )
        for one, acronym, programme, year in rows(projects, "id", "acronym", "programme", "year")
    )  # fmt: skip
