"""Builds of the reference tables and of small ones for tests that want real data, and how the property tests run."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import Ended, run
from examples import examples
from folders import REAL_PARTS, SHARED
from held_graph import held_graph
from hypothesis import settings
from skips import skips_told
from small_tables import COMPANIES, small_tables

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph

# What a test does not say itself.
settings.register_profile("dirskg", examples(30))
settings.load_profile("dirskg")

# Shells let what they start in the background ignore Ctrl-C, and programs take that over from the tests. Set here:
# with code of ours between fork and exec libraries run theirs too, and now and then a program ended before it began.
signal.signal(signal.SIGINT, signal.default_int_handler)

# gRPC, by which tests of --engine ask, starts its threads anew in what is forked, before that becomes another program,
# and ends it now and then.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "false"

# Until the tests are there, and later seldom: what is made is kept, and each look for garbage walks through all of it.
gc.disable()
_ALLOCATIONS = (10_000, 20, 30)

# Seconds that one process waits for what another is making.
_WAIT = 300


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Put the longest files first: one that begins last keeps one process busy while the others have nothing left.

    The first makes the real parts; the others that want them come when they are there, so that nobody waits for them.
    """
    files: dict[Path, list[pytest.Function]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    real = [path for path in files if any("real_home" in one.fixturenames for one in files[path])]

    def rank(path: Path) -> tuple[int, int]:
        long = any(one.get_closest_marker(mark) for one in files[path] for mark in ("large", "browser"))
        return (2 if path in real[1:] else 0 if path in real else 1 if long else 3), -len(files[path])

    items[:] = [item for path in sorted(files, key=rank) for item in files[path]]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let no collection of garbage walk through the tests themselves over and over: they stay to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_ALLOCATIONS)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Libraries look at the end for what is left of them."""
    gc.unfreeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say at the end, in one line, how many tests want real files that are not there."""
    yield
    if told := skips_told(str(one.longrepr) for one in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(told)


@pytest.fixture(scope="session")
def reference_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one build of the reference tables, made as users make it. Tests read it only."""
    return _made_once(tmp_path_factory, "reference", lambda home: [run("build", home=home)])


@pytest.fixture(scope="session")
def reference_graph(reference_home: Path) -> KnowledgeGraph:
    """The graph of that build, held in memory."""
    return held_graph(reference_home)


@pytest.fixture(scope="session")
def reference_ecosystem(reference_graph: KnowledgeGraph) -> Ecosystem:
    """The frames of that build. Tests read them only."""
    return reference_graph.ecosystem


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one build of the reference tables and all real parts of open data. Tests read it only."""
    data = SHARED / "data"
    if not data.is_dir():
        pytest.skip(f"{data} is not there")
    sources = [f"{name}={data / part}" for name, part in REAL_PARTS.items()]
    return _made_once(tmp_path_factory, "real", lambda home: [run("build", "reference", *sources, home=home)])


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one build of a few small tables. Tests read it only, or a copy of it."""
    tables = small_tables(tmp_path_factory.mktemp("small") / "tables")
    return _made_once(tmp_path_factory, "small", lambda home: [run("build", f"reference={tables}", home=home)])


@pytest.fixture(scope="session")
def three_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with three small builds: the second renames one company and lacks one, the third has one more."""
    renamed = [{**COMPANIES[0], "name": "Noordzee Robotics"}, *COMPANIES[2:]]
    added = [*renamed, {"id": "ardenne", "name": "Ardenne Optics", "kind": "company", "region": "BE-WAL"}]
    folder = tmp_path_factory.mktemp("tables")
    tables = [
        small_tables(folder / f"tables{number}", companies=companies)
        for number, companies in enumerate((COMPANIES, renamed, added), start=1)
    ]
    return _made_once(
        tmp_path_factory, "three", lambda home: [run("build", f"reference={one}", home=home) for one in tables]
    )


def _made_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], list[Ended]]) -> Path:
    """A home folder with some builds, made by the first process of the test run that wants it and read by all."""
    folder = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    home, done = folder / f"home-{name}", folder / f"home-{name}-done"
    try:
        home.mkdir()
    except FileExistsError:
        for _ in range(_WAIT):
            if done.exists():
                return home
            time.sleep(1)
        raise TimeoutError(f"{home}: the process that makes it has not come to its end in {_WAIT} s") from None
    for number, ended in enumerate(build(home), start=1):
        assert f"Built {number:04d}-" in ended.stderr, ended.stderr
    done.touch()
    return home
