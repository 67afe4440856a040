#!/usr/bin/env bash
# Guess: of the hundred endings of eight digits, one makes a Belgian enterprise number: the last two are 97 less the remainder of the first eight by 97,
# from 01 to 97; a library that checks such numbers refuses all others.
# Seen with python-stdnum 2.2: it asks that both parts add up to a multiple of 97, so that where the remainder is 0, 95 or 96 a second ending passes (00
# beside 97, 99 beside 02, 98 beside 01): three numbers of 97. Registers hold no such number; a typing error passes as valid, and two spellings of one
# firm as two.
# Fails when another count of endings passes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "python-stdnum==2.2"
"$folder/venv/bin/python" - <<'PYTHON'
from stdnum.be import vat

second = {}
for first in range(4_000_000, 4_000_970):
    passing = {ending for ending in range(100) if vat.is_valid(f"{first:08}{ending:02}")}
    passing.remove(97 - first % 97)
    if passing:
        second.setdefault(first % 97, set()).update(passing)
print("a second ending, by remainder:", second)
assert second == {0: {0}, 95: {99}, 96: {98}}, second
PYTHON
