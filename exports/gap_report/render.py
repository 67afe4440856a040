"""Writes the gap report in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from dirskg.exports import tables
from dirskg.exports.gap_report.content import content
from dirskg.exports.gap_report.frames import cells_table
from dirskg.exports.gap_report.labels import Labels
from dirskg.graph.analyses.gaps import GapReport
from dirskg.graph.errors import DirskgError

Format = Literal["table", "json", "csv", "md", "html", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render_gap_report(
    report: GapReport,
    format: Format,
    lang: str = "en",
    manifest: Mapping[str, Any] | None = None,
    *,
    width: int = 0,
    colour: bool = False,
    bom: bool = False,
) -> str | bytes:
    """The report as text, or as bytes for xlsx. The same report gives the same result, byte by byte.

    `manifest` (of the build, as `read_manifest` returns it) names the datasets. `width` and `colour` are for the
    table on a terminal (0: as wide as it needs), `bom` is for CSV that goes to a file. JSON keeps to its contract in
    every language. Raises DirskgError for a format or language that there is not.
    """
    if format == "json":
        return json.dumps(report.to_json(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    labels = Labels(report, lang)
    if format == "csv":
        return tables.to_csv(cells_table(report, labels), bom=bom)
    # Each form brings its own library; a command pays for the one that it uses.
    shown = content(report, labels, manifest)
    if format == "table":
        from dirskg.exports.gap_report.terminal import terminal

        return terminal(shown, width=width, colour=colour)
    if format == "md":
        from dirskg.exports.gap_report.markdown import markdown

        return markdown(shown)
    if format == "html":
        from dirskg.exports.gap_report.page import page

        return page(shown)
    if format == "xlsx":
        from dirskg.exports.gap_report.workbook import workbook

        return workbook(report, shown, labels)
    raise DirskgError(f"The gap report has no format {format!r}; use one of {', '.join(FORMATS)}.")
