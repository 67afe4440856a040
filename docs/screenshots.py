"""The pictures of the explorer in README and docs: `python docs/screenshots.py out/explorer.html`, after `make demo`.

Each is looked at before it is committed; no test compares them.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))
from chromium import Chromium, binary, chromium  # noqa: E402  it lies with the tests

IMAGES = ROOT / "docs" / "images"
# File, view, width and height of the window.
PICTURES = (
    ("explorer-start", "en/start", 1200, 900),
    ("explorer-gap-nl", "nl/gap/BE3/V4", 1200, 900),
    ("explorer-phone-fr", "fr/start", 400, 800),
)


def main() -> None:
    """Take all pictures of a page."""
    program = binary()
    if program is None or len(sys.argv) != 2:
        sys.exit("Give the explorer's file, and install Chromium.")
    IMAGES.mkdir(exist_ok=True)
    with chromium(program) as browser:
        for name, view, width, height in PICTURES:
            _take(browser, Path(sys.argv[1]), view, (width, height), IMAGES / f"{name}.webp")


def _take(browser: Chromium, page: Path, view: str, size: tuple[int, int], image: Path) -> None:
    browser.open(page, width=size[0], height=size[1])
    browser.until("document.body.dataset.ready")
    browser.evaluate(f"location.hash = '#{view}'")
    browser.evaluate("new Promise(done => setTimeout(() => requestAnimationFrame(() => done(1)), 300))")
    shot = browser.call("Page.captureScreenshot", format="webp", quality=75)["data"]
    image.write_bytes(base64.b64decode(shot))


if __name__ == "__main__":
    main()
