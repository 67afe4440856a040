#!/usr/bin/env bash
# Guess: `${1}` in the replacement of regexp_replace is the first group, as in Sail, whose SQL is that of Spark, and in other engines with groups in
# braces; or it is refused, since Java knows no such group. Either way a text that runs on both means the same on both.
# Seen with pyspark 4.2.0 (Java 17) and pysail 0.7.2 (client pyspark-client 4.2.0): Spark takes `${1}` for a variable of its own before it parses the
# query, finds none, puts nothing in its place and says nothing: "suppliesTo" becomes "supplie o". With spark.sql.variable.substitute off, or asked
# through columns, it fails instead, for Java wants a name within braces. `$1` is the group in both.
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


def spaced(replacement: str) -> str:
    return spark.sql(f"SELECT regexp_replace('suppliesTo', '([a-z])([A-Z])', '{replacement}') AS told").collect()[0]["told"]


braces, plain = spaced("${1} ${2}"), spaced("$1 $2")
print(f"{'Sail' if len(sys.argv) > 1 else 'Spark'} {spark.version}: {braces!r} with braces, {plain!r} without")
assert plain == "supplies To", plain
if len(sys.argv) > 1:
    assert braces == "supplies To", braces
else:
    assert braces == "supplie o", braces
    spark.conf.set("spark.sql.variable.substitute", "false")
    try:
        spaced("${1} ${2}")
    except Exception as error:
        print(f"Spark without variables: {type(error).__name__}")
    else:
        raise AssertionError("Spark takes braces without a name")
PYTHON
"$folder/spark/bin/python" "$folder/ask.py" 2> "$folder/told" || { cat "$folder/told" >&2; exit 1; }
"$folder/sail/bin/python" -W ignore "$folder/ask.py" "$port"
