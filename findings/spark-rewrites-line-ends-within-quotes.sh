#!/usr/bin/env bash
# Guess: a CSV file with line ends within quotes (objectives of projects in the dumps of CORDIS) is read with multiLine by Spark as by Sail, whose
# interface is that of Spark, and as by other readers: what stands within quotes is the value.
# Seen with pyspark 4.2.0 (Java 17) and pysail 0.7.2 (client pyspark-client 4.2.0): Spark makes "\r\n" within quotes "\n" and says nothing, so that values
# have other lengths and hashes than in the file. Sail keeps them. With lineSep "\r\n" Spark keeps them too, where the lines of the file end so.
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
printf 'id,objective\r\n1,"one\r\ntwo"\r\n2,"one\ntwo"\r\n' > projects.csv
cat > "$folder/ask.py" <<'PYTHON'
import os
import sys

if len(sys.argv) > 1:
    from pyspark.sql.connect.session import SparkSession

    spark = SparkSession.builder.remote(f"sc://127.0.0.1:{sys.argv[1]}").create()
else:
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()


def read(**options: object) -> list[str]:
    rows = spark.read.csv(os.path.abspath("projects.csv"), header=True, multiLine=True, quote='"', escape='"', **options)
    return [row["objective"] for row in rows.collect()]


told = read()
print(f"{'Sail' if len(sys.argv) > 1 else 'Spark'} {spark.version}: {told}")
if len(sys.argv) > 1:
    assert told == ["one\r\ntwo", "one\ntwo"], told
else:
    assert told == ["one\ntwo", "one\ntwo"], told
    told = read(lineSep="\r\n")
    print(f"Spark with lineSep: {told}")
    assert told == ["one\r\ntwo", "one\ntwo"], told
PYTHON
"$folder/spark/bin/python" "$folder/ask.py" 2> "$folder/told" || { cat "$folder/told" >&2; exit 1; }
"$folder/sail/bin/python" -W ignore "$folder/ask.py" "$port"
