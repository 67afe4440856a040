"""Single points of failure in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dirskg.exports.findings.document import Document
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.coverage import HELIX
from dirskg.graph.analyses.resilience import HHI_FROM, HHI_LIMIT, TOP_LIMIT, Dependence, DependenceReport, Sole
from dirskg.ontology.vocab import BELGIUM

# As many domains with few suppliers are named in words.
_NAMED = 3
_NUMBERS = (
    "actors:count companies:count suppliers:count exits_academia:count exits_government:count half:count top "
    "top_share:percent top_fractional:percent hhi:decimal low:decimal high:decimal unbiased:decimal pieces:count "
    "flags"
)


def document(report: DependenceReport, speaker: Speaker) -> Document:
    """What hangs on few: domains of Belgium, cells that meet a rule, sole actors of a leg, groups."""
    return Document(
        title=speaker("title"),
        facts=speaker.facts(report.perimeter),
        paragraphs=tuple(_words(report, speaker)),
        sections=(
            speaker.section(
                "domains",
                f"domain {_NUMBERS}",
                [_numbers(cell, speaker) for cell in report.country]),
            speaker.section(
                "cells",
                f"domain region {_NUMBERS} elsewhere:count",
                [{**_numbers(cell, speaker), "elsewhere": report.elsewhere(cell)} for cell in report.flagged],
                speaker("cells_caption", n=len(report.flagged), cells=len(report.cells)),
            ),
            speaker.section(
                "sole",
                "domain leg who region pieces:count source",
                [_sole(one, speaker) for one in report.sole]),
            speaker.section(
                "groups",
                "group companies domains",
                [
                    {
                        "group": speaker.organisation(group.top), "companies": speaker.organisations(group.companies),
                        "domains": speaker.domains(group.domains),
                    }
                    for group in report.groups
                ]),
        ),
        notes=(
            speaker("note_rules", top=speaker.percent(TOP_LIMIT), hhi=speaker.decimal(HHI_LIMIT), least=HHI_FROM),
            *map(speaker, ("note_weight", "note_exits", "note_groups", "note_zero")),
        ),
    )  # fmt: skip


def _words(report: DependenceReport, speaker: Speaker) -> Iterator[str]:
    if not any(cell.actors for cell in report.country):
        yield speaker("nobody")
        return
    single = report.single_points()
    yield speaker("single", domains=speaker.domains(single)) if single else speaker("no_single")
    supplied = sorted((cell for cell in report.country if cell.companies), key=lambda c: (c.suppliers, c.domain))
    if supplied:
        told = speaker.words.listed(_few(cell, speaker) for cell in supplied[:_NAMED])
        yield speaker("few", told=told)
    if without := [cell.domain for cell in report.country if "no company" in cell.flags]:
        yield speaker("no_company_in_words", domains=speaker.domains(without))
    above = [cell for cell in report.country if {"top share", "concentrated", "sole supplier"} & set(cell.flags)]
    limits = {"top": speaker.percent(TOP_LIMIT), "hhi": speaker.decimal(HHI_LIMIT)}
    if above:
        yield speaker("above", domains=speaker.domains(cell.domain for cell in above), **limits)
    else:
        yield speaker("none_above", **limits)
    counts = Counter(flag for cell in report.cells for flag in cell.flags)
    elsewhere = sum(report.elsewhere(cell) > 0 for cell in report.flagged)
    bare = counts["no company"] + counts["no actor"]
    rules = {"sole": counts["sole supplier"], "top": counts["top share"], "dense": counts["concentrated"], "bare": bare}
    yield speaker(
        "cells_in_words", flagged=len(report.flagged), cells=len(report.cells), elsewhere=elsewhere,
        without=len(report.flagged) - elsewhere,
        rules=", ".join(speaker(f"cells_{rule}", n=n) for rule, n in rules.items() if n),
    )  # fmt: skip
    if report.sole:
        yield speaker("sole_in_words", told=speaker.words.listed(_hanging(report.sole, speaker)))
    if report.unplaced:
        yield speaker("unplaced", n=report.unplaced)
    yield speaker("not_said")


def _few(cell: Dependence, speaker: Speaker) -> str:
    return speaker(
        "few_one", domain=speaker.domain(cell.domain), suppliers=cell.suppliers, companies=cell.companies,
        top=_top(cell, speaker), share=speaker.percent(cell.top.share if cell.top else float("nan")),
    )  # fmt: skip


def _hanging(sole: Iterable[Sole], speaker: Speaker) -> Iterator[str]:
    """By leg and organisation, the domains that hang on it."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in sole:
        found.setdefault((one.leg, one.organisations), []).append(one.domain)
    for (leg, who), domains in sorted(found.items()):
        yield speaker("hangs", leg=speaker.leg(leg), domains=speaker.domains(domains), who=speaker.organisations(who))


def _numbers(cell: Dependence, speaker: Speaker) -> dict[str, Any]:
    top = cell.top
    return {
        **speaker.row(cell, f"domain region {_NUMBERS}"),
        **{f"exits_{leg}": cell.exits.get(leg, 0) for leg in HELIX if leg != "industry"},
        "top": _top(cell, speaker), "top_share": top.share if top else None,
        "top_fractional": top.fractional if top else None,
        "flags": ", ".join(speaker.word("flag", flag) for flag in cell.flags) or NO_NUMBER,
    }  # fmt: skip


def _top(cell: Dependence, speaker: Speaker) -> str:
    if cell.top is None:
        return NO_NUMBER
    told = speaker.organisations(cell.top.companies)
    if cell.top.group:
        told = speaker("of_group", companies=told, group=speaker.organisation(cell.top.group))
    others = cell.top.alike - 1
    if not others:
        return told
    return speaker("alike", who=told, n=others) if others > 1 else speaker("alike_one", who=told)


def _sole(one: Sole, speaker: Speaker) -> dict[str, Any]:
    names = speaker.organisations(one.organisations)
    group = speaker.organisation(one.group) if one.group else ""
    return {
        **speaker.row(one, "domain leg pieces"),
        "who": speaker("of_group", companies=names, group=group) if group else names,
        "region": ", ".join(speaker.area("" if region == BELGIUM else region) for region in one.regions),
        "source": one_line(" ".join(one.sources)) or NO_NUMBER,
    }  # fmt: skip
