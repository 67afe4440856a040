#!/usr/bin/env bash
# Guess: initBindings of rdflib give a query its values the same way for a graph in memory and for an endpoint behind SPARQLStore.
# Seen with rdflib 7.6.0: for an endpoint they are written as VALUES behind the query, where they join with its answer and do not reach
# into a filter, an aggregate or a sub-select. Of two statements the count for one is 2, a filter on the value leaves no row, and no
# error tells. In memory the same three queries are answered as meant.
# Fails when either road answers otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

here = rdflib.Graph().parse(data="<x:a> <x:in> <x:one> . <x:b> <x:in> <x:two> .", format="turtle")


class Endpoint(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = here.query(parse_qs(urlparse(self.path).query)["query"][0]).serialize(format="json")
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *told):
        pass


server = HTTPServer(("127.0.0.1", 0), Endpoint)
threading.Thread(target=server.serve_forever, daemon=True).start()
there = rdflib.Graph(SPARQLStore(f"http://127.0.0.1:{server.server_port}/"))
found = []
for query in (
    "SELECT (COUNT(*) AS ?n) { ?o <x:in> ?given }",
    "SELECT ?o { ?o <x:in> ?other FILTER(?other = ?given) }",
    "SELECT ?o { { SELECT ?o { ?o <x:in> ?given } } }",
):
    rows = [sorted(str(row[0]) for row in graph.query(query, initBindings={"given": rdflib.URIRef("x:one")})) for graph in (here, there)]
    print(f"{query}: in memory {rows[0]}, endpoint {rows[1]}")
    found.append(rows)
assert found == [[["1"], ["2"]], [["x:a"], []], [["x:a"], ["x:a", "x:b"]]]
PYTHON
