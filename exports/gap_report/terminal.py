"""The report on a terminal: the matrix, then each gap with who could close it."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dirskg.exports.findings.terminal import section_table
from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.matrix import Entry, Head
from dirskg.exports.gap_report.register import Gap
from dirskg.exports.terminal import paint, plain

# Colours of the terminal's own palette; the state stands beside them in words.
_STYLES = {
    "empty": "bold red", "thin": "yellow", "single_supplier": "magenta", "helix_incomplete": "cyan",
    "unknown": "dim", "too_few_to_tell": "dim", "place_unknown": "dim",
}  # fmt: skip


def terminal(content: Content, *, width: int = 0, colour: bool = False) -> str:
    """The report as text, `width` columns wide (0: as wide as it needs), with ANSI colours if asked."""
    # Numbers must not be cut: a matrix of many areas takes the room that it needs.
    matrix = paint([Text(), _matrix(content)], width=0 if content.matrix.wide else width, colour=colour)
    above = paint(_above(content), width=width, colour=colour)
    return above + matrix + paint(_below(content), width=width, colour=colour)


def _above(content: Content) -> Iterator[RenderableType]:
    yield plain(content.text["title"], "bold")
    yield plain(content.caption)


def _below(content: Content) -> Iterator[RenderableType]:
    text = content.text
    yield plain(text["matrix_sums"], "dim")
    yield Text()
    if content.matrix.wide:
        yield plain("; ".join(f"{rule.mark} {rule.state}" for rule in content.rules if rule.mark), "dim")
        yield Text()
    yield from map(plain, content.summary)
    yield from (Text(), plain(content.programmes.heading, "bold"), plain(content.programmes.caption, "dim"))
    yield section_table(content.programmes, content.words)
    if content.gaps:
        yield from (Text(), plain(text["heading_register"], "bold"), plain(text["register_order"], "dim"))
    for gap in content.gaps:
        yield from _gap(gap, content)
    yield Text()
    for section in content.explained:
        yield from (plain(section.heading, "bold"), plain(section.caption, "dim"))
        yield from (section_table(section, content.words), Text())
    for word, value in content.facts:
        yield plain(f"{word}{content.high}: {value}", "dim")
    yield plain(text["zero"], "dim")


def _matrix(content: Content) -> Table:
    matrix = content.matrix
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
    table.add_column(plain(matrix.corner, "bold"))
    for column in matrix.columns:
        # Fifteen domains fit on a screen by their codes only.
        table.add_column(plain(column.code or column.label if matrix.wide else _name(column), "bold"))
    for head, entries in matrix.rows:
        table.add_row(plain(_name(head)), *(_cell(entry, matrix.wide) for entry in entries))
    return table


def _name(head: Head) -> str:
    return f"{head.label} ({head.code})" if head.code else head.label


def _cell(entry: Entry, wide: bool) -> Text:
    count, _, expected = entry.seen.partition(" ")
    lines = (f"{count} {entry.mark}", expected) if wide else (entry.seen, entry.state)
    style = _STYLES.get(entry.look, "")
    return Text("\n").join(plain(line, style) for line in lines if line)


def _gap(gap: Gap, content: Content) -> Iterator[RenderableType]:
    high = content.high
    yield Text()
    head = plain(f"{gap.number}. {gap.area} – {gap.domain}{high}:", "bold")
    yield head.append(" ").append_text(plain(gap.state, _STYLES[gap.look])).append(f", {gap.seen}")
    yield Padding(plain(f"{content.text['column_missing_legs']}{high}: {gap.missing}"), (0, 0, 0, 3))
    yield Padding(plain(f"{content.text['heading_programmes']}{high}: {gap.eu}"), (0, 0, 0, 3))
    for offer in gap.offers:
        line = f"{offer.leg}, {offer.area} ({offer.count}){high}: {offer.names('{name} ({tie})', high)}"
        yield Padding(plain(line), (0, 0, 0, 3))
    for sentence in gap.nobody:
        yield Padding(plain(sentence), (0, 0, 0, 3))
