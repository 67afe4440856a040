"""The graph page in a real browser: silent on the network and the console, drawn, searchable, harmless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import Chromium, binary, chromium
from views import HOSTILE, synthetic

from dirskg.exports.graph_view import GraphView, ViewEdge, ViewNode, render
from dirskg.exports.graph_view.text import clean

pytestmark = pytest.mark.browser

SELECTED = "graphView.network.getSelectedNodes()"
PANEL = "document.getElementById('panel').innerText"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    program = binary()
    if program is None:
        pytest.skip("no chromium, chromium-browser or google-chrome is installed")
    with chromium(program) as running:
        yield running


def show(browser: Chromium, folder: Path, view: GraphView, lang: str = "en", **size: int) -> None:
    path = folder / "view.html"
    path.write_text(render(view, lang), encoding="utf-8")
    browser.open(path, **size)


def type_in_search(browser: Chromium, text: str) -> None:
    browser.evaluate("document.getElementById('search').focus()")
    browser.type(text)


@pytest.mark.parametrize("size", [0, 1, 300, 3000])
def test_page_is_silent_and_drawn(browser: Chromium, tmp_path: Path, size: int) -> None:
    show(browser, tmp_path, synthetic(size))
    assert browser.requests == []
    assert browser.errors == []
    assert browser.evaluate("graphView.shown().length") == size
    painted = """(() => {
        const canvas = document.querySelector('#canvas canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 200) count += 1;
        return count;
    })()"""
    assert (browser.evaluate(painted) > 300) is (size > 0)


@pytest.mark.parametrize("lang", ["en", "nl", "fr", "de"])
@pytest.mark.parametrize("width", [1280, 400])
def test_page_fits_its_window(browser: Chromium, tmp_path: Path, lang: str, width: int) -> None:
    show(browser, tmp_path, synthetic(300), lang, width=width)
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert browser.evaluate("document.documentElement.lang") == lang
    assert browser.errors == []


def test_search_minds_no_accents_and_enter_selects(browser: Chromium, tmp_path: Path) -> None:
    view = synthetic(300)
    node = replace(view.nodes[7], label="Société Électrique Zaventem")
    show(browser, tmp_path, replace(view, nodes=(*view.nodes[:7], node, *view.nodes[8:])))
    type_in_search(browser, "societe elec")
    assert browser.evaluate("document.querySelectorAll('#matches li').length") == 1
    browser.press("Enter")
    assert browser.evaluate(SELECTED) == [7]
    assert "Société Électrique Zaventem" in browser.evaluate(PANEL)
    centre = "(({x, y}) => { const p = graphView.network.getPosition(7); return Math.hypot(p.x - x, p.y - y); })"
    assert browser.evaluate(f"{centre}(graphView.network.getViewPosition())") < 5
    assert browser.errors == []


def test_search_is_walked_with_the_arrow_keys(browser: Chromium, tmp_path: Path) -> None:
    show(browser, tmp_path, synthetic(300))
    type_in_search(browser, "kempen")
    browser.press("ArrowDown")
    browser.press("ArrowDown")
    active = "document.querySelector('[aria-selected=true]').textContent"
    assert browser.evaluate("document.activeElement.getAttribute('aria-activedescendant')") == "match-1"
    name = browser.evaluate(active)
    browser.press("Enter")
    assert browser.evaluate(PANEL).startswith(name)
    type_in_search(browser, "zzzz")
    assert browser.evaluate("document.getElementById('search-status').textContent") == "No match"


def test_name_in_the_list_fills_the_panel(browser: Chromium, tmp_path: Path) -> None:
    view = synthetic(300)
    show(browser, tmp_path, view)
    browser.evaluate("document.querySelector('tr[data-node=\"12\"] button').focus()")
    browser.press("Enter")
    text = browser.evaluate(PANEL)
    ties = sum(1 for edge in view.edges if "org-12" in (edge.source, edge.target))
    assert view.nodes[12].label in text
    assert f"Ties ({ties})" in text
    assert browser.evaluate("document.activeElement.id") == "panel-title"
    links = "[...document.querySelectorAll('#panel a')].map(a => [a.href, a.rel, a.target])"
    assert ["https://example.org/list?page=1&row=2", "noopener noreferrer", "_blank"] in browser.evaluate(links)
    assert "Annual report, page 4" in text
    assert browser.errors == []


def test_click_on_a_mark_fills_the_panel(browser: Chromium, tmp_path: Path) -> None:
    view = synthetic(30)
    show(browser, tmp_path, view)
    x, y = browser.evaluate("""(() => {
        const box = document.querySelector('#canvas canvas').getBoundingClientRect();
        const point = graphView.network.canvasToDOM(graphView.network.getPosition(3));
        return [box.left + point.x, box.top + point.y];
    })()""")
    browser.click(x, y)
    browser.until(f"{SELECTED}.length")
    assert browser.evaluate(SELECTED) == [3]
    assert view.nodes[3].label in browser.evaluate(PANEL)


def test_filters_hide_nodes_rows_and_ties_and_selection_brings_them_back(browser: Chromium, tmp_path: Path) -> None:
    view = synthetic(300)
    show(browser, tmp_path, view)
    browser.evaluate("document.querySelector('[data-filter=kind] input[value=industry]').click()")
    others = [rank for rank, node in enumerate(view.nodes) if node.kind != "industry"]
    assert browser.evaluate("graphView.shown()") == others
    assert browser.evaluate("document.querySelectorAll('#list tbody tr:not([hidden])').length") == len(others)
    assert browser.evaluate("document.getElementById('status').textContent").startswith(f"{len(others)} of 300 nodes")
    industry = next(rank for rank, node in enumerate(view.nodes) if node.kind == "industry")
    browser.evaluate(f"graphView.select({industry})")
    assert browser.evaluate("graphView.shown().length") == 300


def test_headings_sort_the_list(browser: Chromium, tmp_path: Path) -> None:
    show(browser, tmp_path, synthetic(50))
    browser.evaluate("document.querySelector('#list thead th:last-child button').click()")
    counts = browser.evaluate("[...document.querySelectorAll('#list tbody td:last-child')].map(c => +c.textContent)")
    assert counts == sorted(counts, reverse=True)
    assert browser.evaluate("document.querySelector('#list thead th:last-child').ariaSort") == "descending"


def test_hostile_names_do_nothing(browser: Chromium, tmp_path: Path) -> None:
    node = ViewNode(
        HOSTILE, HOSTILE, "industry", HOSTILE, "BE1", 1, 0, 0, ((HOSTILE, "javascript:window.hacked=3"),), (HOSTILE,)
    )
    other = replace(node, id="b", x=1.0)
    edge = ViewEdge(
        HOSTILE, "b", "ownership", 1, HOSTILE, ("javascript:window.hacked=4", "https://x y", "data:text/html,x")
    )
    show(
        browser,
        tmp_path,
        GraphView(HOSTILE, HOSTILE, (node, other), (edge,), (HOSTILE,), HOSTILE, ((HOSTILE, HOSTILE),)),
    )
    type_in_search(browser, "script")
    browser.press("Enter")
    # The chosen mark stands in the middle; the pointer there brings its tooltip.
    x, y = browser.evaluate(
        "(b => [b.left + b.width / 2, b.top + b.height / 2])(document.querySelector('canvas').getBoundingClientRect())"
    )
    browser.move(x, y)
    browser.until("document.querySelector('.vis-tooltip')?.textContent")
    assert clean(HOSTILE) in browser.evaluate("document.querySelector('.vis-tooltip').textContent")
    assert clean(HOSTILE) in browser.evaluate("document.getElementById('panel').textContent")
    assert browser.evaluate("typeof window.hacked") == "undefined"
    assert browser.evaluate("document.querySelectorAll('img, #panel a, #panel script').length") == 0
    assert browser.requests == []
    assert browser.errors == []


def test_policy_stops_injected_script_style_and_markup(browser: Chromium, tmp_path: Path) -> None:
    show(browser, tmp_path, synthetic(3))
    injected = """(() => {
        const script = document.createElement('script');
        try { script.textContent = 'window.hacked = 1'; document.head.append(script); } catch {}
        try { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked = 2">'); } catch {}
        return new Promise(done => setTimeout(() => done(typeof window.hacked), 100));
    })()"""
    assert browser.evaluate(injected) == "undefined"
    assert browser.errors


def test_picture_is_moved_with_the_keyboard(browser: Chromium, tmp_path: Path) -> None:
    show(browser, tmp_path, synthetic(30))
    before = browser.evaluate("graphView.network.getViewPosition().y")
    browser.evaluate("document.querySelector('[role=application]').focus()")
    browser.press("ArrowDown")
    assert browser.evaluate("graphView.network.getViewPosition().y") > before
