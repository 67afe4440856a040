#!/usr/bin/env bash
# Guess: ?x IN (1) holds for the decimal 1.0, since SPARQL 1.1 (17.4.1.9) defines IN by =, which compares values.
# Seen: pyoxigraph 0.5.13 says true; rdflib 7.6.0 says false to IN and true to = for the same two, and so true to NOT IN.
# Fails when either engine does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

query = "SELECT (1.0 = 1 AS ?equal) (1.0 IN (1) AS ?among) (1.0 NOT IN (1) AS ?outside) {}"
ours = [term.value for term in next(iter(pyoxigraph.Store().query(query)))]
theirs = [str(term) for term in next(iter(rdflib.Graph().query(query)))]
print(f"equal, IN, NOT IN: pyoxigraph {ours}, rdflib {theirs}")
assert ours == ["true", "true", "false"] and theirs == ["true", "false", "true"]
PYTHON
