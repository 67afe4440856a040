#!/usr/bin/env bash
# Guess: `:Firm owl:hasKey (:number)` makes one of two firms that share a number and leaves others apart; a key of name and town wants both (OWL 2 Profiles,
# rule prp-key).
# Seen with owlrl 7.6.2 (rdflib 7.6.0), which pySHACL takes for inference="owlrl": the last property of a key is never compared. By a key of one property
# every firm that has a number is the same as every other, by name and town all of one name are, wherever they sit; what is known of one is then told of
# all. No error tells. With a property that says the same of all at the end of the list both keys work.
# Fails when firms of different numbers, or of one name in two towns, stay apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "owlrl==7.6.2" "rdflib==7.6.0"
"$folder/venv/bin/python" - <<'PYTHON'
import owlrl
import rdflib

FIRMS = """@prefix : <x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
:a a :Firm ; :number 1 ; :name "Apex" ; :town :Namur ; :listed true .
:b a :Firm ; :number 2 ; :name "Apex" ; :town :Ghent ; :listed true .
:c a :Firm ; :number 3 ; :name "Brio" ; :town :Ghent ; :listed true .
:d a :Firm ; :number 1 ; :name "Apex" ; :town :Namur ; :listed true .
:Firm owl:hasKey """
found = {}
for key in "(:number)", "(:name :town)", "(:number :listed)", "(:name :town :listed)":
    graph = rdflib.Graph().parse(data=f"{FIRMS}{key} .", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    firms = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("x:Firm")))
    found[key] = sorted({"".join(sorted(str(firm)[2:] for firm in pair)) for pair in graph.subject_objects(rdflib.OWL.sameAs) if len(firms & set(pair)) == 2})
    print(key, "the same:", *found[key])
assert list(found.values()) == [["ab", "ac", "ad", "bc", "bd", "cd"], ["ab", "ad", "bd"], ["ad"], ["ad"]], found
PYTHON
