"""Answers as a notebook shows them: rows as a table, few triples as a picture too. Text of the graph is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dirskg.graph.wording.counted import counted
from dirskg.ontology.vocab import compact

Triple = tuple[str, str, str]  # subject and predicate are addresses; an object is one where it begins with http

_ROWS = 100
_TRIPLES = 40  # more of them are no picture
_LONGEST = 60  # letters of an address
_NAME = "http://www.w3.org/2004/02/skos/core#prefLabel"
_WIDTH, _HEIGHT, _MARGIN, _LETTERS = 720, 440, 70, 28


def table_html(columns: Sequence[str], rows: Sequence[Sequence[object]], note: str = "") -> str:
    """A table of the first rows; addresses are links under their short names."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>" for row in rows[:_ROWS])
    told = counted(len(rows), "row") + (f", of which the first {_ROWS} are shown" if len(rows) > _ROWS else "") + note
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape(told)}</p>"


def triples_html(triples: Sequence[Triple]) -> str:
    """The statements as a table, under a picture of them where they are few."""
    picture = _picture(triples) if 0 < len(triples) <= _TRIPLES else ""
    return picture + table_html(("subject", "predicate", "object"), triples)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if text.startswith(("http://", "https://")):
        name = compact(text)
        shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        return f'<a href="{escape(text)}" title="{escape(text)}">{escape(shown)}</a>'
    return escape(text)


def _picture(triples: Sequence[Triple]) -> str:
    """Marks and lines, laid out the same each time; who is named bears the name."""
    import networkx as nx

    names = {one: name for one, told, name in triples if told == _NAME}
    triples = [triple for triple in triples if triple[1] != _NAME] or triples
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((one, other) for one, _, other in triples)
    places = {
        node: (_MARGIN + (x + 1) / 2 * (_WIDTH - 2 * _MARGIN), _MARGIN / 2 + (y + 1) / 2 * (_HEIGHT - _MARGIN))
        for node, (x, y) in nx.kamada_kawai_layout(graph).items()
    }
    lines = []
    for one, told, other in triples:
        (x1, y1), (x2, y2) = places[one], places[other]
        lines.append(
            f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#8a94a3"/>'
            f'<text x="{(x1 + x2) / 2:.0f}" y="{(y1 + y2) / 2:.0f}" fill="#55606e">{_short(told)}</text>'
        )
    marks = [
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="#1f5fa8"><title>{escape(node)}</title></circle>'
        f'<text x="{x:.0f}" y="{y - 9:.0f}" fill="#111">{_short(names.get(node, node))}</text>'
        for node, (x, y) in places.items()
    ]
    style = 'font-family="sans-serif" font-size="11" text-anchor="middle" style="background:#fff"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" role="img" '
        f'aria-label="The statements as a graph" {style}>{"".join(lines)}{"".join(marks)}</svg>'
    )


def _short(text: str) -> str:
    name = compact(text) if text.startswith(("http://", "https://")) else text
    return escape(name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…")
