#!/usr/bin/env bash
# Guess: quotient_graph of a directed network makes one node of each region, and the weight from one region to another is the sum of what flows that way.
# Seen with networkx 3.6.1: the weight is the sum of both ways, on both ties, so that orders of 15 one way and 1 the other read 16 and 16: every pair of
# regions is in balance, and the whole is counted twice. No error tells; where all flows go one way the sum is right. igraph 1.0.0 (contract_vertices, then
# simplify) keeps them apart, and networkx does with a function of one's own for edge_data.
# Fails when networkx keeps the two ways apart, or igraph does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "networkx==3.6.1" "igraph==1.0.0"
"$folder/venv/bin/python" - <<'PYTHON'
import igraph
import networkx

orders = [("Liège", "Ghent", 10), ("Namur", "Ghent", 5), ("Ghent", "Liège", 1)]
regions = [{"Liège", "Namur"}, {"Ghent"}]
graph = networkx.DiGraph()
graph.add_weighted_edges_from(orders)


def flow(givers: frozenset[str], takers: frozenset[str]) -> dict[str, int]:
    return {"weight": sum(amount for giver, taker, amount in orders if giver in givers and taker in takers)}


found = {}
for name, told in ("as it comes", None), ("by a function", flow):
    found[name] = sorted(networkx.quotient_graph(graph, regions, edge_data=told, relabel=True).edges(data="weight"))
theirs = igraph.Graph.TupleList(orders, directed=True, weights=True)
theirs.contract_vertices([int(town not in regions[0]) for town in theirs.vs["name"]])
theirs.simplify(combine_edges="sum")
found["igraph"] = sorted((*tie.tuple, tie["weight"]) for tie in theirs.es)
print(*found.items(), sep="\n")
apart = [(0, 1, 15), (1, 0, 1)]
assert found == {"as it comes": [(0, 1, 16), (1, 0, 16)], "by a function": apart, "igraph": apart}
PYTHON
