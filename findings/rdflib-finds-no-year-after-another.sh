#!/usr/bin/env bash
# Guess: years written as xsd:gYear compare alike in the stores that analysts use. SPARQL 1.1 (17.3) lists no comparison of them, so a
# store may extend it or leave the row out.
# Seen: pyoxigraph 0.5.13 finds the year after 2020; rdflib 7.6.0 finds none with > and none with <, though its ORDER BY and MAX put the
# years in order. A filter on years leaves every row out, and no error tells. As whole numbers both find it.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

year = "<http://www.w3.org/2001/XMLSchema#gYear>"
told = f'<x:a> <x:in> "2019"^^{year} ; <x:year> 2019 . <x:b> <x:in> "2021"^^{year} ; <x:year> 2021 .'
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
found = {}
for asked in (f'?s <x:in> ?y FILTER(?y > "2020"^^{year})', f'?s <x:in> ?y FILTER(?y < "2020"^^{year})', "?s <x:year> ?y FILTER(?y > 2020)"):
    query = f"SELECT ?s {{ {asked} }}"
    found[asked] = [str(row["s"].value) for row in store.query(query)], [str(row.s) for row in graph.query(query)]
    print(f"{asked}: pyoxigraph {found[asked][0]}, rdflib {found[asked][1]}")
assert list(found.values()) == [(["x:b"], []), (["x:a"], []), (["x:b"], ["x:b"])]
latest = [str(row.y) for row in graph.query("SELECT (MAX(?year) AS ?y) { ?s <x:in> ?year }")]
assert latest == ["2021"], latest
PYTHON
