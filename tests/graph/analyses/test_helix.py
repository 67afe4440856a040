"""The triple helix: indicators by hand, a small ecosystem, and the rows behind every count."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from command_line import document
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from small_cube import LEG_OF, REGION_OF, populated_as
from small_ecosystem import small_ecosystem

from dirskg.graph.analyses.helix import HelixReport, helix
from dirskg.graph.analyses.helix.meetings import Seen
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.measures.helix import Counts, counts, shapley, transmission, transmission_interval

projects = st.lists(st.sampled_from(["U", "I", "G", "UI", "UG", "IG", "UIG"]), min_size=1, max_size=40)


# Indicators


def test_counts_are_exclusive_and_meetings_are_not() -> None:
    found = counts(["UI", "IU", "I", "UIG", "", "gu"])
    assert found == Counts(i=1, ui=2, ug=1, uig=1)
    assert found.together() == {"UI": 3, "UG": 2, "IG": 1, "UIG": 1}
    with pytest.raises(ValueError, match="U, I and G"):
        counts(["UX"])


def test_contributions_by_hand() -> None:
    # U: 2 + 4/2 + 6/3; I: 3 + (4 + 2)/2 + 6/3; G: 1 + 2/2 + 6/3.
    assert shapley(Counts(u=2, i=3, g=1, ui=4, ug=0, ig=2, uig=6)) == pytest.approx({"U": 6, "I": 8, "G": 4})


@given(projects)
def test_contributions_add_up_to_all_projects(legs: list[str]) -> None:
    assert sum(shapley(counts(legs)).values()) == pytest.approx(len(legs))


def test_legs_that_never_meet_have_a_negative_transmission() -> None:
    # Each leg has H(1/3) = 0.9183, each pair and all three log2(3) = 1.5850: 3 x 0.9183 - 3 x 1.5850 + 1.5850.
    by_hand = 3 * (math.log2(3) - 2 / 3) - 2 * math.log2(3)
    assert transmission(Counts(u=1, i=1, g=1)) == pytest.approx(by_hand)
    assert round(by_hand, 3) == -0.415


def test_the_universe_changes_the_transmission() -> None:
    apart = Counts(u=1, i=1, g=1)
    assert transmission(apart, outside=1) != pytest.approx(transmission(apart))


def test_independent_legs_have_none_and_legs_always_together_have_none() -> None:
    # All eight cells alike: the legs are independent of each other.
    assert transmission(Counts(1, 1, 1, 1, 1, 1, 1), outside=1) == pytest.approx(0)
    assert transmission(Counts(uig=5)) == 0
    # With the universe split in halves of all and nobody: 3 x 1 - 3 x 1 + 1.
    assert transmission(Counts(uig=5), outside=5) == pytest.approx(1)


@given(projects, st.permutations("UIG"))
def test_what_the_legs_are_called_does_not_matter(legs: list[str], names: list[str]) -> None:
    called = str.maketrans("UIG", "".join(names))
    turned = counts([project.translate(called) for project in legs])
    assert transmission(turned) == pytest.approx(transmission(counts(legs)))
    assert sorted(shapley(turned).values()) == pytest.approx(sorted(shapley(counts(legs)).values()))


def test_the_interval_is_the_same_each_time_and_holds_the_value() -> None:
    found = Counts(10, 79, 3, 6, 2, 12, 1)
    low, high = transmission_interval(found)
    assert (low, high) == transmission_interval(found)
    assert low < transmission(found) < high
    assert np.isnan([transmission_interval(alike) for alike in (Counts(), Counts(u=1), Counts(i=9))]).all()
    assert math.isnan(transmission(Counts()))


# The analysis

LEGS = {"u": "academia", "i": "industry", "j": "industry", "g": "government", "m": "intermediary", "q": ""}
ACTORS = {name: {"country": "BE", "region": "BE2" if name in "ui" else "BE3", "leg": leg} for name, leg in LEGS.items()}
FOREIGN = {"f": {"country": "FR", "leg": "academia"}}


def small() -> Ecosystem:
    members = {
        "alone": ["i", "f"],
        "two": ["u", "i"],
        "three": ["u", "j", "g", "q"],
        "same": ["i", "j"],
        "few": ["i", "m"],
        "foreign": ["f"],
    }
    return small_ecosystem(
        {name: (2023, found) for name, found in members.items()}, organisations={**ACTORS, **FOREIGN}
    )


def test_projects_are_judged_by_two_known_legs() -> None:
    found = Seen(small()).meetings()
    # "few" has an intermediary beside industry: one known leg of the three. "three" has a member of unknown leg.
    assert (found.projects, found.several, found.judged, found.doubtful) == (5, 4, 3, 1)
    assert found.found == Counts(i=3, ui=1, uig=1)
    assert {legs: (rate.count, rate.n) for legs, rate in found.rates.items()} == {
        "UI": (2, 3), "UG": (1, 3), "IG": (1, 3), "UIG": (1, 3),
    }  # fmt: skip


def test_pairs_meet_once_however_many_projects_they_share() -> None:
    # u-i, u-j, u-g, j-g, i-j.
    found = Seen(small()).meetings()
    assert {legs: (rate.count, rate.n) for legs, rate in found.pairs.items()} == {
        "UI": (2, 5), "UG": (1, 5), "IG": (1, 5),
    }  # fmt: skip


def test_a_region_counts_the_projects_that_it_takes_part_in() -> None:
    found = Seen(small()).meetings(region="BE3")
    # j in "three" and "same", g in "three"; the intermediary and the unknown leg do not count.
    assert (found.projects, found.judged) == (2, 2)
    assert found.pairs["UI"].n == 4, "i-j, u-j, u-g, j-g"


def test_the_worked_example_of_missing_legs() -> None:
    example = oracle(28)
    report = helix(populated_as(example))
    found = {(one.domain, one.region, one.leg): one for one in report.missing}
    for key, missing in example["expected"]["missing_helix_legs"].items():
        domain, _, where = key.partition("|")
        lacking = {one.leg for one in report.missing if (one.domain, one.region) == (domain, REGION_OF[where])}
        assert lacking == {LEG_OF[name] for name in missing}
    for key, regions in example["expected"]["cross_region_completion"].items():
        cell, _, wanted = key.partition(" needs ")
        domain, _, where = cell.partition("|")
        one = found[domain, REGION_OF[where], LEG_OF[wanted]]
        assert one.path
        assert one.regions == tuple(sorted(REGION_OF[name] for name in regions))
    assert report.gaps() == (("munitions", "government"),)


def of_all(report: HelixReport) -> list[tuple[int, int, int]]:
    return [(p.projects, p.judged, p.pairs["UI"].n) for p in (report.belgium, *report.regions, *report.domains)]


def test_traces_list_exactly_the_projects_and_pairs_counted(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = helix(reference_ecosystem)
    for place in (report.belgium, *report.regions, report.domains[-1]):
        judged, whole, pairs = (
            reference_graph.select(trace.query, trace.parameters).to_pandas()
            for trace in (place.trace(), place.all_trace(), place.pairs_trace())
        )
        assert judged["project"].nunique() == place.judged
        assert whole["project"].nunique() == place.projects
        by_legs = whole.drop_duplicates("project")["legs"].value_counts().to_dict()
        assert {legs: n for legs, n in by_legs.items() if legs} == {
            legs.upper(): n for legs, n in place.found._asdict().items() if n
        }
        met = pairs.drop_duplicates(["first", "second"])["legs"].value_counts()
        assert met.sum() == place.pairs["UI"].n
        assert all(met.get(legs, 0) == rate.count for legs, rate in place.pairs.items())


def test_traces_of_missing_legs_list_who_has_them_elsewhere(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem
) -> None:
    report = helix(reference_ecosystem)
    for one in report.missing:
        trace = one.trace()
        rows = reference_graph.select(trace.query, trace.parameters).to_pandas()
        seats = rows.drop_duplicates("organisation")["region"] if len(rows) else rows
        assert len(seats) == one.actors + one.unplaced
        assert one.region not in set(seats)
        assert one.path == (len(seats) > 0)


def test_no_country_row_is_below_its_parts(reference_ecosystem: Ecosystem) -> None:
    whole, *parts = of_all(helix(reference_ecosystem))
    assert all(part <= total for row in parts for part, total in zip(row, whole, strict=True))


def test_the_command_tells_how_many_could_not_be_judged(reference_home: Path) -> None:
    found = document("helix", "--format", "json", home=reference_home)
    belgium = found["belgium"]
    assert belgium["projects"] >= belgium["several_belgians"] >= belgium["judged"] > 0
    assert json.dumps(found, allow_nan=False)
