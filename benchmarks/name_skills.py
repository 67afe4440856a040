"""How well labels of ESCO tell which competences a text names, by candidates that people judged.

    python benchmarks/name_skills.py FOLDER

FOLDER holds the files that the source `esco` reads. `skills_by_hand.csv` has a row for each label, of all that ESCO
has, that stands in one of the texts: the record, the words, and whether the competence is meant there. `reference` are
projects of the reference tables, which helped to write the rules; `fp7` those of the security theme of FP7, which did
not.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from dirskg.ingest.intake import take_in
from dirskg.ingest.mapping.competences import Concept, read_labels
from dirskg.ingest.source import known_sources
from dirskg.ingest.taxonomy import read_taxonomy

_HERE = Path(__file__).parent


def labels(folder: Path) -> set[str]:
    """The labels that are looked for, as words."""
    with TemporaryDirectory() as scratch:
        intake = take_in(known_sources()["esco"], folder, read_taxonomy(), strict=False, scratch=Path(scratch))
    concepts: list[tuple[str, Concept]] = []
    for row in intake.stage.rows["competence"]:
        told = {name: str(row.get(name) or "") for name in ("id", "kind", "reuse", "others")}
        preferred = [str(label) for name, label in row.items() if name.startswith("label_") and label]
        concepts.append((told["id"], (told["kind"], told["reuse"], preferred, told["others"].split("\n"))))
    return {" ".join(words) for found in read_labels(concepts).values() for words, _ in found}


def main() -> None:
    """Print precision and recall of each sample."""
    kept = labels(Path(sys.argv[1]))
    rows = list(csv.DictReader((_HERE / "skills_by_hand.csv").read_text("utf-8").splitlines()))
    for sample in ("reference", "fp7"):
        told = [row for row in rows if row["sample"] == sample]
        meant = [row for row in told if row["right"] == "yes"]
        found = [row for row in told if row["words"] in kept]
        right = [row for row in found if row["right"] == "yes"]
        print(
            f"{sample}: {len(told)} candidates, {len(meant)} meant; found {len(found)}, {len(right)} of them meant "
            f"(precision {len(right) / len(found):.0%}, recall {len(right) / len(meant):.0%})"
        )


if __name__ == "__main__":
    main()
