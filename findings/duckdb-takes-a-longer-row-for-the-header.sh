#!/usr/bin/env bash
# Guess: `header = true` means that the first line of a CSV file holds the names of its columns; rows with more values than names are refused.
# Seen with DuckDB 2.0.0: the sniffer takes the first of the longer rows for the header where they are the rule, as in a list whose last column nobody
# named. The names are gone and the first organisation has become the names, without a word, strict_mode or not. Said outright with `skip = 0`, the first
# line is the header, but each line is one column. Only `null_padding`, or the columns themselves, keep the names and every row or refuse the file.
# Fails when the first line is the header, or the file is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "duckdb==2.0.0"
cd "$folder"
printf 'name,town\nFirst Works,Herstal,0400000001\nSecond Works,Ardooie,0400000002\nThird Works,Zaventem,0400000003\n' > members.csv
venv/bin/python - <<'PYTHON'
import duckdb

found = {}
for options in "strict_mode = true", "strict_mode = false", "skip = 0", "null_padding = true":
    answer = duckdb.execute(f"SELECT * FROM read_csv('members.csv', header = true, all_varchar = true, {options})")
    found[options] = [column[0] for column in answer.description], len(answer.fetchall())
    print(options, *found[options])
first = (["First Works", "Herstal", "0400000001"], 2)
assert found["strict_mode = true"] == found["strict_mode = false"] == first, found
assert found["skip = 0"] == (["name,town"], 3), found
assert found["null_padding = true"] == (["name", "town", "column2"], 3), found
try:
    duckdb.execute("SELECT * FROM read_csv('members.csv', header = true, columns = {'name': 'VARCHAR', 'town': 'VARCHAR'})").fetchall()
    raise SystemExit("the file is read with the columns given")
except duckdb.InvalidInputException as refused:
    print("columns given:", str(refused).splitlines()[0])
PYTHON
