"""`dirskg paths`: how two organisations, two regions, or a gap and its helpers are tied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime, pick_format

if TYPE_CHECKING:
    from dirskg.graph import KnowledgeGraph


@click.command()
@click.argument("from_", metavar="[FROM", default="")
@click.argument("to", metavar="TO]", default="")
@click.option("--gap", default="", metavar="REGION/DOMAIN", help="Who could close this gap, such as BE3/V3.")
@click.option("--from-region", default="", metavar="R", help="From any organisation of this region.")
@click.option("--to-region", default="", metavar="R", help="To any organisation of this region.")
@click.option("--domain", default="", metavar="D", help="Between regions: only organisations active in this domain.")
@click.option(
    "-k", "k", type=click.IntRange(min=1), default=None, help="How many paths or actors [default: 3, with --gap 8]."
)
@click.option("--max-hops", type=click.IntRange(1, 4), default=2, show_default=True, help="Longest path.")
@click.option("--since", type=int, metavar="YEAR", help="Only projects and ties of this year or later.")
@click.option(
    "--half-life",
    type=click.FloatRange(min=0, min_open=True),
    default=3.0,
    show_default=True,
    metavar="YEARS",
    help="Years after which a project counts half.",
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json"]),
    help="Form of the answer [default: text, or by the ending of -o].",
)
@endpoint_option
@output_option
@pass_runtime
def command(
    run: Runtime,
    from_: str,
    to: str,
    gap: str,
    from_region: str,
    to_region: str,
    domain: str,
    k: int | None,
    max_hops: int,
    since: int | None,
    half_life: float,
    fmt: str | None,
    endpoint: str,
    output: Path | None,
) -> None:
    """Show how organisations or regions are tied, or who could close a gap.

    Every hop names the projects, years and sources behind it.

    \b
    Examples:
      dirskg paths --gap BE3/V3
      dirskg paths ref-dotocean ref-fn-herstal
      dirskg paths --from-region BE2 --to-region BE3 --domain V3 -k 5
    """
    if (bool(gap) + bool(from_ and to) + bool(from_region and to_region)) != 1:
        raise click.UsageError("Give FROM and TO, or --from-region and --to-region, or --gap REGION/DOMAIN.")
    options = {"max_hops": max_hops, "since": since, "half_life": half_life}
    with run.graph(endpoint) as graph:
        if gap:
            document, text = _gap(graph, gap, {**options, "k": k or 8}, run.lang)
        else:
            document, text = _paths(
                graph, (from_, to), (from_region, to_region), domain, {**options, "k": k or 3}, run.lang
            )
    chosen = pick_format(fmt or "", output, {".json": "json", ".txt": "text"}, "text")
    run.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n" if chosen == "json" else text, output)


def _gap(graph: KnowledgeGraph, gap: str, options: dict[str, Any], lang: str) -> tuple[dict[str, Any], str]:
    region, slash, domain = gap.partition("/")
    if not slash:
        raise click.UsageError(f"--gap {gap}: write it as REGION/DOMAIN, such as BE3/V3.")
    from dirskg.exports.paths_report import gap_paths_text
    from dirskg.graph.analyses.cells import GAPS, STATES
    from dirskg.graph.analyses.gaps import gaps
    from dirskg.graph.network.gap_paths import paths_for_gap

    ecosystem = graph.ecosystem.speaking(lang)
    cell = next((c for c in gaps(ecosystem, domain=domain, draws=0).cells if c.region == region), None)
    legs = cell.missing_legs if cell and cell.state in GAPS and cell.count > 1 else ()
    report = paths_for_gap(ecosystem, region, domain, legs, **options)
    assert cell is not None  # paths_for_gap refuses an unknown region
    labels = _labels(ecosystem.regions, lang) | _labels(ecosystem.domains, lang)
    document = {**report.to_json(), "cell": {**cell.to_json(), "closable_by": []}}
    state = {"state": cell.state, "rule": STATES[cell.state]}
    return document, gap_paths_text(report, cell, labels, state, lang)


def _paths(
    graph: KnowledgeGraph,
    ends: tuple[str, str],
    regions: tuple[str, str],
    domain: str,
    options: dict[str, Any],
    lang: str,
) -> tuple[dict[str, Any], str]:
    from dirskg.exports.paths_report import paths_text
    from dirskg.graph.errors import DirskgError
    from dirskg.graph.network.paths import find_paths, paths_between

    ecosystem = graph.ecosystem.speaking(lang)
    labels = _labels(ecosystem.regions, lang)
    if ends[0]:
        report = find_paths(ecosystem, graph.resolve(ends[0]), graph.resolve(ends[1]), **options)
        return report.to_json(), paths_text(report, labels, lang)
    unknown = [code for code in regions if code not in labels]
    if unknown:
        raise DirskgError(f"No region is called {unknown[0]!r}. There are: {', '.join(labels)}.")
    actors = ecosystem.organisations
    if domain:
        if domain not in set(ecosystem.domains["id"]):
            raise DirskgError(f"No domain is called {domain!r}. There are: {', '.join(ecosystem.domains['id'])}.")
        active = ecosystem.claims.loc[ecosystem.claims["domain"] == domain, "organisation"]
        actors = actors[actors["id"].isin(active)]
    sides = [actors.loc[actors["region"] == code, "id"].tolist() for code in regions]
    names = [labels[code] for code in regions]
    report = paths_between(ecosystem, *sides, source_name=names[0], target_name=names[1], **options)
    return report.to_json(), paths_text(report, labels, lang)


def _labels(frame: Any, lang: str) -> dict[str, str]:
    return dict(zip(frame["id"], frame[f"label_{lang}"], strict=True))
