"""How much memory this process may use, and what to say where it was too little."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dirskg.graph.errors import DirskgError

# Libraries of a build reserve several times the addresses that they use. With less than this some end the process.
ADDRESSES_OF_A_BUILD = 3_000_000_000
MEMORY_OF_A_BUILD = 600_000_000  # a build of the reference tables takes 350 MB, the five real parts together 1.5 GB
_CONTAINER = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
# What libraries say that know no error for it.
_SIGNS = (
    "bad_alloc",
    "bad allocation",
    "allocate memory",
    "start new thread",
    "launch worker thread",
    "temporarily unavailable",
    "failed to map segment",
)


def addresses() -> int:
    """Bytes of addresses that this process may reserve (`ulimit -v`); most have no limit."""
    if sys.platform == "win32":
        return sys.maxsize
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit


def memory() -> int:
    """Bytes of memory of this machine, or of the container that the process runs in."""
    found = [1 << 40]
    with suppress(OSError, ValueError, AttributeError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    for path in _CONTAINER:
        with suppress(OSError, ValueError):  # "max" where there is no limit
            found.append(int(path.read_text("ascii")))
    return min(found)


def require_memory_of_a_build() -> None:
    """Raises DirskgError where a build would be ended by the want of memory, at a moment that nobody can foresee."""
    for has, needs, limit in (
        (addresses(), ADDRESSES_OF_A_BUILD, "`ulimit -v` allows {} MB of addresses"),
        (memory(), MEMORY_OF_A_BUILD, "this machine or container has {} MB of memory"),
    ):
        if has < needs:
            raise DirskgError(
                f"Memory is short: {limit.format(f'{has // 1_000_000:,}')}, and a build needs {needs // 1_000_000:,} "
                "at least, more for large inputs. Allow more, or use a larger machine. The current build, if there "
                "is one, stays as it was."
            )


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no objects that hold each other: where millions live on, and none does, that takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def was_short(error: BaseException) -> bool:
    """Whether an error says that there was not enough memory."""
    return (
        isinstance(error, MemoryError)
        or (
            isinstance(error, (RuntimeError, OSError, ImportError))
            or type(error).__module__.startswith(("pyarrow", "duckdb"))
        )
        and any(sign in str(error) for sign in _SIGNS)
    )


def shortage(error: BaseException) -> str:
    """What to say then."""
    told = f" ({error})" if str(error) else ""
    return (
        f"Memory was short{told}. Nothing was changed: builds are as they were. A build of the reference tables needs "
        f"{MEMORY_OF_A_BUILD // 1_000_000:,} MB of memory and {ADDRESSES_OF_A_BUILD // 1_000_000:,} MB of addresses "
        "(`ulimit -v`), large inputs more. Close other programs, or allow more."
    )
