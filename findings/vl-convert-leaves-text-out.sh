#!/usr/bin/env bash
# Guess: a chart whose font is not on the machine is drawn with another one.
# Seen with vl-convert-python 1.9.0: where no family that the chart names is known, every label and number is left out of PNG and PDF
# (which holds no font at all), without error or warning; the bars stay. With "sans-serif" named behind it, all the words are there.
# Fails when words come with the unknown family alone, or miss with the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "vl-convert-python==1.9.0"
"$folder/venv/bin/python" - <<'PYTHON'
import vl_convert

chart = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": [{"region": "Flanders", "actors": 3}]},
    "mark": "bar",
    "encoding": {"y": {"field": "region"}, "x": {"field": "actors", "type": "quantitative"}},
}
found = {}
for family in ("No Such Family", "No Such Family, sans-serif"):
    found[family] = b"/Font" in vl_convert.vegalite_to_pdf(chart | {"config": {"font": family}})
    print(f"{family}: words drawn: {found[family]}")
assert list(found.values()) == [False, True]
PYTHON
