#!/usr/bin/env bash
# Guess: once the firms of a group are made one node (contracted_nodes), the tie between them says nothing of who stands between others: Burt's constraint
# adds up the contacts other than oneself, and his effective size counts them.
# Seen with networkx 3.6.1 (scipy 1.17.1): merging keeps that tie as a loop, and the group is then taken for a contact of its own: constraint of a group with
# one partner is 2.125, that of the partner 2.25 instead of 1, and effective size falls to -1 for nodes that are named. Its neighbours change too, so that a
# ranking of brokers moves where firms were merged. No error tells. igraph 1.0.0 leaves the loop out, and with self_loops=False networkx agrees with it.
# Fails when loops no longer count.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "networkx==3.6.1" "scipy==1.17.1" "igraph==1.0.0"
"$folder/venv/bin/python" - <<'PYTHON'
import igraph
import networkx

firms = networkx.Graph([("holding", "plant"), ("plant", "partner")])
found = {}
for loops in True, False:
    graph = networkx.contracted_nodes(firms, "holding", "plant", self_loops=loops)
    theirs = igraph.Graph.from_networkx(graph)
    constraint = networkx.constraint(graph), dict(zip(theirs.vs["_nx_name"], theirs.constraint()))
    sizes = networkx.effective_size(graph, nodes=list(graph))
    found[loops] = {node: (*(round(values[node], 3) for values in constraint), sizes[node]) for node in graph}
    print("with the loop:" if loops else "without it:", found[loops], "(constraint, igraph's constraint, effective size)")
assert found == {
    True: {"holding": (2.125, 1, 1), "partner": (2.25, 1, -1)},
    False: {"holding": (1, 1, 1), "partner": (1, 1, 1)},
}
PYTHON
