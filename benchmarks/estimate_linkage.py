"""How often each level of the linkage model occurs in pairs that are one organisation and in pairs that are two.

`python benchmarks/estimate_linkage.py` prints the counts and writes m, u and the prior into the model. Counted are the
candidate pairs of the training half: what shares a blocking key and is not joined by equal names already. Half a pair
is added to each count, so that what was not seen is rare and not impossible. Levels that are `pooled` share one ratio
of m to u, because the counts of each alone are too small to tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from organisation_truth import Truth, crosswalk, europe

from dirskg.ingest.identity.linkage.scoring import model, scored_rows
from dirskg.ingest.identity.linkage.staging import stage_forms
from dirskg.ingest.identity.record import Record
from dirskg.ingest.identity.resolve import Resolution, resolve

Counts = dict[str, dict[str, Counter[bool]]]


def main() -> None:
    """Count, print, and write the model anew."""
    truth = europe()
    truth.correct()
    found = count(truth, "training")
    path = Path(str(files("dirskg.ingest.identity.linkage").joinpath("model.toml")))
    text = path.read_text("utf-8")
    for comparison in model()["comparison"]:
        text = _write(text, comparison, found[comparison["name"]])
    same, other = (sum(levels[one] for levels in found["name"].values()) for one in (True, False))
    text = re.sub(r"(?m)^prior = .*$", f"prior = {same / (same + 2 * other):.4f}", text, count=1)
    path.write_text(text, "utf-8")
    print(f"{same:,} pairs of one organisation, {other:,} of two. Written: {path}")


def count(truth: Truth, half: str) -> Counts:
    """For each comparison and level the candidate pairs of one half that are the same, and those that are not."""
    halves, kinds = truth.halves(_crosswalk_halves()), truth.kinds()
    units = _units(truth.records, resolve(truth.records))
    with duckdb.connect() as con:
        stage_forms(units, con)
        rows = scored_rows(con, 0.0)
    found: Counts = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        sides = [_organisations(truth, units[row[side]], halves, half) for side in ("unit_l", "unit_r")]
        same = bool(sides[0] & sides[1])
        if all(sides) and (same or any(kinds[one] & kinds[other] for one in sides[0] for other in sides[1])):
            for comparison in model()["comparison"]:
                found[comparison["name"]][row["levels"][comparison["name"]]["label"]][same] += 1
    return found


def _crosswalk_halves() -> dict[str, str]:
    truth = crosswalk()
    truth.correct()
    return truth.halves()


def _units(records: list[Record], resolution: Resolution) -> list[list[Record]]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda one: one.key):
        groups[resolution.ids[record.key]].append(record)
    return [groups[one] for one in sorted(groups)]


def _organisations(truth: Truth, unit: list[Record], halves: dict[str, str], half: str) -> set[str]:
    numbered = (record.key for record in unit if truth.numbers[record.key])
    return {truth.organisation(key) for key in numbered if halves[min(truth.numbers[key])] == half}


def chances(levels: list[dict[str, Any]], found: dict[str, Counter[bool]]) -> dict[str, tuple[float, float]]:
    """m and u of each level by its label. The levels of a pool divide its m and u as all the pairs do."""
    pools: dict[str, list[str]] = defaultdict(list)
    for level in levels:
        pools[level.get("pooled", level["label"])].append(level["label"])
    result = {}
    for labels in pools.values():
        seen = {label: found[label].total() + 0.5 for label in labels}
        of_pool = [_share(labels, found, same, len(pools)) for same in (True, False)]
        for label in labels:
            part = seen[label] / sum(seen.values())
            result[label] = (of_pool[0] * part, of_pool[1] * part)
    return result


def _share(labels: list[str], found: dict[str, Counter[bool]], same: bool, pools: int) -> float:
    whole = sum(level[same] for level in found.values()) + 0.5 * pools
    return (sum(found[label][same] for label in labels) + 0.5) / whole


def _write(text: str, comparison: dict[str, Any], found: dict[str, Counter[bool]]) -> str:
    """The text of the model with new figures in one comparison."""
    levels = [level for level in comparison["level"] if "m" in level]
    found = defaultdict(Counter, {level["label"]: found[level["label"]] for level in levels})
    before, head, after = text.partition(f'[[comparison]]\nname = "{comparison["name"]}"')
    print(f"\n{comparison['name']}")
    for label, (m, u) in chances(levels, found).items():
        counts = f"{found[label][True]} of one organisation, {found[label][False]} of two"
        print(f"  {label}: {counts}")
        figures = rf'(?s)(label = "{re.escape(label)}".*?)\nm = [^\n]*\nu = [^\n]*\n'
        after = re.sub(figures, rf"\g<1>\nm = {m:.3g}  # {counts}\nu = {u:.3g}\n", after, count=1)
    return before + head + after


if __name__ == "__main__":
    main()
