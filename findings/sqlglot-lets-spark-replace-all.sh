#!/usr/bin/env bash
# Guess: regexp_replace(text, pattern, by) of DuckDB, which replaces the first match alone (its 'g' option replaces all), is not translated for Spark to
# a function that replaces all of them ("Replaces all substrings of str that match regexp with rep"), or at least with a warning; nor \1 left as
# it is where Spark wants $1. A cleaning step moved to Spark gives other text otherwise.
# Seen with sqlglot 30.30.0: the same text comes out with and without 'g', \1 stays, and unsupported_level=RAISE raises nothing.
# Fails when sqlglot does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "sqlglot==30.30.0" "duckdb==1.4.1"
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb
import sqlglot

texts = {"first": r"SELECT regexp_replace('a-b-c', '(-)', '\1\1')", "all": r"SELECT regexp_replace('a-b-c', '(-)', '\1\1', 'g')"}
here = {name: duckdb.sql(text).fetchone()[0] for name, text in texts.items()}
there = {
    name: sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
    for name, text in texts.items()
}
print(here, there, sep="\n")
assert here == {"first": "a--b-c", "all": "a--b--c"}, here
assert there["first"] == there["all"] == r"SELECT REGEXP_REPLACE('a-b-c', '(-)', '\\1\\1')", there
PYTHON
