"""Actors without a domain: named beside each cell, never counted, and a reason to hold back what they could change."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from small_cube import populated
from small_ecosystem import frame, function_rows, organisation_row

from dirskg.exports.gap_report import render_gap_report
from dirskg.exports.language import LANGUAGES
from dirskg.graph.analyses.gaps import OPEN, Cell, GapReport, gaps
from dirskg.graph.ecosystem.frames import Ecosystem

# One who can deliver where about eight are expected.
SEEN = {("V1", "BE2"): "iag" * 6, ("V1", "BE3"): "i", ("V2", "BE2"): "iag" * 3, ("V2", "BE3"): "iag" * 6}


def asked(count: int, function: str = "makes", domain: str = "V1") -> Ecosystem:
    """So many Walloon actors without a domain, for which one is suggested."""
    ecosystem = populated(SEEN)
    ids = [f"ask-{number}" for number in range(count)]
    told = {"country": "BE", "region": "BE3", "defence": True, "function": function}
    legs = ("industry", "academia", "government")
    actors = [organisation_row(one, {**told, "leg": legs[place % 3]}) for place, one in enumerate(ids)]
    functions = [row for one in ids for row in function_rows(one, told)]
    told_domains = [{"organisation": one, "domain": domain, "score": 0.9} for one in ids]
    return replace(
        ecosystem,
        organisations=pd.concat([ecosystem.organisations, frame("organisations", actors)], ignore_index=True),
        functions=pd.concat([ecosystem.functions, frame("functions", functions)], ignore_index=True),
        suggestions=frame("suggestions", told_domains),
    ).judged()


def report(ecosystem: Ecosystem) -> GapReport:
    return gaps(ecosystem, draws=0)


def thin(found: GapReport) -> Cell:
    (cell,) = [cell for cell in found.cells if (cell.domain, cell.region) == ("V1", "BE3")]
    return cell


@pytest.mark.parametrize(
    ("ecosystem", "state"),
    [
        (asked(0), "thin"),
        (asked(9), OPEN),
        (asked(1), "thin"),  # two where eight are expected are too few as well
        (asked(9, "advises"), "thin"),  # who only supports fills no cell, whatever the domain
        (asked(9, domain="V2"), "thin"),
    ],
    ids=["nobody", "many", "one", "support", "other domain"],
)
def test_a_verdict_waits_for_those_who_could_change_it(ecosystem: Ecosystem, state: str) -> None:
    found, before = report(ecosystem), report(asked(0))
    assert thin(found).state == state
    assert (thin(found).state_known or thin(found).state) == "thin"
    # Nobody of them is counted, and no other cell changes.
    numbers = [[(cell.count, cell.takes_part, cell.support) for cell in one.cells] for one in (found, before)]
    assert numbers[0] == numbers[1]
    others = [(cell.domain, cell.region, cell.state) for cell in found.cells if cell is not thin(found)]
    assert set(others) <= {(cell.domain, cell.region, cell.state) for cell in before.cells}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_are_named(lang: str) -> None:
    found = report(asked(9))
    assert thin(found).asked.actors == 9
    assert thin(found).asked.suggested[0] == ("ask-0", "Organisation ask-0")
    assert all("Organisation ask-8" in str(render_gap_report(found, form, lang)) for form in ("md", "csv"))
