#!/usr/bin/env bash
# Guess: a column may have any name in an RML mapping; one called subject is read like the others.
# Seen with morph-kgc 2.10.0: where the mapping reads the column subject, the statement tells the subject that was just made for it (its
# address in angle brackets), and no error tells. Called topic, the column is read.
# Fails when either column comes out otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "morph-kgc==2.10.0"
"$folder/venv/bin/python" - <<'PYTHON'
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import morph_kgc

logging.disable()
with TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "projects.csv").write_text("id,subject,topic\n1,space,space\n")
    reads = " ; ".join(
        f'rr:predicateObjectMap [ rr:predicate <http://example.org/{column}> ; rr:objectMap [ rml:reference "{column}" ] ]'
        for column in ("subject", "topic")
    )
    (folder / "mapping.ttl").write_text(
        "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> ."
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n"
        f'<#projects> rml:logicalSource [ rml:source "{folder}/projects.csv" ; rml:referenceFormulation ql:CSV ] ;'
        f' rr:subjectMap [ rr:template "http://example.org/project/{{id}}" ] ; {reads} .'
    )
    made = morph_kgc.materialize(f"[PROJECTS]\nmappings: {folder}/mapping.ttl\n")
found = {str(predicate).rsplit("/")[-1]: str(value) for _, predicate, value in made}
print(found)
assert found == {"subject": "<http://example.org/project/1>", "topic": "space"}
PYTHON
