"""Thousands of spoilt inputs: every build ends well, with a graph that keeps its shapes, or is refused in words.

`python benchmarks/mutate_inputs.py 1000 [FIRST_SEED]` tries so many on the reference tables, and tells each that fails.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from command_line import run_within
from mutation import spoil
from small_tables import shipped_tables


def main(count: int, first: int = 0) -> int:
    """Try so many seeds; returns how many ended otherwise than they should."""
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        whole = shipped_tables(Path(scratch) / "whole")
        names = sorted(path.name for path in whole.iterdir() if path.stat().st_size)
        for seed in range(first, first + count):
            tables = Path(shutil.copytree(whole, Path(scratch) / "tables"))
            how = spoil(tables / names[seed % len(names)], seed)
            ended = run_within("build", "--keep", "1", f"reference={tables}", home=Path(scratch) / "home")
            well = ended.returncode in (0, 3) and "Unexpected error" not in ended.stderr
            ends["built" if ended.returncode == 0 else "refused" if well else "FAILED"] += 1
            if not well:
                print(f"seed {seed}: {names[seed % len(names)]}, {how}: {ended.stderr.strip()[-300:]}")
            shutil.rmtree(tables)
    print(dict(ends))
    return ends["FAILED"]


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:3]))))
