#!/usr/bin/env bash
# Guess: a value that is told in parts in one record of a JSON file (a place as text here, as town and region there, as portals do) costs that value at most:
# the places of the other records are mapped, or the mapping ends with an error.
# Seen with morph-kgc 2.10.0: no record has a place any more, and no error tells. The parts become columns of their own, and a row is kept only where no
# column is empty. An empty list in place of the parts, or a record without a place, costs nothing.
# Fails when the other places are kept, or the file is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "morph-kgc==2.10.0"
cd "$folder"
venv/bin/python - <<'PYTHON'
import json
import logging
from pathlib import Path

import morph_kgc

logging.disable()
Path("mapping.ttl").write_text(
    "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> . @prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
    '<#firms> rml:logicalSource [ rml:source "firms.json" ; rml:referenceFormulation ql:JSONPath ; rml:iterator "$.firms[*]" ] ;'
    ' rr:subjectMap [ rr:template "http://example.org/{id}" ] ;'
    ' rr:predicateObjectMap [ rr:predicate <http://example.org/place> ; rr:objectMap [ rml:reference "place" ] ] .'
)
mapped = {}
for third in None, [], {"town": "Namur"}:
    firms = [{"id": "a", "place": "Gent"}, {"id": "b", "place": "Brugge"}, {"id": "c", "place": third}]
    Path("firms.json").write_text(json.dumps({"firms": firms}))
    mapped[str(third)] = sorted(str(place) for *_, place in morph_kgc.materialize("[FIRMS]\nmappings: mapping.ttl\n"))
print(mapped)
assert list(mapped.values()) == [["Brugge", "Gent"], ["Brugge", "Gent"], []]
PYTHON
