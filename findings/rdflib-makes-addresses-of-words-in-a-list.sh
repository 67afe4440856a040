#!/usr/bin/env bash
# Guess: a list of words, as a SHACL shape has it with sh:in ("nl" "fr"), is a list of words in each form of RDF; RDF/XML has rdf:first for them, since
# parseType="Collection" holds resources alone (RDF/XML, 7.2.19).
# Seen with rdflib 7.6.0: format="pretty-xml" writes the words as addresses (rdf:about="nl"), which the reader completes by where the file lies: a
# shape checked by pySHACL 0.40.1 then refuses every language it was made to allow, and numbers in a list are gone the same way. A warning, given for each
# list, tells of other statements alone. format="xml" keeps them.
# Fails when the words are words again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "rdflib==7.6.0" "pyshacl==0.40.1"
"$folder/venv/bin/python" - <<'PYTHON'
import pyshacl
import rdflib

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<x:s> a sh:NodeShape ; sh:targetClass <x:Page> ; sh:property [ sh:path <x:language> ; sh:in ("nl" "fr") ] ."""
pages = rdflib.Graph().parse(data='<x:p> a <x:Page> ; <x:language> "nl" .', format="turtle")
found = {}
for way in "turtle", "xml", "pretty-xml":
    text = rdflib.Graph().parse(data=SHAPES, format="turtle").serialize(format=way)
    shapes = rdflib.Graph().parse(data=text, format="xml" if "xml" in way else way, publicID="https://example.org/")
    (head,) = shapes.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#in"))
    allowed = sorted(term.n3() for term in rdflib.collection.Collection(shapes, head))
    found[way] = allowed, pyshacl.validate(pages, shacl_graph=shapes)[0]
    print(way, "allows", *allowed, "and the page conforms:", found[way][1])
words = ['"fr"', '"nl"'], True
assert found == {"turtle": words, "xml": words, "pretty-xml": (["<https://example.org/fr>", "<https://example.org/nl>"], False)}, found
PYTHON
