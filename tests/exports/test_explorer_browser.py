"""The explorer in a real browser: each flow clicked through, silent on the network and the console, harmless."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from chromium import Chromium
from hostile import HOSTILE

from dirskg.exports.explorer import Material, explorer_page
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.network.finder import path_finder

pytestmark = pytest.mark.browser

VIEWS = (
    "start", "gap/BE3/V3", "gap/BE2/V1", "actor/ror-02vmnye06", "select?domain=V3", "select?topic=drones", "graph",
    "graph?gap=BE3/V3", "graph?around=ror-02vmnye06", "graph?region=BE3&country=BE",
    "path?from=kbo-0466279196&to=ror-02vmnye06", "graph?path=kbo-0466279196|ror-02vmnye06",
    "project/project-101102442", "call/call-EDF-EDIP-P-2027-FNLC-CPA-AMDS", "calls", "purchases", "skills", "timeline",
    "money", "seats", "unknown", "nowhere",
)  # fmt: skip
TEXT = "document.getElementById('view').innerText"
OVERLAPS = """(() => {
    const { labels, marks } = explorer.boxes();
    const on = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const twice = labels.filter((a, i) => labels.some((b, j) => i < j && on(a, b)));
    return [labels.length, twice.length, labels.filter((a) => marks.some((mark) => on(a, mark))).length];
})()"""


@pytest.fixture(scope="module")
def told(reference_graph: KnowledgeGraph) -> Material:
    return Material(reference_graph.ecosystem, "0001-test", reference_graph.select, "2026-11-25")


@pytest.fixture(scope="module")
def page(told: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(explorer_page(told, "en"), encoding="utf-8")
    return path


def show(browser: Chromium, page: Path, **size: int) -> None:
    browser.open(page, **size)
    browser.until("document.body.dataset.ready")


def visit(browser: Chromium, view: str, lang: str = "en") -> str:
    """Open a view by its address, and its text."""
    # The page, which listens since before, has drawn its view then but for a graph, which follows in the next frame.
    browser.evaluate(f"""new Promise((done) => {{
        const drawn = () => requestAnimationFrame(() => requestAnimationFrame(done));
        addEventListener("hashchange", drawn, {{ once: true }});
        location.hash = '#{lang}/{view}';
    }})""")
    return str(browser.evaluate(TEXT))


def silent(browser: Chromium) -> None:
    assert browser.requests == []
    assert browser.errors == []


def click_to_who_closes_a_gap(browser: Chromium, page: Path) -> str:
    """From the start to a gap, to one who could close it, and to his sheet in Dutch; the text of the gap."""
    show(browser, page)
    assert browser.evaluate("document.querySelectorAll('.heat td a').length") == 45
    # Those of an unknown place are told as in the gap report, also who only takes part.
    assert browser.evaluate(
        "[...document.querySelectorAll('.heat td.placeless')].some(cell => / \\+ \\d/.test(cell.textContent))"
    )
    browser.evaluate("document.querySelector('.heat a[href$=\"gap/BE3/V4\"]').click()")
    browser.until("location.hash === '#en/gap/BE3/V4'")
    text = str(browser.evaluate(TEXT))
    browser.evaluate("document.querySelector('.cards a.name').click()")
    browser.until("location.hash.startsWith('#en/actor/')")
    assert "Report an error" in browser.evaluate(TEXT)
    browser.evaluate("document.querySelector('.languages a[lang=nl]').click()")
    browser.until("document.documentElement.lang === 'nl'")
    assert "Een fout melden" in browser.evaluate(TEXT)
    silent(browser)
    return text


def test_who_could_close_a_gap_is_found_by_clicking(browser: Chromium, page: Path) -> None:
    text = click_to_who_closes_a_gap(browser, page)
    nearest = "Royal Military Academy (Brussels-Capital) is the nearest, one step away from FN Herstal in Wallonia."
    assert nearest in text
    assert text.index("Who could close this gap") < text.index("Who is active in") < text.index("The figures")
    # The state is told as in the table; of whom no project speaks, what he does and that no path to him is known.
    assert "no academia" in text[: text.index("Who could close this gap")]
    assert "public page: Flanders Make: a self-driving vehicle" in text
    # That page speaks for munitions too: what it says is no reason here.
    assert "public page mroworldmag.com" in text
    assert "No path of at most 2 steps to an actor in Wallonia is on record." in text
    assert "one alone (Flanders)" in visit(browser, "calls")
    # As many as `timeline` counts; and a topic of a single participation is told as such.
    assert "Of 3 in whose owner regions could sit" in visit(browser, "timeline")
    # Nobody is nearer than who has a plant there.
    munitions = visit(browser, "gap/BE2/V5")
    assert "FN Herstal (Wallonia) already works in Zutendaal." in munitions
    assert "is the nearest" not in munitions
    visit(browser, "actor/pic-899164393")
    browser.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    sheet = str(browser.evaluate(TEXT)).splitlines()
    assert any("makes" in line and "unmanned ground vehicle" in line for line in sheet)
    assert any(line.startswith("machine guns (") for line in sheet), "each sentence of what it does"
    assert any("collaborative combat" in line and "takes part in one project on it" in line for line in sheet)
    assert not any("small arms" in line and "takes part in one project on it" in line for line in sheet)
    # What a tie tells is told with the other end, and with what is supplied.
    assert re.search("develops or makes – supplies to Lockheed Martin .*: F-35", visit(browser, "actor/ref-solvay"))


def test_search_forgives_and_says_what_it_searched(browser: Chromium, page: Path, told: Material) -> None:
    show(browser, page)
    for typed, found in {
        "roayl military": "Royal Military Academy", "koninklijke militaire school": "Royal Military Academy",
        "ecole royale militaire": "Royal Military Academy", "mijnenbestrijding": "mine countermeasures",
        "newheat": "NEWHEAT", "0419.052.173": "KU Leuven", "walonie": "Wallonia",
        "kunstmatige intelligentie": "artificial intelligence", "F-35": "F-35A", "Saventhem": "Asco Industries",
        "F35": "F-35A", "thales belgië": "Thales Belgium", "défense belge": "Belgian Defence", "BE3": "Wallonia",
    }.items():  # fmt: skip
        names = browser.evaluate(
            f"explorer.find({typed!r}).slice(0, 5).map((one) => one.type + ' ' + one.key + one.name)"
        )
        assert names, typed
        browser.evaluate("document.getElementById('search').focus()")
        browser.evaluate("document.getElementById('search').value = ''")
        browser.type(typed)
        browser.until("document.querySelector('#matches [role=option]')")
        assert found in browser.evaluate("document.getElementById('matches').innerText"), typed
    browser.evaluate("document.getElementById('search').value = ''")
    browser.type("zzqqxx")
    browser.until("document.querySelector('#matches .none')")
    assert f"{len(told.ecosystem.organisations):,} organisations" in browser.evaluate(
        "document.getElementById('matches').innerText"
    )
    nobody = visit(browser, "select?region=BE3&domain=V4&leg=academia", "nl")
    assert "past bij alle filters: Wallonië, Landsystemen en mobiliteit (V4) en kennisinstellingen." in nobody
    silent(browser)


def test_no_name_in_a_graph_lies_on_another_at_any_zoom(browser: Chromium, page: Path) -> None:
    show(browser, page)
    for view in (view for view in VIEWS if view.startswith("graph")):
        visit(browser, view)
        for _ in range(3):
            shown, on_names, on_marks = browser.evaluate(OVERLAPS)
            assert shown > 2, view
            assert (on_names, on_marks) == (0, 0), view
            browser.evaluate("explorer.zoom(1.7)")
        assert browser.evaluate("document.getElementById('filter-country')?.selectedIndex") != -1, view
        # What is taken along says what it shows, by which signs, from what.
        picture, heading = browser.evaluate("[explorer.svg(), document.querySelector('h1').textContent]")
        assert picture.index(f">{escape(heading)}</text>") < picture.index("0001-test, as of"), view
    # A picture that loses its room, as on the way to a printer, is left as it is.
    browser.evaluate("document.querySelector('.frame').style.display = 'none'")
    visit(browser, "start")
    silent(browser)


def test_paths_of_the_page_are_those_of_the_program(browser: Chromium, page: Path, told: Material) -> None:
    show(browser, page)
    for source, target in (
        ("kbo-0466279196", "ror-02vmnye06"), ("kbo-0419052173", "pic-899164393"), ("kbo-0244195916", "kbo-0431666826"),
    ):  # fmt: skip
        numbers = f"...['{source}', '{target}'].map((id) => explorer.numberOf('organisations', id))"
        own = path_finder(told.ecosystem).find(source, target, k=1).paths[0]
        found = browser.evaluate(f"explorer.pathsBetween({numbers})")
        ids = told.ecosystem.organisations["id"].tolist()
        assert len(found[0]) == len(own.organisations)
        cost = sum(1 / weight_of(told, ids[a], ids[b]) for a, b in zip(found[0], found[0][1:], strict=False))
        assert cost == pytest.approx(own.cost, rel=1e-3)


def weight_of(told: Material, a: str, b: str) -> float:
    network = told.network
    low, high = sorted((network.index[a], network.index[b]))
    return float(network.weight[(network.u == low) & (network.v == high)][0])


def test_a_call_names_as_many_as_the_list_of_calls_counts(browser: Chromium, page: Path) -> None:
    show(browser, page)
    visit(browser, "calls")
    rows = "[...document.querySelectorAll('.calls tbody tr')].slice(0, 9)"
    parts = "[row.querySelector('a').hash, ...[...row.querySelectorAll('td.number')].map((one) => one.innerText)]"
    for address, *counts in browser.evaluate(f"{rows}.map((row) => {parts})"):
        text = visit(browser, address.removeprefix("#en/"))
        named = browser.evaluate("[...document.querySelectorAll('.invited ul')].map((one) => one.children.length)")
        assert re.findall(r"\b(?:Flanders|Wallonia|Brussels) \((\d+)\)", text) == counts, address
        assert sum(named) == sum(map(int, counts)), address


def test_a_number_of_a_register_leads_to_the_organisation(browser: Chromium, page: Path) -> None:
    show(browser, page)
    assert visit(browser, "actor/pic-999991334", "nl").startswith("KU Leuven")
    assert browser.evaluate("location.hash") == "#nl/actor/kbo-0419052173"
    assert "KU Leuven" in visit(browser, "graph?around=wikidata-Q833670")
    assert visit(browser, "actor/kbo-999991334").startswith("Not found")


@pytest.mark.parametrize("wrong", ["gap", "gap/BE9/V1", "gap?region=BE3", "actor", "nothing"])
def test_an_address_that_leads_nowhere_is_told_as_it_is(browser: Chromium, page: Path, wrong: str) -> None:
    show(browser, page)
    assert f"nothing under “{wrong}”" in visit(browser, wrong)


@pytest.mark.parametrize("width", [1440, 400])
def test_every_view_in_every_language_fits_its_window(browser: Chromium, page: Path, width: int) -> None:
    show(browser, page, width=width)
    for number, view in enumerate(VIEWS):
        for lang in ("nl", "fr", "en", "de")[number % 2 :: 2]:
            text = visit(browser, view, lang)
            assert text.strip(), view
            assert not re.search(r"\b(undefined|NaN|null|no table)\b", text), view
            assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth"), (view, lang)
            assert browser.evaluate("document.title").count(" – ") >= 1
    silent(browser)


def test_the_keyboard_is_enough_and_print_leaves_the_tools_out(browser: Chromium, page: Path) -> None:
    show(browser, page)
    browser.evaluate("document.querySelector('.heat td a').focus()")
    browser.press("Enter")
    browser.until("location.hash === '#en/gap/BE2/V1' && document.activeElement.tagName === 'H1'")
    browser.evaluate("document.getElementById('search').focus()")
    browser.type("sabca")
    browser.until("document.querySelector('#matches [role=option]')")
    browser.press("ArrowDown")
    browser.press("Enter")
    browser.until("location.hash.startsWith('#en/actor/')")
    browser.call("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelectorAll('nav, .search, .tools')].map((one) => getComputedStyle(one).display)"
    assert set(browser.evaluate(shown)) == {"none"}
    browser.call("Emulation.setEmulatedMedia", media="")
    silent(browser)


def test_hostile_text_stays_text(browser: Chromium, told: Material, tmp_path: Path) -> None:
    ecosystem = told.ecosystem
    address = "javascript:window.hacked=3"
    hostile = copy(told)
    hostile.build, hostile.ecosystem = HOSTILE, replace(
        ecosystem,
        organisations=ecosystem.organisations.assign(label=HOSTILE, label_nl=HOSTILE, homepage=address, town=HOSTILE),
        projects=ecosystem.projects.assign(acronym=HOSTILE, title=HOSTILE, source=address),
        claims=ecosystem.claims.assign(source=address), ties=ecosystem.ties.assign(note=HOSTILE, source=address),
        calls=ecosystem.calls.assign(title=HOSTILE), areas=ecosystem.areas.assign(label=HOSTILE),
        domains=ecosystem.domains.assign(label_en=HOSTILE),
    )  # fmt: skip
    path = tmp_path / "hostile.html"
    path.write_text(explorer_page(hostile, "en"), encoding="utf-8")
    assert "<script>window.hacked = 1</script>" in click_to_who_closes_a_gap(browser, path)
    browser.evaluate("document.getElementById('search').focus()")
    browser.type("<script>")
    browser.until("document.querySelector('#matches [role=option], #matches .none')")
    for view in VIEWS:
        assert visit(browser, view).strip()
        links = "[...document.querySelectorAll('a')].every((one) => /^(#|https?:)/.test(one.getAttribute('href')))"
        assert browser.evaluate(links), view
    assert browser.evaluate("window.hacked") is None
    assert browser.evaluate("document.querySelectorAll('#view img, #view script').length") == 0
    silent(browser)
