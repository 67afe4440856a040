#!/usr/bin/env bash
# Guess: weekday() numbers the days of a week from 0 for Monday to 6 for Sunday, as the reference of Spark's SQL says, so that `weekday(day) >= 5` finds
# notices published at a weekend.
# Seen with pysail 0.7.2 (client pyspark-client 4.2.0): Sunday is -1 and Saturday 5; a count by weekday has seven groups and looks whole, the weekend
# lacks its second day.
# Fails when Sail counts otherwise.
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
days = "SELECT explode(sequence(DATE '2026-11-02', DATE '2026-11-08')) AS day"  # from a Monday to a Sunday
found = [row["number"] for row in spark.sql(f"SELECT weekday(day) AS number FROM ({days}) ORDER BY day").collect()]
print("Monday to Sunday:", found)
assert found == [0, 1, 2, 3, 4, 5, -1], found
PYTHON
