#!/usr/bin/env bash
# Guess: what a JSON-LD document tells within a graph without a name (a term with "@container": "@graph", as the credentials of the W3C use it for proofs) stays
# apart from what it tells itself: the graph is named by a blank node (JSON-LD 1.1, 4.9), and queries of the default graph do not see it.
# Seen with rdflib 7.6.0: a Dataset has it in its default graph, among the document's own statements, while the claim points to a blank node that names no
# graph. A firm that is claimed to be dissolved is dissolved; no error tells. With an address for the graph ("@id") it stays apart. pyoxigraph 0.5.13 and
# PyLD 3.3.0 keep both apart.
# Fails when rdflib keeps it apart, or another does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0" "PyLD==3.3.0"
"$folder/venv/bin/python" - <<'PYTHON'
import json

import pyoxigraph
import rdflib
from pyld import jsonld

QUERY = 'SELECT ?firm { ?firm <https://example.org/state> "dissolved" }'
found = {}
for name, claimed in ("unnamed", {}), ("named", {"@id": "https://example.org/claim"}):
    claim = {**claimed, "@graph": [{"@id": "https://example.org/firm", "state": "dissolved"}]}
    document = {"@context": {"@vocab": "https://example.org/"}, "@id": "https://example.org/page", "claims": claim}
    text = json.dumps(document)
    store, dataset = pyoxigraph.Store(), rdflib.Dataset()
    store.load(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    dataset.parse(data=text, format="json-ld")
    told = jsonld.to_rdf(document)["@default"]
    found[name] = len(list(store.query(QUERY))), sum(fact["object"]["value"] == "dissolved" for fact in told), len(dataset.query(QUERY))
    print(name, "dissolved in the default graph of pyoxigraph, PyLD, rdflib:", *found[name])
assert found == {"unnamed": (0, 0, 1), "named": (0, 0, 0)}, found
PYTHON
