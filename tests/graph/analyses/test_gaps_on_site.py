"""Plants of those who sit elsewhere: named beside a cell, judged once more, and counted nowhere."""

from __future__ import annotations

from itertools import product

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from small_cube import MISSING, cell, populated

from dirskg.graph.analyses.gaps import gaps

PLANT = {"organisation": "V2-BE2-1", "domain": "V2", "nuts3": "BE332", "town": "Liège", "told": "radars"}
ONE_COMPANY = {**MISSING, ("V2", "BE3"): "i" + "ag" * 8}


def test_a_plant_of_somebody_who_sits_elsewhere_is_named_and_would_be_the_second_company() -> None:
    found = cell(gaps(populated(ONE_COMPANY, sites=(PLANT,)), draws=0), "V2", "BE3")
    assert (found.state, found.state_on_site, found.count) == ("single supplier", "covered", 17)
    assert [(one.id, one.town, one.told) for one in found.on_site] == [("V2-BE2-1", "Liège", "radars")]
    announced = cell(gaps(populated(ONE_COMPANY, sites=({**PLANT, "state": "announced"},)), draws=0), "V2", "BE3")
    assert (len(announced.on_site), announced.state_on_site) == (1, "single supplier")
    # Of one group with the company that is there, it is no second one.
    ties = (("V2-BE3-1", "V2-BE2-1", "ownedBy"),)
    owned = cell(gaps(populated(ONE_COMPANY, ties=ties, sites=(PLANT,)), draws=0), "V2", "BE3")
    assert (len(owned.on_site), owned.state_on_site) == (1, "single supplier")


@pytest.mark.parametrize("told", [{"domain": "V1"}, {"domain": ""}, {"nuts3": "BE211"}, {"nuts3": ""}])
def test_a_plant_at_home_or_for_something_else_is_not_on_the_spot(told: dict[str, str]) -> None:
    report = gaps(populated(ONE_COMPANY, sites=({**PLANT, **told},)), draws=0)
    assert [found.on_site for found in report.cells if found.on_site] == []


@examples(8)
@given(
    letters=st.lists(st.text("iag", max_size=9), min_size=6, max_size=6),
    where=st.lists(st.sampled_from(["BE100", "BE332", "BE211", ""]), max_size=4),
)
def test_an_establishment_changes_no_state_and_no_count(letters: list[str], where: list[str]) -> None:
    seen = dict(zip(product(("V1", "V2"), ("BE1", "BE2", "BE3")), letters, strict=True))
    sites = tuple(
        {"organisation": f"{domain}-{region}-1", "domain": domain, "nuts3": nuts3, "town": "X", "told": "y"}
        for (domain, region), there in seen.items()
        for nuts3 in where
        if there
    )
    before, after = (gaps(populated(seen, sites=told), draws=0).to_json()["cells"] for told in ((), sites))
    beside = ("on_site", "state_with_on_site")
    assert [{k: v for k, v in one.items() if k not in beside} for one in after] == [
        {k: v for k, v in one.items() if k not in beside} for one in before
    ]
