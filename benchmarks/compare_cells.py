"""Two readings of the cells of `dirskg gaps` side by side, as a Markdown table: what changed, and by what.

dirskg gaps --format json > before.json     (of one release)
dirskg gaps --format json > after.json      (of another)
python benchmarks/compare_cells.py before.json after.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

# Who was counted before and stands beside the cell now.
BESIDE = (("takes_part", "only take part"), ("support", "support others"))
Cells = dict[tuple[str, str], dict[str, Any]]


def read_cells(path: Path) -> Cells:
    """The cells with a known place, by domain and region."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return {(cell["domain"], cell["region"]): cell for cell in cells if cell["region"]}


def reason(was: dict[str, Any], now: dict[str, Any]) -> str:
    """What the difference between two readings of a cell comes from, in the order in which a reader asks."""
    more = sum(now[name] for name in ("count", "takes_part", "support")) - was["count"]
    parts = [f"{now[name]} {told}" for name, told in BESIDE if now[name]]
    parts += [f"{more:+} with evidence"] if more else []
    gained = [leg for leg in was["missing_legs"] if leg not in now["missing_legs"]]
    lost = [leg for leg in now["missing_legs"] if leg not in was["missing_legs"]]
    parts += [f"{leg} is covered: a body on two legs counts on both" for leg in gained]
    parts += [f"no {leg} that can deliver" for leg in lost]
    if was["state"] == "too few to tell" and max(now["count"], now["expected"]) >= 3:
        parts.append("three or more are seen, which is enough to tell")
    if now["state"] == "too few to tell" != was["state"]:
        parts.append("fewer than three can deliver, and fewer than three are expected")
    return "; ".join(parts) or "as before"


def table(before: Cells, after: Cells) -> str:
    """One row a cell."""
    head = (
        "| Domain | Region | Before: seen (expected) | State | Now: can deliver + take part (expected) | State | Why |"
    )
    lines = [head, "|---|---|---|---|---|---|---|"]
    for (domain, region), was in sorted(before.items()):
        now = after[domain, region]
        seen = f"{now['count']} + {now['takes_part']}" if now["takes_part"] else str(now["count"])
        lines.append(
            f"| {domain} | {region} | {was['count']} ({was['expected']:.1f}) | {was['state']} | "
            f"{seen} ({now['expected']:.1f}) | {now['state']} | {reason(was, now)} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(*(read_cells(Path(name)) for name in sys.argv[1:3])))
