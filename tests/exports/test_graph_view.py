"""The graph page as a file: complete, closed, harmless whatever the data says, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views import HOSTILE, synthetic

from dirskg.exports.graph_view import GraphView, ViewEdge, ViewNode, assets, render
from dirskg.exports.graph_view.network import pyvis_network
from dirskg.exports.graph_view.render import embed
from dirskg.exports.graph_view.strings import LANGUAGES
from dirskg.exports.graph_view.style import COLOURS, OUTLINE
from dirskg.exports.graph_view.text import clean
from dirskg.graph.errors import DirskgError

NODE = ViewNode("a", "A", "industry", "", "BE1", 1.0, 0.0, 0.0)


class Page(HTMLParser):
    """Tags with attributes, the text of script and style elements, and all other text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            tag, attributes, text = self.raw.pop()
            self.raw.append((tag, attributes, text + data))
        else:
            self.text.append(data)

    def raw_text(self, tag: str) -> list[str]:
        """Texts of the elements that a browser runs or applies."""
        return [text for name, attributes, text in self.raw if name == tag and "type" not in attributes]

    def data(self) -> Any:
        return json.loads(next(text for _, attributes, text in self.raw if attributes.get("id") == "data"))

    def policy(self) -> dict[str, list[str]]:
        content = next(a["content"] or "" for t, a in self.tags if t == "meta" and "http-equiv" in a)
        return {name: values for name, *values in (part.split() for part in content.split(";"))}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def hostile_view() -> GraphView:
    node = replace(NODE, id=HOSTILE, label=HOSTILE, group=HOSTILE, facts=((HOSTILE, HOSTILE),), sources=(HOSTILE,))
    edge = ViewEdge(HOSTILE, "b", "supply", 1.0, HOSTILE, (HOSTILE, "javascript:alert(1)"))
    return GraphView(
        HOSTILE, HOSTILE, (node, replace(NODE, id="b")), (edge,), (HOSTILE,), HOSTILE, ((HOSTILE, HOSTILE),)
    )


def test_policy_holds_the_hashes_of_exactly_what_the_page_runs() -> None:
    page = Page(render(synthetic(20)))
    policy = page.policy()
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == [digest(text) for text in page.raw_text("script")]
    assert policy["style-src"] == [digest(text) for text in page.raw_text("style")]
    assert len(policy["script-src"]) == 2
    assert "unsafe" not in str(policy)


