#!/usr/bin/env bash
# Guess: highspy writes nothing to standard output once silent() has been called, so a program may print its own results there.
# Seen with highspy 1.16.0: making a solver writes two lines ("Running HiGHS 1.16.0 ...", "Includes third-party ...") to the
# standard output of the process, before any option can be set; 1.15.1 writes none. A JSON document printed after it is no JSON.
# Fails when either version does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"

lines() {
    "$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "numpy==2.4.6" "highspy==$1"
    "$folder/venv/bin/python" -c 'import highspy; highspy.Highs().silent()' | wc -l
}

newest=$(lines 1.16.0) before=$(lines 1.15.1)
echo "lines on standard output: highspy 1.16.0 $newest, 1.15.1 $before"
[ "$newest" -eq 2 ] && [ "$before" -eq 0 ]
