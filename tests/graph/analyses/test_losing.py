"""What goes with organisations that are removed: known answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.scenarios import leaving, whatif


def test_a_daughter_takes_only_her_own_along_and_a_group_all_of_it() -> None:
    firm = {"country": "BE", "leg": "academia", "legs": "academia industry", "region": "BE2"}
    held = [{"organisation": one, "domain": "V1", "weight": 1.0, "confidence": "high"} for one in "md"]
    people = {"m": {**firm, "employees": 750.0}, "d": {**firm, "employees": 250.0}}
    found = small_ecosystem({}, [("d", "m", "ownedBy")], people, held)
    spoken = frame("mentions", [{"about": "m", "topic": "radar"}, {"about": "d", "topic": "rockets"}])
    kept = [{"id": topic, "domain": "V1"} for topic in ("radar", "rockets")]
    found = replace(found, ties=found.ties.assign(note=""), mentions=spoken, topics=frame("topics", kept))

    def lost(*gone: str) -> list[tuple[Any, ...]]:
        report = whatif(found, leaving(gone), on="2026-11-25")
        return [
            (one.weight.members, one.weight.employees, one.weight.topics, one.weight.cells, one.domains[0].suppliers)
            for one in report.lost
        ]

    assert lost("d") == [(("d",), 250.0, ("rockets",), (), (1, 1))], "the mother still delivers"
    assert lost("d", "m") == [(("d", "m"), 750.0, ("radar", "rockets"), (("V1", "BE2"),), (1, 0))]
    (told,) = whatif(found, leaving("d"), on="2026-11-25").to_json()["lost"]
    assert "points" not in told["importance"], "those of resilience rest on ties too"
    assert told["group_stays"] == ["m"]
    (both,) = whatif(found, leaving(("d", "m")), on="2026-11-25").to_json()["lost"]
    assert both["group_stays"] == []
