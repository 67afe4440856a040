#!/usr/bin/env bash
# Guess: of several pages of an organisation, MIN picks one, and the page that it picks is still an address: MIN and MAX give back one of the values, in the
# order of ORDER BY, which ranks addresses too (SPARQL 1.1, 15.1 and 18.5.1.5), so that what is known of that page can be asked further.
# Seen with rdflib 7.6.0: the answer reads like the address, but is a text. Joined with what is known of the page it finds nothing, a filter that names the
# page lets no row pass, isIRI says no, and no error tells. SAMPLE gives an address; pyoxigraph 0.5.13 does for all three.
# Fails when MIN gives an address.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = '<x:org> <x:page> <x:p1>, <x:p2> . <x:p1> <x:written> "2024" . <x:p2> <x:written> "2025" .'
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
found = {}
for aggregate in "MIN", "MAX", "SAMPLE":
    one = f"{{ SELECT ({aggregate}(?each) AS ?page) {{ ?org <x:page> ?each }} GROUP BY ?org }}"
    for asked in "?page <x:written> ?day", "FILTER(?page IN (<x:p1>, <x:p2>))", "FILTER(isIRI(?page))":
        query = f"SELECT ?page {{ {one} {asked} }}"
        found[aggregate, asked] = len(list(store.query(query))), len(list(graph.query(query)))
        print(f"{aggregate}, {asked}: rows of pyoxigraph {found[aggregate, asked][0]}, of rdflib {found[aggregate, asked][1]}")
assert all(rows == (1, 1 if aggregate == "SAMPLE" else 0) for (aggregate, _), rows in found.items()), found
PYTHON
