"""Calls tested on the past, and judged by topics: known answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.calls import calls
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import DirskgError

REGIONS = {"a": "BE2", "b": "BE2", "c": "BE3", "d": "BE3"}
PEOPLE = {one: {"country": "BE", "leg": "industry", "region": region} for one, region in REGIONS.items()}


def past() -> Ecosystem:
    """Up to 2022 a and b did V1; later a answers a call for V1, with n, whom nobody knew."""
    people = {**PEOPLE, "n": {"country": "BE", "leg": "industry", "region": "BE1"}}
    claims = [
        {"organisation": one, "domain": domain, "basis": "curated", "weight": 1.0, "confidence": "high"}
        for one, domain in (("a", "V1"), ("b", "V1"), ("c", "V2"), ("d", "V1"), ("d", "V2"))
    ]
    found = small_ecosystem({"old": (2021, "ab"), "new": (2024, "an")}, (), people, claims)
    return replace(
        found,
        projects=found.projects.assign(call=["", "call"]),
        calls=frame("calls", [{"id": "call", "title": "Call", "programme": "EDF", "year": 2023}]),
        project_domains=frame("project_domains", [{"project": "call", "domain": "V1", "weight": 1.0}]),
    )


def test_the_past_is_asked_what_was_known() -> None:
    test = calls(past(), on="2026-01-01", until=2022).hold_out
    assert test is not None
    assert (test.calls, test.known, test.found, test.newcomers) == (1, 4, 1, 1)
    points, *_, chance = test.scores
    assert (points.hits.value, chance.few.value) == (1.0, 1.0), "with four to rank, ten and five hold all"
    assert points.auc.value == pytest.approx(2.5 / 3), "level with b, above c and d"
    assert points.mrr.value == pytest.approx(1 / 1.5), "first or second"
    assert chance.auc.value == chance.auc.low == chance.auc.high == 0.5, "of one call nothing can be drawn anew"
    told: dict[str, list[dict[str, object]]] = {
        "mentions": [{"about": one, "topic": "radar"} for one in ("call", "later")], "topics": [{"id": "radar"}],
        "awards": [{"id": "later", "year": 2024}],
    }  # fmt: skip
    told |= {"award_parties": [{"award": "later", "organisation": "c", "role": "winner"}]}
    won_later = replace(past(), **{name: frame(name, rows) for name, rows in told.items()})
    again = calls(won_later, on="2026-01-01", until=2022).hold_out
    assert again is not None
    assert again.scores[0].auc == points.auc, "what was won later says nothing of what was known"
    for year in (1990, 2024):
        with pytest.raises(DirskgError, match=r"Choose one of 2021, 2022, 2023\."):
            calls(past(), on="2026-01-01", until=year)
    with pytest.raises(DirskgError, match="No year of this build"):
        calls(replace(past(), calls=frame("calls", [])), on="2026-01-01", until=2022)


def test_a_call_asks_for_its_topics_too_and_for_two_in_a_domain() -> None:
    found = past()
    spoken = frame("mentions", [{"about": "call", "topic": "radar"}, {"about": "c", "topic": "radar"}])
    told = {
        least: calls(replace(found, mentions=mentions), on="2026-01-01", least=least).rows[0]
        for least, mentions in ((1, frame("mentions", [])), (2, spoken), (3, spoken))
    }
    assert {least: row.verdict for least, row in told.items()} == {1: "several", 2: "together", 3: "partly"}
    lacks = {part.region: told[2].missing(part) for part in told[2].placed()}
    assert (lacks["BE2"], lacks["BE3"]) == (((), ("radar",)), (("V1",), ()))
    assert told[2].to_json()["regions"]["BE2"]["missing"] == {"domains": [], "topics": ["radar"]}
    assert told[3].missing(*told[3].placed()) == (("V1",), ())
