"""Who belongs to whom: control by what is told of holdings, parts and their wholes, former owners, years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from small_ecosystem import frame, small_ecosystem

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import controllers, group_of, groups

Holding = tuple[str, str] | tuple[str, str, int]


def tied(
    kind: str, *ties: tuple[str, str, str, float], legs: Mapping[str, Mapping[str, str]] | None = None
) -> Ecosystem:
    """Organisations with ties of one kind: (from, to, note, year)."""
    found = small_ecosystem({}, [(low, high, kind) for low, high, *_ in ties], organisations=legs or {})
    told = [{"from": low, "to": high, "kind": kind, "note": note, "year": year} for low, high, note, year in ties]
    return replace(found, ties=frame("ties", told))


@pytest.mark.parametrize(
    ("holdings", "controlled_by"),
    [
        ([("x", "")], "x"),
        ([("x", "acquired in 2019")], "x"),
        ([("x", "51%")], "x"),
        ([("x", "49.99% stake")], None),
        ([("x", "shareholder")], None),
        ([("x", "majority shareholder"), ("y", ""), ("z", "")], "x"),
        ([("x", "56%"), ("y", "16%"), ("z", "28%")], "x"),
        ([("x", "50%"), ("y", "50%")], None),
        ([("x", ""), ("y", "10% stake"), ("z", "10% stake")], "x"),
        ([("x", ""), ("y", "")], None),
        ([("x", "joint subsidiary"), ("y", "joint subsidiary")], None),
        ([("x", "one of three equal contributions")], None),
        ([("a", "")], None),
        # Owners that followed each other: the last holds it, be it told by years or in words.
        ([("x", "", 2014), ("y", "", 2021)], "y"),
        ([("x", "", 2021), ("y", "", 2021)], None),
        ([("x", "", 2014), ("y", "")], None),
        ([("x", "former owner"), ("y", "")], "y"),
        ([("x", "until 2021", 2010), ("y", "", 2021)], "y"),
        ([("x", "voormalige eigenaar")], None),
        ([("x", "ancien actionnaire majoritaire")], None),
        ([("x", "verkauft 2020 an y")], None),
        ([("x", "60% tot 2019")], None),
        ([("x", "acquired the former Y works")], "x"),
    ],
)
def test_who_controls_whom(holdings: list[Holding], controlled_by: str | None) -> None:
    ties = [("a", owner, note, year[0] if year else float("nan")) for owner, note, *year in holdings]
    assert controllers(tied("ownedBy", *ties)).get("a") == controlled_by


@pytest.mark.parametrize(
    ("whole", "part", "one"),
    [
        ({"leg": "industry"}, {"leg": "intermediary"}, True),  # the laboratory of a company
        ({"leg": "industry"}, {"leg": "industry"}, True),
        ({"leg": ""}, {"leg": "industry"}, True),  # a parent abroad
        ({"leg": "academia"}, {"leg": "academia"}, True),  # the institute of a university
        ({"leg": "government", "legs": "government academia"}, {"leg": "government"}, True),  # a cell of an academy
        ({"leg": "government"}, {"leg": "government"}, False),
        ({"kind": "state"}, {"leg": "industry"}, False),
        ({"leg": "intermediary"}, {"leg": "industry"}, False),  # a firm in a cluster
    ],
)
def test_which_parts_are_one_with_their_whole(whole: dict[str, str], part: dict[str, str], one: bool) -> None:
    found = tied("partOf", ("a", "x", "", float("nan")), legs={"x": whole, "a": part})
    told = {"x": whole.get("legs", whole.get("leg", "")), "a": part.get("leg", "")}
    legs = [told.get(actor, "") for actor in found.organisations["id"]]
    assert controllers(replace(found, organisations=found.organisations.assign(legs=legs))) == (
        {"a": "x"} if one else {}
    )


@pytest.mark.parametrize(("leg", "one"), [("academia", True), ("industry", True), ("government", False)])
def test_whom_a_body_succeeded_is_one_with_it(leg: str, one: bool) -> None:
    legs = {"new": {"leg": leg}, "old": {"leg": leg}}
    assert groups(tied("successorOf", ("new", "old", "", 2016.0), legs=legs)) == ({"old": "new"} if one else {})
    two = [("new", "old", "", 2016.0), ("other", "old", "", 2016.0)]
    assert groups(tied("successorOf", *two, legs=legs)) == {}, "what was split up is one with neither"


def test_a_public_owner_makes_no_group() -> None:
    public = {"gov": {"leg": "government"}, "land": {"kind": "state"}}
    held = [(company, owner, "", float("nan")) for company, owner in (("a", "gov"), ("b", "land"))]
    assert groups(tied("ownedBy", *held, legs=public)) == {}


def test_a_group_is_named_after_its_top_and_rings_end() -> None:
    assert group_of({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}
    assert group_of({"a": "b", "b": "a"}) == {"a": "a", "b": "a"}
    assert group_of({"x": "a", "a": "b", "b": "a"}) == {"x": "a", "a": "a", "b": "a"}
