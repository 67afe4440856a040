"""The first words of a briefing, and a chart of places where nobody was seen."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from small_gaps import gappy

from dirskg.exports.report.brief import briefing
from dirskg.exports.report.charts.svg import BLUE
from dirskg.exports.report.edition import changes, unknowns
from dirskg.exports.report.headlines import headlines
from dirskg.exports.report.inquiry import Edition, Inquiry, Scope, edition
from dirskg.exports.report.model import Listed, Said
from dirskg.exports.report.pictures import quotients
from dirskg.exports.report.voice import Voice
from dirskg.graph.analyses.coverage import active
from dirskg.graph.ecosystem.frames import Ecosystem


@pytest.fixture(scope="module")
def asked() -> Inquiry:
    return Inquiry(gappy(), "2026-11-25", Edition("0001-abcdef12"))


def test_a_briefing_opens_with_the_worst_gaps_and_that_of_a_gap_with_who_could_help(asked: Inquiry) -> None:
    first, gaps, *_ = briefing(asked.about(Scope("BE3")), "en", lambda _: []).parts[0].blocks
    assert isinstance(first, Said)
    assert isinstance(gaps, Listed)
    assert first.lead == "In short"
    assert first.refs
    assert re.match(r"Of the \d+ domains, \w+ shows? a gap in Wallonia: ", gaps.items[0].text)
    (found, *_) = briefing(asked.about(Scope("BE2", "V1")), "en", lambda _: []).parts[0].blocks
    assert isinstance(found, Listed)
    assert found.items[0].lead == "Who could help"


def test_each_finding_on_a_gap_begins_with_what_it_is_about(reference_ecosystem: Ecosystem) -> None:
    asked = Inquiry(reference_ecosystem, "2026-11-25", Edition("0001-abcdef12")).about(Scope("BE2", "V5"))
    (told,) = briefing(asked, "fr", lambda _: []).parts[0].blocks[:1]
    assert isinstance(told, Listed)
    assert "Sur place, mais non comptés ici" in [one.lead for one in told.items]
    assert all(one.lead for one in told.items)


def test_a_build_after_one_that_cannot_be_read_is_no_first_edition(asked: Inquiry) -> None:
    second = replace(asked, edition=edition("0002-abcdef12", asked.ecosystem, "0001-12345678"))
    (told,) = changes(second, Voice(asked.ecosystem, "en", "b"))
    assert told.text.startswith("Build 0001-12345678 before this one cannot be read")


def test_a_gap_that_is_counted_is_no_indication_of_chance(asked: Inquiry) -> None:
    cell = next(cell for cell in asked.gaps.cells if cell.state == "single supplier" and cell.region)
    told = headlines(asked.about(Scope(cell.region, cell.domain)), Voice(asked.ecosystem, "en", "b"))
    (judged,) = (one.text for one in told if "(single supplier)" in one.text)
    assert judged.endswith("Certainty: a count in open sources.")


def test_seats_that_are_not_known_are_those_of_actors_with_a_domain(asked: Inquiry) -> None:
    seen = active(asked.ecosystem)
    unplaced = seen[seen["area"] == ""]["organisation"].nunique()
    told = [one.text for one in unknowns(asked, Voice(asked.ecosystem, "en", "b"))]
    assert unplaced
    assert any(f" {unplaced} of {seen['organisation'].nunique()} actors with a domain " in text for text in told)


def test_what_nobody_was_seen_in_has_its_interval_written_and_no_dot_of_another_series(asked: Inquiry) -> None:
    empty = [cell for cell in asked.gaps.cells if cell.region and not cell.count]
    shown = quotients(asked, Voice(asked.ecosystem, "en", "b"), empty[:1]).picture
    assert shown.rows[1][1].startswith("0.00 (0.00 to ")
    assert shown.svg.count(f'fill="{BLUE}"') == 1, "the legend alone"
