"""What `brief` and `report` share: the inquiry behind a paper, and how papers get to their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.runtime import Runtime
from dirskg.cli.words import Words

if TYPE_CHECKING:
    from dirskg.exports.report.inquiry import Edition, Inquiry
    from dirskg.exports.report.model import Paper
    from dirskg.exports.report.render import Form
    from dirskg.exports.report.voice import Ask
    from dirskg.graph import KnowledgeGraph
    from dirskg.graph.analyses.finding import Trace
    from dirskg.graph.evidence.explain import Explanation

FORMS = ("html", "pdf", "docx", "xlsx", "md")
ENDINGS: Mapping[str, str] = {f".{form}": form for form in FORMS}

since_option = click.option(
    "--since", default="", metavar="BUILD", help="The edition to compare with [default: the build before this one]."
)


@contextmanager
def inquiry(
    run: Runtime, on: str, since: str, about: Mapping[str, str] | None = None
) -> Iterator[tuple[Inquiry, Ask, KnowledgeGraph]]:
    """The inquiry into the current build, who answers for its figures, and the graph of the build.

    `about` has region, domain, gap and org. What stands behind a figure is asked once, in however many languages.
    """
    told = about or {}
    with run.graph() as graph:
        from dirskg.exports.report.inquiry import Inquiry, Scope
        from dirskg.graph.evidence.explain import explain

        words = Words(graph, graph.ecosystem.speaking(run.lang))
        region, domain = words.region(told.get("region", "")), words.domain(told.get("domain", ""))
        if told.get("gap"):
            region, domain = words.gap(told["gap"])
        scope = Scope(region, domain, words.organisation(told.get("org", "")))
        found = Inquiry(graph.ecosystem, on, _edition(run, graph, since), scope)
        kept: dict[tuple[object, ...], Explanation] = {}

        def ask(traces: Sequence[Trace]) -> list[Explanation]:
            keys = [trace.key for trace in traces]
            new = {key: trace for key, trace in zip(keys, traces, strict=True) if key not in kept}
            kept.update(zip(new, explain(graph, new.values()), strict=True))
            return [kept[key] for key in keys]

        yield found, ask, graph


def write_paper(run: Runtime, paper: Paper, form: Form, output: Path) -> None:
    """The paper to a file, in a form; a notice on it is in its language."""
    from dirskg.exports.report.render import NOTICED, render_paper

    speaking = replace(run, lang=paper.words.lang)
    speaking.write(render_paper(paper, form), output, noticed=form in NOTICED)


def _edition(run: Runtime, graph: KnowledgeGraph, since: str) -> Edition:
    """The edition of the build, against the one asked for, else against the one before it if there is a whole one."""
    from dirskg.exports.report.inquiry import edition
    from dirskg.graph.errors import DirskgError

    name = graph.build.name if graph.build else ""
    earlier = since or _before(run, name)
    if not earlier:
        return edition(name, graph.ecosystem)
    try:
        with run.graph(build=earlier) as old:
            called = old.build.name if old.build else earlier
            return edition(name, graph.ecosystem, called, old.ecosystem)
    except DirskgError as error:
        if since:
            raise
        run.warn(f"Build {earlier} cannot be read, so nothing is told of what changed since: {error}")
        return edition(name, graph.ecosystem, earlier)


def _before(run: Runtime, name: str) -> str:
    from dirskg.graph.builds.home import build_names

    names = build_names(run.home)
    return names[names.index(name) - 1] if name in names[1:] else ""
