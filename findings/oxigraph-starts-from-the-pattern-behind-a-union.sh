#!/usr/bin/env bash
# Guess: of a UNION that finds ten things and a pattern behind it that says of each what it is, the engine answers the UNION first and looks
# the ten up, since that is the smaller side; an analyst who adds `?o a :Organisation` to be sure pays nothing for it.
# Seen with pyoxigraph 0.5.13: it takes each of the 3,000 organisations in turn and answers the UNION for it, about a hundred times the work;
# ten times as many organisations cost ten times as much, for the same ten rows. FILTER EXISTS, or OPTIONAL where the value is always
# there, gives the same rows at once; a sub-select around the UNION helps too, but less.
# Fails when the pattern costs less than ten times what FILTER EXISTS does, or the rows differ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13"
"$folder/venv/bin/python" - <<'PYTHON'
import time

import pyoxigraph

COUNT = 3000
told = [f"<x:o{number}> a <x:Organisation> ." for number in range(COUNT)]
told += [
    f"<x:r{project}_{part}> <x:in> <x:p{project}> ; <x:of> <x:o{(project * 7 + part * 13) % COUNT}> ."
    for project in range(300)
    for part in range(10)
]
store = pyoxigraph.Store()
store.load(input="\n".join(told), format=pyoxigraph.RdfFormat.TURTLE)
union = """{ ?own <x:of> <x:o0> ; <x:in> ?p . ?role <x:in> ?p ; <x:of> ?o OPTIONAL { ?p <x:year> ?y } }
  UNION { ?tie <x:from> <x:o0> ; <x:to> ?o OPTIONAL { ?tie <x:year> ?y } }"""
ways = {
    "pattern": f"{union} ?o a <x:Organisation>",
    "FILTER EXISTS": f"{union} FILTER EXISTS {{ ?o a <x:Organisation> }}",
    "sub-select": f"{{ SELECT * {{ {union} }} }} ?o a <x:Organisation>",
}
rows, cost = {}, {}
for way, body in ways.items():
    begun = time.process_time()
    for _ in range(5):
        rows[way] = sorted(map(str, store.query(f"SELECT DISTINCT ?o ?p {{ {body} }}")))
    cost[way] = time.process_time() - begun
    print(f"{way}: {len(rows[way])} rows, {cost[way] / cost.get('pattern', 1):.3f} of the time of the pattern")
assert rows["pattern"] == rows["FILTER EXISTS"] == rows["sub-select"] and len(rows["pattern"]) == 10
assert cost["pattern"] > 10 * cost["FILTER EXISTS"], cost
PYTHON
