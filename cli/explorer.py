"""The explorer as `explore` and `view` write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dirskg.graph import KnowledgeGraph

ENDINGS = {".html": "html", ".htm": "html"}


def page(graph: KnowledgeGraph, endpoint: str, lang: str, start: str, day: str) -> str:
    """The page as of a day, opened at the view `start` (what stands behind # in its address)."""
    from dirskg.exports.explorer import Material, explorer_page

    material = Material(graph.ecosystem, graph.name or endpoint, graph.select, day)
    return explorer_page(material, lang, start)
