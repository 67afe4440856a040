"""Every analysis on the reference frames, as the tests list them."""

from __future__ import annotations

import sys
from pathlib import Path

from measure import HERE, Contender, Job, Race, Run, serve

sys.path.insert(0, str(HERE.parent / "tests" / "support"))

LIMIT = 2.0


def races(folder: Path) -> list[Race]:
    """One race without a peer, on the current build of the home in `folder`."""
    from every_finding import FINDINGS

    home = str(folder / "home")
    contenders = [Contender(name, "analyse_reference", "analyse", (home, name), ours=True) for name in FINDINGS]
    return [Race("Every analysis on the reference graph", contenders, tell=_tell)]


def _tell(runs: dict[str, Run]) -> list[str]:
    slow = [name for name, run in runs.items() if run.cpu >= LIMIT]
    return [f"The aim is {LIMIT:g} s of CPU for each. It is missed by: {', '.join(slow) or 'none'}."]


def analyse(home: str, name: str) -> Job:
    """One analysis, its finding written as JSON."""
    import json

    from every_finding import FINDINGS

    from dirskg.graph.knowledge_graph import KnowledgeGraph

    ecosystem = KnowledgeGraph.open(home=home).ecosystem
    yield
    told = json.dumps(FINDINGS[name](ecosystem).to_json())
    yield
    return {"characters": len(told)}


if __name__ == "__main__":
    serve({"analyse": analyse})
