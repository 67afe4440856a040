"""The line at the end of a run on tests that want real files."""

from __future__ import annotations

from folders import SHARED
from skips import skips_told


def test_skips_are_counted_by_what_they_need() -> None:
    wanting = [f"{SHARED}/data/ror is not there", f"{SHARED}/data is not there", f"{SHARED}/cases is not there"]
    told = "3 (1 need shared/cases, 2 need shared/data)"
    assert told in skips_told(wanting)
    assert skips_told([*wanting, "no tsc is installed"]).endswith("other reasons: 1.")
    assert skips_told(["no tsc is installed"]) == ""
