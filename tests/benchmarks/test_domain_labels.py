"""The labels of what projects and calls are about: whole, of known domains, and in halves that no choice made."""

from __future__ import annotations

import hashlib

from domain_texts import MEASURED, labelled

from dirskg.ingest.taxonomy import read_taxonomy

ROWS = labelled()
# Seen while the files were first opened, and so no longer fit to measure with.
SEEN = {"edf/101172125", "edf/101218568", "call/EDF-2022-LS-RA-CHALLENGE-DIGIT-HTDP"}


def test_labels_are_enough_and_of_known_domains() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 240
    assert all(sum(row.half == part for row in ROWS) >= 80 for part in MEASURED)
    assert {domain for row in ROWS for domain in (*row.passes[0], *row.passes[1])} == read_taxonomy().domains.keys()


def test_the_third_look_chooses_between_the_passes() -> None:
    for row in ROWS:
        one, other = row.passes
        assert one & other <= row.label <= one | other, row.id


def test_the_halves_follow_from_the_ids() -> None:
    """Those of the first reading and of other programmes; each other draw is a part of its own."""
    for row in ROWS:
        even = int(hashlib.sha256(row.id.encode()).hexdigest(), 16) % 2 == 0 or row.id in SEEN
        for first, second in (("rules", "earlier"), ("others", "untouched")):
            assert row.half not in (first, second) or row.half == (first if even else second), row.id
