#!/usr/bin/env bash
# Guess: DROP TABLE of a managed table, and DROP DATABASE CASCADE, remove its files, as Spark's reference says ("removes the directory associated with
# the table from the file system if the table is not EXTERNAL"); who drops what a job left believes that the disk is free, and the data gone.
# Seen with pysail 0.7.2 (client pyspark-client 4.2.0): the table is gone from the catalogue, its Parquet files stay in spark-warehouse, each time.
# Fails when Sail does otherwise.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pysail==0.7.2" "pyspark-client==4.2.0" "pandas==2.3.3"
cd "$folder"
port=$("$folder/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$folder/venv/bin/sail" spark server --port "$port" > "$folder/log" 2>&1 &
server=$!
"$folder/venv/bin/python" -W ignore - "$port" <<'PYTHON'
import sys
from pathlib import Path

from pyspark.sql.connect.session import SparkSession

spark = SparkSession.builder.remote(f"sc://127.0.0.1:{sys.argv[1]}").create()
spark.sql("CREATE DATABASE one")
for table in ("dropped", "cascaded"):
    spark.sql(f"CREATE TABLE one.{table} USING parquet AS SELECT 1 AS number")
spark.sql("DROP TABLE one.dropped")
spark.sql("DROP DATABASE one CASCADE")
there = spark.sql("SHOW DATABASES").toPandas().iloc[:, 0].tolist()
left = sorted({path.parent.name.partition("-")[0] for path in Path("spark-warehouse").rglob("*.parquet")})
print(f"databases: {', '.join(there)}; files are left of: {', '.join(left)}")
assert "one" not in there, there
assert left == ["cascaded", "dropped"], left
PYTHON
