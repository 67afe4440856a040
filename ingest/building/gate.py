"""What a build must hold before it becomes current: the shapes of the ontology, and frames that analyses can run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from dirskg.graph.answers.results import Solutions
from dirskg.graph.checks import run_checks
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import Refused
from dirskg.graph.stores.worker import answer
from dirskg.graph.wording.counted import counted
from dirskg.ontology import resource, short

_MOST_TOLD = 20
# Frames in which an id stands once, and columns that hold an id of another frame.
_UNIQUE = ("organisations", "projects", "calls", "domains", "regions", "areas", "participations")
_LEADING = (
    ("claims", "organisation", "organisations"), ("claims", "domain", "domains"),
    ("participations", "organisation", "organisations"), ("participations", "project", "projects"),
    ("project_domains", "domain", "domains"),
)  # fmt: skip


def require_sound(store: Path, ecosystem: Ecosystem) -> None:
    """Raises Refused, naming the records, when a graph breaks its shapes or its frames do not hold together."""
    found = [*_broken_shapes(ox.Store.read_only(str(store))), *_broken_frames(ecosystem)]
    if found:
        first = "\n".join(f"  {text}" for text in found[:_MOST_TOLD])
        raise Refused(
            f"The graph would break its own rules in {counted(len(found), 'place')}, so it does not become current; "
            f"the build before it stays. Correct the rows that these records come from. The first:\n{first}"
        )


def _broken_shapes(store: ox.Store) -> Iterator[str]:
    def select(query: str) -> Solutions:
        return Solutions.from_json(answer(store, {"query": query}))

    for one in run_checks(select, resource("shapes.ttl")):
        what = short(one.check.path.strip("<>")).rpartition("#")[2]
        yield f"{one.check.shape} {short(one.node)}, {what} {one.value!r}: {one.check.message}"


def _broken_frames(ecosystem: Ecosystem) -> Iterator[str]:
    for name in _UNIQUE:
        ids = getattr(ecosystem, name)["id"]
        for twice in ids[ids.duplicated()].unique():
            yield f"{twice} stands several times among the {name}: one of its values is told twice"
    for name, column, other in _LEADING:
        named, known = getattr(ecosystem, name)[column], getattr(ecosystem, other)["id"]
        for missing in named[~named.isin(known)].unique():
            yield f"{missing!r}, of which {name.replace('_', ' ')} tell, is not among the {other}"
