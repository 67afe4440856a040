#!/usr/bin/env bash
# Guess: a graph written as JSON-LD has all its statements when it is read back, those of two firms without addresses of their own that name each other as
# partners among them.
# Seen with rdflib 7.6.0: a blank node that something names is left to be written there, so that of two that name each other, and of a ring of any length,
# none is written, with name, town and all: the document is [] and no error tells. A firm that names itself is lost too. Turtle and RDF/XML of the same graph
# are whole, and so is the JSON-LD of pyoxigraph 0.5.13. With an address for one of them, or named by a third, they are written.
# Fails when rdflib writes them, or pyoxigraph does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

graphs = {
    "two": '_:a <x:name> "A" ; <x:partner> _:b . _:b <x:name> "B" ; <x:partner> _:a .',
    "itself": '_:a <x:name> "A" ; <x:parent> _:a .',
    "named by a third": '<x:c> <x:partner> _:a . _:a <x:name> "A" ; <x:partner> _:b . _:b <x:name> "B" ; <x:partner> _:a .',
}
found = {}
for name, told in graphs.items():
    graph, store = rdflib.Graph().parse(data=told, format="turtle"), pyoxigraph.Store()
    store.load(told.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    written = [graph.serialize(format=way) for way in ("turtle", "json-ld")]
    written.append(store.dump(format=pyoxigraph.RdfFormat.JSON_LD, from_graph=pyoxigraph.DefaultGraph()).decode())
    back = [len(rdflib.Graph().parse(data=text, format=way)) for text, way in zip(written, ("turtle", "json-ld", "json-ld"))]
    found[name] = len(graph), *back
    print(name, "told, back by Turtle, JSON-LD of rdflib, of pyoxigraph:", *found[name])
assert found == {"two": (4, 4, 0, 4), "itself": (2, 2, 0, 2), "named by a third": (5, 5, 5, 5)}, found
PYTHON
