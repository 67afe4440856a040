"""Suppliers of a cell: a group is one, its members are named, and sizes that are not known bound the number of SMEs."""

from __future__ import annotations

from small_cube import MISSING, cell, populated

from dirskg.graph.analyses.gaps import gaps


def test_those_of_one_group_are_one_supplier_and_named() -> None:
    seen = {**MISSING, ("V2", "BE3"): "ii" + "ag" * 7, ("V2", "BE2"): "iii" + "ag" * 3}
    owned = ("V2-BE3-2", "V2-BE3-1", "ownedBy", 2020.0), ("V2-BE2-3", "V2-BE3-1", "ownedBy", 2020.0)
    alone, grouped = (cell(gaps(populated(seen, ties=ties), draws=0), "V2", "BE3") for ties in ((), owned))
    assert (alone.state, alone.suppliers, alone.only) == ("covered", 2, ())
    assert (grouped.state, grouped.count, grouped.suppliers) == ("single supplier", alone.count, 1)
    assert [one for one, _ in grouped.only] == ["V2-BE3-1", "V2-BE3-2"]
    # Nobody of the same group is a second supplier, wherever it sits.
    offered = {actor.id for closer in grouped.closable_by if closer.leg == "industry" for actor in closer.actors}
    assert offered == {"V2-BE2-1", "V2-BE2-2"}
    # Institutions that can deliver elsewhere are no second company, and told apart instead of left out.
    assert {(closer.leg, closer.count) for closer in grouped.unasked} == {("academia", 3), ("government", 3)}
    assert alone.unasked == ()
    # A university with its institutes is one too.
    parts = tuple((f"V2-BE3-{n}", "V2-BE3-1", "partOf") for n in range(2, 10))
    found = cell(gaps(populated({**MISSING, ("V2", "BE3"): "a" * 9}, ties=parts), draws=0), "V2", "BE3")
    assert (found.state, found.groups, found.suppliers) == ("single supplier", 1, 0)


def test_sizes_that_are_not_known_widen_the_number_of_smes() -> None:
    sizes = {"V2-BE3-1": {"size": "SME"}, "V2-BE3-2": {"size": "SME"}, "V2-BE3-3": {"size": "large"}}
    tie = ("V2-BE3-2", "V1-BE2-1", "ownedBy")
    found = cell(gaps(populated({**MISSING, ("V2", "BE3"): "iiiiag"}, sizes, (tie,)), draws=0), "V2", "BE3")
    assert (found.sme, found.sme_owned, found.size_unknown, found.sme_least, found.sme_most) == (2, 1, 1, 1, 3)
