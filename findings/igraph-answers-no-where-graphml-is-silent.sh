#!/usr/bin/env bash
# Guess: a node of a GraphML file that has no value for a truth ("is an SME": not known) has none after reading either, as with networkx and graphology,
# or at least one that differs from "no", as numbers come back as NaN.
# Seen with igraph 1.0.0 (Python): the missing truth is False, beside the False that was written; a missing text is "", beside "". Numbers alone show
# that nothing was there. Shares counted after such a round trip take "unknown" for "no". Three answers fit a text ("yes", "no", "unknown").
# Fails when igraph tells the two apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "igraph==1.0.0" "networkx==3.6.1"
cat > "$folder/actors.graphml" <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="sme" for="node" attr.name="sme" attr.type="boolean"/>
  <key id="staff" for="node" attr.name="staff" attr.type="long"/>
  <graph edgedefault="undirected">
    <node id="large"><data key="sme">false</data><data key="staff">900</data></node>
    <node id="unknown"/>
  </graph>
</graphml>
XML
"$folder/venv/bin/python" - "$folder/actors.graphml" <<'PYTHON'
import math
import sys

import igraph
import networkx

read = {node["id"]: node.attributes() for node in igraph.Graph.Read_GraphML(sys.argv[1]).vs}
other = networkx.read_graphml(sys.argv[1]).nodes
print("igraph:", read)
print("networkx:", dict(other(data=True)))
assert other["unknown"] == {} and other["large"]["sme"] is False
assert read["large"]["sme"] is False and read["unknown"]["sme"] is False
assert math.isnan(read["unknown"]["staff"])
PYTHON
