"""Writes a graph view as one HTML file that works without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from dirskg.exports.graph_view import assets, legend
from dirskg.exports.graph_view.model import GraphView, ViewNode, check
from dirskg.exports.graph_view.network import edge_styles, pyvis_network
from dirskg.exports.graph_view.strings import fill, strings
from dirskg.exports.graph_view.style import region_key
from dirskg.exports.graph_view.text import clean_view

# Inside a script element these would end it, open a comment, or break the line.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render(view: GraphView, lang: str = "en") -> str:
    """One HTML page in `lang` (en, nl, fr, de) with the graph, its list, and everything they need.

    Text from the view is shown as text, whatever it contains. The same view gives the same page.
    Raises DirskgError where the view cannot be drawn (see `model.check`), the language is unknown, or the
    installed pyvis does not carry vis-network.
    """
    words = strings(lang)
    check(view)
    view = clean_view(view)
    vis, script, style = assets.vis_network(), assets.page_script(), assets.style_sheet()
    return _template().render(
        _content(view, lang, words),
        policy=Markup(assets.policy((vis, script), (style,))),
        # Our own texts: the hashes of the policy hold only for them as they are, which escaping would change.
        vis=Markup(vis),
        script=Markup(script),
        style=Markup(style),
        data=Markup(embed(_data(view, lang, words))),
    )


def embed(data: object) -> str:
    """JSON that is safe inside a script element: it can neither end the element nor open a comment."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("dirskg.exports.graph_view", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def _content(view: GraphView, lang: str, words: Mapping[str, str]) -> dict[str, object]:
    """What the template writes as HTML: everything that must be readable where scripts do not run."""
    return {
        "lang": lang,
        "words": words,
        "view": view,
        "summary": fill("summary", lang, nodes=len(view.nodes), ties=len(view.edges)),
        "filters": {
            "kind": legend.kind_rows(view, words),
            "region": legend.region_rows(view, words),
            "tie": legend.tie_rows(view, words),
        },
        "rows": legend.list_rows(view, words),
        "grouped": any(node.group for node in view.nodes),
    }


def _data(view: GraphView, lang: str, words: Mapping[str, str]) -> dict[str, object]:
    """What the script reads: the pyvis network, and texts by the rank of node and edge."""
    network = pyvis_network(view)
    return {
        "lang": lang,
        "words": dict(words),
        "options": network.options,
        "edgeStyles": edge_styles(len(view.edges)),
        "nodes": network.nodes,
        "edges": network.edges,
        "facts": [_facts(node) for node in view.nodes],
        "ties": [{"title": edge.title, "sources": edge.sources} for edge in view.edges],
    }


def _facts(node: ViewNode) -> dict[str, object]:
    return {
        "label": node.label,
        "kind": node.kind,
        "region": region_key(node.kind, node.region),
        "group": node.group,
        "importance": node.importance,
        "facts": node.facts,
        "sources": node.sources,
    }
