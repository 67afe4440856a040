#!/usr/bin/env bash
# Guess: a sub-select is answered by itself and then joined, and what it does not select is another variable than one of that name outside (SPARQL 1.1, 12 and
# 18.2.1), so that the total beside each count is the total of all.
# Seen with rdflib 7.6.0: ?firm of the row reaches into the sub-select, the "total" is the row's own count, and every share is 100 %. MAX in a sub-select is
# the row's own value, so that each firm is the largest. The sub-select written first, or with a variable of another name, is answered as meant;
# pyoxigraph 0.5.13 answers all of them as the standard says.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

data = "".join(f"<x:{firm}> <x:joins> <x:{project}> .\n" for firm, project in ("a1", "a2", "a3", "b1"))
store = pyoxigraph.Store()
store.load(data.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
graph = rdflib.Graph().parse(data=data, format="nt")
own = "{ SELECT ?firm (COUNT(?project) AS ?own) { ?firm <x:joins> ?project } GROUP BY ?firm }"
total = "{ SELECT (COUNT(?project) AS ?all) { ?firm <x:joins> ?project } }"
shares = []
for pattern in own + total, total + own, own + total.replace("?firm", "?other"):
    query = f"SELECT ?own ?all {{ {pattern} }} ORDER BY ?own"
    here = [[int(term.value) for term in row] for row in store.query(query)]
    there = [[int(term) for term in row] for row in graph.query(query)]
    print(f"own, all: pyoxigraph {here}, rdflib {there}")
    assert here == [[1, 4], [3, 4]]
    shares.append(there)
assert shares == [[[1, 1], [3, 3]], [[1, 4], [3, 4]], [[1, 4], [3, 4]]]
PYTHON
