"""Findings as documents: words and tables (`subjects`), and one renderer for every format."""

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.render import FORMATS, Format, render_finding
from dirskg.exports.findings.speaker import Speaker

__all__ = ["FORMATS", "Document", "Format", "Section", "Speaker", "render_finding"]
