"""After a power cut at any moment of a build some whole build opens, and after its end the new one does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_tables import small_tables

from dirskg.graph.builds.home import build_names, build_path
from dirskg.graph.builds.integrity import damage
from dirskg.ingest.building import Order, build
from dirskg.ingest.source import known_sources


class Disk:
    """What of a folder has reached the disk: files as they were when they were forced there, and names of folders.

    The worst that file systems do: a rename is on the disk at once, and what a file holds only when it was forced.
    Or the other way round: names too are on the disk only when their folder was forced.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._forced: dict[int, tuple[int, int]] = {}
        self.waiting: set[Path] = set()  # folders whose names changed and were not forced
        self.moments: list[Callable[[Path], None]] = []
        fsync, rename = os.fsync, os.rename
        self.watch: Callable[[], None] = lambda: None

        def forcing(handle: int) -> None:
            fsync(handle)
            told, path = os.fstat(handle), Path(os.readlink(f"/proc/self/fd/{handle}"))
            self._forced[told.st_ino] = (told.st_size, told.st_mtime_ns)
            self.waiting.discard(path)
            self.watch()

        def renaming(old: Path, new: Path) -> None:
            rename(old, new)
            self.waiting |= {Path(old).parent, Path(new).parent}
            self.watch()

        monkeypatch.setattr(os, "fsync", forcing)
        for name in ("rename", "replace"):
            monkeypatch.setattr(os, name, renaming)

    def cut(self, copy: Path) -> Path:
        """The folder as it would be found now after a power cut."""
        # What is lost is written beside, so that what is kept needs no copy.
        shutil.copytree(self._folder, copy, copy_function=os.link)
        for path in [path for path in self._folder.rglob("*") if path.is_file()]:
            told = path.stat()
            if self._forced.get(told.st_ino) != (told.st_size, told.st_mtime_ns):
                (lost := copy / path.relative_to(self._folder)).unlink()
                lost.write_bytes(b"")
        return copy


def test_a_power_cut_at_any_moment_leaves_a_whole_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs to see which file a handle is of, which Linux shows")
    home, cuts = tmp_path / "home", tmp_path / "cuts"
    order = Order(((known_sources()["reference"], small_tables(tmp_path / "tables")),))
    told: list[str] = []
    disk, seen = Disk(home, monkeypatch), 0

    def power_cut() -> None:
        nonlocal seen
        seen += 1
        copy = disk.cut(cuts / str(seen))
        assert damage(build_path(copy, tell=told.append)) == []
        shutil.rmtree(copy)

    for number in (1, 2):
        built = build(order, home)
        after = disk.cut(cuts / f"after{number}")
        assert damage(build_path(after, tell=told.append)) == []
        assert build_path(after, tell=told.append).name == built.name == build_names(home)[-1]
        assert disk.waiting == set()
        disk.watch = power_cut
    assert seen > 20
