"""A finding as one HTML file: no script, nothing loaded, fit for a printer and a screen reader."""

from __future__ import annotations

from dirskg.exports.findings.document import Document
from dirskg.exports.html import render_page
from dirskg.exports.language import Words


def page(document: Document, words: Words) -> str:
    """The page. Text from data is escaped; the policy in its head lets nothing run or load but the style sheet."""
    return render_page(__package__, document=document, words=words)
