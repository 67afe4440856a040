#!/usr/bin/env bash
# Guess: `FILTER(?staff > 250)` lets no firm pass whose staff is told as "unknown": a text is not compared with a number, nor with a day (SPARQL 1.1, 17.3), and
# an error removes the row (17.2).
# Seen with rdflib 7.6.0: each text is more than every number and later than every day, so that a firm of unknown size is a large one, a contract without a day
# is the latest, and IF says so; it is never fewer, and MINUS of the large ones takes it away. No error tells. pyoxigraph 0.5.13 does as the standard says.
# With isNumeric(?staff) before it, or DATATYPE of the day, the filter is right.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = (
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    '<x:a> <x:staff> 300 ; <x:signed> "2024-05-31"^^xsd:date . <x:b> <x:staff> 20 ; <x:signed> "2019-05-31"^^xsd:date .'
    '<x:c> <x:staff> "unknown" ; <x:signed> "unknown" .'
)
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(told.encode(), format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
patterns = {
    "large": "FILTER(?staff > 250)",
    "recent": 'FILTER(?signed >= "2024-01-01"^^xsd:date)',
    "not large": "MINUS { ?firm <x:staff> ?staff FILTER(?staff > 250) }",
    "large by IF": 'BIND(IF(?staff > 250, "large", "small") AS ?size) FILTER(?size = "large")',
    "large, if a number": "FILTER(isNumeric(?staff) && ?staff > 250)",
}
found = {}
for asked, pattern in patterns.items():
    query = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?firm {{ ?firm <x:staff> ?staff ; <x:signed> ?signed {pattern} }}"
    found[asked] = sorted(row["firm"].value[2:] for row in store.query(query)), sorted(str(row.firm)[2:] for row in graph.query(query))
    print(asked, "pyoxigraph:", *found[asked][0], "rdflib:", *found[asked][1])
assert found == {
    "large": (["a"], ["a", "c"]),
    "recent": (["a"], ["a", "c"]),
    "not large": (["b", "c"], ["b"]),
    "large by IF": (["a"], ["a", "c"]),
    "large, if a number": (["a"], ["a"]),
}
PYTHON
