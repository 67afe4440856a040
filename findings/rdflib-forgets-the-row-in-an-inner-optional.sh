#!/usr/bin/env bash
# Guess: of each firm with its partners, an OPTIONAL within the OPTIONAL tells which of them names the firm in return: its FILTER compares with ?firm, which the
# pattern beside it binds (SPARQL 1.1, 18.2.2.6), so a pair that names each other has its tie back and no pair is lost.
# Seen with rdflib 7.6.0: the FILTER no longer knows ?firm where a pattern outside had it before, and then takes back that nothing was found: exactly the pairs
# that name each other lose their row. A list of partners is short of the best ones, and no error tells. Without the inner braces, or with the outer pattern
# behind them, the rows are all there; pyoxigraph 0.5.13 has them each time.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = "<x:a> a <x:Firm> ; <x:partner> <x:b>, <x:c> . <x:b> a <x:Firm> ; <x:partner> <x:c> . <x:c> a <x:Firm> ; <x:partner> <x:a> ."
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(told.encode(), format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
back = "OPTIONAL { ?partner <x:partner> ?back FILTER(?back = ?firm) }"
ways = {
    "within": f"?firm a <x:Firm> OPTIONAL {{ ?firm <x:partner> ?partner {back} }}",
    "beside": f"?firm a <x:Firm> OPTIONAL {{ ?firm <x:partner> ?partner }} {back}",
    "before": f"{{ ?firm <x:partner> ?partner {back} }} ?firm a <x:Firm>",
}
found = {}
for way, pattern in ways.items():
    query = f"SELECT ?firm ?partner ?back {{ {pattern} }}"
    rows = [[term and term.value for term in (row["firm"], row["partner"], row["back"])] for row in store.query(query)], graph.query(query)
    found[way] = [sorted("".join(str(term)[2:] for term in row if term) for row in answer) for answer in rows]
    print(way, "pyoxigraph:", *found[way][0], "rdflib:", *found[way][1])
whole = ["ab", "aca", "bc", "cac"]
assert found == {"within": [whole, ["ab", "bc", "c"]], "beside": [whole, whole], "before": [whole, whole]}, found
PYTHON
