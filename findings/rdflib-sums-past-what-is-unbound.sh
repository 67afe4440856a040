#!/usr/bin/env bash
# Guess: where OPTIONAL leaves a value out, SUM and AVG of the rows have no value, since SPARQL 1.1 (18.5.1) makes of an unbound value an
# error of the whole aggregate; an analyst who adds up known budgets sees the gap.
# Seen with rdflib 7.6.0: it adds up the others and says 3, and AVG divides by them alone, so that a total with gaps reads as a whole one.
# pyoxigraph 0.5.13 leaves both blank, as the standard says. MIN and MAX: rdflib passes over the unbound row too, pyoxigraph leaves them blank.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = "<x:a> a <x:Project> ; <x:budget> 1 . <x:b> a <x:Project> ; <x:budget> 2 . <x:c> a <x:Project> ."
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
found = {}
for aggregate in ("SUM", "AVG", "MIN", "MAX"):
    query = f"SELECT ({aggregate}(?b) AS ?n) WHERE {{ ?p a <x:Project> OPTIONAL {{ ?p <x:budget> ?b }} }}"
    ours, theirs = list(store.query(query))[0][0], list(graph.query(query))[0][0]
    found[aggregate] = getattr(ours, "value", None), None if theirs is None else str(theirs)
    print(f"{aggregate}: pyoxigraph {found[aggregate][0]}, rdflib {found[aggregate][1]}")
assert {name: ours for name, (ours, _) in found.items()} == dict.fromkeys(found), found
assert [theirs for _, theirs in found.values()] == ["3", "1.5", "1", "2"], found
PYTHON
