"""What changed between two builds, on small frames."""

from __future__ import annotations

from dataclasses import replace

from small_ecosystem import small_ecosystem

from dirskg.graph.ecosystem.difference import Change, difference
from dirskg.graph.ecosystem.frames import Ecosystem


def changes(old: Ecosystem, new: Ecosystem) -> set[tuple[str, str, str]]:
    return {found[:3] for found in difference(old, new)}


def test_the_same_frames_differ_in_nothing() -> None:
    ecosystem = small_ecosystem({"p": (2023, ["a", "b"])}, ties=[("a", "b", "ownedBy", 2020)])
    assert difference(ecosystem, ecosystem) == []


def test_an_organisation_with_its_project_comes_and_goes() -> None:
    old = small_ecosystem({"p": (2023, ["a", "b"])})
    new = small_ecosystem({"p": (2023, ["a", "b"]), "q": (2024, ["a", "c"])})
    added = {
        ("organisations", "added", "c"),
        ("projects", "added", "q"),
        ("participations", "added", "q a participant"),
        ("participations", "added", "q c participant"),
    }
    assert changes(old, new) == added
    assert changes(new, old) == {(kind, "gone", what) for kind, _, what in added}


def test_a_change_tells_both_values() -> None:
    old = small_ecosystem({}, organisations={"a": {"region": "BE2", "leg": "industry"}})
    moved = old.organisations.assign(region="BE3", label="Renamed")
    found = difference(old, replace(old, organisations=moved))
    assert [change.detail for change in found] == ["label: Organisation a -> Renamed; region: BE2 -> BE3"]


def test_an_amount_counts_to_the_cent() -> None:
    old = small_ecosystem({"p": (2023, ["a", "b"])})
    amounts = [old.participations.assign(contribution=[12_345_678.9, amount]) for amount in (float("nan"), 0.5)]
    before, after = (replace(old, participations=frame) for frame in amounts)
    assert [change.detail for change in difference(before, after)] == ["contribution: (blank) -> 0.5"]
    cheaper = replace(old, participations=amounts[1].assign(contribution=[12_345_678.8, 0.5]))
    assert [change.detail for change in difference(after, cheaper)] == ["contribution: 12345678.9 -> 12345678.8"]


def test_the_order_of_rows_does_not_matter(reference_ecosystem: Ecosystem) -> None:
    turned = replace(
        reference_ecosystem,
        organisations=reference_ecosystem.organisations[::-1],
        participations=reference_ecosystem.participations[::-1],
    )
    assert difference(reference_ecosystem, turned) == []


def test_what_went_and_what_came_is_told_for_the_real_build(reference_ecosystem: Ecosystem) -> None:
    fewer = replace(reference_ecosystem, organisations=reference_ecosystem.organisations[10:])
    found = difference(reference_ecosystem, fewer)
    assert [change.what for change in found] == sorted(reference_ecosystem.organisations["id"][:10])
    assert {change.change for change in found} == {"gone"}
    assert {change.detail for change in found} == set(reference_ecosystem.organisations["label"][:10])
    assert {change.change for change in difference(fewer, reference_ecosystem)} == {"added"}


def test_claims_tell_their_confidence() -> None:
    claim = {"organisation": "a", "domain": "V1", "basis": "curated", "confidence": "low"}
    old = small_ecosystem({}, organisations={"a": {}}, claims=[claim])
    new = small_ecosystem({}, organisations={"a": {}}, claims=[{**claim, "confidence": "high"}])
    assert difference(old, new) == [Change("claims", "changed", "a V1 curated ", "confidence: low -> high")]


def test_a_tie_of_another_year_is_another_tie() -> None:
    old = small_ecosystem({}, ties=[("a", "b", "ownedBy", 2020)])
    new = small_ecosystem({}, ties=[("a", "b", "ownedBy", 2024)])
    assert changes(old, new) == {("ties", "gone", "a ownedBy b 2020"), ("ties", "added", "a ownedBy b 2024")}


def test_a_move_and_another_budget_are_changes() -> None:
    old = small_ecosystem({"p": (2023, ["a"])})
    moved = replace(
        old, organisations=old.organisations.assign(town="Gent", homepage="https://a.example"),
        projects=old.projects.assign(eu_contribution=1.0, end="2030-01-01"),
    )  # fmt: skip
    detail = " ".join(change.detail for change in difference(old, moved))
    assert all(word in detail for word in ("town: ", "homepage: ", "eu_contribution: ", "end: "))


def test_an_organisation_that_lost_its_number_is_followed() -> None:
    told = {"label": "Noordzee Optiek", "country": "BE", "town": "Gent"}
    old = small_ecosystem(
        {"p": (2023, ["kbo-1", "b"])}, ties=[("kbo-1", "b", "ownedBy", 2020)], organisations={"kbo-1": told}
    )
    for now, also in (
        ({"town": "GENT"}, ()),
        ({"label": "Other"}, [("org-2", "kbo-1")]),
        ({"country": ""}, [("kbo-1", "org-2")]),
    ):
        new = small_ecosystem(
            {"p": (2023, ["org-2", "b"])}, ties=[("org-2", "b", "ownedBy", 2020)], organisations={"org-2": told | now}
        )
        (found,) = difference(old, new, also)
        assert found[:3] == ("organisations", "changed", "org-2")
        assert found.detail.startswith("id: kbo-1 -> org-2")
    # A namesake elsewhere, one without a country, and one of two with the same name and seat are somebody else.
    for others in (
        {"org-2": told | {"town": "Namur"}},
        {"org-2": told | {"country": ""}},
        {"org-2": told, "org-3": told},
    ):
        new = small_ecosystem({"p": (2023, [*others, "b"])}, organisations=others)
        assert ("organisations", "gone", "kbo-1") in changes(old, new)
