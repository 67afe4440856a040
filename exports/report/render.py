"""Writes a paper in the form asked for."""

from __future__ import annotations

from typing import Literal, get_args

from dirskg.exports.report.model import Paper

Form = Literal["html", "pdf", "docx", "xlsx", "md"]
FORMS: tuple[Form, ...] = get_args(Form)
# These carry the notice of internal data already, on every page; the others get it as every result does.
NOTICED: tuple[Form, ...] = ("pdf", "docx")


def render_paper(paper: Paper, form: Form) -> str | bytes:
    """The paper as text, or as bytes. The same paper gives the same result, byte by byte."""
    # Each form brings its own library; a command pays for those that it uses.
    if form == "pdf":
        from dirskg.exports.report.writers.typst import pdf

        return pdf(paper)
    if form == "docx":
        from dirskg.exports.report.writers.docx import docx

        return docx(paper)
    if form == "xlsx":
        from dirskg.exports.report.writers.workbook import workbook

        return workbook(paper)
    if form == "md":
        from dirskg.exports.report.writers.markdown import markdown

        return markdown(paper)
    from dirskg.exports.report.writers.html import html

    return html(paper)
