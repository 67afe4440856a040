"""Requests a second of `dirskg serve`, of the bare oxigraph server and of rdflib-endpoint, on one graph.

`python benchmarks/serve_load.py HOME` asks the current build there. Wants wrk (Debian); rdflib-endpoint takes part
where it is installed. Lookups are of all organisations in turn. A number in a query makes it another one for the memory
of `dirskg serve`; "lookup again" goes without.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from dirskg.graph.builds.home import build_path
from dirskg.graph.knowledge_graph import KnowledgeGraph

SECONDS = 5
CONNECTIONS = (4, 64)
_IDS = "SELECT ?o { ?o a org:Organization } ORDER BY ?o"
LOOKUP = "SELECT ?p ?o { <ID> ?p ?o } #NUMBER"
GROUP = (
    "PREFIX d: <https://w3id.org/dirskg/ontology#> "
    "SELECT ?c (COUNT(*) AS ?n) { ?o d:country ?c } GROUP BY ?c ORDER BY DESC(?n) #NUMBER"
)
# What is asked, and the number in it, as wrk works it out.
QUESTIONS = (
    ("lookup", LOOKUP, 'n .. "x" .. os.time()'),
    ("lookup again", LOOKUP, '"0"'),
    ("group-by", GROUP, 'n .. "x" .. os.time()'),
)
_SCRIPT = """
local ids, n = {}, 0
for line in io.lines("IDS") do ids[#ids + 1] = line end
request = function()
  n = n + 1
  local q = "QUERY"
  q = q:gsub("%%3CID%%3E", function() return "%3C" .. ids[n % #ids + 1] .. "%3E" end)
  q = q:gsub("NUMBER", function() return NUMBER end)
  return wrk.format("GET", "PATH?query=" .. q, {["Accept"] = "application/sparql-results+json"})
end
"""


def main() -> None:
    """Ask each server each kind of question, in turns."""
    home = Path(sys.argv[1])
    if not (wrk := shutil.which("wrk")):
        sys.exit("wrk is not installed (Debian: apt-get install wrk).")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with KnowledgeGraph.open(home=home) as graph:
            rows = graph.select(_IDS).values()
        (folder / "ids").write_text("".join(f"{quote(str(row[0]), safe='')}\n" for row in rows))
        with ExitStack() as stack:
            running = {name: (path, stack.enter_context(start)) for name, (path, start) in servers(home).items()}
            for question, query, number in QUESTIONS:
                for connections in CONNECTIONS:
                    for server, (path, address) in running.items():
                        script = _SCRIPT.replace("IDS", str(folder / "ids")).replace("PATH", path)
                        script = script.replace("QUERY", quote(query, safe="")).replace(
                            "return NUMBER", f"return {number}"
                        )
                        (folder / "ask.lua").write_text(script)
                        words = [wrk, "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", "-s", folder / "ask.lua"]
                        told = subprocess.run([*words, address], capture_output=True, text=True, check=True).stdout
                        print(f"| {server} | {question} | {connections} | {_rate(told)} |", flush=True)


def _rate(told: str) -> str:
    """Requests a second, the 99th percentile, and answers that were none."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    slow = re.search(r"99%\s+(\S+)", told)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return f"{float(rate[1]) if rate else 0:,.0f} | {slow[1] if slow else '-'} | {failed[1] if failed else 0}"


def servers(home: Path) -> dict[str, tuple[str, AbstractContextManager[str]]]:
    """The servers that take part, each with its path."""
    build = build_path(home)
    beside = str(Path(sys.executable).parent)
    ours = [
        sys.executable,
        "-c",
        "from dirskg.cli.main import main; main()",
        "--home",
        str(home),
        "serve",
        "--port",
        "7991",
    ]
    bare = [shutil.which("oxigraph", path=beside) or "oxigraph", "serve-read-only", "--location", str(build / "store")]
    found = {
        "dirskg serve": ("/sparql", _running(ours, "http://127.0.0.1:7991")),
        "oxigraph": ("/query", _running([*bare, "--bind", "127.0.0.1:7992"], "http://127.0.0.1:7992")),
    }
    if peer := shutil.which("rdflib-endpoint", path=beside) or shutil.which("rdflib-endpoint"):
        words = [peer, "serve", str(build / "quads.nq"), "--port", "7993"]
        found["rdflib-endpoint"] = ("/", _running(words, "http://127.0.0.1:7993"))
    return found


@contextmanager
def _running(words: list[str], address: str) -> Iterator[str]:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
