#!/usr/bin/env bash
# Guess: blank nodes of two files are different nodes even where both files call theirs `_:x`, in every format, as RDF 1.1 (3.4) has it.
# Seen with rdflib 7.6.0: so it is with N-Triples, Turtle and TriG; read as N-Quads into one Dataset, the nodes become one, and an address in a file of one
# ministry gets the street of another's. pyoxigraph 0.5.13 keeps them apart in all four.
# Fails when N-Quads are read like the others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

files = ['_:x <x:street> "Rue Royale" .', '_:x <x:street> "Koningsstraat" .']
formats = {"nt": "N_TRIPLES", "turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS"}
found = {}
for name, other in formats.items():
    dataset, store = rdflib.Dataset(), pyoxigraph.Store()
    for text in files:
        dataset.parse(data=text, format=name)
        store.load(input=text, format=getattr(pyoxigraph.RdfFormat, other))
    found[name] = len({subject for subject, *_ in dataset.quads()}), len({quad.subject for quad in store})
    print(f"{name}: rdflib {found[name][0]}, pyoxigraph {found[name][1]} nodes")
assert found == {"nt": (2, 2), "turtle": (2, 2), "trig": (2, 2), "nquads": (1, 2)}, found
PYTHON
