"""What a shell completes after TAB: ids, codes and names of the current build, by the names of parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from dirskg.graph.errors import DirskgError

# As many are offered; who types a letter more sees others.
_MOST = 200

Named = Iterable[tuple[str, str]]  # codes with what they stand for


def teach(name: str, command: click.Command) -> None:
    """Let the options and arguments of a command complete themselves from the current build."""
    for param in command.params:
        source = _SOURCES.get(f"{name} {param.name}") or _SOURCES.get(param.name or "")
        if source and isinstance(param.type, type(click.STRING)):
            param.shell_complete = partial(_complete, source)  # type: ignore[method-assign]


def _complete(source: Callable[[Path], Named], ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Codes that begin so, else those of which a name or a word of it does.

    Not both: a shell puts what all of them begin with in the place of what was typed, and that would be nothing.
    """
    from dirskg.graph.builds.home import home_folder
    from dirskg.graph.wording.text import fold

    try:
        there = list(source(home_folder(ctx.find_root().params.get("home"))))
    except (DirskgError, OSError, ValueError):  # no build: a shell has no place for messages
        return []
    wanted = fold(incomplete)
    found = [one for one in there if one[0].lower().startswith(incomplete.lower())]
    found = found or [one for one in there if _begins(fold(one[1]), wanted)]
    return [CompletionItem(code, help=name) for code, name in found[:_MOST]]


def _begins(name: str, wanted: str) -> bool:
    return bool(wanted) and (name.startswith(wanted) or f" {wanted}" in name)


def _frame(name: str, names: Sequence[str], home: Path) -> Iterator[tuple[str, str]]:
    """The ids of a frame of the current build, each with what it is called in these columns, all in one text."""
    from pyarrow import parquet

    from dirskg.graph.builds.home import build_path

    file = build_path(home, tell=lambda _: None) / "frames" / f"{name}.parquet"
    there = [one for one in ("id", *names) if one in parquet.read_schema(file).names]
    columns = (column.to_pylist() for column in parquet.read_table(file, columns=there).columns)
    for code, *called in zip(*columns, strict=True):
        yield str(code), " ".join(dict.fromkeys(str(one) for one in called if one))


def _records(home: Path) -> Named:
    return [*_organisations(home), *_frame("projects", ("acronym", "title"), home), *_calls(home)]


def _areas(home: Path) -> Named:
    return [*_regions(home), *_frame("areas", _LABELS, home)]


def _gaps(home: Path) -> Named:
    for region, place in _regions(home):
        for domain, about in _domains(home):
            yield f"{region}/{domain}", f"{about}, {place}"


def _library(home: Path) -> Named:
    from dirskg.ontology import named_queries

    return [(query.name, query.title) for query in named_queries().values() if not query.feeds_analyses]


def _builds(home: Path) -> Named:
    from dirskg.graph.builds.home import build_names

    return [(name, "") for name in reversed(build_names(home))]


_LABELS = ("label_en", "label_nl", "label_fr", "label_de", "label")
_domains, _regions, _topics = (partial(_frame, name, _LABELS) for name in ("domains", "regions", "topics"))
_organisations, _calls = partial(_frame, "organisations", ("label",)), partial(_frame, "calls", ("title",))
# By the names that the commands give their parameters, where need be with that of the command.
_SOURCES: dict[str, Callable[[Path], Any]] = {
    **dict.fromkeys(("domain", "domains", "critical"), _domains),
    **dict.fromkeys(("region", "from_region", "to_region"), _areas),
    **dict.fromkeys(("from_", "to", "without", "around", "org", "include", "exclude"), _organisations),
    **dict.fromkeys(("build", "a", "b"), _builds),
    "identifier": _records,
    "call": _calls,
    "gap": _gaps,
    "topic": _topics,
    **dict.fromkeys(("query name", "queries name"), _library),
}
