#!/usr/bin/env bash
# Guess: of a property path a|b, SPARQL 1.1 (18.4) makes a union, so that a pair that both properties tie comes twice, as with UNION.
# Seen with pyoxigraph 0.5.13: the pair comes once for a|b and twice for UNION; rdflib 7.6.0 gives it twice for both. A sum over such a
# path differs between the engines.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = "<x:a> <x:owns> <x:b> . <x:a> <x:funds> <x:b> ."
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
found = {}
for form in ("?s <x:owns>|<x:funds> ?o", "{ ?s <x:owns> ?o } UNION { ?s <x:funds> ?o }"):
    query = f"SELECT ?s ?o WHERE {{ {form} }}"
    found[form] = len(list(store.query(query))), len(list(graph.query(query)))
    print(f"{form}: pyoxigraph {found[form][0]}, rdflib {found[form][1]}")
assert list(found.values()) == [(1, 2), (2, 2)]
PYTHON
