#!/usr/bin/env bash
# Guess: effective_size(G, weight="weight") gives each node what effective_size(G, nodes=[node], weight="weight") gives it: leaving the nodes out means all
# of them.
# Seen with networkx 3.6.1 (scipy 1.17.1): asked of all it takes another road, by matrices, and is wrong as soon as ties have weights or directions. Of the
# node b below Burt's sums give 0.2 + 0.9 = 1.1 (so does it when named), asked of all it has 1.4: brokers look better placed than they are, and change
# places. Without weights or directions both roads agree, and so they do for constraint.
# Fails when the two roads agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "networkx==3.6.1" "scipy==1.17.1"
"$folder/venv/bin/python" - <<'PYTHON'
import networkx

graph = networkx.Graph()
graph.add_weighted_edges_from([("a", "b", 1), ("a", "c", 2), ("b", "c", 4), ("a", "d", 1)])
found = {}
for measure in networkx.effective_size, networkx.constraint:
    for weight in None, "weight":
        roads = measure(graph, weight=weight), measure(graph, nodes=list(graph), weight=weight)
        found[measure.__name__, weight] = [{node: round(value, 2) for node, value in road.items()} for road in roads]
        print(measure.__name__, weight, "of all:", found[measure.__name__, weight][0], "named:", found[measure.__name__, weight][1])
of_all, named = found.pop(("effective_size", "weight"))
assert of_all == {"a": 2.25, "b": 1.4, "c": 1.67, "d": 1.0} and named == {"a": 2.25, "b": 1.1, "c": 1.58, "d": 1.0}
assert all(of_all == named for of_all, named in found.values())
PYTHON
