"""Writes the gap report in the form asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dirskg.exports import tables
from dirskg.exports.findings.explained import explained, told_as_json
from dirskg.exports.findings.render import FORMATS, Format
from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.gap_report.tables import cells_table, closers_table, gaps_table
from dirskg.exports.language import read_words
from dirskg.exports.tables import Table
from dirskg.graph.analyses.gaps import GapReport
from dirskg.graph.errors import DirskgError, NoTable
from dirskg.graph.evidence.explain import Explanation


def render_gap_report(
    report: GapReport,
    format: Format,
    lang: str = "en",
    manifest: Mapping[str, Any] | None = None,
    explanations: Sequence[Explanation] = (),
    *,
    table: str = "",
    width: int = 0,
    colour: bool = False,
    bom: bool = False,
) -> str | bytes:
    """The report as text, or as bytes for xlsx. The same report gives the same result, byte by byte.

    `manifest` (of the build, as `read_manifest` returns it) names the datasets. `width` and `colour` are for the
    table on a terminal (0: as wide as it needs), `bom` is for CSV that goes to a file. JSON keeps to its contract in
    every language. `explanations` are the rows behind the counts, where they are to be shown; `table` picks the table
    that CSV writes (default: the cells). Raises DirskgError for a format, language or table that there is not.
    """
    if format == "json":
        return told_as_json(report, explanations)
    labels = Labels(report, lang)
    if format == "csv" and table in ("", "cells"):
        return tables.to_csv(cells_table(report, labels), bom=bom)
    common = read_words("dirskg.exports.findings", lang, "common")
    shown = Content(report, labels, manifest, [explained(explanations, common)] if explanations else [])
    if format == "csv":
        return tables.to_csv(_chosen(shown, table), bom=bom)
    # Each form brings its own library; a command pays for the one that it uses.
    if format == "table":
        from dirskg.exports.gap_report.terminal import terminal

        return terminal(shown, width=width, colour=colour)
    if format == "md":
        from dirskg.exports.gap_report.markdown import markdown

        return markdown(shown)
    if format == "html":
        from dirskg.exports.gap_report.notes import REFERENCES
        from dirskg.exports.html import render_page

        return render_page(__package__, content=shown, text=shown.text, references=REFERENCES)
    if format == "xlsx":
        from dirskg.exports.gap_report.workbook import workbook

        return workbook(shown)
    raise DirskgError(f"The gap report has no format {format!r}; use one of {', '.join(FORMATS)}.")


def _chosen(shown: Content, name: str) -> Table:
    """The table of that name. Raises DirskgError for one that there is not."""
    found = {section.name: section.table for section in (*shown.sections, *shown.explained)}
    found |= {"gaps": gaps_table(shown.report, shown.labels), "closers": closers_table(shown.report, shown.labels)}
    if name not in found:
        raise NoTable(name, ["cells", *found])
    return found[name]
