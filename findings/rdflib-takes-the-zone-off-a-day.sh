#!/usr/bin/env bash
# Guess: a day with its zone, as public contracts tell them ("2024-05-31+02:00"), comes out of a graph as it went in.
# Seen with rdflib 7.6.0: it reads the day without its zone and writes it so, hence a statement changes by reading and writing a file, two days a zone apart
# become one statement, and what is equal here differs elsewhere. pyoxigraph 0.5.13 keeps the zone, and takes the two for different days. Points in
# time (xsd:dateTime) keep theirs in both.
# Fails when rdflib keeps the zone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

told = """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<x:notice> <x:awarded> "2024-05-31+02:00"^^xsd:date, "2024-05-31Z"^^xsd:date ; <x:sent> "2024-05-31T10:00:00+02:00"^^xsd:dateTime ."""
store = pyoxigraph.Store()
store.load(input=told, format=pyoxigraph.RdfFormat.TURTLE)
graph = rdflib.Graph().parse(data=told, format="turtle")
kept = sorted(quad.object.value for quad in store)
written = sorted(str(value) for value in rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt").objects())
print("pyoxigraph", kept)
print("rdflib    ", written)
assert kept == ["2024-05-31+02:00", "2024-05-31T10:00:00+02:00", "2024-05-31Z"], kept
assert written == ["2024-05-31", "2024-05-31T10:00:00+02:00"], written
PYTHON
