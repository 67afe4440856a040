"""The explorer beside plain pyvis in a browser without a GPU: `python benchmarks/page_speed.py [SIZE ...]`.

Both show ecosystems of a seed with so many organisations. Time to interactive is from the call of the page to the
first frame after it answers: pyvis once it shows its layout, for which it gets two minutes. Frames are counted
while the pointer drags the picture for three seconds or more; a page that answers no question for a minute is given
up. The explorer draws 84 organisations at most and lists the others; pyvis draws all, with the strongest ties among
them, three for each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from ecosystems import seeded_ecosystem
from pyvis.network import Network

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
from chromium import Chromium, binary, chromium

from dirskg.exports.explorer import Material, explorer_page
from dirskg.graph.answers.results import Solutions
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.network.projection import collaboration_network

SIZES = (150, 1_000, 10_000)
PATIENCE = 120.0
SECONDS = 3.0
_COLUMNS = {"code-labels": 4, "topics-of-domains": 2}  # of the queries by name; names and identifiers have three


def main() -> None:
    """One row a size: writing, size of the file, time to interactive, frames a second, of both."""
    program = binary()
    if program is None:
        sys.exit("No Chromium is installed.")
    print("| organisations | page | written (CPU s) | MB | interactive (s) | frames a second |")
    print("|---|---|---|---|---|---|")
    for size in map(int, sys.argv[1:] or SIZES):
        ecosystem = seeded(size)
        with tempfile.TemporaryDirectory() as name:
            for title, write, ready in (("explorer", _own, _OWN_READY), ("pyvis", _plain, _PLAIN_READY)):
                path = Path(name) / f"{title}.html"
                start = time.process_time()
                path.write_text(write(ecosystem), encoding="utf-8")
                written = time.process_time() - start
                # A browser for each: one that is still busy with a page answers nobody.
                with chromium(program) as browser:
                    told = _shown(browser, path, ready)
                print(f"| {size:,} | {title} | {written:.1f} | {path.stat().st_size / 1e6:.1f} | {told} |", flush=True)


def seeded(size: int) -> Ecosystem:
    """An ecosystem of so many organisations, with all columns that the page reads."""
    found = seeded_ecosystem(organisations=size, participations=5 * size)
    spoken = {f"label_{lang}": "" for lang in ("en", "nl", "fr", "de")}
    return replace(found, organisations=found.organisations.assign(homepage="", **spoken))


def _own(ecosystem: Ecosystem) -> str:
    def nothing(query: str) -> Solutions:
        return Solutions(tuple(map(str, range(_COLUMNS.get(query, 3)))), [])

    return explorer_page(Material(ecosystem, "seeded", nothing, "2026-11-25"), "en", "graph?country=all")


def _plain(ecosystem: Ecosystem) -> str:
    found = collaboration_network(ecosystem)
    network = Network(height="800px", width="100%", cdn_resources="in_line")
    ids = found.organisations["id"].tolist()
    network.add_nodes(ids, label=found.organisations["label"].tolist())
    kept = np.argsort(-found.weight)[: 3 * len(ids)]
    # Straight into the list: add_edge compares each with all before it.
    network.edges = [{"from": ids[u], "to": ids[v]} for u, v in zip(found.u[kept], found.v[kept], strict=True)]
    return str(network.generate_html())


_OWN_READY = "document.body.dataset.ready && window.explorer.marks() > 0"
# Drawn after the rounds of its layout that it does in the dark; it goes on moving, as readers see it.
_PLAIN_READY = "window.network && network.physics.ready"


def _shown(browser: Chromium, path: Path, ready: str) -> str:
    """Seconds until the page is interactive, then frames a second; a page that does not answer keeps nobody waiting."""
    start = time.perf_counter()
    try:
        browser.open(path, timeout=PATIENCE)
        browser.until(ready, timeout=PATIENCE - (time.perf_counter() - start))
        browser.evaluate("new Promise(done => requestAnimationFrame(done))")
        interactive = f"{time.perf_counter() - start:.1f}"
    except AssertionError:
        interactive = f"> {time.perf_counter() - start:.0f}"
    try:
        return f"{interactive} | {_frames(browser):.1f}"
    except AssertionError:
        return f"{interactive} | no answer in a minute"


def _frames(browser: Chromium) -> float:
    """Frames a second while the pointer drags the picture from the middle of the window."""
    browser.evaluate("document.querySelector('canvas').scrollIntoView({ block: 'center' })")
    browser.evaluate("window.frames_ = 0; (function count() { frames_ += 1; requestAnimationFrame(count); })(); 1")
    pointer = {"button": "left", "buttons": 1, "clickCount": 1}
    browser.call("Input.dispatchMouseEvent", type="mousePressed", x=640, y=400, **pointer)
    before, start = browser.evaluate("frames_"), time.perf_counter()
    step = 0
    while time.perf_counter() - start < SECONDS:
        step += 1
        x, y = 640 + 200 * np.sin(step / 10), 400 + 100 * np.cos(step / 10)
        browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=float(x), y=float(y), **pointer)
    passed = time.perf_counter() - start
    after = browser.evaluate("frames_")
    browser.call("Input.dispatchMouseEvent", type="mouseReleased", x=640, y=400, **pointer)
    return float((after - before) / passed)


if __name__ == "__main__":
    main()
