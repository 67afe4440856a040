#!/usr/bin/env bash
# Guess: pyspark-client, which is sold as the client without Spark ("pure Python, no JVM"), is imported by `python -c` as by a file: so operators see
# whether it is installed, and so programs that embed Python start.
# Seen with pyspark-client 4.2.0: a main module without a file is taken for the project's own doctests. The import looks for a whole Spark
# installation, which the client is not, prints how to install PySpark, and ends the interpreter with 255, which no `except ImportError` catches.
# The same two lines in a file or on standard input work.
# Fails when the import by `python -c` goes well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyspark-client==4.2.0" "pandas==2.3.3"
cd "$folder"
cat > lines.py <<'PYTHON'
from pyspark.sql.connect.session import SparkSession
print("imported", SparkSession.__name__)
PYTHON
ask() { code=0; env -u SPARK_HOME "$folder/venv/bin/python" -W ignore "$@" > told 2> errors || code=$?; }
ask lines.py
[ "$code" = 0 ] && grep -q imported told
ask - < lines.py
[ "$code" = 0 ] && grep -q imported told
ask -c "$(cat lines.py)"
echo "a file and standard input: imported; -c: exit code $code, $(head -c 40 errors)..."
[ "$code" = 255 ] && grep -q SPARK_HOME errors && ! grep -q imported told
