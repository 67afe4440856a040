#!/usr/bin/env bash
# Guess: `:a :holds* ?firm` gives each firm of the group once, itself among them, whatever the ways that lead there (SPARQL 1.1, 18.4: a path of zero
# steps or more gives a set), so that what the firms have can be added up.
# Seen with rdflib 7.6.0: where shares lead back to the firm, it comes twice, and a sum over the group counts it twice, without an error. Asked from outside the
# ring each firm comes once, as with `:holds+` and DISTINCT; pyoxigraph 0.5.13 gives each once everywhere.
# Fails when every firm comes once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = """<x:a> <x:holds> <x:b> ; <x:staff> 100 . <x:b> <x:holds> <x:c> ; <x:staff> 20 . <x:c> <x:holds> <x:a> ; <x:staff> 3 .
<x:outside> <x:holds> <x:a> ; <x:staff> 0 ."""
store, graph = pyoxigraph.Store(), rdflib.Graph()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph.parse(data=told, format="turtle")
found = {}
for start, path in ("<x:a>", "<x:holds>*"), ("<x:a>", "<x:holds>+"), ("<x:outside>", "<x:holds>*"):
    query = f"SELECT (COUNT(?firm) AS ?firms) (SUM(?staff) AS ?sum) {{ {start} {path} ?firm . ?firm <x:staff> ?staff }}"
    ours = tuple(int(term.value) for term in next(iter(store.query(query))))
    theirs = tuple(int(term) for term in next(iter(graph.query(query))))
    print(f"{start} {path}, firms and staff: pyoxigraph {ours}, rdflib {theirs}")
    found[start, path] = ours, theirs
assert list(found.values()) == [((3, 123), (4, 223)), ((3, 123), (3, 123)), ((4, 123), (4, 123))], found
PYTHON