def test_page_loads_nothing() -> None:
    page = Page(render(synthetic(20)))
    loading = {"src", "srcset", "data", "action", "poster", "background", "style"}
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        assert not loading & attributes.keys()
        assert not any(name.startswith("on") for name in attributes)
        assert not (attributes.get("href") or "#").startswith("http")
    assert "url(" not in page.raw_text("style")[0]
    assert "@import" not in page.raw_text("style")[0]
    assert not any("sourceMappingURL" in text for text in page.raw_text("script"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(lang: str) -> None:
    html = render(hostile_view(), lang)
    page = Page(html)
    calm = hostile_view()
    node = replace(calm.nodes[0], id="c", label="c", group="c")
    calm = replace(calm, nodes=(node, calm.nodes[1]), edges=(replace(calm.edges[0], source="c"),))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in Page(render(calm, lang)).tags]
    data = page.data()
    assert data["facts"][0]["label"] == clean(HOSTILE)
    assert data["ties"][0]["title"] == clean(HOSTILE)
    assert page.text.count(clean(HOSTILE)) >= 3


def test_text_is_cleaned_of_what_cannot_be_seen_or_stored() -> None:
    assert clean("  A\n\tB\x00\u2028C\ud800 \u202egnp.exe ") == "A B C gnp.exe"
    view = GraphView("\ud800", "", (replace(NODE, label="\n"),), ())
    assert Page(render(view)).data()["facts"][0]["label"] == "a"


@given(
    st.recursive(
        st.text() | st.integers() | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_embedded_data_reads_back_and_holds_no_markup(value: Any) -> None:
    text = embed(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)


def test_same_view_gives_the_same_page() -> None:
    assert render(synthetic(50)) == render(synthetic(50))


def test_page_is_built_for_keyboard_and_screen_reader() -> None:
    page = Page(render(synthetic(20), "fr"))
    ids = Counter(a["id"] for _, a in page.tags if "id" in a)
    assert max(ids.values()) == 1
    assert dict(page.tags)["html"] == {"lang": "fr"}
    skips = [a["href"] for t, a in page.tags if t == "a" and a.get("class") == "skip"]
    assert skips == ["#graph-title", "#list-title"]
    assert all((href or "")[1:] in ids for href in skips)
    headings = [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1
    referred = [
        a[name]
        for _, a in page.tags
        for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for")
        if name in a
    ]
    assert all(name in ids for name in referred)
    rows = [a for t, a in page.tags if t == "tr" and "data-node" in a]
    assert len(rows) == 20
    assert sum(1 for t, a in page.tags if t == "th" and a.get("scope") == "row") == 20


def test_legend_counts_every_node_and_tie() -> None:
    html = render(synthetic(200))
    for name, total in (("kind", 200), ("region", 200), ("tie", 600)):
        field = html.split(f'data-filter="{name}"')[1].split("</fieldset>")[0]
        assert sum(map(int, re.findall(r'class="count">(\d+)<', field))) == total


def test_notes_and_build_are_shown() -> None:
    text = " ".join(Page(render(synthetic(5))).text)
    assert "A note by the caller." in text
    assert "working set" in text
    assert "4f1c2a9d" in text


def test_group_column_only_where_there_are_groups() -> None:
    columns = [
        Page(render(GraphView("T", "", (node,), ()))).text.count("Group") for node in (NODE, replace(NODE, group="V1"))
    ]
    assert columns == [0, 1]


def test_network_is_pyvis_with_physics_off_and_lists_filled() -> None:
    view = synthetic(100)
    network = pyvis_network(view)
    assert type(network).__module__ == "pyvis.network"
    assert (network.num_nodes(), network.num_edges()) == (100, 300)
    assert network.options["physics"] == {"enabled": False}
    assert all("label" not in mark and "title" not in mark for mark in network.nodes)


def test_second_tie_between_two_nodes_bends_aside() -> None:
    ties = tuple(ViewEdge(*ends, "project", 1.0, "") for ends in (("a", "b"), ("b", "a"), ("a", "b")))
    lines = pyvis_network(GraphView("T", "", (NODE, replace(NODE, id="b")), ties)).edges
    assert [line.get("smooth", {}).get("roundness") for line in lines] == [None, 0.15, 0.3]


def test_empty_view_is_a_page() -> None:
    page = Page(render(GraphView("Nothing", "", (), ())))
    assert page.data()["nodes"] == []


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (GraphView("T", "", (NODE, NODE), ()), "more than once"),
        (GraphView("T", "", (replace(NODE, kind="company"),), ()), "kind 'company'"),
        (GraphView("T", "", (replace(NODE, region="BE"),), ()), "region 'BE'"),
        (GraphView("T", "", (replace(NODE, x=float("nan")),), ()), "finite"),
        (GraphView("T", "", (NODE,), (ViewEdge("a", "z", "project", 1, ""),)), "'z', which is no node"),
        (GraphView("T", "", (NODE,), (ViewEdge("a", "a", "friend", 1, ""),)), "kind 'friend'"),
        (GraphView("T", "", (NODE,), (ViewEdge("a", "a", "project", -1, ""),)), "not negative"),
        (synthetic(3001), "3,001 nodes"),
    ],
)
def test_views_that_cannot_be_drawn_are_refused(view: GraphView, message: str) -> None:
    with pytest.raises(DirskgError, match=re.escape(message)):
        render(view)


def test_unknown_language_is_refused() -> None:
    with pytest.raises(DirskgError, match="'es'"):
        render(synthetic(3), "es")


def test_pyvis_without_vis_network_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_VIS", "lib/vis-11/vis-network.min.js")
    assets.vis_network.cache_clear()
    with pytest.raises(DirskgError, match="pyvis"):
        render(synthetic(3))
    monkeypatch.undo()
    assets.vis_network.cache_clear()


def test_vis_network_is_whole() -> None:
    path = files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js")
    assert len(path.read_text(encoding="utf-8")) - len(assets.vis_network()) < 60
    assert "</script" not in assets.vis_network() + assets.page_script()
    assert "innerHTML" not in assets.page_script()


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("fill", COLOURS.values())
def test_outline_stands_out_from_every_fill(fill: str) -> None:
    """Graphical objects need a contrast of 3 to 1 (WCAG 2.2, 1.4.11); the outline gives it on any fill."""
    assert (luminance(fill) + 0.05) / (luminance(OUTLINE) + 0.05) > 3
