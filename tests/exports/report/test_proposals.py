"""Proposals of a paper: who with whom."""

from __future__ import annotations

from typing import Any

from small_ecosystem import REGIONS, small_ecosystem

from dirskg.exports.report.inquiry import Edition, Inquiry, Scope
from dirskg.exports.report.proposals import proposals
from dirskg.exports.report.voice import Voice


def test_who_worked_with_somebody_there_comes_before_who_knows_a_partner_of_theirs() -> None:
    """Both `c` and `e` can deliver and `c` claims more, but `e` alone had a project with `a` of the region."""
    claimed: dict[str, Any] = {"domain": "V1", "confidence": "high", "basis": "curated"}
    claims = [{**claimed, "organisation": one, "weight": weight} for one, weight in (("c", 3), ("e", 1))]
    worked = {"one": (2024, ["e", "a"]), "two": (2024, ["c", "x"]), "three": (2024, ["x", "a"])}
    ecosystem = small_ecosystem(worked, organisations=REGIONS | {"x": {"country": "FR"}}, claims=claims)
    asked = Inquiry(ecosystem, "2026-11-25", Edition("0001-12345678")).about(Scope("BE2", "V1"))
    first, second = (said.text for said in proposals(asked, Voice(ecosystem, "en", "")))
    assert first.startswith("Organisation e")
    assert "ONE" in first
    assert second.startswith("Organisation c")
