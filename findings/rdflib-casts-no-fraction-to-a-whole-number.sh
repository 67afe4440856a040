#!/usr/bin/env bash
# Guess: `xsd:integer(?budget)` cuts the cents off, and `xsd:date(?moment)` the time of the day, as SPARQL 1.1 (17.1) says by way of XPath.
# Seen with rdflib 7.6.0: both leave the cell blank without an error, and only for values told with a point, 3.0 among them, so that a column of integers
# looks right until the first fraction. `FLOOR` and `ROUND` work, and what they give can be cast. pyoxigraph 0.5.13 does as the standard says.
# Fails when rdflib casts them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

xsd = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
given = 'VALUES (?a ?b ?t) { (3.0 2.5 "2024-05-31T10:00:00"^^xsd:dateTime) }'
casts = {"xsd:integer(?a)": "3", "xsd:integer(?b)": "2", "xsd:integer(FLOOR(?b))": "2", "xsd:date(?t)": "2024-05-31"}
blank = set()
for cast, right in casts.items():
    query = f"{xsd}SELECT ?a ({cast} AS ?n) WHERE {{ {given} }}"
    ours, theirs = list(pyoxigraph.Store().query(query))[0][1], list(rdflib.Graph().query(query))[0][1]
    print(f"{cast}: pyoxigraph {ours.value}, rdflib {theirs}")
    assert ours.value == right, ours
    if theirs is None:
        blank.add(cast)
    else:
        assert str(theirs) == right, theirs
assert blank == {"xsd:integer(?a)", "xsd:integer(?b)", "xsd:date(?t)"}, blank
PYTHON
