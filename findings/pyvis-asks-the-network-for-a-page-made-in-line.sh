#!/usr/bin/env bash
# Guess: a page that pyvis writes with cdn_resources="in_line" holds all that it needs, so that it opens on a closed network and asks nobody.
# Seen with pyvis 0.3.2: vis-network stands in the page, yet its head also links style and script of Bootstrap at a public address, whatever was chosen;
# each reader's browser tells that address that the page was opened, and a Content-Security-Policy that forbids requests is broken. The heading that
# was given stands on the page twice.
# Fails when a page made in line names no address to load from, or shows its heading once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyvis==0.3.2"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from html.parser import HTMLParser
from urllib.parse import urlsplit

from pyvis.network import Network

loaded, headings = [], []


class Page(HTMLParser):
    def handle_starttag(self, tag, attributes):
        address = dict(attributes).get({"link": "href", "script": "src"}.get(tag, "")) or ""
        if address.startswith("http"):
            loaded.append((tag, address))
        self.heading = tag == "h1"

    def handle_data(self, data):
        if getattr(self, "heading", False) and data.strip():
            headings.append(data.strip())


network = Network(cdn_resources="in_line", heading="Who works with whom")
network.add_node("a", label="An institute")
network.add_node("b", label="A company")
network.add_edge("a", "b")
page = network.generate_html()
Page(convert_charrefs=True).feed(page)
print(f"{len(page):,} characters; loads", *(f"{tag} of {urlsplit(address).hostname}" for tag, address in loaded))
print("headings:", headings)
assert "vis.Network" in page and len(page) > 400_000
assert [tag for tag, _ in loaded] == ["link", "script"], loaded
assert headings == ["Who works with whom"] * 2, headings
PYTHON
