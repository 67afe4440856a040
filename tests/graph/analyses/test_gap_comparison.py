"""What stands beside the states: EU programmes counted by hand, readings, profiles, labels, and the rows behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from command_line import assert_fails, document, run
from degenerate import DEGENERATE
from small_ecosystem import frame, small_ecosystem

from dirskg.exports.gap_report import FORMATS, render_gap_report
from dirskg.graph.analyses.completeness import seen_share
from dirskg.graph.analyses.gaps import READINGS, Comparison, GapReport, gaps
from dirskg.graph.analyses.gaps.cells import absent, judged
from dirskg.graph.analyses.gaps.populations import programme_pairs
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.hosts import WEAK
from dirskg.graph.measures.specialisation import herfindahl

# Who takes part in what, by hand: `edf` and `own` are projects, the second of a programme of Belgium alone.
ACTORS: dict[str, dict[str, Any]] = {
    "be-2": {"country": "BE", "region": "BE2", "nuts3": "BE251"},
    "be-3": {"country": "BE", "region": "BE3"},
    "be-lost": {"country": "BE"},
    "be-own": {"country": "BE", "region": "BE2"},
    "be-pages": {"country": "BE", "region": "BE2"},
    "be-nato": {"country": "BE", "region": "BE1", "level": "international"},
    "be-state": {"country": "BE", "kind": "state"},
    "fr-1": {"country": "FR"},
    "fr-2": {"country": "FR", "region": "FR1"},
    "unknown": {"country": ""},
}
PROJECTS: list[tuple[str, str, str]] = [
    ("be-2", "V1", "edf"), ("be-2", "V1", "edf-too"), ("be-2", "V2", "edf"), ("be-3", "V2", "edf"),
    ("be-lost", "V1", "edf"), ("be-own", "V1", "own"), ("be-nato", "V1", "edf"), ("be-state", "V1", "edf"),
    # Again, so that they can deliver.
    ("be-2", "V2", "edf-too"), ("be-3", "V2", "edf-too"), ("be-lost", "V1", "edf-too"), ("be-own", "V1", "own-too"),
    ("fr-1", "V1", "edf"), ("fr-1", "V2", "edf"), ("fr-2", "V2", "edf"), ("unknown", "V2", "edf"),
]  # fmt: skip


@pytest.fixture(scope="module")
def by_hand() -> Ecosystem:
    claims = [
        {"organisation": o, "domain": d, "basis": "project" if p == "edf" else "text", "project": p, "weight": 1.0,
         "confidence": "high"}
        for o, d, p in PROJECTS
    ]  # fmt: skip
    claims.append({"organisation": "be-pages", "domain": "V2", "basis": "curated", "weight": 1.0, "confidence": "high"})
    projects = frame(
        "projects",
        [{"id": "edf", "programme": "EDF"}, *({"id": one, "programme": "DEFRA"} for one in ("own", "own-too"))],
    )
    return replace(small_ecosystem({}, organisations=ACTORS, claims=claims), projects=projects)


@pytest.fixture(scope="module")
def real(reference_ecosystem: Ecosystem) -> GapReport:
    return gaps(reference_ecosystem)


def test_like_is_counted_with_like(by_hand: Ecosystem) -> None:
    pairs = programme_pairs(by_hand)
    assert [*pairs[["organisation", "domain", "area"]].itertuples(index=False, name=None)] == [
        ("be-2", "V1", "BE2"), ("be-2", "V2", "BE2"), ("be-3", "V2", "BE3"), ("be-lost", "V1", ""),
        ("fr-1", "V1", ""), ("fr-1", "V2", ""), ("fr-2", "V2", ""), ("unknown", "V2", ""),
    ]  # fmt: skip
    assert set(programme_pairs(by_hand, by="nuts3")["area"]) == {"", "BE251"}


def test_both_populations_by_hand(by_hand: Ecosystem) -> None:
    report = gaps(by_hand)
    cells = {(cell.domain, cell.region): cell for cell in report.cells}
    flanders = cells["V1", "BE2"]
    # EU: 3 of 8 entries are of V1, 2 of Flanders. Belgium, placed: 2 of 5 entries are of V1, 4 of Flanders.
    assert (flanders.eu.count, flanders.be.count) == (1, 2)
    assert flanders.eu.expected == pytest.approx(2 * 3 / 8)
    assert flanders.be.expected == pytest.approx(4 * 2 / 5)
    # Of the two Belgians in V1 one has a known place.
    assert flanders.eu.located == 0.5
    assert (cells["V1", ""].eu.count, cells["V1", ""].be.count) == (1, 1)
    assert report.programmes.country["V1"].count == 2
    assert report.programmes.country["V1"].expected == pytest.approx(4 * 3 / 8)
    assert (report.programmes.organisations, report.programmes.entries, report.programmes.belgians) == (6, 8, 3)
    # p of 1 or more of the 2 entries of Flanders among the 3 of 8: 1 - C(5,2)/C(8,2).
    assert flanders.eu.p_over == pytest.approx(1 - 10 / 28)


def comparison(**numbers: Any) -> Comparison:
    return Comparison(
        **{"count": 5, "expected": 5.0, "p_adjusted": 0.5, "p_over_adjusted": 0.5, "located": 1.0, **numbers}
    )


@pytest.mark.parametrize(
    ("reading", "numbers"),
    [
        ("more", {"p_over_adjusted": 0.10}),
        ("more", {"count": 3, "expected": 0.2, "p_over_adjusted": 0.01, "located": 0.1}),
        ("too few to tell", {"count": 2, "expected": 0.2, "p_over_adjusted": 0.01}),
        ("unknown", {"located": 0.59, "p_adjusted": 0.01}),
        ("unknown", {"located": float("nan")}),
        ("too few to tell", {"count": 0, "expected": 2.9, "p_adjusted": 0.01}),
        ("fewer", {"count": 0, "expected": 3.0, "p_adjusted": 0.10}),
        ("no difference shown", {"p_adjusted": 0.11}),
        ("too few to tell", {"expected": float("nan")}),
    ],
)
def test_readings_follow_their_rules(reading: str, numbers: dict[str, Any]) -> None:
    assert comparison(**numbers).reading == reading
    assert reading in READINGS


def test_below_three_expected_nothing_is_called_fewer(real: GapReport) -> None:
    for found in [side for cell in real.cells for side in (cell.be, cell.eu)]:
        assert found.reading != "fewer" or found.expected >= 3
        assert found.count == 0 or not found.count > found.expected or found.reading != "fewer"


def test_the_unseen_withhold_a_verdict_and_make_none(real: GapReport) -> None:
    gap = next(cell for cell in real.cells if cell.state == "helix-incomplete")
    full = next(cell for cell in real.cells if cell.state == "covered")
    assert judged(replace(gap, seen_share=0.59)) == "unknown"
    assert judged(replace(gap, seen_share=0.6)) == "helix-incomplete"
    assert judged(replace(full, seen_share=0.1)) == "covered"


def test_estimates_of_the_unseen_stand_where_they_can_be_made(real: GapReport, reference_ecosystem: Ecosystem) -> None:
    told = {(c.domain, c.region): c.seen_share for c in real.cells if c.seen_share == c.seen_share}
    assert told == {place: share for place, share in seen_share(reference_ecosystem).items() if place[1]}
    assert all(c.seen_share != c.seen_share for c in gaps(reference_ecosystem, by="nuts2", draws=0).cells)


def test_a_related_domain_makes_a_latent_strength() -> None:
    """V1 and V2 go together abroad, V3 stands alone. BE2 has V2 and no V1, and so holds all that V1 is related to."""
    many = {f"fr-{n}": {"country": "FR"} for n in range(12)} | {
        f"be-{n}": {"country": "BE", "region": "BE2"} for n in range(6)
    }
    many |= {f"wa-{n}": {"country": "BE", "region": "BE3"} for n in range(12)}
    entries = [(f"fr-{n}", d, "project") for n in range(12) for d in ("V1", "V2")]
    entries += [(f"be-{n}", "V2", "curated") for n in range(6)] + [
        (f"wa-{n}", d, "curated") for n in range(12) for d in ("V1", "V3")
    ]
    claims = [{"organisation": o, "domain": d, "basis": b, "weight": 1.0, "confidence": "high"} for o, d, b in entries]
    ecosystem = small_ecosystem({}, organisations=many, claims=claims)
    ecosystem = replace(ecosystem, domains=frame("domains", [{"id": d} for d in ("V1", "V2", "V3")]))
    cells = {(cell.domain, cell.region): cell for cell in gaps(ecosystem, draws=0).cells}
    found = cells["V1", "BE2"]
    assert found.count == 0
    assert found.latent
    assert (found.latent.density, found.latent.strong) == (100, True)
    assert cells["V2", "BE3"].latent  # where V1 is held, and V2 is not
    assert cells["V3", "BE2"].latent is None
    labelled = [cell for cell in cells.values() if cell.latent]
    assert all(absent(cell) and cell.latent and cell.latent.density >= cell.latent.least for cell in labelled)


def test_profiles_are_those_of_the_counts(real: GapReport) -> None:
    for profile in real.profiles:
        counts = [cell.count for cell in real.cells if cell.region == profile.area]
        assert profile.entries == sum(counts)
        assert profile.herfindahl == pytest.approx(herfindahl([counts])[0])
        assert profile.effective == pytest.approx(1 / profile.herfindahl)
        assert profile.without_low <= profile.herfindahl <= profile.without_high
        assert profile.hoover == pytest.approx(profile.krugman / 2)
        assert 0 < profile.actors <= profile.entries
        assert profile.gini <= profile.gini_ceiling
    # Reached through the counts of all: entries of areas, of Belgians without a place, and of the others are all.
    assert sum(profile.entries for profile in real.eu_profiles) <= real.programmes.entries


def test_intervals_hold_their_numbers_and_movers_are_actors(real: GapReport, reference_ecosystem: Ecosystem) -> None:
    known = set(reference_ecosystem.organisations["id"])
    for found in [side for cell in real.cells if cell.region for side in (cell.be, cell.eu)]:
        if found.count:
            assert found.boot_low <= found.lq <= found.boot_high
            assert 0 <= found.above <= 1
        assert found.without_low <= found.without_high
        assert -1 <= found.slq < 1
        assert found.mover is None or found.mover.id in known


@pytest.mark.parametrize("seed", [1, 2])
def test_the_report_does_not_depend_on_the_order_of_rows(
    real: GapReport, reference_ecosystem: Ecosystem, seed: int
) -> None:
    frames = ("organisations", "claims", "projects", "participations", "ties")
    shuffled: dict[str, pd.DataFrame] = {
        name: getattr(reference_ecosystem, name).sample(frac=1, random_state=seed, ignore_index=True) for name in frames
    }
    assert json.dumps(gaps(replace(reference_ecosystem, **shuffled)).to_json()) == json.dumps(real.to_json())


@pytest.mark.parametrize("lack", DEGENERATE)
def test_whatever_the_frames_lack_there_is_an_answer_without_nan(lack: str) -> None:
    report = gaps(DEGENERATE[lack])
    json.dumps(report.to_json(), allow_nan=False)
    for form in FORMATS:
        shown = render_gap_report(report, form)
        assert shown
        assert isinstance(shown, bytes) or not [word for word in ("nan", "inf") if f" {word} " in shown]


def test_every_count_has_its_trace(real: GapReport) -> None:
    traces = real.traces()
    strengths = sum(bool(cell.takes_part) + bool(cell.support) for cell in real.cells)
    fund = sum(len(year.traces()) for year in real.fund)
    assert len(traces) == 2 * len(real.cells) + strengths + len(real.domains) + fund + 1
    assert len({(trace.query, *trace.parameters.items()) for trace in traces}) == len(traces)


def test_the_command_shows_the_rows_behind_every_count(reference_home: Path) -> None:
    words = ("gaps", "--domain", "V5", "--explain", "--format", "json")
    told = document(*words, home=reference_home)
    rows = {found["figure"]: found for found in told["explained"]}
    for cell in told["cells"]:
        for figure, count in ((f"V5/{cell['region'] or '?'}", cell["count"]), ("", cell["eu"]["count"])):
            found = rows[figure or f"V5/{cell['region'] or '?'} (EU)"]
            assert len({row["organisation"] for row in found["rows"]}) == count
            assert bool(found["sources"]) == bool(count)
            weak = {row["organisation"] for row in found["rows"] if row["weak"]}
            assert all(row["grade"] in WEAK for row in found["rows"] if row["organisation"] in weak)
    left_out = {row["organisation"] for row in rows["international_bodies"]["rows"]}
    assert len(left_out) == told["international_bodies"]
    country = told["eu"]["belgium"][0]["count"]
    assert sum(row["country"] == "BE" for row in rows["V5 (EU, all)"]["rows"]) == country
    ended = run("gaps", "--format", "csv", "--table", "nosuch", home=reference_home)
    assert_fails(ended, 1, "no table 'nosuch'", "cells, on_site, comparison, robustness, areas, gaps, closers")
