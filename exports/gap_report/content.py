"""What the report shows, in words: the pieces that Markdown, HTML, terminal and workbook lay out each in their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dirskg.exports.findings.cell import ALL_STATES, key
from dirskg.exports.findings.document import Section
from dirskg.exports.gap_report.comparison import programmes, sections
from dirskg.exports.gap_report.labels import MARKS, Labels
from dirskg.exports.gap_report.matrix import matrix
from dirskg.exports.gap_report.notes import caveats, datasets, method, perimeters
from dirskg.exports.gap_report.register import register
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


class Content:
    """The whole report in one language, ready to be escaped; each piece is made when a form asks for it.

    `text` gives the fixed strings; `high` stands before colons and semicolons; `found` is the answer, `numbers` and
    `remarks` what is left of it where a table names the gaps; `beside` explains it, `hash` is the content of the build.
    `manifest` is that of the build (`graph/builds/home.py`); without it there are no datasets. `explained` are tables
    of the rows behind the counts, if they are to be shown.
    """

    query = f"dirskg query --name {EVIDENCE} -p domain=… -p region=…"

    def __init__(
        self, report: GapReport, labels: Labels, manifest: Mapping[str, Any] | None, explained: Sequence[Section]
    ) -> None:
        self.report, self.labels, self.words, self.explained = report, labels, labels.words, explained
        self.lang, self.high, self.text = self.words.lang, self.words.high, self.words.strings
        self.hash = str((manifest or {}).get("content_hash", ""))
        self.datasets = datasets(manifest, self.lang)

    facts = cached_property(lambda self: facts(self.report, self.labels))
    counted = cached_property(lambda self: counted(self.report, self.labels))
    found = cached_property(lambda self: gaps_found(self.report, self.labels))
    numbers = cached_property(lambda self: gaps_counted(self.report, self.labels))
    remarks = cached_property(lambda self: gaps_beside(self.report, self.labels))
    beside = cached_property(lambda self: beside(self.report, self.labels))
    caption = cached_property(lambda self: caption(self.report, self.labels))
    matrix = cached_property(lambda self: matrix(self.report, self.labels))
    rules = cached_property(lambda self: _rules(self.report, self.labels))
    gaps = cached_property(lambda self: register(self.report, self.labels))
    cells = cached_property(lambda self: [_cell_row(cell, self.labels) for cell in self.report.cells])
    cells_head = cached_property(lambda self: _cells_head(self.labels))
    programmes = cached_property(lambda self: programmes(self.report, self.labels, wide=self.matrix.wide))
    sections = cached_property(lambda self: sections(self.report, self.labels))
    perimeters = cached_property(lambda self: perimeters(self.report.perimeter, self.words))
    method = cached_property(lambda self: method(self.words))
    caveats = cached_property(lambda self: caveats(self.words, working=working(self.report)))

    @property
    def summary(self) -> tuple[str, ...]:
        """Who was counted and what was found, where both stand together."""
        return (*self.counted, *self.found, *self.beside)


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
