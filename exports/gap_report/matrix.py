"""The matrix of domains and areas, each cell with its numbers and its state."""

from __future__ import annotations

from dataclasses import dataclass

from dirskg.exports.findings.cell import key
from dirskg.exports.gap_report.labels import MARKS, Labels
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import Cell, GapReport

_MOST_AREAS = 6


@dataclass(frozen=True, slots=True)
class Head:
    """A domain or an area: its name, and its code where that says more ("" otherwise)."""

    label: str
    code: str

    @property
    def name(self) -> str:
        """Its name with the code."""
        return f"{self.label} ({self.code})" if self.code else self.label


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell: "n (E)", its state in words, what is missing (else the state), the name of its look, its sign, and its
    number in the register (0: none)."""

    seen: str
    state: str
    told: str
    look: str
    mark: str
    gap: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Domains by areas; `wide` says that areas are many, so that they are the rows, and domains the columns."""

    corner: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[Head, tuple[Entry, ...]], ...]
    wide: bool


def matrix(report: GapReport, labels: Labels) -> Matrix:
    """The matrix of a report."""
    places = {(cell.domain, cell.region): cell for cell in report.cells}
    numbers = {(cell.domain, cell.region): number for number, cell in enumerate(report.gaps(), start=1)}
    domains = [str(identifier) for identifier in report.domains["id"]]
    areas = report.areas
    wide = len(areas) > _MOST_AREAS

    def entry(domain: str, area: str) -> Entry:
        return _entry(places[domain, area], numbers.get((domain, area), 0), labels)

    domain_heads = {domain: _head(labels.domain(domain), domain) for domain in domains}
    area_heads = {area: _head(labels.area(area), area) for area in areas}
    if wide:
        rows = [(head, tuple(entry(domain, area) for domain in domains)) for area, head in area_heads.items()]
        return Matrix(labels.words("area"), tuple(domain_heads.values()), tuple(rows), wide)
    rows = [(head, tuple(entry(domain, area) for area in areas)) for domain, head in domain_heads.items()]
    return Matrix(labels.words("domain"), tuple(area_heads.values()), tuple(rows), wide)


def _head(label: str, code: str) -> Head:
    code = one_line(code)
    return Head(label, "" if code == label else code)


def _entry(cell: Cell, gap: int, labels: Labels) -> Entry:
    # The column's head says already that the place is unknown.
    state = labels.state(cell.state) if cell.region else ""
    return Entry(labels.seen(cell), state, labels.lacking(cell) or state, key(cell.state), MARKS[cell.state], gap)
