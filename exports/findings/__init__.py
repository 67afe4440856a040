"""Findings of the analyses in words and tables (`subjects`), and one way to write them all."""

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.render import FORMATS, Format, render_finding
from dirskg.exports.findings.speaker import Speaker

__all__ = ["FORMATS", "Document", "Format", "Section", "Speaker", "render_finding"]
