#!/usr/bin/env bash
# Guess: a whole amount of money kept as DOUBLE becomes the same text on Sail as on Apache Spark, whose SQL Sail speaks; texts made of amounts (literals
# of a graph, keys, sums for comparison) can then be compared between the two.
# Seen with pyspark 4.2.0 (Java 17) and pysail 0.7.2 (client pyspark-client 4.2.0): CAST(12500000D AS STRING) is "1.25E7" on Spark and "12500000.0" on
# Sail; below ten million and from a thousandth up they agree, so that small tests pass. DECIMAL is written alike by both.
# Fails when one of the two does otherwise. Needs Java 17 or newer (openjdk-17-jre-headless on Debian).
set -euo pipefail
command -v java > /dev/null || { echo "no Java here: install openjdk-17-jre-headless" >&2; exit 2; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
for one in "spark pyspark==4.2.0" "sail pysail==0.7.2 pyspark-client==4.2.0 pandas==2.3.3"; do
    set -- $one
    python3 -m venv "$folder/$1"
    "$folder/$1/bin/python" -m pip install -qqq --disable-pip-version-check "${@:2}"
done
cd "$folder"
port=$("$folder/sail/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$folder/sail/bin/sail" spark server --port "$port" > "$folder/log" 2>&1 &
server=$!
cat > "$folder/ask.py" <<'PYTHON'
import sys

if len(sys.argv) > 1:
    from pyspark.sql.connect.session import SparkSession

    spark = SparkSession.builder.remote(f"sc://127.0.0.1:{sys.argv[1]}").create()
else:
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
told = spark.sql("SELECT CAST(9500000D AS STRING), CAST(12500000D AS STRING), CAST(CAST(12500000D AS DECIMAL(12, 2)) AS STRING)")
small, large, exact = told.collect()[0]
print(f"{'Sail' if len(sys.argv) > 1 else 'Spark'} {spark.version}: {small}, {large}, as DECIMAL {exact}")
assert (small, exact) == ("9500000.0", "12500000.00"), (small, exact)
assert large == ("12500000.0" if len(sys.argv) > 1 else "1.25E7"), large
PYTHON
"$folder/spark/bin/python" "$folder/ask.py" 2> "$folder/told" || { cat "$folder/told" >&2; exit 1; }
"$folder/sail/bin/python" -W ignore "$folder/ask.py" "$port"
