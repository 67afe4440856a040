"""The report as an Excel workbook: matrix, cells, gaps, closers and method, each on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.matrix import Entry
from dirskg.exports.gap_report.notes import REFERENCES
from dirskg.exports.gap_report.tables import cells_table, closers_table, gaps_table, headings
from dirskg.exports.tables import Table
from dirskg.exports.tables.workbook import Workbook
from dirskg.ontology.vocab import LEGS

Styled = tuple[str, Mapping[str, Any]]

# The tints of the page; hatching (pattern 14) marks what is not judged.
_HATCHED = {"bg_color": "#FFFFFF", "fg_color": "#C4CBD3", "pattern": 14}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "covered": {"bg_color": "#E3F3EE"},
    "unknown": _HATCHED,
    "too_few_to_tell": _HATCHED,
    "to_be_confirmed": _HATCHED,
    "empty": {"bg_color": "#A84A00", "font_color": "#FFFFFF"},
    "thin": {"bg_color": "#F6CDB0"},
    "single_supplier": {"bg_color": "#FBE7BF"},
    "helix_incomplete": {"bg_color": "#D9EDFA"},
    "place_unknown": {},
}

# What somebody who prints a sheet wants to read, and how many of these columns stay in sight on the screen.
_READ = (
    "number", "region_label", "domain_label", "state_label", "count", "expected", "lq", "lq_low", "lq_high",
    *LEGS, "missing_legs", "only", "leg", "actor_label", "closing_label", "partner_label",
)  # fmt: skip
_KEPT = 3


def workbook(content: Content) -> bytes:
    """The workbook as bytes. Numbers are numbers; texts are never formulas or links."""
    words, labels = content.words, content.labels
    with Workbook(f"{words('title')}, {content.caption}") as book:
        book.grid(words("sheet_matrix"), *_matrix(content), below=(content.caption, *content.summary))
        for name, table in (("cells", cells_table), ("gaps", gaps_table), ("closers", closers_table)):
            ordered, printed = _answer_first(table(content.report, labels))
            book.table(words(f"sheet_{name}"), ordered, headings(ordered, labels), printed=printed, kept=_KEPT)
        for section in (*content.sections, *content.explained):
            heads = [column.head for column in section.columns.values()]
            book.table(words(f"sheet_{section.name}"), section.table, heads)
        book.notes(words("sheet_method"), _method(content))
    return book.content


def _answer_first(table: Table) -> tuple[Table, int]:
    """A table of cells, or of who closes them, with the columns that people read first, and how many these are.

    The rest is on the screen alone: nobody reads eighty columns on paper.
    """
    read = [table.columns.index(name) for name in _READ if name in table.columns]
    order = [*read, *(place for place in range(len(table.columns)) if place not in read)]
    columns = tuple(table.columns[place] for place in order)
    numbers = frozenset(new for new, old in enumerate(order) if old in table.numbers)
    return Table(columns, [tuple(row[place] for place in order) for row in table.rows], numbers), len(read)


def _matrix(content: Content) -> tuple[list[str], list[list[Styled]]]:
    """The matrix: its head, and its rows with their looks."""
    head = [content.matrix.corner, *(column.name for column in content.matrix.columns)]
    return head, [[(row.name, {"bold": True}), *map(_cell, entries)] for row, entries in content.matrix.rows]


def _cell(entry: Entry) -> Styled:
    return f"{entry.seen}\n{entry.state}".strip(), {**_LOOKS[entry.look], "border": 1, "border_color": "#FFFFFF"}


def _method(content: Content) -> Iterator[tuple[str, str]]:
    text = content.text
    yield text["title"], ""
    yield from content.facts
    yield from (("", line) for line in (*content.summary, text["matrix_sums"]))
    yield text["heading_states"], ""
    yield from ((rule.state, rule.rule) for rule in content.rules)
    yield "", text["rules_order"]
    yield text["fact_perimeter"], ""
    yield from content.perimeters
    yield text["heading_method"], ""
    yield from content.method
    yield text["heading_caveats"], ""
    yield from (("", line) for line in content.caveats)
    yield text["heading_sources"], ""
    yield "", f"{text['sources_query']} {content.query}. {text['sources_query_rows']}"
    if not content.datasets:
        yield "", text["sources_none"]
    for dataset in content.datasets:
        facts = (dataset.publisher, dataset.licence, dataset.retrieved, dataset.address)
        yield dataset.title, "; ".join(filter(None, facts))
    yield text["heading_references"], ""
    yield from (("", line) for line in REFERENCES)
