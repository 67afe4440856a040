"""The rows behind the figures, as one more table of a finding and in its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dirskg.exports.findings.document import Section, section
from dirskg.exports.findings.evidence import command
from dirskg.exports.language import Words
from dirskg.exports.tables.cells import Value, exact, one_line
from dirskg.graph.analyses.finding import Finding
from dirskg.graph.evidence.explain import Explanation

_MOST_TEXT = 300
_COLUMNS = "figure query row:count values source"


def explained(explanations: Iterable[Explanation], words: Words) -> Section:
    """Figure, command line of the query, and its rows with their sources."""
    rows = [row for explanation in explanations for row in _rows(explanation, words)]
    return section(words, "explained", _COLUMNS, rows)


def told_as_json(finding: Finding, explanations: Sequence[Explanation]) -> str:
    """The finding as JSON, with the rows behind it under `explained` where they are asked for."""
    told = {**finding.to_json(), **({"explained": [e.to_json() for e in explanations]} if explanations else {})}
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _short(value: Value) -> str:
    """A value as the table tells it: the query and the JSON have those whole that no reader would read."""
    text = one_line(exact(value))
    return text if len(text) <= _MOST_TEXT else f"{text[: _MOST_TEXT - 1]}…"


def _rows(explanation: Explanation, words: Words) -> Iterator[Mapping[str, Any]]:
    trace = explanation.trace
    told = {"figure": trace.figure, "query": command(trace)}
    if not explanation.rows:
        yield {**told, "row": 0, "values": words("explained_none"), "source": ""}
    for number, row in enumerate(explanation.rows, start=1):
        values = dict(zip(explanation.columns, row, strict=True))
        source = values.pop("source", None)
        shown = "; ".join(f"{name} = {_short(value)}" for name, value in values.items() if value is not None)
        yield {**told, "row": number, "values": shown, "source": source or ""}
