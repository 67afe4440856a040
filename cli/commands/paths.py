"""`dirskg paths`: how two organisations, areas or lists are tied, or a gap and its helpers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.options import Decimal
from dirskg.cli.path_ends import USAGE, End, two_ends, with_areas
from dirskg.cli.runtime import (
    TEXT_ENDINGS,
    Runtime,
    endpoint_option,
    output_option,
    pass_runtime,
    pick_format,
    text_option,
)
from dirskg.cli.screen import on_screen
from dirskg.cli.words import Words, all_found, gap_option

if TYPE_CHECKING:
    from dirskg.graph import KnowledgeGraph
    from dirskg.graph.network.finder import OneEnd, PathFinder
    from dirskg.graph.network.gap_paths import GapPathsReport
    from dirskg.graph.network.path_report import PathsReport

_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, as JSON and in words."""

    report: PathsReport | GapPathsReport
    document: dict[str, Any]
    text: str


@click.command()
@click.argument("from_", metavar="[FROM", default="")
@click.argument("to", metavar="TO]", default="")
@gap_option("Who could close this gap, such as BE3/V4.")
@click.option(
    "--from-region", default="", metavar="R", help="From any organisation of this region, province or district."
)
@click.option("--to-region", default="", metavar="R", help="To any of this one: BE2, BE21 or BE211.")
@click.option("--from-file", type=_FILE, metavar="FILE", help="From any organisation of this list, one id a line.")
@click.option("--to-file", type=_FILE, metavar="FILE", help="To any organisation of this list.")
@click.option("--domain", default="", metavar="D", help="With a region: only organisations active in this domain.")
@click.option("--without", multiple=True, metavar="ID", help="As if this organisation were gone; may be repeated.")
@click.option(
    "-k", "k", type=click.IntRange(min=1), default=None, help="How many paths or actors [default: 3, with --gap 8]."
)
@click.option("--max-hops", type=click.IntRange(1, 4), default=2, show_default=True, help="Longest path.")
@click.option("--since", type=int, metavar="YEAR", help="Only projects and ties of this year or later.")
@click.option("--until", type=int, metavar="YEAR", help="Only projects and ties of this year or earlier.")
@click.option(
    "--half-life", type=Decimal(min=0, min_open=True), default=3.0, show_default=True, metavar="YEARS",
    help="Years after which a project counts half.",
)  # fmt: skip
@text_option
@click.option("--explain", is_flag=True, help="Show the query, rows and sources behind every hop.")
@endpoint_option
@output_option
@pass_runtime
def command(
    run: Runtime, /, from_: str, to: str, gap: str, from_region: str, to_region: str, from_file: Path | None,
    to_file: Path | None, domain: str, without: tuple[str, ...], k: int | None, max_hops: int, fmt: str | None,
    explain: bool, endpoint: str, output: Path | None, **years: Any,
) -> None:  # fmt: skip
    """Show paths between organisations or regions, or to a gap.

    Every hop names the projects, years and sources behind it. Each path tells the best way round its intermediaries,
    and [!] marks organisations without which nothing ties the two.

    \b
    Examples:
      dirskg paths --gap BE3/V4
      dirskg paths ref-dotocean ref-fn-herstal --explain
      dirskg paths --from-region BE2 --to-region BE3 --domain V3 -k 5
      dirskg paths ref-dotocean --to-region BE33 --without pic-999988909
    """
    start, end = End(from_, from_region, from_file), End(to, to_region, to_file)
    if gap and (start.given or end.given):
        raise click.UsageError(USAGE)
    asked = (start, end) if gap else two_ends(start, end, domain)
    chosen = pick_format(fmt or "", output, TEXT_ENDINGS, "text")
    with run.graph(endpoint) as graph:
        from dirskg.graph.network.finder import path_finder

        words = Words(graph, graph.ecosystem.speaking(run.lang))
        finder = path_finder(words.ecosystem, **years, without=tuple(map(words.organisation, without)))
        if gap:
            answer = _gap(words, gap, finder, k or 8, max_hops, run.lang)
        else:
            answer = _paths(words, asked, words.domain(domain), finder, k or 3, max_hops, run.lang)
        document, text = answer.document, answer.text
        if explain:
            document, text = _explained(graph, answer, run.lang)
    if chosen == "json":
        run.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    else:
        run.write(on_screen(text, output), output)


def _gap(words: Words, gap: str, finder: PathFinder, k: int, max_hops: int, lang: str) -> Answer:
    from dirskg.exports.language.naming import names
    from dirskg.exports.paths_report import gap_paths_text
    from dirskg.graph.analyses.gaps import gaps, wanted
    from dirskg.graph.network.gap_paths import gap_paths

    ecosystem = words.ecosystem
    region, domain = words.gap(gap)
    cell = next((c for c in gaps(ecosystem, domain=domain, draws=0).cells if c.region == region), None)
    legs = wanted(cell) if cell else ()
    report = gap_paths(ecosystem, region, domain, legs, finder=finder, k=k, max_hops=max_hops)
    assert cell is not None  # gap_paths refuses an unknown region
    labels = _labels(ecosystem.regions, lang) | _labels(ecosystem.domains, lang)
    document = {**report.to_json(), "cell": {**cell.to_json(), "closable_by": []}}
    actors = names(ecosystem.organisations[["id", "label"]], lang)
    return Answer(report, document, gap_paths_text(report, cell, labels, lang, actors))


def _paths(
    words: Words, ends: tuple[End, End], domain: str, finder: PathFinder, k: int, max_hops: int, lang: str
) -> Answer:
    from dirskg.exports.language.naming import names
    from dirskg.exports.paths_report import paths_text

    ecosystem = words.ecosystem
    actors = names(ecosystem.organisations[["id", "label"]], lang)
    found = all_found(lambda one: one.found(words, domain, lang), with_areas(ends, words))
    (start, sources), (end, targets) = found
    if ends[0].organisation and ends[1].organisation:
        report = finder.find(sources[0], targets[0], k=k, max_hops=max_hops)
    else:
        # An organisation against an area: the others of its area, and not itself.
        sources, targets = _apart(ends, sources, targets)
        called = [name or actors.get(ids[0], ids[0]) for name, ids in ((start, sources), (end, targets))]
        one_end: OneEnd = "source" if ends[0].organisation else "target" if ends[1].organisation else ""
        report = finder.between(
            sources, targets, k=k, max_hops=max_hops, source_name=called[0], target_name=called[1], one_end=one_end
        )
    return Answer(report, report.to_json(), paths_text(report, _labels(ecosystem.regions, lang), lang, actors))


def _apart(
    ends: tuple[End, End], sources: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if ends[0].organisation:
        return sources, tuple(one for one in targets if one not in sources)
    if ends[1].organisation:
        return tuple(one for one in sources if one not in targets), targets
    return sources, targets


def _explained(graph: KnowledgeGraph, answer: Answer, lang: str) -> tuple[dict[str, Any], str]:
    from dirskg.exports.paths_report import explained_text
    from dirskg.graph.analyses.ties import path_traces
    from dirskg.graph.evidence.explain import explain

    found = explain(graph, path_traces(answer.report))
    document = {**answer.document, "explained": [one.to_json() for one in found]}
    return document, answer.text + explained_text(found, lang)


def _labels(frame: Any, lang: str) -> dict[str, str]:
    return dict(zip(frame["id"], frame[f"label_{lang}"], strict=True))
