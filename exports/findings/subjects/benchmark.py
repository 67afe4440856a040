"""The participation benchmark in words."""

from __future__ import annotations

from typing import Any

from dirskg.exports.findings.document import Document, picked
from dirskg.exports.findings.headline import fund_line
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.programmes import BenchmarkReport, Neighbour, Part, Ratio, Yardstick
from dirskg.graph.measures.participation import Estimate
from dirskg.ontology.vocab import BELGIUM

_MILLION = 1e6
_RATIO = "observed:count total:count expected:decimal ratio:decimal low:decimal high:decimal"
_PART = (
    "participations:count participation_share projects:count project_share coordinations:count coordination_share "
    "euro:decimal known:count euro_share"
)


def document(report: BenchmarkReport, speaker: Speaker) -> Document:
    """Belgium against the economy of the EU, other countries, and itself in each domain."""
    return Document(
        title=speaker("title"),
        facts=speaker.facts(),
        paragraphs=(
            *_totals(report, speaker),
            *filter(None, [fund_line(report.fund, speaker.words)]),
            *_measured(report, speaker),
            *_domains(report, speaker),
            speaker("not_said"),
        ),
        sections=(
            speaker.section(
                "parts", f"place {_PART}", [_part(part, speaker) for part in report.parts]),
            speaker.section(
                "yardsticks", f"yardstick share what {_RATIO} reading",
                [_yardstick(stick, ratio, speaker) for stick, ratio in report.measured]),
            speaker.section(
                "domains",
                f"place domain {_RATIO} p:probability p_adjusted:probability reading",
                [_domain(ratio, speaker) for ratio in report.domains]),
            speaker.section(
                "countries",
                f"rank:count country {_PART} gdp:decimal ratio:decimal low:decimal high:decimal",
                [_country(country, speaker) for country in report.countries]),
        ),
        notes=tuple(
            speaker(key) for key in ("note_data", "note_bodies", "note_yardsticks", "note_method", "note_partners")
        ),
    )  # fmt: skip


def _totals(report: BenchmarkReport, speaker: Speaker) -> tuple[str, ...]:
    belgium = report.parts[0]
    if not report.participations:
        return (speaker("nothing"),)
    share = _share(belgium.participation_share, speaker)
    told = speaker(
        "whole", n=belgium.participations, total=report.participations, share=share,
        projects=belgium.projects, all_projects=report.projects, led=belgium.coordinations,
    )  # fmt: skip
    rank = next((country.rank for country in report.countries if country.part.place == BELGIUM), 0)
    placed = speaker("ranked", rank=rank, n=len(report.countries)) if rank else ""
    entries, projects = report.with_bodies
    more = entries - belgium.participations
    beside = speaker("with_bodies", more=more, n=entries, projects=projects) if more else ""
    return (" ".join(filter(None, (told, placed, beside))),)


def _measured(report: BenchmarkReport, speaker: Speaker) -> tuple[str, ...]:
    told = [
        speaker(
            "against", yardstick=speaker(f"yardstick_{stick.name}"), share=_percent(stick.share, speaker),
            expected=speaker.decimal(ratio.expected, 0), observed=ratio.observed,
            ratio=speaker.decimal(ratio.ratio.value), low=speaker.decimal(ratio.ratio.low),
            high=speaker.decimal(ratio.ratio.high), reading=speaker(f"reading_{ratio.reading}"),
        )
        for stick, ratio in report.measured
        if ratio.what == "participations"
    ]  # fmt: skip
    return tuple(told) or (speaker("no_yardstick"),)


def _domains(report: BenchmarkReport, speaker: Speaker) -> tuple[str, ...]:
    own = [ratio for ratio in report.domains if ratio.place == BELGIUM]
    if not own:
        return ()
    named = {reading: [one.what for one in own if one.reading == reading] for reading in ("more", "fewer", "few")}
    same = len(own) - sum(map(len, named.values()))
    told = [speaker(f"domains_{one}", names=speaker.domains(named[one])) for one in ("more", "fewer") if named[one]]
    if same:
        told.append(speaker("domains_all_same" if same == len(own) else "domains_same", same=same, n=len(own)))
    if named["few"]:
        told.append(speaker("domains_few", n=len(named["few"])))
    return (" ".join(told),)


def _percent(share: float, speaker: Speaker) -> str:
    return speaker("percent", share=speaker.decimal(100 * share, 1))


def _share(estimate: Estimate, speaker: Speaker) -> str:
    """A share with its interval: 4.3% (3.6% to 4.9%); "" where there is none."""
    known = estimate.value == estimate.value
    return speaker.interval(*estimate, lambda share: _percent(share, speaker)) if known else ""


def _part(part: Part, speaker: Speaker) -> dict[str, Any]:
    return {
        "place": speaker.area(part.place),
        "participations": part.participations, "participation_share": _share(part.participation_share, speaker),
        "projects": part.projects, "project_share": _share(part.project_share, speaker),
        "coordinations": part.coordinations, "coordination_share": _share(part.coordination_share, speaker),
        "euro": part.contribution / _MILLION, "known": part.contributions_known,
        "euro_share": _share(part.contribution_share, speaker),
    }  # fmt: skip


def _numbers(ratio: Ratio) -> dict[str, Any]:
    value, low, high = ratio.ratio
    return {**picked(ratio, _RATIO), "ratio": value, "low": low, "high": high}


def _yardstick(stick: Yardstick, ratio: Ratio, speaker: Speaker) -> dict[str, Any]:
    year = f" ({stick.year:.0f})" if stick.year == stick.year else ""
    return {
        "yardstick": speaker(f"yardstick_{stick.name}") + year, "share": _percent(stick.share, speaker),
        "what": speaker(f"what_{ratio.what}"), **_numbers(ratio), "reading": speaker(f"reading_{ratio.reading}"),
    }  # fmt: skip


def _domain(ratio: Ratio, speaker: Speaker) -> dict[str, Any]:
    told = {"place": speaker.area(ratio.place), "domain": speaker.domain(ratio.what), **_numbers(ratio)}
    return {**told, "p": ratio.p, "p_adjusted": ratio.p_adjusted, "reading": speaker(f"reading_{ratio.reading}")}


def _country(country: Neighbour, speaker: Speaker) -> dict[str, Any]:
    ratio = country.ratio
    told = {"rank": country.rank, "country": country.part.place, **_part(country.part, speaker), "gdp": country.gdp}
    return {**told, "ratio": ratio.value, "low": ratio.low, "high": ratio.high}
