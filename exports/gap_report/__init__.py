"""The cluster gap report in four languages: terminal, JSON, CSV, Markdown, HTML and Excel."""

from __future__ import annotations

from dirskg.exports.findings import FORMATS, Format
from dirskg.exports.gap_report.render import render_gap_report

__all__ = ["FORMATS", "Format", "render_gap_report"]
