"""What the report shows, in words: the pieces that Markdown, HTML, terminal and workbook lay out each in their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dirskg.exports.findings.cell import ALL_STATES, key
from dirskg.exports.findings.document import Section
from dirskg.exports.gap_report.comparison import programmes, sections
from dirskg.exports.gap_report.labels import MARKS, Labels
from dirskg.exports.gap_report.matrix import Matrix, matrix
from dirskg.exports.gap_report.notes import Dataset, Note, caveats, datasets, method, perimeters
from dirskg.exports.gap_report.register import Gap, register
from dirskg.exports.gap_report.summary import (
    beside,
    caption,
    counted,
    facts,
    gaps_beside,
    gaps_counted,
    gaps_found,
    working,
)
from dirskg.exports.language import Words
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import EVIDENCE, Cell, GapReport
from dirskg.ontology.vocab import LEGS


@dataclass(frozen=True, slots=True)
class Rule:
    """A state with its rule and the number of cells in it; `look` names its appearance, `mark` its sign."""

    state: str
    rule: str
    cells: int
    look: str
    mark: str


@dataclass(frozen=True, slots=True)
class Content:
    """The whole report in one language. `text` gives the fixed strings; everything else is ready to be escaped.

    `high` stands before colons and semicolons; `found` is the answer, `numbers` and `remarks` what is left of it where
    a table names the gaps; `beside` explains it, `hash` is the content of the build.
    """

    lang: str
    high: str
    text: Mapping[str, str]
    facts: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]
    found: tuple[str, ...]
    numbers: tuple[str, ...]
    remarks: tuple[str, ...]
    beside: tuple[str, ...]
    caption: str
    matrix: Matrix
    rules: tuple[Rule, ...]
    gaps: tuple[Gap, ...]
    cells: tuple[tuple[str, ...], ...]
    cells_head: tuple[str, ...]
    programmes: Section
    sections: tuple[Section, ...]
    explained: tuple[Section, ...]
    words: Words
    perimeters: tuple[Note, ...]
    method: tuple[Note, ...]
    caveats: tuple[str, ...]
    datasets: tuple[Dataset, ...]
    hash: str
    query: str

    @property
    def summary(self) -> tuple[str, ...]:
        """Who was counted and what was found, where both stand together."""
        return (*self.counted, *self.found, *self.beside)


def content(
    report: GapReport, labels: Labels, manifest: Mapping[str, Any] | None = None, explained: Sequence[Section] = ()
) -> Content:
    """The pieces of a report. `manifest` is that of the build (`graph/builds/home.py`); without it no datasets.

    `explained` are tables of the rows behind the counts, if they are to be shown.
    """
    words = labels.words
    found = matrix(report, labels)
    return Content(
        lang=words.lang,
        high=words.high,
        text=words.strings,
        facts=facts(report, labels),
        counted=counted(report, labels),
        found=gaps_found(report, labels),
        numbers=gaps_counted(report, labels),
        remarks=gaps_beside(report, labels),
        beside=beside(report, labels),
        caption=caption(report, labels),
        matrix=found,
        rules=_rules(report, labels),
        gaps=register(report, labels),
        cells=tuple(_cell_row(cell, labels) for cell in report.cells),
        cells_head=_cells_head(labels),
        programmes=programmes(report, labels, wide=found.wide),
        sections=sections(report, labels),
        explained=tuple(explained),
        words=words,
        perimeters=perimeters(report.perimeter, words),
        method=method(words),
        caveats=caveats(words, working=working(report)),
        datasets=datasets(manifest, words.lang),
        hash=str((manifest or {}).get("content_hash", "")),
        query=f"dirskg query --name {EVIDENCE} -p domain=… -p region=…",
    )


def _rules(report: GapReport, labels: Labels) -> tuple[Rule, ...]:
    counts = Counter(cell.state for cell in report.cells)
    return tuple(Rule(labels.state(s), labels.rule(s), counts[s], key(s), MARKS[s]) for s in ALL_STATES)


_CELL_COLUMNS = (
    "domain_label", "region_label", "state_label", "count", "takes_part", "support", "state_with", "fractional",
    "expected", "lq_interval", "lq_shrunk", "p_under", "p_adjusted", "legs", "suppliers", "smes", "federal", "located",
    "parameters",
)  # fmt: skip


def _cells_head(labels: Labels) -> tuple[str, ...]:
    own = {"lq_interval": labels.words("lq_interval"), "legs": " · ".join(labels.words(f"leg_{leg}") for leg in LEGS)}
    return tuple(own.get(name) or labels.words(f"column_{name}") for name in _CELL_COLUMNS)


def _cell_row(cell: Cell, labels: Labels) -> tuple[str, ...]:
    """One row of the table of all cells. The four numbers of the legs stand in the order of their heading."""
    words = labels.words
    parameters = cell.trace().parameters
    return (
        labels.domain(cell.domain),
        labels.area(cell.region),
        labels.state(cell.state),
        words.decimal(cell.count, 0),
        words.decimal(cell.takes_part, 0),
        words.decimal(cell.support, 0),
        labels.state(cell.state_with),
        words.decimal(cell.fractional),
        words.decimal(cell.expected, 1),
        labels.quotient(cell.be, "interval_short"),
        words.decimal(cell.be.lq_shrunk),
        words.probability(cell.be.p_under),
        words.probability(cell.be.p_adjusted),
        " · ".join(words.decimal(cell.legs[leg], 0) for leg in LEGS),
        words.decimal(cell.suppliers, 0),
        labels.smes(cell),
        words.decimal(cell.federal, 0),
        words.percent(cell.be.located),
        ", ".join(f"{name} = {one_line(str(value)) or '–'}" for name, value in parameters.items()),
    )
