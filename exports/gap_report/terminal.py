"""The report on a terminal: the matrix, then each gap with who could close it."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.findings.terminal import section_table
from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.matrix import Entry
from dirskg.exports.gap_report.register import Gap
from dirskg.exports.tables.cells import one_line
from dirskg.exports.tables.terminal import Grid, Line, paint, plain

# Colours of the terminal's own palette; the state stands beside them in words.
_STYLES = {
    "empty": "bold red", "thin": "yellow", "single_supplier": "magenta", "helix_incomplete": "cyan",
    "unknown": "dim", "too_few_to_tell": "dim", "to_be_confirmed": "dim", "place_unknown": "dim",
}  # fmt: skip


def terminal(content: Content, *, width: int = 0, colour: bool = False) -> str:
    """The report as text, `width` columns wide (0: as wide as it needs), with ANSI colours if asked."""
    return paint(_parts(content), width=width, colour=colour)


def _parts(content: Content) -> Iterator[Line | Grid]:
    text = content.text
    yield from (plain(text["title"], "bold"), plain(content.caption), Line(""), _matrix(content))
    yield plain(text["matrix_sums"], "dim")
    yield Line("")
    if content.matrix.wide:
        yield plain("; ".join(f"{rule.mark} {rule.state}" for rule in content.rules if rule.mark), "dim")
        yield Line("")
    yield from map(plain, content.summary)
    yield from (Line(""), plain(content.programmes.heading, "bold"), plain(content.programmes.caption, "dim"))
    yield section_table(content.programmes, content.words)
    if content.gaps:
        yield from (Line(""), plain(text["heading_register"], "bold"), plain(text["register_order"], "dim"))
    for gap in content.gaps:
        yield from _gap(gap, content)
    yield Line("")
    for section in content.explained:
        yield from (plain(section.heading, "bold"), plain(section.caption, "dim"))
        yield from (section_table(section, content.words), Line(""))
    for word, value in content.facts:
        yield plain(f"{word}{content.high}: {value}", "dim")
    yield plain(text["zero"], "dim")


def _matrix(content: Content) -> Grid:
    matrix = content.matrix
    # Fifteen domains fit on a screen by their codes only.
    heads = [column.code or column.label if matrix.wide else column.name for column in matrix.columns]
    rows = [[plain(head.name), *(_cell(one, matrix.wide) for one in entries)] for head, entries in matrix.rows]
    return Grid([one_line(head) for head in (matrix.corner, *heads)], rows, gap=2)


def _cell(entry: Entry, wide: bool) -> Line:
    count, bracket, expected = entry.seen.partition(" (")
    lines = (f"{count} {entry.mark}", f"{bracket[1:]}{expected}") if wide else (entry.seen, entry.state)
    return Line("\n".join(one_line(line) for line in lines if line), _STYLES.get(entry.look, ""))


def _gap(gap: Gap, content: Content) -> Iterator[Line | Grid]:
    text, high = content.text, content.high
    yield Line("")
    yield plain(f"{gap.number}. {gap.area} – {gap.domain}{high}: {gap.state}, {gap.seen}", f"bold {_STYLES[gap.look]}")
    told = [
        *([f"{text['column_only']}{high}: {gap.only}"] if gap.only and not gap.second else []),
        f"{text['column_missing_legs']}{high}: {gap.missing}",
        f"{text['heading_programmes']}{high}: {gap.eu}",
        *(f"{one.leg}, {one.area} ({one.count}){high}: {one.names('{name} ({tie})', high)}" for one in gap.offers),
    ]
    yield from (plain(line, indent=3) for line in (*told, *gap.on_site, *gap.second, *gap.nobody))
