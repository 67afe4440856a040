"""What changed between two builds, on small frames."""

from __future__ import annotations

from dataclasses import replace

from small_ecosystem import small_ecosystem

from dirskg.graph.difference import difference
from dirskg.graph.frames import Ecosystem


def changes(old: Ecosystem, new: Ecosystem) -> set[tuple[str, str, str]]:
    found = difference(old, new)
    return set(found[["kind", "change", "what"]].itertuples(index=False, name=None))


def test_the_same_frames_differ_in_nothing() -> None:
    ecosystem = small_ecosystem({"p": (2023, ["a", "b"])}, ties=[("a", "b", "ownedBy", 2020)])
    assert difference(ecosystem, ecosystem).empty


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
    assert found["detail"].tolist() == ["label: Organisation a -> Renamed; region: BE2 -> BE3"]


def test_a_tie_of_another_year_is_another_tie() -> None:
    old = small_ecosystem({}, ties=[("a", "b", "ownedBy", 2020)])
    new = small_ecosystem({}, ties=[("a", "b", "ownedBy", 2024)])
    assert changes(old, new) == {("ties", "gone", "a ownedBy b 2020"), ("ties", "added", "a ownedBy b 2024")}
