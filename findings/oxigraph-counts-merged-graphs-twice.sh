#!/usr/bin/env bash
# Guess: with the union of the named graphs as default graph, a statement that two graphs hold is one statement, since an RDF graph is a
# set (RDF 1.1 Concepts, 3), and counts once.
# Seen: with use_default_graph_as_union pyoxigraph 0.5.13 answers with it twice, so that sums and counts double; FROM of both graphs does
# the same. rdflib 7.6.0 (default_union) answers with it once.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = "<x:g1> { <x:project> <x:cost> 10 } <x:g2> { <x:project> <x:cost> 10 }"
store, merged = pyoxigraph.Store(), rdflib.Dataset(default_union=True)
store.load(input=told, format=pyoxigraph.RdfFormat.TRIG)
merged.parse(data=told, format="trig")
query = "SELECT (SUM(?cost) AS ?total) {} {{ ?project <x:cost> ?cost }}"
found = {
    "pyoxigraph, union": next(iter(store.query(query.format(""), use_default_graph_as_union=True)))["total"].value,
    "pyoxigraph, FROM": next(iter(store.query(query.format("FROM <x:g1> FROM <x:g2>"))))["total"].value,
    "rdflib, union": str(next(iter(merged.query(query.format("")))).total),
}
print(found)
assert found == {"pyoxigraph, union": "20", "pyoxigraph, FROM": "20", "rdflib, union": "10"}
PYTHON
