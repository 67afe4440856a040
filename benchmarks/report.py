"""Results as Markdown: the machine, a table for each race, and the README between its two markers."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from string import ascii_lowercase

from measure import HERE, Race, Run

README = HERE / "README.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
LIBRARIES = ("dirskg", "duckdb", "igraph", "networkx", "oxrdflib", "pandas", "pyoxigraph", "rdflib")


def machine(date: str) -> str:
    """Cores, memory, load and versions, since results mean nothing without them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    libraries = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return (
        f"{date + ': ' if date else ''}{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, "
        f"{os.getloadavg()[0]:.1f} processes at work before the start; {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}; {libraries}."
    )


def section(race: Race, runs: dict[str, Run]) -> str:
    """Title, table, verdict on the target, and what the answers say."""
    letters = dict(zip((contender.name for contender in race.contenders), ascii_lowercase, strict=False))
    ours = [one.name for one in race.contenders if one.ours]
    peers = [one.name for one in race.contenders if not one.ours]
    compared = ours if peers else []
    rows = [["", "CPU s", "wall s", "peak MB", *(f"CPU against ({letters[name]})" for name in compared)]]
    for name, letter in letters.items():
        found = runs[name]
        ratios = [f"{found.cpu / runs[one].cpu:.1f} x" if name in peers else "" for one in compared]
        rows.append([f"({letter}) {name}", f"{found.cpu:.2f}", f"{found.wall:.2f}", f"{found.peak:.0f}", *ratios])
    told = race.tell(dict(runs))
    if race.target:
        reached = {(one, peer): runs[peer].cpu / runs[one].cpu >= race.target for one in ours for peer in peers}
        pairs = [f"({letters[peer]}) against ({letters[one]})" for (one, peer), yes in reached.items() if yes]
        told.append(f"The aim is {race.target:g} x. It is reached for: {', '.join(pairs) or 'none of these'}.")
    shown = race.table(runs) if race.table else rows
    return "\n\n".join([f"### {race.title}", _table(shown), "\n".join(f"- {line}" for line in told)]).rstrip()


def rewrite(path: Path, results: str, begin: str = BEGIN, end: str = END) -> None:
    """Put the results between two markers of a file. Raises ValueError where a marker is missing."""
    text = path.read_text(encoding="utf-8")
    head, tail = text[: text.index(begin) + len(begin)], text[text.index(end) :]
    path.write_text(f"{head}\n\n{results}\n\n{tail}", encoding="utf-8")


def replace(path: Path, sections: list[str], told: str) -> None:
    """Put the tables of a part of the races in the place of those of the same titles, new ones at the end.

    `told` says on what they ran, since that may differ from what stands above all of them.
    """
    text = path.read_text(encoding="utf-8")
    head, *kept = text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip().split("\n\n### ")
    tables = {one.partition("\n")[0]: one for one in kept}
    for one in sections:
        title, _, rest = one.removeprefix("### ").partition("\n")
        tables[title] = f"{title}\n{rest}" + ("\n" if "\n- " in rest else "\n\n") + f"- Run by itself. {told}"
    rewrite(path, "\n\n### ".join([head, *tables.values()]))


def _table(rows: list[list[str]]) -> str:
    ruled = [rows[0], ["---"] + ["---:"] * (len(rows[0]) - 1), *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
