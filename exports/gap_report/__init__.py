"""The cluster gap report in every form: terminal, JSON, CSV, Markdown, HTML and Excel, in four languages."""

from __future__ import annotations

from dirskg.exports.findings import FORMATS, Format
from dirskg.exports.gap_report.render import render_gap_report

__all__ = ["FORMATS", "Format", "render_gap_report"]
