"""Files spoilt by chance: a build ends well or says what is wrong, never by an error of the program.

`benchmarks/mutate_inputs.py` tries thousands; here are few, from fixed seeds.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import run_within
from mutation import spoil
from small_tables import small_tables


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few small tables. Tests copy them."""
    return small_tables(tmp_path_factory.mktemp("whole") / "tables")


@pytest.mark.parametrize("seed", range(24))
def test_a_spoilt_table_is_read_or_refused(seed: int, whole: Path, tmp_path: Path) -> None:
    tables = Path(shutil.copytree(whole, tmp_path / "tables"))
    files = sorted(path for path in tables.iterdir() if path.stat().st_size)
    how = spoil(files[seed % len(files)], seed)
    ended = run_within("build", "--dry-run", f"reference={tables}", home=tmp_path / "home")
    assert ended.returncode in (0, 3), (how, ended.stderr)
    assert "Unexpected error" not in ended.stderr, how
