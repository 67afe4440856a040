#!/usr/bin/env bash
# Guess: of a line "1 2 3 4" below *Arcslist or *Edgeslist in a Pajek file, the first node is tied to each that follows.
# Seen with networkx 3.6.1: it reads the line as one of *Arcs, whose third number is a weight. Node 1 has one tie, to 2, with weight 3; those to 3 and 4 are
# gone, without a word: the number of a partner becomes the strength of the tie to another. igraph 1.0.0 reads all four.
# Fails when networkx has all ties, or refuses the list.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "networkx==3.6.1" "igraph==1.0.0"
cd "$folder"
venv/bin/python - <<'PYTHON'
from pathlib import Path

import igraph
import networkx

nodes = '*Vertices 4\n1 "a"\n2 "b"\n3 "c"\n4 "d"\n'
found = {}
for kind in "Arcslist", "Edgeslist":
    Path("ties.net").write_text(f"{nodes}*{kind}\n1 2 3 4\n2 3\n")
    theirs = igraph.Graph.Read_Pajek("ties.net")
    found[kind] = list(networkx.read_pajek("ties.net").edges(data="weight")), [tuple(theirs.vs[end]["name"] for end in tie) for tie in theirs.get_edgelist()]
    print(kind, "networkx:", found[kind][0], "igraph:", found[kind][1])
assert all(found[kind] == ([("a", "b", 3.0), ("b", "c", None)], [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")]) for kind in found), found
PYTHON
