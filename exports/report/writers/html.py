"""A paper as one HTML file: no script, nothing loaded, its charts within it."""

from __future__ import annotations

from markupsafe import Markup, escape

from dirskg.exports.html import render_page
from dirskg.exports.language import unbroken
from dirskg.exports.report.model import Block, Figure, Grid, Listed, Paper, host_of, pieces


def html(paper: Paper) -> str:
    """The page. Text from data is escaped; the policy in its head lets nothing run or load but the style sheet."""
    return render_page(
        __package__, paper=paper, words=paper.words, rich=_rich, kind=_kind, svg=Markup,
        web=lambda source: source.startswith(("https://", "http://")), host_of=host_of,
    )  # fmt: skip


def _kind(block: Block) -> str:
    if isinstance(block, Grid):
        return "grid"
    return "figure" if isinstance(block, Figure) else "list" if isinstance(block, Listed) else "said"


def _rich(text: str) -> Markup:
    """Text with its links and its code."""
    told = Markup("")
    for piece in pieces(text):
        if piece.code:
            told += Markup("<code>{}</code>").format(piece.text)
        elif piece.target:
            told += Markup('<a href="#{}">{}</a>').format(piece.target, unbroken(piece.text))
        else:
            told += escape(unbroken(piece.text))
    return told
