#!/usr/bin/env bash
# Guess: a share of two counts has its decimals: SPARQL 1.1 (17.3) makes a decimal of the quotient of two integers, as rdflib does on the same graph.
# Seen with owlready2 0.51, by its own engine: the quotient is cut off to a whole number, so that 1 of 2 is 0, SUM / COUNT is 1 where AVG, beside it, says 1.67,
# and a filter on shares of a half or more keeps the whole ones alone. No error tells. Times 1.0 first, or asked through rdflib, it is right.
# Fails when the quotient has its decimals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "owlready2==0.51" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import owlready2

world = owlready2.World()
ontology = world.get_ontology("http://example.org/firms.owl#")
with ontology:
    class Firm(owlready2.Thing): ...
    class seats(Firm >> int, owlready2.FunctionalProperty): ...
    for number, taken in enumerate((1, 2, 2)):
        Firm(f"firm{number}", seats=taken)
rows = "{ ?firm <http://example.org/firms.owl#seats> ?n"
queries = {
    "a share": f"SELECT (COUNT(?n) / 2 AS ?share) {rows} FILTER(?n = 1) }}",
    "SUM / COUNT": f"SELECT (SUM(?n) / COUNT(?n) AS ?mean) {rows} }}",
    "AVG": f"SELECT (AVG(?n) AS ?mean) {rows} }}",
    "1.0 * SUM / COUNT": f"SELECT (1.0 * SUM(?n) / COUNT(?n) AS ?mean) {rows} }}",
    "half or more": f"SELECT (COUNT(?firm) AS ?many) {rows} FILTER(?n / 2 >= 0.5) }}",
}
found = {}
for name, query in queries.items():
    own = next(iter(world.sparql(query)))[0]
    other = next(iter(world.as_rdflib_graph().query(query)))[0].toPython()
    found[name] = round(float(own), 2), round(float(other), 2)
    print(f"{name}: owlready2 {own}, through rdflib {other}")
right = {"a share": 0.5, "SUM / COUNT": 1.67, "AVG": 1.67, "1.0 * SUM / COUNT": 1.67, "half or more": 3}
assert {name: other for name, (_, other) in found.items()} == right, found
assert [own for own, _ in found.values()] == [0, 1, 1.67, 1.67, 2], found
PYTHON
