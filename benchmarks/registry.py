"""Which participants of EU programmes get the number of the registry (ROR) that is theirs, on labelled pairs.

`python benchmarks/registry.py` prints precision and recall. How the pairs of registry_pairs.csv were labelled stands
in the README; misses were studied in one half (training), in the other they are only counted. A join of a labelled
participant to another record is wrong, and so is one that the list denies.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
from organisation_truth import DATA, HERE, Truth, europe, half

from dirskg.ingest.identity import linkage, records
from dirskg.ingest.identity.record import Record, Scored
from dirskg.ingest.identity.resolve import resolve
from dirskg.ingest.intake import take_in
from dirskg.ingest.known import Known
from dirskg.ingest.source import known_sources
from dirskg.ingest.stage import Stage
from dirskg.ingest.taxonomy import read_taxonomy

REGISTRY = DATA / "ror" / "ror_records_latest_all.jsonl.gz"
_FIELDS = ("country", "region", "street", "postcode", "town", "homepage")


def main() -> None:
    """Count and print."""
    for part, counts in measure().items():
        right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
        told = f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"
        print(f"{part}: {told} ({right} right, {wrong} wrong, {missed} missed)")


def measure() -> dict[str, Counter[str]]:
    """Pairs found, missed and joined wrongly, for the whole and each half of the participants."""
    participants = _staged(europe())
    with tempfile.TemporaryDirectory() as scratch:
        source, known = known_sources()["ror"], Known.of([participants])
        registry = take_in(source, REGISTRY, read_taxonomy(), strict=False, known=known, scratch=Path(scratch)).stage
    ids = resolve(records([participants, registry]), score=_score).ids
    joined: dict[str, set[str]] = defaultdict(set)
    for key, one in ids.items():
        if key.startswith("ror/"):
            joined[one].add(key.removeprefix("ror/"))
    with (HERE / "registry_pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, Counter[str]] = {part: Counter() for part in ("whole", "training", "test")}
    for row in rows:
        got = joined[ids[f"cordis/{row['pic']}"]]
        wrong = got - {row["ror"]} if row["same"] == "yes" else got & {row["ror"]}
        for part in ("whole", half(f"pic {row['pic']}")):
            found[part]["wrong"] += len(wrong)
            if row["same"] == "yes":
                found[part]["right" if row["ror"] in got else "missed"] += 1
    return found


def _staged(truth: Truth) -> Stage:
    """The participants as a source stages them, those of one PIC together."""
    stage, seen = Stage("cordis"), set[str]()
    for record in truth.records:
        pic = next((number[4:] for number in sorted(truth.numbers[record.key]) if number.startswith("pic ")), "")
        key = f"cordis/{pic}" if pic else record.key
        if key not in seen:
            seen.add(key)
            stage.add("organisation", "", key=key, **{field: getattr(record, field) for field in _FIELDS})
            if pic:
                stage.add("identifier", "", key=key, scheme="pic", value=pic)
        for names, kind in ((record.names, "legal"), (record.aliases, "short")):
            for name in sorted(names):
                stage.add("name", "", key=key, name=name, type=kind)
    return stage


def _score(units: list[list[Record]]) -> list[Scored]:
    with duckdb.connect() as con:
        return linkage.score(units, con)[0]


if __name__ == "__main__":
    main()
