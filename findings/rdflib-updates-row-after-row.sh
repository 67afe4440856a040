#!/usr/bin/env bash
# Guess: an update finds all its rows first, then takes away what each of them names, then adds (SPARQL 1.1 Update, 3.1.3): twenty ranks moved down by one are
# twenty ranks, and DELETE WHERE leaves nothing that its pattern found.
# Seen with rdflib 7.6.0: each row is taken away and added before the next, which takes away what was just added: of the twenty ranks some are lost, others from
# run to run. DELETE WHERE still looks while it takes away, so that with the first row gone the pattern no longer holds: of a firm's three projects two
# stay behind. No error tells. pyoxigraph 0.5.13 does as the standard says; DELETE { ... } WHERE { ... } written out deletes all with both.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = f'<x:a> <x:rank> {", ".join(map(str, range(20)))} ; <x:project> "p", "q", "r" ; <x:state> "dissolved" .'
updates = {
    "moved": ("rank", "DELETE { ?firm <x:rank> ?rank } INSERT { ?firm <x:rank> ?next } WHERE { ?firm <x:rank> ?rank BIND(?rank + 1 AS ?next) }"),
    "deleted": ("project", "DELETE WHERE { ?firm <x:project> ?project ; <x:state> ?state }"),
    "written out": ("project", "DELETE { ?firm <x:project> ?project } WHERE { ?firm <x:project> ?project ; <x:state> ?state }"),
}
left = {}
for name, (changed, update) in updates.items():
    store, graph = pyoxigraph.Store(), rdflib.Graph()
    store.load(told.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    graph.parse(data=told, format="turtle")
    for engine in store, graph:
        engine.update(update)
    query = f"SELECT ?what {{ ?firm <x:{changed}> ?what }}"
    left[name] = len(list(store.query(query))), len(graph.query(query))
    print(name, "pyoxigraph, rdflib leave:", *left[name])
ours, theirs = left.pop("moved")
assert ours == 20 and theirs < 20 and left == {"deleted": (0, 2), "written out": (0, 0)}
PYTHON
