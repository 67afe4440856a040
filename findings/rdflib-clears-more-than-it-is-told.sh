#!/usr/bin/env bash
# Guess: CLEAR DEFAULT empties the default graph and CLEAR NAMED the named ones (SPARQL 1.1 Update, 3.1.3), so that who renews the one keeps the other; and
# DELETE WHERE { GRAPH ?g { ... } } deletes what the same pattern finds.
# Seen with a Dataset of rdflib 7.6.0: either CLEAR empties everything, DROP NAMED too, while DROP DEFAULT and that DELETE WHERE delete nothing, each without
# an error. Written as DELETE { ... } WHERE { ... }, or with the name of the graph, it is done as meant. pyoxigraph 0.5.13 does all as the standard says.
# Fails when either does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

data = "<x:ours> <x:p> <x:o> .\n<x:one> <x:p> <x:o> <x:g1> .\n<x:two> <x:p> <x:o> <x:g2> .\n"
pattern = "{ GRAPH ?g { ?s <x:p> ?o } }"
left = {}
for update in "CLEAR DEFAULT", "CLEAR NAMED", "DROP DEFAULT", "DROP NAMED", f"DELETE WHERE {pattern}", f"DELETE {pattern} WHERE {pattern}":
    store, dataset = pyoxigraph.Store(), rdflib.Dataset()
    store.load(data.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset.parse(data=data, format="nquads")
    store.update(update)
    dataset.update(update)
    left[update] = sorted(quad.subject.value[2:] for quad in store), sorted(str(subject)[2:] for subject, *_ in dataset.quads())
    print(update, "leaves:", *left[update])
everything, named, ours = ["one", "ours", "two"], ["one", "two"], ["ours"]
meant = [named, ours, named, ours, ours, ours]
done = [[], [], everything, [], everything, ours]
assert list(left.values()) == list(zip(meant, done, strict=True))
PYTHON
