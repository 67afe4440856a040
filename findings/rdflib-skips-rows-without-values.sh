#!/usr/bin/env bash
# Guess: the rows of an answer are as many as its length says; a town that OPTIONAL did not find is None in its row.
# Seen with rdflib 7.6.0: who goes through the rows never meets one in which nothing is known, so that a column of towns with gaps comes as the known
# towns alone and a share of the known is 100 %. len(), .bindings, CSV and JSON of the same answer have all rows; so has pyoxigraph 0.5.13. With a
# second column that is always known every row comes.
# Fails when the rows are as many as the length says.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = '<x:a> a <x:Organisation> ; <x:town> "Namur" . <x:b> a <x:Organisation> . <x:c> a <x:Organisation> .'
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
towns = "WHERE { ?organisation a <x:Organisation> OPTIONAL { ?organisation <x:town> ?town } }"
answer = graph.query(f"SELECT ?town {towns}")
seen = {
    "length": len(answer),
    "rows": len(list(answer)),
    "lines of CSV": len(answer.serialize(format="csv").split()) - 1,
    "rows with the organisation": len(list(graph.query(f"SELECT ?organisation ?town {towns}"))),
    "rows of pyoxigraph": len(list(store.query(f"SELECT ?town {towns}"))),
}
print(seen)
assert list(seen.values()) == [3, 1, 3, 3, 3], seen
PYTHON
