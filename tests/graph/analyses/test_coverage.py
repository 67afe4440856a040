"""The coverage cube: who is counted where, against a worked example and by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from oracles import oracle
from small_cube import LEG_OF, REGION_OF, populated, populated_as

from dirskg.graph.analyses.coverage import HELIX, By, active, closing_regions, coverage, missing_legs
from dirskg.graph.analyses.coverage.coverage import concentration
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.ontology.vocab import LEGS, REGIONS

Toy = tuple[pd.DataFrame, dict[str, Any]]


@pytest.fixture(scope="module")
def toy() -> Toy:
    """The cube of worked example 28, and what is expected of it."""
    example = oracle(28)
    cube = coverage(active(populated_as(example)), ["AI", "munitions"], list(REGIONS))
    return cube, example["expected"]


def by_cell(cube: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    rows = cube.to_dict("records")
    return {(str(row["domain"]), str(row["area"])): {str(k): v for k, v in row.items()} for row in rows}


def place(key: str) -> tuple[str, str]:
    domain, _, region = key.partition("|")
    return domain, REGION_OF[region]


def test_missing_legs_of_the_worked_example(toy: Toy) -> None:
    cube, expected = toy
    for key, missing in expected["missing_helix_legs"].items():
        legs = {leg: by_cell(cube)[place(key)][leg] for leg in HELIX}
        assert missing_legs(legs) == tuple(sorted(LEG_OF[leg] for leg in missing))


def test_empty_cells_of_the_worked_example(toy: Toy) -> None:
    cube, expected = toy
    empty = cube[(cube["count"] == 0) & (cube["area"] != "")]
    assert set(zip(empty["domain"], empty["area"], strict=True)) == set(map(place, expected["empty_cells"]))


def test_concentration_of_the_worked_example(toy: Toy) -> None:
    cube, expected = toy
    assert concentration(cube) == expected["hhi_companies_by_region"]


def test_completion_across_regions(toy: Toy) -> None:
    cube, expected = toy
    assert expected["cross_region_completion"]
    for key, regions in expected["cross_region_completion"].items():
        cell, _, leg = key.partition(" needs ")
        found = closing_regions(cube, *place(cell), LEG_OF[leg])
        assert found == tuple(sorted(REGION_OF[region] for region in regions))
    # Nobody anywhere: a gap of the whole country.
    assert closing_regions(cube, "munitions", "BE2", "government") == ()


def test_every_cell_is_there_with_its_counts_by_leg() -> None:
    seen = {("V1", "BE2"): "iia?m", ("V1", ""): "g", ("V2", "BE3"): ""}
    cube = coverage(active(populated(seen)), ["V1", "V2"], ["BE1", "BE2"])
    assert list(zip(cube["domain"], cube["area"], strict=True)) == [
        ("V1", "BE1"), ("V1", "BE2"), ("V1", ""), ("V2", "BE1"), ("V2", "BE2"), ("V2", ""),
    ]  # fmt: skip
    numbers = {cell: [row[c] for c in ("count", *LEGS)] for cell, row in by_cell(cube).items()}
    assert numbers.pop(("V1", "BE2")) == [5, 2, 1, 0, 1]
    assert numbers.pop(("V1", "")) == [1, 0, 0, 1, 0]
    assert set(map(tuple, numbers.values())) == {(0, 0, 0, 0, 0)}


def test_an_organisation_counts_once_in_a_domain_however_many_claims_it_has() -> None:
    again = {"organisation": "V1-BE2-1", "domain": "V1", "weight": 0.25, "confidence": "high"}
    pairs = active(populated({("V1", "BE2"): "i"}, also=(again, again)))
    assert len(pairs) == 1
    assert (pairs["weight"].tolist(), pairs["strength"].tolist()) == ([1.5], ["capable"])


def test_shares_of_an_organisation_sum_to_one() -> None:
    second = {"organisation": "V1-BE2-1", "domain": "V2", "weight": 1.0, "confidence": "high"}
    third = {**second, "domain": "V3"}
    seen = {("V1", "BE2"): "ii", ("V2", "BE2"): "", ("V3", "BE2"): ""}
    cube = coverage(active(populated(seen, also=(second, third))), ["V1", "V2", "V3"], ["BE2"])
    assert cube.loc[cube["area"] == "BE2", "fractional"].tolist() == pytest.approx([4 / 3, 1 / 3, 1 / 3])
    assert cube["count"].sum() == 4


@pytest.mark.parametrize(
    "facts", [{"country": "FR"}, {"country": ""}, {"level": "international"}, {"kind": "state"}], ids=str
)
def test_foreign_and_international_bodies_and_states_are_not_counted(facts: dict[str, str]) -> None:
    pairs = active(populated({("V1", "BE1"): "ig"}, {"V1-BE1-2": facts}))
    assert pairs["organisation"].tolist() == ["V1-BE1-1"]


def test_federal_bodies_are_counted_for_the_domain_wherever_they_sit() -> None:
    levels = enumerate(("federal", "interfederal", "region", "federal"), start=1)
    facts = {f"V1-BE1-{place}": {"level": level} for place, level in levels}
    ecosystem = populated({("V1", "BE1"): "gggi", ("V2", "BE2"): "i"}, facts)
    cube = coverage(active(ecosystem), ["V1", "V2"], list(REGIONS))
    assert cube.set_index(["domain", "area"])["federal"].to_dict() == {
        **{("V1", area): 2 for area in (*REGIONS, "")},
        **{("V2", area): 0 for area in (*REGIONS, "")},
    }


def test_small_companies_are_counted_apart() -> None:
    cube = coverage(active(populated({("V1", "BE2"): "iia"}, {"V1-BE2-1": {"size": "SME"}})), ["V1"], ["BE2"])
    assert cube["sme"].tolist() == [1, 0]


def test_areas_are_regions_provinces_or_districts() -> None:
    ecosystem = populated({("V1", "BE2"): "ii"}, {"V1-BE2-1": {"nuts3": "BE211"}})
    assert active(ecosystem, by="nuts3")["area"].tolist() == ["", "BE211"]
    assert active(ecosystem, by="nuts2")["area"].tolist() == ["", "BE21"]
    assert active(ecosystem)["area"].tolist() == ["BE2", "BE2"]


@pytest.mark.parametrize(
    ("legs", "federal", "missing"),
    [
        ({}, 0, ("academia", "government", "industry")),
        ({"industry": 1, "academia": 2}, 0, ("government",)),
        ({"industry": 1, "academia": 2}, 1, ()),
        ({"intermediary": 5}, 3, ("academia", "industry")),
        ({"industry": 1, "academia": 1, "government": 1}, 0, ()),
    ],
)
def test_missing_legs(legs: dict[str, int], federal: int, missing: tuple[str, ...]) -> None:
    assert missing_legs(legs, federal=federal) == missing


def test_concentration_by_hand() -> None:
    seen = {("V1", "BE1"): "i", ("V1", "BE2"): "ii", ("V1", "BE3"): "i", ("V1", ""): "iiii", ("V2", "BE1"): "a"}
    cube = coverage(active(populated(seen)), ["V1", "V2"], list(REGIONS))
    # Actors of unknown place cannot be concentrated anywhere.
    assert concentration(cube) == {"V1": (1 + 4 + 1) / 16}
    assert concentration(cube, "academia") == {"V2": 1.0}


def test_a_perimeter_that_is_strict_counts_part_of_the_broad_one(reference_ecosystem: Ecosystem) -> None:
    broad, strict = active(reference_ecosystem), active(reference_ecosystem, perimeter="strict")
    pairs = [set(zip(p["organisation"], p["domain"], strict=True)) for p in (strict, broad)]
    assert pairs[0] < pairs[1]
    tied = reference_ecosystem.organisations.set_index("id")["defence"]
    assert tied[list({organisation for organisation, _ in pairs[0]})].all()


def test_low_confidence_and_organisations_without_a_defence_tie_are_broad_only() -> None:
    weak = {"organisation": "V1-BE2-1", "domain": "V2", "weight": 1.0, "confidence": "low"}
    ecosystem = populated({("V1", "BE2"): "ii", ("V2", "BE2"): ""}, {"V1-BE2-2": {"defence": False}}, also=(weak,))
    strict = active(ecosystem, perimeter="strict")
    assert list(zip(strict["organisation"], strict["domain"], strict=True)) == [("V1-BE2-1", "V1")]
    assert len(active(ecosystem)) == 3


@pytest.mark.parametrize("by", ["region", "nuts2", "nuts3"])
def test_the_real_cube_holds_every_pair_once(reference_ecosystem: Ecosystem, by: By) -> None:
    pairs = active(reference_ecosystem, by=by)
    assert not pairs.duplicated(["organisation", "domain"]).any()
    length = {"nuts2": 4, "nuts3": 5}.get(by)
    known = reference_ecosystem.areas["id"]
    areas = list(REGIONS) if length is None else known[known.str.len() == length].tolist()
    cube = coverage(pairs, list(reference_ecosystem.domains["id"]), areas)
    assert len(cube) == 15 * (len(areas) + 1)
    assert cube["count"].sum() == len(pairs)
    assert cube["fractional"].sum() == pytest.approx(pairs["organisation"].nunique())
    # Who stands on two legs counts on both.
    assert cube[list(LEGS)].to_numpy().sum() == sum(len(legs.split()) for legs in pairs["legs"])
    assert (cube[list(LEGS)].max(axis=1) <= cube["count"]).all()
