#!/usr/bin/env bash
# Guess: whether a firm holds shares in itself through others is asked by `:a :holds+ :a`: a path of one step or more may end where it began
# (SPARQL 1.1, 9.1 and 18.4), as three steps written out (`:holds/:holds/:holds`) do.
# Seen with Virtuoso 7.2.5.1 of Debian 12: the start is never among the ends of `+`, so that a ring of three is none, a count of who is reached is one
# short, and nothing tells. `:holds/:holds*` finds the way back, as `+` does with pyoxigraph 0.5.13.
# Fails when either does otherwise. Needs apt-get of Debian 12, its lists of packages and the libraries that virtuoso-opensource-7-bin names, but no root.
set -euo pipefail
command -v apt-get > /dev/null || { echo "no apt-get here: the package is one of Debian" >&2; exit 2; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyoxigraph==0.5.13"
cd "$folder"
apt-get download -qq "virtuoso-opensource-7-bin=7.2.5.1+dfsg1-0.3" 2> told || { cat told >&2; echo "apt-get update brings its lists" >&2; exit 2; }
dpkg-deb --extract virtuoso-*.deb .
read -r sql http < <(venv/bin/python -c 'import socket; s = [socket.create_server(("127.0.0.1", 0)) for _ in "12"]; print(*(o.getsockname()[1] for o in s))')
printf '%s\n' > virtuoso.ini "[Database]" "DatabaseFile = virtuoso.db" "TransactionFile = virtuoso.trx" "ErrorLogFile = virtuoso.log" \
  "[TempDatabase]" "DatabaseFile = temporary.db" "[Parameters]" "ServerPort = 127.0.0.1:$sql" "DisableUnixSocket = 1" \
  "[HTTPServer]" "ServerPort = 127.0.0.1:$http" "ServerRoot = ." "ServerThreads = 5"
usr/bin/virtuoso-t +foreground +configfile virtuoso.ini > /dev/null 2>&1 &
server=$!
for _ in $(seq 600); do (: < "/dev/tcp/127.0.0.1/$http") 2> /dev/null && break; sleep 0.1; done
ring="<x:a> <x:holds> <x:b> . <x:b> <x:holds> <x:c> . <x:c> <x:holds> <x:a> ."
usr/bin/isql-vt "127.0.0.1:$sql" dba dba "exec=SPARQL INSERT DATA { GRAPH <x:g> { $ring } };" > /dev/null
venv/bin/python - "$http" "$ring" <<'PYTHON'
import json
import sys
from urllib.parse import urlencode
from urllib.request import urlopen

import pyoxigraph

store = pyoxigraph.Store()
store.load(sys.argv[2].encode(), format=pyoxigraph.RdfFormat.TURTLE)
reached = {}
for path in "<x:holds>/<x:holds>/<x:holds>", "<x:holds>/<x:holds>*", "<x:holds>+":
    query = f"SELECT DISTINCT ?firm {{ <x:a> {path} ?firm }}"
    asked = urlencode({"query": query, "default-graph-uri": "x:g", "format": "application/sparql-results+json"})
    rows = json.load(urlopen(f"http://127.0.0.1:{sys.argv[1]}/sparql?{asked}"))["results"]["bindings"]
    reached[path] = sorted(row["firm"]["value"] for row in rows), sorted(row["firm"].value for row in store.query(query))
    print(path, "Virtuoso:", *reached[path][0], "pyoxigraph:", *reached[path][1])
ring = ["x:a", "x:b", "x:c"]
assert list(reached.values()) == [(["x:a"], ["x:a"]), (ring, ring), (["x:b", "x:c"], ring)]
PYTHON
