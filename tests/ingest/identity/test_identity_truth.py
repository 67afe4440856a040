"""Identity on real truth: Belgian organisations of several files, known by PIC and KBO number, with numbers hidden."""

from __future__ import annotations

import sys

import duckdb
import pytest
from identify import measures
from organisation_truth import CROSSWALK, crosswalk

from dirskg.ingest.identity.linkage import score
from dirskg.ingest.identity.resolve import resolve

pytestmark = pytest.mark.skipif(not CROSSWALK.exists(), reason=f"the real file is not here: {CROSSWALK}")


def test_precision_and_recall_with_the_numbers_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    records = crosswalk().records
    assert not any(record.identifiers for record in records)
    with duckdb.connect() as con:
        ids = resolve(records, score=lambda units: score(units, con)[0]).ids
    found = {
        (truth, part): (
            counts["right"] / (counts["right"] + counts["wrong"]),
            counts["right"] / (counts["right"] + counts["missed"]),
        )
        for truth, parts in measures("crosswalk", ids).items()
        for part, counts in parts.items()
    }
    with capsys.disabled():
        for (truth, part), (precision, recall) in found.items():
            sys.stdout.write(f"\n{truth}, {part}: precision {precision:.3f}, recall {recall:.3f}")
    for part in ("whole", "training", "test"):
        for truth in ("enterprise numbers only", "double registrations taken as one"):
            precision, recall = found[truth, part]
            assert precision >= 0.99, (truth, part)
            assert recall >= 0.90, (truth, part)
        # Four organisations have two PICs under one name: nothing but the number tells them apart.
        assert found["numbers as filed", part][0] >= 0.98
