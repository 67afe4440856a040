"""The stages of the value chain in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dirskg.exports.findings.document import Document, picked
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.helix import STAGES, Chain, StagesReport, Strip

# Projects show these stages; none of them tells of supply.
_BY_PROJECT = STAGES[:-1]
_ACTORS = " ".join([*(f"{stage}:count" for stage in STAGES), "interrupted"])
_PROJECTS = " ".join(["thin", *(f"p_{stage}:count" for stage in _BY_PROJECT)])


def document(report: StagesReport, speaker: Speaker) -> Document:
    """The chain of each domain in Belgium and by region, who closes it, and by which rules a stage is seen."""
    country = [
        {
            "domain": speaker.domain(chain.domain), **_strip(chain.country, speaker),
            "closing": _closing(chain, speaker), "whole": speaker("yes" if chain.whole else "no"),
        }
        for chain in report.chains
    ]  # fmt: skip
    regions = [
        {"domain": speaker.domain(strip.domain), "region": speaker.area(strip.region), **_strip(strip, speaker)}
        for chain in report.chains
        for strip in chain.regions
        if strip.region or any(rung.actors for rung in strip.rungs)
    ]
    rules = [
        {
            **picked(rule, "organisations projects"), "rule": one_line(rule.rule),
            "stage": _stage(rule.stage, speaker),
            # A rule that was added to the graph has its name alone.
            "meaning": speaker.either(f"rule_{rule.rule.replace('-', '_')}", one_line(rule.rule)),
        }
        for rule in report.rules
    ]  # fmt: skip
    return Document(
        title=speaker("title"),
        facts=speaker.facts(report.perimeter),
        paragraphs=tuple(_words(report, speaker)),
        sections=(
            speaker.section("domains", f"domain {_ACTORS} closing whole {_PROJECTS}", country),
            speaker.section("regions", f"domain region {_ACTORS} {_PROJECTS}", regions),
            speaker.section(
                "rules",
                "rule stage meaning organisations:count projects:count",
                rules,
            ),
        ),
        notes=tuple(map(speaker, ("note_zero", "note_domain", "note_told", "note_none", "note_trl"))),
    )


def _words(report: StagesReport, speaker: Speaker) -> Iterator[str]:
    yield speaker(
        "seen", companies=report.companies, companies_seen=report.companies_seen, projects=report.projects,
        projects_seen=report.projects_seen,
    )  # fmt: skip
    if not report.companies_seen and not report.projects_seen:
        yield speaker("nothing")
        yield speaker("trl_none")
    else:
        full = [chain.domain for chain in report.chains if not chain.country.unseen]
        yield speaker("full", n=len(full), of=len(report.chains), domains=speaker.domains(full))
        broken = [chain.country for chain in report.chains if chain.country.interrupted]
        told = speaker.words.listed(_missing(strip, strip.interrupted, speaker) for strip in broken)
        yield speaker("broken", told=told) if broken else speaker("none_broken")
        ends = [chain.country for chain in report.chains if set(chain.country.unseen) - set(chain.country.interrupted)]
        if ends:
            told = speaker.words.listed(_missing(strip, _ends(strip), speaker) for strip in ends)
            yield speaker("ends", told=told)
        together = [chain for chain in report.chains if chain.only_together]
        if together:
            told = speaker.words.listed(
                f"{speaker.domain(chain.domain)}{speaker.words.high}: {_closing(chain, speaker)}" for chain in together
            )
            yield speaker("together", n=len(together), told=told)
        yield speaker("trl", research=report.research, development=report.development)
        yield speaker("not_said")


def _ends(strip: Strip) -> tuple[str, ...]:
    return tuple(stage for stage in strip.unseen if stage not in strip.interrupted)


def _missing(strip: Strip, stages: Iterable[str], speaker: Speaker) -> str:
    return speaker("at", domain=speaker.domain(strip.domain), stages=_stages(stages, speaker))


def _stage(stage: str, speaker: Speaker) -> str:
    return speaker(f"stage_{stage}")


def _stages(stages: Iterable[str], speaker: Speaker) -> str:
    return ", ".join(_stage(stage, speaker) for stage in stages) or NO_NUMBER


def _closing(chain: Chain, speaker: Speaker) -> str:
    sets = (" + ".join(map(speaker.area, found)) for found in chain.closing)
    return f" {speaker('or')} ".join(sets) or NO_NUMBER


def _strip(strip: Strip, speaker: Speaker) -> dict[str, Any]:
    """The cells of a strip; what is not seen has no number, for it is not known to be none."""
    thin = [rung.stage for rung in strip.rungs if rung.actors == 1]
    return {
        **{rung.stage: rung.actors or None for rung in strip.rungs},
        "interrupted": _stages(strip.interrupted, speaker), "thin": _stages(thin, speaker),
        **{f"p_{rung.stage}": rung.projects or None for rung in strip.rungs if rung.stage in _BY_PROJECT},
    }  # fmt: skip
