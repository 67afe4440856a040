"""What stands beside the states: EU programmes, how sure the quotients are, how specialised the areas are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from dirskg.exports.findings.cell import plant
from dirskg.exports.findings.document import Section, picked, section
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import READINGS, Cell, Comparison, GapReport, Mover, Profile

# Signs of readings where there is no room for words.
SIGNS = {"more": "+", "fewer": "−", "no difference shown": "=", "too few to tell": "~", "unknown": "?"}

_ON_SITE = "domain_label region_label actor_label town told year:year source state_label state_on_site"
_BOTH = "domain_label region_label be_seen be_lq be_reading eu_seen eu_lq eu_reading"
_ROBUSTNESS = (
    "domain_label region_label count:count lq:decimal boot above:percent p_over:probability "
    "p_over_adjusted:probability without mover_label"
)
_AREAS = (
    "region_label population organisations:count entries:count effective:decimal herfindahl:decimal "
    "herfindahl_unbiased:decimal without mover_label krugman:decimal hachman:decimal shannon:decimal gini:decimal"
)


def sections(report: GapReport, labels: Labels) -> tuple[Section, ...]:
    """Who is on the spot and sits elsewhere, if anybody; both comparisons, how sure the one within Belgium is, and the
    profiles of the areas."""
    words, on_site = labels.words, [*_on_site(report, labels)]
    ceiling = words.decimal(report.profiles[0].gini_ceiling) if report.profiles else NO_NUMBER
    return (
        *([section(words, "on_site", _ON_SITE, on_site)] if on_site else []),
        section(words, "comparison", _BOTH, _both(report, labels)),
        section(words, "robustness", _ROBUSTNESS, _robustness(report, labels)),
        section(words, "areas", _AREAS, _areas(report, labels), words("areas_caption", ceiling=ceiling)),
    )


def programmes(report: GapReport, labels: Labels, *, wide: bool) -> Section:
    """The comparison with EU programmes as small as it gets: a sign a cell, and of many areas (`wide`) none."""
    words = labels.words
    areas = [] if wide else [area for area in report.areas if area]
    marks = ", ".join(f"{SIGNS[reading]} {labels.reading(reading)}" for reading in READINGS)
    told = f"domain_label belgium {' '.join(areas)}"
    found = {(cell.domain, cell.region): cell.eu for cell in report.cells}
    rows = [
        {**_head(domain, labels), "belgium": _sign(whole, labels),
         **{area: _sign(found[domain, area], labels) for area in areas}}
        for domain, whole in report.programmes.country.items()
    ]  # fmt: skip
    heads = {
        "domain_label": words("domain"),
        "belgium": words("belgium"),
        **{area: labels.area(area) for area in areas},
    }
    return section(words, "programmes", told, rows, words("programmes_caption", marks=marks), heads)


def readings(found: Iterable[Comparison], labels: Labels) -> str:
    """How many of each reading, in words: more than expected: 2, ..."""
    counts = Counter(comparison.reading for comparison in found)
    told = [(labels.reading(reading), counts[reading]) for reading in READINGS if counts[reading]]
    return ", ".join(labels.words("state_count", state=state, count=count) for state, count in told)


def against(found: Comparison, labels: Labels) -> str:
    """A comparison on one line: 5 (4.3), LQ 1.16 (0.51 to 2.65): no difference shown."""
    lq = labels.quotient(found, "interval_short")
    return labels.words("against_seen", seen=labels.counted(found), lq=lq, reading=labels.reading(found.reading))


def bootstrap(found: Comparison, labels: Labels) -> str:
    """The interval over actors drawn again, and the share of draws above 1."""
    words = labels.words
    if math.isnan(found.above):
        return words("boot_none")
    low, high = words.decimal(found.boot_low), words.decimal(found.boot_high)
    return words("boot", low=low, high=high, above=words.percent(found.above))


def without(found: Comparison, labels: Labels) -> str:
    """The range with one actor left out, and that actor."""
    if not found.mover:
        return NO_NUMBER
    low, high = labels.words.decimal(found.without_low), labels.words.decimal(found.without_high)
    return labels.words("without", low=low, high=high, mover=mover(found.mover, labels))


def mover(actor: Mover | None, labels: Labels) -> str:
    """The actor that moves a number most, and how many move it as much; a dash for none."""
    if not actor:
        return NO_NUMBER
    label = one_line(actor.label) or one_line(actor.id)
    return labels.words("mover_alike", label=label, others=actor.alike - 1) if actor.alike > 1 else label


def _sign(found: Comparison, labels: Labels) -> str:
    return f"{labels.counted(found)} {SIGNS[found.reading]}"


def _on_site(report: GapReport, labels: Labels) -> Iterator[dict[str, object]]:
    words = labels.words
    for cell in report.cells:
        for one in cell.on_site:
            yield {
                **_place(cell, labels), "actor_label": one_line(one.label) or one.id, "source": one.source,
                **plant(one, words), "year": one.year,
                "state_label": labels.state(cell.state), "state_on_site": labels.state(cell.state_on_site),
            }  # fmt: skip


def _both(report: GapReport, labels: Labels) -> Iterator[dict[str, object]]:
    for domain, whole in report.programmes.country.items():
        belgium = dict.fromkeys(("be_seen", "be_lq", "be_reading"), "")
        yield {
            **_head(domain, labels),
            "region_label": labels.words("belgium"),
            **belgium,
            **_told("eu", whole, labels),
        }
        for cell in report.cells:
            if cell.domain == domain and cell.region:
                yield {**_place(cell, labels), **_told("be", cell.be, labels), **_told("eu", cell.eu, labels)}


def _told(population: str, found: Comparison, labels: Labels) -> dict[str, object]:
    return {
        f"{population}_seen": labels.counted(found),
        f"{population}_lq": labels.quotient(found, "interval_short"),
        f"{population}_reading": labels.reading(found.reading),
    }


def _robustness(report: GapReport, labels: Labels) -> Iterator[dict[str, object]]:
    for cell in report.cells:
        if cell.region:
            found = cell.be
            yield {
                **picked(found, _ROBUSTNESS), **_place(cell, labels),
                "boot": labels.range(found.boot_low, found.boot_high),
                "without": labels.range(found.without_low, found.without_high),
                "mover_label": mover(found.mover, labels),
            }  # fmt: skip


def _areas(report: GapReport, labels: Labels) -> Iterator[dict[str, object]]:
    for own, eu in zip(report.profiles, report.eu_profiles, strict=True):
        yield _profile(own, labels.words("belgium"), labels)
        yield _profile(eu, labels.words("programmes"), labels)


def _profile(found: Profile, population: str, labels: Labels) -> dict[str, object]:
    return {
        **picked(found, _AREAS),
        "region_label": labels.area(found.area),
        "population": population,
        "organisations": found.actors,
        "without": labels.range(found.without_low, found.without_high, 3),
        "mover_label": mover(found.mover, labels),
    }


def _place(cell: Cell, labels: Labels) -> dict[str, object]:
    return {**_head(cell.domain, labels), "region_label": labels.area(cell.region)}


def _head(domain: str, labels: Labels) -> dict[str, object]:
    return {"domain_label": labels.domain_with_id(domain)}
