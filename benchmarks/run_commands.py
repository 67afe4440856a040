"""Commands as a user types them, each a process of its own, against the program as it was at the baseline."""

from __future__ import annotations

import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import baseline
from measure import Contender, Job, Race, Run, serve

MEDIAN, MOST = 0.5, 0.8
ASKED = "smes-in-edf"
PEER = "rdflib: reading the graph, then the same query"

# {out} is a folder for what is written. Days are given where an answer would else depend on today.
COMMANDS = (
    "status",
    "sources",
    "issues",
    "queries",
    f"query --name {ASKED}",
    'query "SELECT ?type (COUNT(?s) AS ?count) WHERE {{ ?s a ?type }} GROUP BY ?type"',
    'find "ecole royale militaire"',
    "topics",
    "suggest",
    "show ref-rma",
    "gaps",
    "gaps --topic quantum",
    "gaps -o {out}/gaps.html",
    "gaps -o {out}/gaps.xlsx",
    "paths ref-dotocean ref-fn-herstal",
    "paths --gap BE3/H7",
    "ties",
    "complement",
    "dependence",
    "resilience",
    "whatif --without ref-rma --on 2026-11-25",
    "smes",
    "helix",
    "stages",
    "completeness",
    "benchmark",
    "calls --on 2026-11-25",
    "consortium call-EDF-2026-DA-NAVAL-EMSAS",
    "seats",
    "partners ref-dotocean --on 2026-11-25",
    "tracker --on 2026-11-25",
    "timeline --on 2026-11-25",
    "fair --on 2026-11-25",
    "returns",
    "skills",
    "purchases --file camo",
    "brief -o {out}/brief.pdf",
    "report -o {out}/report --lang nl --format pdf",
    "explore -o {out}/explorer.html",
    "view -o {out}/view.html",
    "export csv -o {out}/tables.zip",
    "validate",
    "build",
)


def races(folder: Path) -> list[Race]:
    """One race of all commands on the reference graph; without git or the registry of packages only today's run."""
    programs = {"now": Path(sys.executable).parent, "before": baseline.install(folder / "baseline")}
    contenders = [
        Contender(f"{name} {when}", "run_commands", "command", (str(program / "dirskg"), str(folder / when), name))
        for name in COMMANDS
        for when, program in programs.items()
        if program is not None and (when == "now" or _knows(program / "dirskg", name))
    ]
    peer = Contender(PEER, "run_commands", "rdflib", (str(folder / "home"),))
    return [Race("Commands as a user types them", [*contenders, peer], tell=_tell, table=_table)]


def _knows(program: Path, words: str) -> bool:
    """Whether a program has the command with these options."""
    line = [str(program), *shlex.split(words.format(out=".")), "--help"]
    return subprocess.run(line, capture_output=True, check=False).returncode == 0


def _table(runs: dict[str, Run]) -> list[list[str]]:
    rows = [["", "CPU s before", "CPU s now", "ratio", "peak MB before", "peak MB now"]]
    for name in COMMANDS:
        now, before = runs[f"{name} now"], runs.get(f"{name} before")
        old = (f"{before.cpu:.2f}", f"{now.cpu / before.cpu:.2f}", f"{before.peak:.0f}") if before else ("", "", "")
        rows.append([f"`{name.format(out='.')}`", old[0], f"{now.cpu:.2f}", old[1], old[2], f"{now.peak:.0f}"])
    return rows


def _tell(runs: dict[str, Run]) -> list[str]:
    asked = runs[f"query --name {ASKED} now"].cpu
    told = [f"{PEER}: {runs[PEER].cpu:.2f} s, {runs[PEER].cpu / asked:.1f} times `query --name {ASKED}`."]
    pairs = {name: (runs[f"{name} now"], runs.get(f"{name} before")) for name in COMMANDS}
    ratios = {name: now.cpu / before.cpu for name, (now, before) in pairs.items() if before}
    if not ratios:
        return [*told, f"Commit {baseline.COMMIT} could not be installed beside this one: nothing to compare with."]
    over = [f"`{name.format(out='.')}`" for name, ratio in ratios.items() if ratio > MOST]
    return [
        f"Before is commit {baseline.COMMIT}, with the same versions of all packages. Median of {len(ratios)} ratios: "
        f"{statistics.median(ratios.values()):.2f}; the aim is {MEDIAN:g}. "
        f"Above {MOST:g}, where none should be: {', '.join(over) or 'none'}.",
        *told,
    ]


def command(program: str, home: str, words: str) -> Job:
    """One command to its end, on a build of the reference tables that the same program made."""
    # As installed programs do, both keep their bytecode: to compile every file anew takes up to a second more.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not Path(home).exists():
        subprocess.run([program, "--home", home, "--quiet", "build"], check=True)
    with tempfile.TemporaryDirectory() as out:
        asked = shlex.split(words.format(out=out))
        line = [program, "--home", out if asked == ["build"] else home, "--quiet", *asked]
        yield
        subprocess.run(line, stdout=subprocess.DEVNULL, check=True)
        yield
    return {}


def rdflib(home: str) -> Job:
    """A named query where there is no program, but the file of statements and rdflib."""
    import rdflib as peer

    from dirskg.graph.builds.home import build_path
    from dirskg.ontology import named_query

    quads, query = build_path(Path(home)) / "quads.nq", named_query(ASKED)
    assert query is not None
    yield
    dataset = peer.Dataset(default_union=True)
    dataset.parse(quads, format="nquads")
    rows = len(dataset.query(query.text))
    yield
    return {"rows": rows}


if __name__ == "__main__":
    serve({"command": command, "rdflib": rdflib})
