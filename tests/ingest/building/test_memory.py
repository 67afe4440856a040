"""Too little memory is said in words, with how much is needed, and the build before stays."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ENVIRONMENT, Ended, assert_fails, command, document
from small_tables import small_tables

from dirskg.graph.stores.memory import ADDRESSES_OF_A_BUILD, memory, was_short

# Sets the limit and becomes the program: code between fork and exec would meet what libraries of the tests do there.
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def within(addresses: int, *words: str, home: Path) -> Ended:
    """Run the program with so many bytes of addresses."""
    if sys.platform != "linux":
        pytest.skip("needs limits that hold, as those of Linux do")
    called = (sys.executable, "-c", LIMITED, str(addresses), *command(*words, home=home))
    return subprocess.run(called, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.mark.parametrize("addresses", [700_000_000, 1_500_000_000, ADDRESSES_OF_A_BUILD - 1])
def test_a_build_with_too_little_memory_says_how_much_it_needs(
    addresses: int, small_home: Path, tmp_path: Path
) -> None:
    shutil.copytree(small_home, tmp_path / "home")
    tables = f"reference={small_tables(tmp_path / 'tables')}"
    before = document("status", "--json", home=tmp_path / "home")["build"]
    ended = within(addresses, "build", tables, home=tmp_path / "home")
    told = (f"`ulimit -v` allows {addresses // 1_000_000:,} MB", "a build needs 3,000 at least", "stays as it was")
    assert_fails(ended, 1, *told)
    assert document("status", "--json", home=tmp_path / "home")["build"] == before
    assert len(list((tmp_path / "home" / "builds").iterdir())) == 1


def test_a_build_with_just_enough_memory_comes_to_its_end(tmp_path: Path) -> None:
    tables = f"reference={small_tables(tmp_path / 'tables')}"
    ended = within(ADDRESSES_OF_A_BUILD, "build", tables, home=tmp_path / "home")
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("error", "short"),
    [
        (MemoryError(), True),
        (RuntimeError("can't start new thread"), True),
        (RuntimeError("std::bad_alloc"), True),
        (OSError(12, "Cannot allocate memory"), True),
        (ImportError("/x/period.so: failed to map segment from shared object"), True),
        (ImportError("no module named x"), False),
        (RuntimeError("no such thing"), False),
        (ValueError("bad_alloc"), False),
    ],
)
def test_what_libraries_say_is_understood(error: Exception, short: bool) -> None:
    assert was_short(error) == short


def test_this_machine_has_memory() -> None:
    assert memory() > 0
