"""The report as one HTML file: no script, nothing loaded, fit for a printer and a screen reader."""

from __future__ import annotations

from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.notes import REFERENCES
from dirskg.exports.html import render_page


def page(content: Content) -> str:
    """The page. Text from data is escaped; the policy in its head lets nothing run or load but the style sheet."""
    return render_page(__package__, content=content, text=content.text, references=REFERENCES)
