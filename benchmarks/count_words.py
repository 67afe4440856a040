"""Words that many organisations have in their names: `python benchmarks/count_words.py` writes them for linkage.

Counted are all names in the Research Organization Registry (CC0), and those in the files of `organisation_truth.py`
(European Commission, CC BY 4.0). No label is used: a word is common whoever carries it.
"""

from __future__ import annotations

import gzip
import json
import textwrap
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from organisation_truth import DATA, europe

from dirskg.ingest.values.names import comparable

REGISTRY = DATA / "ror" / "ror_records_latest_all.jsonl.gz"
# Share of organisations above which a word is common: the registry holds few firms, the other files hold few names.
OF_REGISTRY, OF_OTHERS = 0.0008, 0.0016
HEAD = """\
# Words that stand in many names of organisations, and so tell little of which one it is. Written by
# benchmarks/count_words.py from names in the Research Organization Registry (CC0) and in CORDIS, the Funding & Tenders
# portal and the Financial Transparency System (European Commission, CC BY 4.0).
"""


def main() -> None:
    """Count and write."""
    truth = europe()
    names: dict[str, set[str]] = {}
    for record in truth.records:
        names.setdefault(truth.organisation(record.key) or record.key, set()).update(record.names)
    common = frequent(registry(), OF_REGISTRY) | frequent(names.values(), OF_OTHERS)
    path = Path(str(files("dirskg.ingest.values").joinpath("common_words.txt")))
    path.write_text(HEAD + textwrap.fill(" ".join(sorted(common)), 118) + "\n", "utf-8")
    print(f"{len(common)} words. Written: {path}")


def registry() -> list[set[str]]:
    """The names of each organisation in the registry, in both of its formats."""
    with gzip.open(REGISTRY, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        {name["value"] for name in row["names"]} if "names" in row else {row["name"], *row.get("aliases", [])}
        for row in rows
    ]


def frequent(organisations: Iterable[set[str]], share: float) -> set[str]:
    """Words in Latin letters that at least this share of organisations has in a name."""
    found = [{word for name in names for word in comparable(name).split()} for names in organisations]
    counts = Counter(word for words in found for word in words)
    return {word for word, count in counts.items() if count >= share * len(found) and word.isascii()}


if __name__ == "__main__":
    main()
