"""Collaboration paths in words: who is tied to whom, hop by hop, with projects, years and sources."""

from __future__ import annotations

from collections.abc import Mapping

from dirskg.exports.cells import one_line
from dirskg.exports.language import Words, read_words
from dirskg.graph.analyses.cells import Cell
from dirskg.graph.network.gap_paths import GapActor, GapPathsReport
from dirskg.graph.network.hops import Hop, Path
from dirskg.graph.network.paths import DISJOINT_CAP, PathsReport

_MOST_PROJECTS = 6
_MOST_SOURCES = 3


def paths_text(report: PathsReport, regions: Mapping[str, str], lang: str = "en") -> str:
    """The paths of a report; `regions` gives the label of each region code."""
    told = read_words("dirskg.exports.paths_report", lang)
    start, end = report.from_label or report.from_, report.to_label or report.to
    lines = [told("title", start=one_line(start), end=one_line(end)), ""]
    if not report.paths:
        lines += [told("none", hops=report.max_hops, more=report.max_hops + 1)]
    for rank, path in enumerate(report.paths, start=1):
        lines += [told("path", rank=rank, cost=told.decimal(path.cost), hops=len(path.hops))]
        lines += [*_path(path, regions, told), ""]
    more = "+" if report.disjoint >= DISJOINT_CAP else ""
    lines += [told("disjoint", count=report.disjoint, more=more), _method(report, told)]
    return "\n".join(lines) + "\n"


def gap_paths_text(
    report: GapPathsReport, cell: Cell, words_of: Mapping[str, str], state: Mapping[str, str], lang: str = "en"
) -> str:
    """Who could close a gap, each with the best tie into the region of the gap.

    `words_of` gives the labels of region and domain codes, `state` the name and rule of the cell's state.
    """
    told = read_words("dirskg.exports.paths_report", lang)
    lines = [
        told("gap_title", domain=f"{report.domain} {words_of[report.domain]}", region=words_of[report.region]),
        told("state", **state, count=cell.count, expected=told.decimal(cell.expected, 1)),
        told("candidates", shown=len(report.actors), total=report.candidates),
        "",
    ]
    for rank, actor in enumerate(report.actors, start=1):
        lines += [*_actor(rank, actor, report.max_hops, words_of, told), ""]
    return "\n".join([*lines, _method(report, told)]) + "\n"


def _actor(rank: int, actor: GapActor, max_hops: int, regions: Mapping[str, str], told: Words) -> list[str]:
    head = f"{rank}. {one_line(actor.label)} ({_region(actor.region, regions, told)}) [{actor.id}]"
    if actor.path is None:
        return [head, "   " + told("no_tie", hops=max_hops)]
    return [head, *_path(actor.path, regions, told)]


def _path(path: Path, regions: Mapping[str, str], told: Words) -> list[str]:
    return [line for hop in path.hops for line in _hop(hop, regions, told)]


def _hop(hop: Hop, regions: Mapping[str, str], told: Words) -> list[str]:
    kind = told(f"kind_{hop.kind}" if f"kind_{hop.kind}" in told.strings else "kind_other")
    source = f"{one_line(hop.source_label)} ({_region(hop.source_region, regions, told)})"
    target = f"{one_line(hop.target_label)} ({_region(hop.target_region, regions, told)})"
    lines = [f"   {source} -- {target}: {kind}"]
    if hop.projects:
        named = [f"{one_line(p.acronym)} ({p.programme})" for p in hop.projects[:_MOST_PROJECTS]]
        rest = f" +{len(hop.projects) - _MOST_PROJECTS}" if len(hop.projects) > _MOST_PROJECTS else ""
        lines.append(f"      {told('projects')}: {', '.join(named)}{rest}")
    lines += [f"      {one_line(note)}" for note in hop.notes]
    if hop.years:
        lines.append(f"      {told('years')}: {', '.join(map(str, hop.years))}")
    if hop.sources:
        lines.append(f"      {told('sources')}: {' '.join(map(one_line, hop.sources[:_MOST_SOURCES]))}")
    return lines


def _region(code: str, regions: Mapping[str, str], told: Words) -> str:
    return regions.get(code, code or told("unknown"))


def _method(report: PathsReport | GapPathsReport, told: Words) -> str:
    return told("method", half_life=f"{report.half_life:g}", now=str(report.now), hops=report.max_hops)
