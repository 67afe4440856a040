"""The report as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dirskg.exports.findings.document import Section
from dirskg.exports.findings.markdown import section_table
from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.matrix import Entry
from dirskg.exports.gap_report.notes import REFERENCES, Note
from dirskg.exports.gap_report.register import Gap
from dirskg.exports.tables import markdown_table, markdown_text


def markdown(content: Content) -> str:
    """One Markdown page (GitHub's tables); text from data is escaped."""
    return "\n\n".join(_parts(content)) + "\n"


def _parts(content: Content) -> Iterator[str]:
    text = content.text
    yield f"# {text['title']}"
    yield f"*{text['subtitle']}*"
    yield f"## {text['heading_short']}"
    yield _list([*content.found, text["zero"]])
    yield f"## {text['heading_matrix_areas' if content.matrix.wide else 'heading_matrix']}"
    yield markdown_text(content.caption)
    yield _matrix(content)
    yield text["matrix_sums"]
    yield f"## {text['heading_register']}"
    if content.gaps:
        yield from (text["register_order"], text["register_path"], _overview(content))
        for gap in content.gaps:
            yield from _gap(gap, content)
    else:
        yield content.found[0]
    yield f"## {text['heading_states']}"
    yield _rules(content)
    yield text["rules_order"]
    for section in content.sections:
        yield from _section(section, content)
    yield from _notes(content)
    for section in content.explained:
        yield from _section(section, content)


def _section(section: Section, content: Content) -> Iterator[str]:
    yield f"## {markdown_text(section.heading)}"
    yield markdown_text(section.caption)
    yield section_table(section, content.words)


def _matrix(content: Content) -> str:
    matrix = content.matrix

    def cell(entry: Entry) -> str:
        state = entry.mark if matrix.wide else f"*{entry.state}*" if entry.gap else entry.state
        return f"{entry.seen} {state}".strip()

    body = [[markdown_text(head.name), *map(cell, entries)] for head, entries in matrix.rows]
    return markdown_table([matrix.corner, *(markdown_text(column.name) for column in matrix.columns)], body)


def _rules(content: Content) -> str:
    text = content.text
    head = [text["column_state_label"], text["column_rule"], text["cells"]]
    body = [[rule.state, markdown_text(rule.rule), str(rule.cells)] for rule in content.rules]
    if content.matrix.wide:
        head.insert(0, text["mark"])
        body = [[rule.mark, *row] for rule, row in zip(content.rules, body, strict=True)]
    return markdown_table(head, body, right=[len(head) - 1])


def _overview(content: Content) -> str:
    text = content.text
    head = ("number", "column_region_label", "column_domain_label", "column_state_label", "seen_expected")
    tail = ("lq_interval", "column_p_adjusted", "column_missing_legs")
    body = [
        [str(gap.number), *map(markdown_text, (gap.area, gap.domain, gap.state, gap.seen, gap.interval)),
         markdown_text(gap.p_adjusted), gap.missing]
        for gap in content.gaps
    ]  # fmt: skip
    return markdown_table([text[name] for name in (*head, *tail)], body, right=[0])


def _gap(gap: Gap, content: Content) -> Iterator[str]:
    text, high = content.text, content.high
    yield f"### {gap.number}. {markdown_text(f'{gap.area} – {gap.domain}{high}: {gap.state}')}"
    rule, *numbers = (f"{word}{high}: {markdown_text(value)}" for word, value in gap.facts)
    yield f"{rule}."
    if gap.offers:
        head = [text[name] for name in ("column_leg", "column_closing_label", "column_actors", "column_named")]
        body = [
            [offer.leg, offer.area, offer.count, offer.names("{name} [{id}] ({tie})", high)] for offer in gap.offers
        ]
        yield f"{text['heading_closers']}{high}:"
        yield markdown_table(head, [[*map(markdown_text, row)] for row in body], right=[2])
    yield from map(markdown_text, (*gap.on_site, *gap.second))
    yield from gap.nobody
    yield f"{f'{high}; '.join(numbers)}."
    yield f"{text['evidence']}{high}: `{_code(gap.command)}`"


def _notes(content: Content) -> Iterator[str]:
    text = content.text
    yield f"## {text['fact_perimeter']}"
    yield _list([*content.counted, *content.beside])
    yield _list(f"**{word}{content.high}:** {markdown_text(value)}" for word, value in content.facts)
    yield _list(_note(note, content.high) for note in content.perimeters)
    yield text["perimeter_why"]
    yield f"## {text['heading_method']}"
    yield _list(_note(note, content.high) for note in content.method)
    yield f"## {text['heading_caveats']}"
    yield _list(content.caveats)
    yield f"## {text['heading_sources']}"
    yield f"{text['sources_query']} `{_code(content.query)}`. {text['sources_query_rows']}"
    yield _datasets(content)
    if content.hash:
        yield f"{text['fact_hash']}{content.high}: `{content.hash}`"
    yield f"## {text['heading_references']}"
    yield _list(map(markdown_text, REFERENCES))


def _datasets(content: Content) -> str:
    names = ("title", "publisher", "licence", "retrieved", "refused", "address")
    if not content.datasets:
        return content.text["sources_none"]
    body = [[markdown_text(getattr(dataset, name)) for name in names] for dataset in content.datasets]
    return markdown_table([content.text[f"dataset_{name}"] for name in names], body)


def _note(note: Note, high: str) -> str:
    return f"**{markdown_text(note.word)}{high}:** {markdown_text(note.text)}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _code(text: str) -> str:
    """Text within a code span, which knows no escape for its own mark."""
    return text.replace("`", "'")
