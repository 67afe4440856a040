"""Collaboration paths in words: who is tied to whom, hop by hop, with projects, years and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dirskg.exports.findings.cell import on_site, rule_in, second_company, state_in
from dirskg.exports.findings.described import in_short
from dirskg.exports.findings.explained import explained
from dirskg.exports.findings.terminal import section_table
from dirskg.exports.language import Words, read_words
from dirskg.exports.tables.cells import one_line
from dirskg.exports.tables.terminal import paint, plain
from dirskg.graph.analyses.gaps import Cell
from dirskg.graph.evidence.explain import Explanation
from dirskg.graph.network.gap_paths import GapActor, GapPathsReport
from dirskg.graph.network.hops import Hop, Path
from dirskg.graph.network.path_report import DISJOINT_CAP, PathsReport

_MOST_PROJECTS = 6
_MOST_SOURCES = 3
# Stands behind the name of an organisation without which nothing ties the ends.
_MARK = "[!]"


def paths_text(
    report: PathsReport, regions: Mapping[str, str], lang: str = "en", names: Mapping[str, str] | None = None
) -> str:
    """The paths of a report; `regions` gives the label of each region code, `names` those of organisations by id."""
    told = read_words("dirskg.exports.paths_report", lang)
    start, end = report.from_label or report.from_, report.to_label or report.to
    lines = [told("title", start=one_line(start), end=one_line(end)), ""]
    if not report.paths:
        lines += [told("none_ever" if not report.disjoint else "none", hops=report.max_hops, more=report.max_hops + 1)]
    critical = frozenset(report.critical)
    for rank, (path, other) in enumerate(zip(report.paths, report.alternatives, strict=True), start=1):
        lines += [told("path", rank=rank, cost=told.decimal(path.cost), hops=len(path.hops))]
        lines += [*_path(path, regions, told, critical), *_around(path, other, report.max_hops, told), ""]
    more = "+" if report.disjoint >= DISJOINT_CAP else ""
    lines += [told("disjoint", count=report.disjoint, more=more)]
    lines += [told("critical", mark=_MARK, n=len(critical))] if critical else []
    return "\n".join([*lines, *_limits(report, names or {}, told), _method(report, told)]) + "\n"


def explained_text(explanations: Iterable[Explanation], lang: str = "en") -> str:
    """The rows behind the hops as a table, under its heading."""
    words = read_words("dirskg.exports.findings", lang, "common")
    rows = explained(explanations, words)
    heading = [plain(""), plain(rows.heading, "bold"), plain(rows.caption, "dim")]
    return paint([*heading, section_table(rows, words)])


def gap_paths_text(
    report: GapPathsReport, cell: Cell, words_of: Mapping[str, str], lang: str = "en",
    names: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Who could close a gap, each with the best tie into the region of the gap.

    `words_of` gives the labels of region and domain codes, `names` those of organisations by id.
    """
    told = read_words("dirskg.exports.paths_report", lang)
    common = read_words("dirskg.exports.findings", lang, "common")

    def called(one: str, label: str) -> str:
        return one_line((names or {}).get(one, label))

    state = {"state": state_in(common, cell.state), "rule": rule_in(common, cell.state)}
    lines = [
        told("gap_title", domain=f"{words_of[report.domain]} ({report.domain})", region=words_of[report.region]),
        told("state", **state, count=cell.count, expected=told.decimal(cell.expected, 1)),
        *on_site(cell, common, called),
        *second_company(cell, common, lambda code: words_of.get(code, code), called),
        told("candidates", shown=len(report.actors), total=report.candidates),
        "",
    ]
    for rank, actor in enumerate(report.actors, start=1):
        lines += [*_actor(rank, actor, report.max_hops, words_of, told), ""]
    return "\n".join([*lines, *_limits(report, names or {}, told), _method(report, told)]) + "\n"


def _actor(rank: int, actor: GapActor, max_hops: int, regions: Mapping[str, str], told: Words) -> list[str]:
    head = f"{rank}. {one_line(actor.label)} ({_region(actor.region, regions, told)}) [{actor.id}]"
    if actor.path is None:
        return [head, "   " + told("no_tie", hops=max_hops)]
    return [head, *_path(actor.path, regions, told)]


def _path(path: Path, regions: Mapping[str, str], told: Words, critical: frozenset[str] = frozenset()) -> list[str]:
    return [line for hop in path.hops for line in _hop(hop, regions, told, critical)]


def _around(path: Path, other: Path | None, hops: int, told: Words) -> list[str]:
    """The best way round the intermediaries of a path, in one line; none for a direct tie."""
    between = ", ".join(one_line(hop.target_label) for hop in path.hops[:-1])
    if not between:
        return []
    if other is None:
        return ["   " + told("no_way_round", names=between, hops=hops)]
    route = " – ".join(map(one_line, (other.hops[0].source_label, *(hop.target_label for hop in other.hops))))
    return ["   " + told("way_round", names=between, route=route, hops=len(other.hops), cost=told.decimal(other.cost))]


def _limits(report: PathsReport | GapPathsReport, names: Mapping[str, str], told: Words) -> list[str]:
    """Who was taken as gone, and which years count, where either was asked for."""
    lines = []
    if report.without:
        gone = ", ".join(one_line(names.get(one, one)) for one in report.without)
        lines.append(told("without", names=gone))
    if report.since is not None or report.until is not None:
        first, last = (("…" if year is None else str(year)) for year in (report.since, report.until))
        lines.append(told("window", first=first, last=last))
    return lines


def _hop(hop: Hop, regions: Mapping[str, str], told: Words, critical: frozenset[str]) -> list[str]:
    kind = told(f"kind_{hop.kind}" if f"kind_{hop.kind}" in told.strings else "kind_other")
    ends = (
        (hop.source, hop.source_label, hop.source_region),
        (hop.target, hop.target_label, hop.target_region),
    )
    source, target = (
        f"{one_line(label)} ({_region(region, regions, told)}){f' {_MARK}' if one in critical else ''}"
        for one, label, region in ends
    )
    lines = [f"   {source} -- {target}{told.high}: {kind}"]
    if hop.projects:
        named = [f"{one_line(p.acronym)} ({p.programme})" for p in hop.projects[:_MOST_PROJECTS]]
        rest = f" +{len(hop.projects) - _MOST_PROJECTS}" if len(hop.projects) > _MOST_PROJECTS else ""
        lines.append(f"      {told('projects')}{told.high}: {', '.join(named)}{rest}")
    for note in hop.notes:
        known = in_short(note.note, told)
        lines.append(f"      {one_line(note.words(told.lang, known if known != note.note else ''))}")
    if hop.years:
        lines.append(f"      {told('years')}{told.high}: {', '.join(map(str, hop.years))}")
    if hop.sources:
        label = told("sources_weak" if hop.weak else "sources")
        lines.append(f"      {label}{told.high}: {' '.join(map(one_line, hop.sources[:_MOST_SOURCES]))}")
    return lines


def _region(code: str, regions: Mapping[str, str], told: Words) -> str:
    return regions.get(code, code or told("unknown"))


def _method(report: PathsReport | GapPathsReport, told: Words) -> str:
    return told("method", half_life=f"{report.half_life:g}", now=str(report.now), hops=report.max_hops)
