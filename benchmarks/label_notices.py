"""Which notices concern defence and which topics they are about, by their codes: precision and recall against labels.

`python benchmarks/label_notices.py FOLDER...` reads the notices of `ted_labels.csv` there and prints the tables.
Labels were given by one reader from buyer and title alone, without a look at codes, form or activity.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from dirskg.ingest.sources.ted.codes import Meaning
from dirskg.ingest.sources.ted.documents import documents
from dirskg.ingest.sources.ted.notice import Notice
from dirskg.ingest.sources.ted.reading import read_document
from dirskg.ingest.sources.ted.rows import all_codes, defence_by, tidy
from dirskg.ingest.taxonomy import read_taxonomy

LABELS = Path(__file__).parent / "ted_labels.csv"


def main() -> None:
    """Read the notices and print the tables."""
    told = {}
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).rglob("*.xml")):
            for document in documents(path.name, path, path.parent):
                notice = read_document(document)
                if notice is not None:
                    tidy(notice)
                    told[notice.number] = notice
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = [row for row in csv.DictReader(file) if row["notice"] in told]
    print(f"{len(labels)} notices, {sum(row['defence'] == 'yes' for row in labels)} of defence\n")
    _defence(labels, told)
    _topics(labels, told)


def _defence(labels: list[dict[str, str]], told: dict[str, Notice]) -> None:
    """How well each reason, and all together, tell defence; and the legal basis alone, which counts for nothing."""
    right = {row["notice"] for row in labels if row["defence"] == "yes"}
    ways = {
        reason: {row["notice"] for row in labels if reason in defence_by(told[row["notice"]])}
        for reason in ("activity", "cpv", "form")
    }
    ways["any of them"] = set().union(*ways.values())
    ways["the legal basis alone"] = {
        row["notice"] for row in labels if "2009" in told[row["notice"]].legal_basis
    }  # fmt: skip
    print("| defence by | found | precision | recall |\n| --- | ---: | ---: | ---: |")
    for name, found in ways.items():
        print(f"| {name} | {len(found)} | {_share(found & right, found)} | {_share(found & right, right)} |")
    print()


def _topics(labels: list[dict[str, str]], told: dict[str, Notice]) -> None:
    meaning = Meaning.of(read_taxonomy())
    right = {(row["notice"], topic) for row in labels for topic in row["topics"].split()}
    found = {
        (row["notice"], topic)
        for row in labels
        if defence_by(told[row["notice"]])
        for topic in meaning.topics_of(all_codes(told[row["notice"]]))
    }
    print("| topics by CPV | found | precision | recall |\n| --- | ---: | ---: | ---: |")
    print(f"| notice and topic | {len(found)} | {_share(found & right, found)} | {_share(found & right, right)} |")
    if "-v" in sys.argv:
        print(sorted(found - right))


def _share(part: Iterable[object], whole: Iterable[object]) -> str:
    of = len(list(whole))
    return f"{len(list(part)) / of:.2f}" if of else "-"


if __name__ == "__main__":
    main()
