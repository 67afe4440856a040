#!/usr/bin/env bash
# Guess: `list(x ORDER BY y)` of DuckDB keeps its order on the way to Spark, or sqlglot says that it cannot: `string_agg(x ORDER BY y)` does keep it.
# Seen with sqlglot 30.30.0: COLLECT_LIST(x), without the order and without a word, even where it was told to raise what is not supported. On Spark the
# elements then come as its tasks end: sources, names or participants change places from run to run, and so does every hash of them.
# Fails when the order travels or is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "sqlglot==30.30.0" "duckdb==2.0.0"
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb
import sqlglot

rows = "FROM (VALUES ('c', 1), ('b', 2), ('a', 3)) AS t(x, y)"
written = {}
for aggregate in "list(x ORDER BY y DESC)", "string_agg(x, ',' ORDER BY y DESC)":
    text = f"SELECT {aggregate} {rows}"
    written[aggregate] = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
    print(duckdb.execute(text).fetchone()[0], "->", written[aggregate].partition(" FROM")[0])
lost, kept = written.values()
assert lost.startswith("SELECT COLLECT_LIST(x) FROM"), lost
assert "ORDER BY y DESC" in kept, kept
PYTHON
