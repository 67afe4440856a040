#!/usr/bin/env bash
# Guess: bround() rounds halves to the even neighbour, as its name (banker's rounding) and the reference of Spark's SQL say, whatever type the number has.
# Seen with pysail 0.7.2 (client pyspark-client 4.2.0): it does so for DOUBLE; of a DECIMAL, the type for money and the one that 2.5 in a query has, a half
# goes up: 2.5 becomes 3. Sums of rounded amounts drift upwards, which is what bround() is there to prevent.
# Fails when both types are rounded alike.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
python3 -m venv "$folder/sail"
"$folder/sail/bin/python" -m pip install -qqq --disable-pip-version-check "pysail==0.7.2" "pyspark-client==4.2.0" "pandas==2.3.3"
cd "$folder"
port=$("$folder/sail/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$folder/sail/bin/sail" spark server --port "$port" > "$folder/log" 2>&1 &
server=$!
"$folder/sail/bin/python" -W ignore - "$port" <<'PYTHON'
import sys

from pyspark.sql.connect.session import SparkSession

spark = SparkSession.builder.remote(f"sc://127.0.0.1:{sys.argv[1]}").create()
halves = {}
for kind in ("DOUBLE", "DECIMAL(3, 1)"):
    asked = ", ".join(f"bround(CAST({number} AS {kind}))" for number in (0.5, 1.5, 2.5, 3.5))
    halves[kind] = [float(number) for number in spark.sql(f"SELECT {asked}").collect()[0]]
    print(kind, halves[kind])
assert halves["DOUBLE"] == [0, 2, 2, 4], halves
assert halves["DECIMAL(3, 1)"] == [1, 2, 3, 4], halves
PYTHON
