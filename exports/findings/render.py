"""Writes a finding in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, Literal, get_args

from dirskg.exports import tables
from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.explained import explained, told_as_json
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.finding import Finding
from dirskg.graph.errors import NoTable
from dirskg.graph.evidence.explain import Explanation

Format = Literal["table", "json", "csv", "md", "html", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)


def present(name: str, finding: Any, speaker: Speaker) -> Document:
    """The finding of the analysis `name` in words: `document(finding, speaker)` of the module of that name."""
    document: Callable[[Any, Speaker], Document] = import_module(f"{__package__}.subjects.{name}").document
    return document(finding, speaker)


def render_finding(
    name: str,
    finding: Finding,
    speaker: Speaker,
    format: Format | Literal["ics"],
    explanations: Sequence[Explanation] = (),
    *,
    table: str = "",
    width: int = 0,
    colour: bool = False,
    bom: bool = False,
) -> str | bytes:
    """The finding as text, or as bytes for xlsx. The same finding gives the same result, byte by byte.

    `table` picks the table that CSV writes (default: the first). `width` and `colour` are for a terminal (0: as wide
    as it needs), `bom` is for CSV that goes to a file. JSON keeps its names in every language. Raises DirskgError for
    a table that the finding does not have. `ics` is for findings whose module has `entries(finding, speaker)`.
    """
    if format == "json":
        return told_as_json(finding, explanations)
    document = present(name, finding, speaker)
    if format == "ics":
        from dirskg.exports.findings.calendar import calendar

        entries = import_module(f"{__package__}.subjects.{name}").entries(finding, speaker)
        return calendar(document.title, entries, speaker.words, speaker.as_of)
    sections = [*document.sections, *([explained(explanations, speaker.words)] if explanations else [])]
    if format == "csv":
        return tables.to_csv(_chosen(sections, table).table, bom=bom)
    document = replace(document, sections=tuple(sections))
    # Each form brings its own library; a command pays for the one that it uses.
    if format == "table":
        from dirskg.exports.findings.terminal import terminal

        return terminal(document, speaker.words, width=width, colour=colour)
    if format == "md":
        from dirskg.exports.findings.markdown import markdown

        return markdown(document, speaker.words)
    if format == "html":
        from dirskg.exports.html import render_page

        return render_page(__package__, document=document, words=speaker.words)
    from dirskg.exports.findings.workbook import workbook

    return workbook(document, speaker.words)


def _chosen(sections: Sequence[Section], table: str) -> Section:
    found = [section for section in sections if section.name == table or not table]
    if not found:
        raise NoTable(table, [section.name for section in sections])
    return found[0]
